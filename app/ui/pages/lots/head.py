"""The head of a lot: what it is, and its four acts with their keys."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.border_trade.share import ShareState
from app.ui.pages.lots.words import round_money
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_box, draw_text, width_of
from app.ui.widgets import Button, ButtonLook, Chip, Ground, Label
from app.work.lot_view import LotView

HEIGHT = 52
_TO_SEND = frozenset({ShareState.OPEN, ShareState.CONFIRMED, ShareState.REJECTED})
_LEGEND = (("今日已用", Tone.NEU.fill), ("本批", Token.QUOTA), ("超出", Tone.ERR.fill))


class Legend(QWidget):
    """What the colours of the quota bars mean."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("额度条：今日已用、本批、超出")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme().px
        wide = sum(width_of(words, Font.SMALL) + px(34) for words, _ in _LEGEND)
        return QSize(round(wide), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, x = theme().px, 0.0
        painter = QPainter(self)
        for words, color in _LEGEND:
            draw_box(painter, QRectF(x, px(6), px(14), px(8)), 3, color)
            taken = draw_text(painter, QRectF(x + px(20), 0, 200, px(20)), words, Font.SMALL, Token.T2)
            x += taken + px(34)
        painter.end()


class LotHead(Ground):
    """Title, state and acts; ``legend`` and ``quota`` are laid elsewhere by the page."""

    def __init__(self) -> None:
        super().__init__(Token.SURFACE, "bottom")
        px = theme().px
        self.setFixedHeight(px(HEIGHT))
        self.legend, self.quota = Legend(), Label("", Font.STRONG)
        self.state = Chip("草稿", Tone.NEU)
        self.about = Label("", Font.SMALL, Token.T2)
        self.card = Button("本人确认", icon=Icon.ID_CARD, keys="lot.confirm", tall=True)
        self.divide = Button("分配", icon=Icon.USERS, keys="lot.share", tall=True)
        self.check = Button("校验", icon=Icon.SHIELD_CHECK, keys="check", tall=True)
        self.link = Button("核注", icon=Icon.LINK_2, tall=True)
        self.send = Button("申报", ButtonLook.PRIMARY, Icon.SEND, keys="file", tall=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 0, px(20), 0)
        row.setSpacing(px(8))
        row.addWidget(Label("边民互市申报", Font.PAGE))
        row.addWidget(Chip("进口", Tone.INFO, Icon.FILE_TEXT))
        row.addWidget(self.state)
        row.addWidget(self.about, 1)
        for button in (self.link, self.card, self.divide, self.check, self.send):
            row.addWidget(button)

    def show_lot(self, view: LotView) -> None:
        """Show what the lot is and how far it came."""
        group = f"互助组 {view.group.name} {len(view.rows)} 人" if view.group else "还没有互助组"
        self.about.set_words(f"批次 {view.lot.number}  {group}  {view.lot.day}")
        self.quota.set_words(f"{round_money(view.rows[0].quota)} 元" if view.rows else "")
        self.state.show_state(*_state(view))
        self.link.set_words("反核注" if view.is_linked else "核注")
        self.link.setEnabled(not view.editable)
        states = {row.share.state for row in view.rows if row.takes_part}
        self.send.setEnabled(bool(states & _TO_SEND))
        self.card.setEnabled(ShareState.OPEN in states or not view.rows)
        self.divide.setEnabled(view.editable)

    def set_narrow(self, on: bool) -> None:
        """Leave the key caps out where there is little room."""
        for button, keys in ((self.card, "F3"), (self.divide, "F7"), (self.check, "F9"), (self.send, "F10")):
            button.set_keys("" if on else keys)


def _state(view: LotView) -> tuple[str, Tone]:
    states = {row.share.state.value for row in view.rows if row.takes_part}
    if "rejected" in states:
        return "有退单", Tone.ERR
    if not states or view.editable:
        return "草稿", Tone.NEU
    if states <= {"released"}:
        return "放行", Tone.OK
    if "open" in states or "confirmed" in states:
        return "部分申报", Tone.WARN
    return ("待发", Tone.WARN) if "queued" in states else ("已申报", Tone.INFO)
