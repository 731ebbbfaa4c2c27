"""What a declaration asks of the clerk now, in words, with the acts that answer it; it does none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout

from app.declarations.receipts import NEEDS_CLERK
from app.declarations.status import EXPLAINED, Status
from app.ui.models.status_look import look_of, sign_of
from app.ui.pages.services import ReceiptItem, Standing
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_icon
from app.ui.widgets import Button, Card, Label, Paragraph

INDENT = 44
TITLES = {
    Status.QUEUED: "在队列里，还没有发出",
    Status.UNKNOWN: "已发出，结果未知",
    Status.PARKED: "结果未知，等您到单一窗口网页核实",
    Status.REJECTED: "海关退单，改好后可再申报",
    Status.INSPECTION: "海关要求查验，请安排人员与车辆",
    Status.TAX: "税单已出，等待缴税",
    Status.CONDITIONAL: "可提离，不得销售使用",
}
UNTIL_RELEASED = "货物可运往登记的存放地；收到放行通知前不得销售、加工、使用或换地方。"


@dataclass(frozen=True, slots=True)
class Notice:
    """Title, sentence, look, and the keys of its acts: open, recall, found, absent."""

    title: str
    sentence: str
    tone: Tone
    icon: Icon
    actions: tuple[str, ...] = ()

    @classmethod
    def of(cls, standing: Standing, receipt: ReceiptItem | None) -> Self | None:
        """Return what a standing asks for; None where nothing is to be said beside the stages."""
        status = standing.status
        if receipt is not None and receipt.channel in NEEDS_CLERK:
            return cls(f"{receipt.title}，等您处理", receipt.note, Tone.WARN, Icon.TRIANGLE_ALERT)
        if status not in TITLES or (status is Status.QUEUED and not standing.can_recall):
            return None
        sentence = standing.sentence or EXPLAINED.get(status, "")
        if receipt is not None and receipt.status is status and receipt.note:
            sentence = _pointed(receipt) or receipt.note
        if status is Status.CONDITIONAL:
            sentence = UNTIL_RELEASED
        actions = _actions(standing, receipt is not None and bool(receipt.path))
        return cls(TITLES[status], sentence, _tone(status), sign_of(status)[0], actions)


def _pointed(receipt: ReceiptItem) -> str:
    """Return what a rejection points at, rule by rule and field by field, under its own words."""
    lines = [f"{one.label or '未指明字段'}：{one.words}（{one.rule}）" for one in receipt.pointers]
    return "\n".join(lines)


def _actions(standing: Standing, knows_field: bool) -> tuple[str, ...]:
    acts: tuple[str, ...] = ()
    if standing.status is Status.PARKED:
        acts = ("absent", "found")
    elif standing.status is Status.REJECTED and knows_field:
        acts = ("open",)
    return (*acts, "recall") if standing.can_recall else acts


def _tone(status: Status) -> Tone:
    """提离 is a warning here, not good news: what may not be done yet is what is told."""
    return Tone.WARN if status is Status.CONDITIONAL else look_of(status).tone


class NoticeCard(Card):
    """A tinted card with a sign, a title, a sentence and its acts."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._text_color = Icon.INFO, Token.T1
        self._notice: Notice | None = None
        px = theme().px
        self.body.setContentsMargins(px(INDENT), px(12), px(16), px(12))
        self.body.setSpacing(px(4))
        self._title = Label("", Font.STRONG)
        self._sentence = Paragraph("", Font.BODY, Token.T1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(px(8))
        self.body.addWidget(self._title)
        self.body.addWidget(self._sentence)
        self.body.addLayout(self._buttons)

    def show_notice(self, notice: Notice, actions: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show another notice with its buttons; the same one again changes nothing, for a button may be in use."""
        if notice == self._notice:
            return
        self._notice = notice
        self.set_tone(notice.tone)
        self._icon, self._text_color = notice.icon, notice.tone.text
        self._title.set_words(notice.title)
        self._sentence.set_words(notice.sentence)
        self._sentence.setVisible(bool(notice.sentence))
        self.setAccessibleName(f"{notice.title}，{notice.sentence}" if notice.sentence else notice.title)
        while (item := self._buttons.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for words, act in actions:
            button = Button(words)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons.addWidget(button)
            button.show()
        self._buttons.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        draw_icon(painter, QPointF(theme().px(16), theme().px(13)), self._icon, 20, self._text_color)
        painter.end()
