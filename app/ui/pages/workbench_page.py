"""工作台: what waits, what was left unfinished, what is on its way, what came back; it only leads there."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.clock import Clock
from app.core.tables import CodeTables
from app.declarations.inbox import NeedKind
from app.declarations.status import Status
from app.ui.keys import Act, Keys
from app.ui.models.bench_list import BenchListModel
from app.ui.models.need_list import NeedListModel
from app.ui.models.queue_list import QueueListModel
from app.ui.models.receipt_list import ReceiptListModel
from app.ui.models.wording import WEEKDAYS
from app.ui.pages import list_tabs as tabs
from app.ui.pages import need_rows
from app.ui.pages.alive import while_alive
from app.ui.pages.arrival import Arrivals
from app.ui.pages.bench_card import TableCard, beside, greeting
from app.ui.pages.bench_counters import Counter, Counters
from app.ui.pages.bench_figures import figures
from app.ui.pages.bench_rows import (
    DRAFT_WIDTHS,
    EDGE,
    HEAD,
    QUEUE_WIDTHS,
    RECEIPT_WIDTHS,
    ROW,
    TWO_LINES,
    BenchDelegate,
    BenchQueueDelegate,
    BenchReceiptDelegate,
)
from app.ui.pages.day_strip import DayStrip
from app.ui.pages.keyboard import back_to, keep_keyboard, to_first_button
from app.ui.pages.lifecycle import LifecycleService, Need
from app.ui.pages.list_acts import READS
from app.ui.pages.new_strip import NewStrip
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.row_table import RowTable
from app.ui.pages.services import (
    DraftService,
    Link,
    ListedDraft,
    ListQuery,
    Memory,
    QueueItem,
    ReceiptItem,
    SubmissionService,
)
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Chip, EmptyState, Ground, Label, Strip
from app.ui.windows import KeyHint

REFRESH_AFTER_MS = 150
MOST_MINE, MOST_DRAFTS, MOST_QUEUE, MOST_RECEIPTS = 4, 40, 3, 200
SIDE = 378
HINTS = (KeyHint("Enter", "打开"), KeyHint("new", "新建"), KeyHint("import", "导入"), KeyHint("receive", "收回执"))
LINKS = {Link.SLOW: ("响应慢", Tone.WARN), Link.OFFLINE: ("离线", Tone.WARN)}


class WorkbenchPage(Ground):
    """What is opened is the window's; ``take_need(need)`` leads to what a declaration waits for.

    ``lot_asked`` asks for a new 互市 lot.
    """

    retitled = Signal()
    hinted = Signal()
    lot_asked = Signal()

    def __init__(
        self,
        drafts: DraftService,
        submissions: SubmissionService,
        tables: CodeTables,
        clock: Clock,
        memory: Memory,
        open_document: Callable[[str], object],
        open_list: Callable[[str], object],
        open_receipt: Callable[[str], object],
        lifecycle: LifecycleService,
        take_need: Callable[[Need], object],
    ) -> None:
        super().__init__(Token.APP)
        self._drafts, self._submissions, self._clock = drafts, submissions, clock
        self._lifecycle, self._take_need = lifecycle, take_need
        self._open = open_document
        self._counts: Mapping[Status, int] = {}
        self._needs: Sequence[Need] = ()
        self._receipts: Sequence[ReceiptItem] = ()
        self._was_in_front = self._is_stale = self._knows_drafts = False
        self.strip = Strip()
        self.new_strip = NewStrip(drafts, memory)
        self.path_strip = PathStrip()
        self.day_strip = DayStrip(lambda: clock.now().date())
        self._arrivals = Arrivals(self, lifecycle, self.day_strip, self.strip, clock.now)
        self.counters = Counters(self._figures())
        self._make_tables(tables)
        self._timer = QTimer(self, singleShot=True, interval=REFRESH_AFTER_MS)
        self._keys = Keys(self, self._key_acts())
        self._lay_out()
        self._bind(open_list, open_receipt)
        self._refresh()

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        return "工作台"

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.LAYOUT_DASHBOARD

    def is_marked(self) -> bool:
        """Tell that nothing here can be left unsaved."""
        return False

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys worth knowing now."""
        return HINTS

    def activated(self) -> None:
        """Bring everything up to date and put the keyboard back."""
        self._show_day()
        if self._is_stale:
            self._refresh()
        if self._was_in_front:
            back_to(self, self._focus_rows)
        else:
            self._was_in_front = True
            if self._knows_drafts:
                self._focus_rows()
            else:
                self.setFocus(Qt.FocusReason.OtherFocusReason)  # until it is known where work goes on

    def may_close(self) -> bool:
        """Tell that the tab may always go."""
        return True

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    # -- building ----------------------------------------------------------------------------------------------

    def _key_acts(self) -> dict[str, Act]:
        return {
            "new": self._ask_new,
            "new.summary": self.new_strip.start_summary,
            "import": self._ask_import,
            "receive": self._receive,
            "back": self._step_back,
        }

    def _make_tables(self, tables: CodeTables) -> None:
        now = self._clock.now
        edges = (EDGE, EDGE)
        self.mine_model = NeedListModel(tables, self)
        self.mine = RowTable("需要我处理的单证", need_rows.WIDTHS, need_rows.ROW, inset=EDGE)
        self.drafts_model = BenchListModel(tables, now, "最后保存", self)
        self.unfinished = RowTable("接着填", DRAFT_WIDTHS, ROW, HEAD, edges=edges)
        self.queue_model = QueueListModel(now, self)
        self.queue = RowTable("发送队列", QUEUE_WIDTHS, TWO_LINES, inset=EDGE)
        self.receipts_model = ReceiptListModel(now, self)
        self.receipts = RowTable("最新回执", RECEIPT_WIDTHS, TWO_LINES, inset=56)
        self.mine.setModel(self.mine_model)
        self.unfinished.setModel(self.drafts_model)
        self.queue.setModel(self.queue_model)
        self.receipts.setModel(self.receipts_model)
        self.mine.setItemDelegate(need_rows.NeedDelegate(self.mine, tables))
        self.unfinished.setItemDelegate(BenchDelegate(self.unfinished, tables))
        self.queue.setItemDelegate(BenchQueueDelegate(self.queue))
        self.receipts.setItemDelegate(BenchReceiptDelegate(self.receipts))
        self.mine.keep_place(self.mine_model.key, self.mine_model.number_of)
        self.unfinished.keep_place(lambda n: self.drafts_model.row(n).id, self.drafts_model.number_of)
        self.queue.keep_place(self.queue_model.key, self.queue_model.number_of)
        self.receipts.keep_place(self.receipts_model.key, self.receipts_model.number_of)
        for table in (self.mine, self.unfinished, self.queue, self.receipts):
            table.set_marks(True, only_focused=True)

    def _lay_out(self) -> None:
        px = theme().px
        self._link = Chip("离线", Tone.WARN)
        self._again = Button("立即重试 F5", ButtonLook.LINK)
        self._again.clicked.connect(self._receive)
        self._all_drafts = Button("全部", ButtonLook.LINK)
        self._nothing = EmptyState(
            Icon.FILE_PLUS,
            "没有未交的单证",
            "新建一票报关单，或导入已有的报文、草稿文件。",
            [("新建报关单", Icon.PLUS, "", self._ask_new), ("导入", Icon.UPLOAD, "", self._ask_import)],
        )
        self._mine_card = TableCard("需要我", self.mine, "没有要您处理的单证", MOST_MINE)
        self._draft_card = TableCard("接着填", self.unfinished, self._nothing, end=self._all_drafts)
        self._queue_card = TableCard(
            "发送队列", self.queue, "没有待发的单证", MOST_QUEUE, beside(self._link, self._again)
        )
        self._receipt_card = TableCard("最新回执", self.receipts, "还没有回执")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.strip, self.new_strip, self.path_strip, self.day_strip):
            column.addWidget(part)
        page = QVBoxLayout()
        page.setContentsMargins(px(20), px(14), px(20), px(16))
        page.setSpacing(px(14))
        page.addLayout(self._head())
        page.addWidget(self.counters)
        page.addLayout(self._cards(), 1)
        column.addLayout(page, 1)

    def _cards(self) -> QHBoxLayout:
        px = theme().px
        left, right, both = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for side in (left, right, both):
            side.setSpacing(px(14))
        left.addWidget(self._mine_card)
        left.addWidget(self._draft_card, 1)
        right.addWidget(self._queue_card)
        right.addWidget(self._receipt_card, 1)
        for card in (self._queue_card, self._receipt_card):
            card.setFixedWidth(px(SIDE))
        both.addLayout(left, 1)
        both.addLayout(right)
        return both

    def _head(self) -> QHBoxLayout:
        self._day = Label("", Font.SMALL, Token.T2)
        return greeting(
            self._day,
            (
                ("导入", ButtonLook.SECONDARY, Icon.UPLOAD, "import", self._ask_import),
                ("互市申报", ButtonLook.SECONDARY, Icon.USERS, "new.lot", self.lot_asked.emit),
                ("概要申报", ButtonLook.SECONDARY, Icon.FILE_PLUS, "new.summary", self.new_strip.start_summary),
                ("新建报关单", ButtonLook.PRIMARY, Icon.PLUS, "new", self._ask_new),
            ),
        )

    def _bind(self, open_list: Callable[[str], object], open_receipt: Callable[[str], object]) -> None:
        self.counters.opened.connect(lambda key: self.mine.setFocus() if key == tabs.MINE else open_list(key))
        self._all_drafts.clicked.connect(lambda: open_list(tabs.DRAFTS))
        self.mine.opened.connect(lambda number: self._take(self.mine_model.row(number)))
        self.unfinished.opened.connect(lambda number: self._open(self.drafts_model.row(number).id))
        self.queue.opened.connect(lambda number: self._open(self.queue_model.key(number)))
        self.receipts.opened.connect(lambda number: open_receipt(self.receipts_model.key(number)))
        self.new_strip.started.connect(self._open)
        self.new_strip.failed.connect(self._fail)
        for strip in (self.new_strip, self.path_strip, self.day_strip):
            strip.left.connect(self._focus_rows)
        self._drafts.changed.connect(self._note_change)
        self._submissions.changed.connect(self._note_change)
        self._lifecycle.changed.connect(self._note_change)
        self._submissions.link_changed.connect(self._show_figures)
        self._timer.timeout.connect(self._refresh)

    # -- bringing ----------------------------------------------------------------------------------------------

    def _note_change(self, _draft_id: str) -> None:
        self._is_stale = True
        if self.isVisible():
            self._timer.start()

    def _refresh(self) -> None:
        self._is_stale = False
        fail = while_alive(self, self._fail)
        unfinished = ListQuery(frozenset({Status.DRAFT}), limit=MOST_DRAFTS)
        self._drafts.counts(while_alive(self, self._counted), fail)
        self._lifecycle.needs(while_alive(self, self._show_mine), fail)
        self._drafts.list(unfinished, while_alive(self, self._show_drafts), fail)
        self._submissions.queue(while_alive(self, self._show_queue), fail)
        self._submissions.receipts("", MOST_RECEIPTS, while_alive(self, self._show_receipts), fail)

    def _counted(self, counts: Mapping[Status, int]) -> None:
        self._counts = counts
        self._show_figures()

    def _figures(self) -> tuple[Counter, ...]:
        now, link = self._clock.now(), self._submissions.link()
        return figures(self._counts, self._needs, self._receipts, MOST_RECEIPTS, link, now)

    def _show_figures(self) -> None:
        self.counters.show_counters(self._figures())
        drafts = self._counts.get(Status.DRAFT, 0)
        self._draft_card.note.set_words(f"未交的 {drafts} 票，回车打开" if drafts else "")
        self._all_drafts.set_words(f"全部 {drafts} 票")
        self._all_drafts.setVisible(drafts > 0)
        words, tone = LINKS.get(self._submissions.link(), ("", Tone.WARN))
        self._link.setVisible(bool(words))
        if words:
            self._link.show_state(words, tone)

    def _fit(self, card: TableCard, count: int, row: int, head: int = 0) -> None:
        keep_keyboard(self, lambda: card.show_rows(count, row, head), self._focus_rows)

    def _show_mine(self, rows: Sequence[Need]) -> None:
        self._needs = rows
        self.mine_model.put_rows(rows)
        keep_keyboard(self, lambda: self._mine_card.setVisible(bool(rows)), self._focus_rows)
        self._fit(self._mine_card, len(rows), need_rows.ROW)
        self._mine_card.note.set_words(f"{self.mine_model.declarations()} 票，急的在上，回车办理")
        self._show_figures()

    def _show_drafts(self, rows: Sequence[ListedDraft]) -> None:
        self.drafts_model.put_rows(rows)
        self._fit(self._draft_card, len(rows), ROW, HEAD)
        waited, self._knows_drafts = not self._knows_drafts, True
        if waited and self._was_in_front:
            self._focus_rows()

    def _show_queue(self, items: Sequence[QueueItem]) -> None:
        self.queue_model.put_rows(items)
        keep_keyboard(self, lambda: self._again.setEnabled(bool(items)), self._focus_rows)
        self._fit(self._queue_card, len(items), TWO_LINES)

    def _show_receipts(self, items: Sequence[ReceiptItem]) -> None:
        self._receipts = items
        if not self.receipts.hasFocus():
            self.receipts.forget_place()  # the newest is what is looked for
        self.receipts_model.show_items(items)
        self._fit(self._receipt_card, len(items), TWO_LINES)
        unread = self.receipts_model.unread()
        self._receipt_card.note.set_words(f"{unread} 条未读" if unread else "")
        self._show_figures()

    def _show_day(self) -> None:
        now = self._clock.now()
        self._day.set_words(f"{now.month} 月 {now.day} 日  {WEEKDAYS[now.weekday()]}")

    def _fail(self, sentence: str) -> None:
        self.strip.say(Tone.ERR, sentence, [("再试", self._retry)])

    def _retry(self) -> None:
        self.strip.be_quiet()
        self._refresh()

    # -- acts --------------------------------------------------------------------------------------------------

    def _focus_rows(self) -> None:
        """Put the keyboard where work goes on: on the drafts, else on the first table that has rows, else on 新建."""
        tables = (self.unfinished, self.mine, self.receipts, self.queue)
        first = next((one for one in tables if one.model().rowCount()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            to_first_button(self._nothing)

    def _take(self, need: Need) -> None:
        if need.wants is NeedKind.ARRIVAL:
            self.ask_arrival(need.draft_id, need.goods, need.day)
        else:
            self._take_need(need)

    def current_draft(self) -> str:
        """Return the declaration in the row that has the keyboard, "" where none has."""
        if self.mine.hasFocus() and self.mine.current_row() >= 0:
            return self.mine_model.row(self.mine.current_row()).draft_id
        row = self.unfinished.current_row() if self.unfinished.hasFocus() else -1
        return self.drafts_model.row(row).id if row >= 0 else ""

    def ask_arrival(self, draft_id: str, about: str = "", planned: date | None = None) -> None:
        """Ask for the day of entry."""
        self.new_strip.hide()
        self.path_strip.hide()
        self._arrivals.ask(draft_id, about, planned)

    def _ask_new(self) -> None:
        self.path_strip.hide()
        self.new_strip.ask()

    def _ask_import(self) -> None:
        self.new_strip.hide()
        self.path_strip.ask("导入文件", "导入", self._read, kinds=READS)

    def _read(self, path: Path) -> None:
        self._drafts.import_file(path, while_alive(self, self._open), while_alive(self, self._fail))

    def _receive(self) -> None:
        self._submissions.receive()
        self._refresh()

    def _step_back(self) -> None:
        if self.strip.isVisible():
            self.strip.be_quiet()
