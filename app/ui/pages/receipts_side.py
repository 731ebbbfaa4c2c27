"""The left side of 回执: the queue over the receipts with their filter; it asks nothing and acts on nothing."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.models.queue_list import QueueListModel
from app.ui.models.receipt_list import ALL, FILTERS, UNREAD, ReceiptListModel
from app.ui.pages.receipts_rows import (
    INSET,
    LEFT,
    MARGIN,
    QUEUE_HEAD,
    QUEUE_ROW,
    QUEUE_WIDTHS,
    RECEIPT_ROW,
    RECEIPT_WIDTHS,
    QueueDelegate,
    ReceiptDelegate,
)
from app.ui.pages.row_table import RowTable
from app.ui.pages.services import QueueItem, ReceiptItem
from app.ui.theme import Font, Icon, Token, theme
from app.ui.widgets import Button, ButtonLook, EmptyState, Ground, Label, Part, Segmented

MOST_QUEUE_ROWS = 4
SAID = "按先后发送，同一票不会重复申报"


class ReceiptsSide(Ground):
    """Both tables; ``receive_asked()`` and ``pause_asked()`` from the buttons."""

    receive_asked = Signal()
    pause_asked = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(Token.SURFACE, "right")
        self._empty: EmptyState | None = None
        self.queue_model = QueueListModel(now, self)
        self.model = ReceiptListModel(now, self)
        self.queue = RowTable("发送队列", QUEUE_WIDTHS, QUEUE_ROW, QUEUE_HEAD, edges=(LEFT, MARGIN))
        self.table = RowTable("回执", RECEIPT_WIDTHS, RECEIPT_ROW, inset=INSET)
        self.filters = Segmented([Part(key, words) for key, (words, _status) in FILTERS.items()])
        self.filters.chosen.connect(self._filter)
        self._set_up_tables()
        self._lay_out()
        self.show_queue(())

    def show_queue(self, items: Sequence[QueueItem]) -> None:
        """Show what is on its way out; the queue is as high as its rows, up to four."""
        self.queue_model.put_rows(items)
        self.queue.setVisible(bool(items))
        self._no_queue.setVisible(not items)
        shown = min(len(items), MOST_QUEUE_ROWS)
        self.queue.setFixedHeight(theme().px(QUEUE_HEAD) + shown * theme().px(QUEUE_ROW))

    def show_paused(self, paused: bool) -> None:
        """Show whether a person has stopped the queue."""
        self._pause.set_words("继续" if paused else "暂停")
        self._said.set_words("已暂停，没有单证会发出" if paused else SAID)
        self._said.set_color(Token.WARN_TEXT if paused else Token.T2)

    def show_receipts(self, items: Sequence[ReceiptItem]) -> None:
        """Show other receipts."""
        self.table.set_busy(False)
        self.model.show_items(items)
        unread = self.model.unread()
        self._unread.set_words(f"{unread} 条未读" if unread else "")
        self._show_rows()

    def show_all(self) -> None:
        """Take the filter away."""
        self.filters.choose(ALL)
        self.model.show_filter(ALL)
        self._show_rows()

    def _filter(self, key: str) -> None:
        self.table.forget_place()
        self.model.show_filter(key)
        self._show_rows()

    def _show_rows(self) -> None:
        is_empty = not self.model.rowCount()
        self.table.setVisible(not is_empty)
        if self._empty is not None:
            self._empty.hide()
            self._empty.deleteLater()
            self._empty = None
        if is_empty:
            self._empty = _empty_state(self.filters.current())
            self._under.addWidget(self._empty, 1)
            self._empty.show()

    def _set_up_tables(self) -> None:
        self.queue.setModel(self.queue_model)
        self.queue.setItemDelegate(QueueDelegate(self.queue))
        self.queue.keep_place(self.queue_model.key, self.queue_model.number_of)
        self.queue.set_marks(False)
        self.table.setModel(self.model)
        self.table.setItemDelegate(ReceiptDelegate(self.table))
        self.table.keep_place(self.model.key, self.model.number_of)

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(self._queue_head())
        column.addWidget(self.queue)
        self._no_queue = Label("没有待发的单证", Font.BODY, Token.T3)
        line = QHBoxLayout()
        line.setContentsMargins(px(LEFT), 0, px(MARGIN), 0)
        line.addWidget(self._no_queue)
        column.addLayout(line)
        column.addLayout(self._receipts_head())
        rule = Ground(Token.BORDER)
        rule.setFixedHeight(1)
        column.addWidget(rule)
        column.addWidget(self.table, 1)
        self._under = QVBoxLayout()
        column.addLayout(self._under)
        column.addStretch(0)

    def _queue_head(self) -> QHBoxLayout:
        row = self._row(10)
        row.addWidget(Label("发送队列", Font.TITLE))
        self._said = Label(SAID, Font.SMALL, Token.T2)
        row.addWidget(self._said, 1)
        self._pause = Button("暂停", ButtonLook.PLAIN, Icon.PAUSE, "queue.pause", tall=True)
        self._pause.setToolTip("暂停后单证仍可加入队列；核实和收回执照常")
        self._pause.clicked.connect(lambda: self.pause_asked.emit())
        row.addWidget(self._pause)
        button = Button("收回执", icon=Icon.REFRESH_CW, keys="receive", tall=True)
        button.setToolTip("立即重试待发的，并接收新回执")
        button.clicked.connect(lambda: self.receive_asked.emit())
        row.addWidget(button)
        return row

    def _receipts_head(self) -> QHBoxLayout:
        row = self._row(14)
        self._unread = Label("", Font.SMALL, Token.ACCENT)
        row.addWidget(Label("回执", Font.TITLE))
        row.addWidget(self._unread, 1)
        row.addWidget(self.filters)
        return row

    def _row(self, top: int) -> QHBoxLayout:
        px = theme().px
        row = QHBoxLayout()
        row.setContentsMargins(px(LEFT), px(top), px(MARGIN), px(10))
        row.setSpacing(px(10))
        return row


def _empty_state(key: str) -> EmptyState:
    words, _status = FILTERS[key]
    title = "还没有回执" if key == ALL else f"没有{words}的回执" if key == UNREAD else f"没有{words}回执"
    return EmptyState(Icon.INBOX, title, "新回执会自动出现，也可按 F5 立即接收。")
