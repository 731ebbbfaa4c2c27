"""两段准入 of one declaration: banner, two lanes, goods, what is missing, where it lies; it releases nothing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.clock import Clock
from app.ui.keys import Act, Keys
from app.ui.models.lanes import goods_states, lanes, missing, nearest, truth
from app.ui.models.status_look import look_of
from app.ui.pages.alive import while_alive
from app.ui.pages.form.document_head import FactsLabel
from app.ui.pages.keyboard import back_to
from app.ui.pages.lifecycle import Expiry, LifecycleService, Storage, TwoLane
from app.ui.pages.row_table import RowTable
from app.ui.pages.services import SubmissionService
from app.ui.pages.two_lane.banner import TruthBanner
from app.ui.pages.two_lane.goods_rows import EDGE, HEAD, ROW, WIDTHS, LaneGoodsDelegate, LaneGoodsModel
from app.ui.pages.two_lane.lanes_view import LanesView
from app.ui.pages.two_lane.missing_card import MissingCard
from app.ui.pages.two_lane.storage_side import StorageSide
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Card, Chip, Ground, Label, Strip
from app.ui.widgets.scroll import ScrollArea
from app.ui.windows import KeyHint

REFRESH_AFTER_MS = 150
HEAD_HEIGHT, MOST_GOODS = 50, 6
HINTS = (
    KeyHint("lanes.store", "登记存放"),
    KeyHint("Enter", "打开单证"),
    KeyHint("receive", "收回执"),
    KeyHint("back", "关闭"),
)


class TwoLanePage(QWidget):
    """``open_form(draft id, path)`` opens the declaration; ``back()`` closes this page."""

    retitled = Signal()
    hinted = Signal()

    def __init__(
        self,
        draft_id: str,
        lifecycle: LifecycleService,
        submissions: SubmissionService,
        clock: Clock,
        open_form: Callable[[str, str], object],
        back: Callable[[], object],
    ) -> None:
        super().__init__()
        self._id, self._lifecycle, self._submissions, self._clock = draft_id, lifecycle, submissions, clock
        self._open_form, self._back = open_form, back
        self._shown: TwoLane | None = None
        self._is_stale = self._was_in_front = False
        self.strip, self.banner, self.view = Strip(), TruthBanner(), LanesView()
        self.model = LaneGoodsModel(self)
        self.table = RowTable("分商品", WIDTHS, ROW, HEAD, edges=(EDGE, EDGE))
        self.table.setModel(self.model)
        self.table.setItemDelegate(LaneGoodsDelegate(self.table))
        self.missing = MissingCard()
        self.side = StorageSide(clock.now)
        self._timer = QTimer(self, singleShot=True, interval=REFRESH_AFTER_MS)
        self._keys = Keys(self, self._key_acts())
        self._lay_out()
        self._bind()
        self._refresh()

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        return f"两段准入 {self._shown.number[-4:]}".strip() if self._shown is not None else "两段准入"

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.TRUCK

    def is_marked(self) -> bool:
        """Tell whether something typed is not stored yet."""
        return self.side.is_editing()

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys worth knowing now."""
        return (KeyHint("Ctrl S", "存下"), KeyHint("back", "不存")) if self.side.is_editing() else HINTS

    def activated(self) -> None:
        """Bring the page up to date and put the keyboard on the goods."""
        if self._is_stale:
            self._refresh()
        if self._was_in_front:
            back_to(self, self._focus_rows)
        else:
            self._was_in_front = True
            self._focus_rows()

    def may_close(self) -> bool:
        """Tell that the tab may go."""
        return True

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    # -- building ----------------------------------------------------------------------------------------------

    def _key_acts(self) -> dict[str, Act]:
        return {"lanes.store": self._edit, "receive": self._receive, "back": self._step_back}

    def _lay_out(self) -> None:
        px = theme().px
        left = Ground(Token.APP)
        column = QVBoxLayout(left)
        column.setContentsMargins(px(20), px(12), px(20), px(14))
        column.setSpacing(px(12))
        whole_card = Card("整票进度", "上道管能不能提，下道管能不能卖")
        whole_card.body.addWidget(self.view)
        goods = Card()
        goods.body.setContentsMargins(1, px(10), 1, px(4))
        goods.body.setSpacing(px(8))
        goods.head.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        goods.head.addWidget(Label("分商品", Font.CARD))
        goods.head.addWidget(Label("回执只说整票，各项随整票；全部合格才放行", Font.SMALL, Token.T2), 1)
        goods.body.addLayout(goods.head)
        goods.body.addWidget(self.table)
        for part in (self.banner, whole_card, goods, self.missing):
            column.addWidget(part)
        column.addStretch(1)
        scroll = ScrollArea()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(left)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(scroll, 1)
        row.addWidget(self.side)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._head())
        page.addWidget(self.strip)
        page.addLayout(row, 1)

    def _head(self) -> Ground:
        px = theme().px
        head = Ground(Token.SURFACE, "bottom")
        head.setFixedHeight(px(HEAD_HEIGHT))
        self._chip, self._condition = Chip("", Tone.NEU), Chip("附条件", Tone.WARN, Icon.LOCK)
        self._facts = FactsLabel("", Font.SMALL, Token.T2)
        self.sell = Button("登记销售", ButtonLook.PLAIN, Icon.RECEIPT_TEXT, tall=True)
        self.store = Button("登记存放", ButtonLook.SECONDARY, Icon.WAREHOUSE, "D", tall=True)
        receive = Button("收回执", ButtonLook.PRIMARY, Icon.INBOX, "receive", tall=True)
        receive.clicked.connect(self._receive)
        row = QHBoxLayout(head)
        row.setContentsMargins(px(20), 0, px(16), 1)
        row.setSpacing(px(8))
        row.addWidget(Label("两段准入", Font.TITLE))
        for part in (self._chip, self._condition):
            row.addWidget(part)
        row.addSpacing(px(4))
        row.addWidget(self._facts, 1)
        for button in (self.sell, self.store, receive):
            row.addWidget(button)
        return head

    def _bind(self) -> None:
        self.sell.clicked.connect(self._sell)
        self.store.clicked.connect(self._edit)
        self.side.stored.connect(self._store)
        self.side.left.connect(self._edited)
        self.table.opened.connect(lambda _row: self._open_form(self._id, ""))
        self._submissions.changed.connect(self._note_change)
        self._lifecycle.changed.connect(self._note_change)
        self._timer.timeout.connect(self._refresh)

    # -- bringing ----------------------------------------------------------------------------------------------

    def _note_change(self, _draft_id: str) -> None:
        self._is_stale = True
        if self.isVisible():
            self._timer.start()

    def _refresh(self) -> None:
        self._is_stale = False
        self._lifecycle.two_lane(self._id, while_alive(self, self._show), while_alive(self, self._fail))

    def _show(self, shown: TwoLane) -> None:
        self._shown = shown
        now = self._clock.now()
        look = look_of(shown.status)
        self._chip.show_state(look.words, look.tone, look.icon)
        self._condition.setVisible(shown.asked and not shown.lanes.may_sell)
        self._facts.show_facts((shown.number, *shown.about))
        rest = nearest(shown.expiries, now.date()) if not shown.lanes.may_sell else None
        first = min(shown.expiries, key=lambda one: one.day, default=None)
        self.banner.show_truth(truth(shown), rest, first.name if first is not None else "")
        self.view.show_lanes(lanes(shown, now))
        states = goods_states(shown, now)
        self.model.put_rows(states)
        px = theme().px
        self.table.setFixedHeight(px(HEAD) + px(ROW) * max(min(len(states), MOST_GOODS), 1))
        self.missing.show_steps(missing(shown, now))
        self.side.show_lanes(shown)
        self.retitled.emit()

    def _fail(self, sentence: str) -> None:
        self.strip.say(Tone.ERR, sentence, [("知道了", self._quiet)])

    # -- acts --------------------------------------------------------------------------------------------------

    def _focus_rows(self) -> None:
        first: QWidget = self.table if self.model.rowCount() else self.store
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self) -> None:
        self.side.edit()
        self.retitled.emit()
        self.hinted.emit()

    def _edited(self) -> None:
        self._focus_rows()
        self.retitled.emit()
        self.hinted.emit()

    def _store(self, storage: Storage, expiries: Sequence[Expiry]) -> None:
        done = while_alive(self, lambda _none: self._stored())
        self._lifecycle.store_goods(self._id, storage, expiries, done, while_alive(self, self._fail))
        self._edited()

    def _stored(self) -> None:
        self.strip.say(Tone.OK, "存放地已登记", [("知道了", self._quiet)])
        self._refresh()

    def _sell(self) -> None:
        """Ask to note a sale; before release the program refuses (R144)."""
        self._lifecycle.sell(self._id, while_alive(self, self._sold), while_alive(self, self._fail))

    def _sold(self, _none: None) -> None:
        self.strip.say(Tone.OK, "已登记销售使用", [("知道了", self._quiet)])
        self._refresh()

    def _receive(self) -> None:
        self._submissions.receive()
        self._refresh()

    def _quiet(self) -> None:
        self.strip.be_quiet()
        self._focus_rows()

    def _step_back(self) -> None:
        if self.strip.isVisible():
            self._quiet()
        else:
            self._back()
