"""The frame of a lot's page: its parts, where they stand, and what the window asks of a page; it asks nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.border_trade.share import ShareState
from app.core.clock import Clock
from app.ui.editors import NumberEditor
from app.ui.editors.code_search import CodeSearch
from app.ui.editors.factory import Services
from app.ui.pages.keyboard import back_to
from app.ui.pages.lots.bars import AskBar, CardBar, DivideBar, SendBar
from app.ui.pages.lots.counters import CounterStrip
from app.ui.pages.lots.head import LotHead
from app.ui.pages.lots.row_delegate import HEAD, MARGIN, ROW, WIDTHS, LotRowDelegate
from app.ui.pages.lots.row_model import ALL, READY, TO_DO, RowModel
from app.ui.pages.lots.side import LotSide
from app.ui.pages.row_table import RowTable
from app.ui.theme import Font, Icon, Token, theme
from app.ui.widgets import Ground, Label, Part, Segmented, Strip
from app.ui.windows import KeyHint
from app.work.lot_view import QUOTA_NOTE, LotView

SIDE, NARROW_SIDE, NARROW = 312, 300, 1300
HINTS = (
    KeyHint("lot.confirm", "本人确认"),
    KeyHint("lot.share", "分配"),
    KeyHint("lot.absent", "未到场"),
    KeyHint("problem.next", "下一问题"),
)
FILTERS = ((ALL, "全部"), (TO_DO, "须处理"), (READY, "可申报"))
NAME = 6  # signs of the goods in the words of the tab


class LotFrame(Ground):
    """``said(str, Tone)`` is for the window's toast."""

    retitled = Signal()
    hinted = Signal()
    said = Signal(str, object)

    def __init__(self, search: CodeSearch, clock: Clock) -> None:
        super().__init__(Token.SURFACE)
        self.view: LotView | None = None
        self._was_in_front = False
        self.strip, self.head, self.counters = Strip(), LotHead(), CounterStrip()
        self.filters = Segmented([Part(key, words) for key, words in FILTERS])
        self.divide_bar, self.card_bar, self.send_bar = DivideBar(), CardBar(), SendBar()
        self.bars: tuple[AskBar, ...] = (self.divide_bar, self.card_bar, self.send_bar)
        self.model = RowModel(self)
        self.table = RowTable("边民", WIDTHS, ROW, HEAD, edges=(MARGIN, MARGIN))
        self.table.setModel(self.model)
        self.table.setItemDelegate(LotRowDelegate(self.table))
        self.table.keep_place(self.model.key, self.model.number_of)
        self.side = LotSide(Services(search, lambda: clock.now().date()))
        self.quantity_box = NumberEditor(self.table.viewport())
        self.quantity_box.hide()
        self._foot, self._note = Label("", Font.SMALL, Token.T2), Label(QUOTA_NOTE, Font.SMALL, Token.T3)
        self._lay_out()

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        if self.view is None:
            return "互市 批次"
        goods = self.view.goods if len(self.view.goods) <= NAME else f"{self.view.goods[: NAME - 1]}…"
        return f"互市 {goods} 批次 {self.view.lot.number}".replace("  ", " ")

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.USERS

    def is_marked(self) -> bool:
        """Tell whether somebody of the lot has still to be declared."""
        waiting = (ShareState.OPEN, ShareState.CONFIRMED, ShareState.REJECTED)
        return self.view is not None and any(row.share.state in waiting for row in self.view.rows)

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth knowing."""
        return HINTS

    def activated(self) -> None:
        """Give the keyboard to what comes next: the group first, later the rows."""
        if self._was_in_front:
            back_to(self, self.focus_first)
        else:
            self._was_in_front = True
            self.focus_first()

    def may_close(self) -> bool:
        """Take in what stands in a field; everything else is stored already."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # -- keyboard ----------------------------------------------------------------------------------------------

    def focus_rows(self) -> None:
        """Put the keyboard on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Put the keyboard where work begins: the group while there are no residents, later the rows."""
        if self.view is not None and not self.view.rows:
            self.side.group_box.take_focus()
        elif self.view is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_rows()

    # -- inside ------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = theme().px
        self.side.setFixedWidth(px(NARROW_SIDE if self.width() < px(NARROW) else SIDE))
        self.head.set_narrow(self.width() < px(NARROW))

    def _lay_out(self) -> None:
        px = theme().px
        tools = QHBoxLayout()
        tools.setContentsMargins(px(20), px(8), px(20), px(8))
        tools.setSpacing(px(14))
        tools.addWidget(self.filters)
        tools.addStretch(1)
        tools.addWidget(self.head.legend)
        tools.addWidget(Label("每人每日免税额度", Font.SMALL, Token.T2))
        tools.addWidget(self.head.quota)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(20), px(6), px(20), px(6))
        foot.addWidget(self._foot)
        foot.addStretch(1)
        foot.addWidget(self._note)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.counters)
        left.addLayout(tools)
        for bar in self.bars:
            left.addWidget(bar)
        left.addWidget(self.table, 1)
        left.addLayout(foot)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left, 1)
        middle.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.head)
        column.addLayout(middle, 1)
