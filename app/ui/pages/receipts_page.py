"""回执: what is on its way out, what came back, and the life of the chosen declaration; it sends and reads nothing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.clock import Clock
from app.ui.keys import Act, Keys
from app.ui.models.status_look import look_of
from app.ui.pages.alive import while_alive
from app.ui.pages.keyboard import back_to, keep_keyboard
from app.ui.pages.lifecycle import LifecycleService, Next
from app.ui.pages.receipts_detail import DeclarationPane, Shown
from app.ui.pages.receipts_queue import HINTS as QUEUE_HINTS
from app.ui.pages.receipts_queue import QueueActs
from app.ui.pages.receipts_side import ReceiptsSide
from app.ui.pages.services import Event, QueueItem, ReceiptItem, Standing, SubmissionService
from app.ui.theme import Icon, Tone
from app.ui.widgets import Strip
from app.ui.windows import KeyHint
from app.ui.windows.page import FOLDED

REFRESH_AFTER_MS = 150
AT_ONCE = 200
LEFT, RIGHT = 48, 52  # how the page is shared out
HINTS = (
    KeyHint("J K", "上下条"),
    KeyHint("receipt.unread", "标未读"),
    KeyHint("Enter", "打开单证"),
    KeyHint("go_on", "下一步"),
    KeyHint("queue.go", "到队列"),
    KeyHint("receive", "收回执"),
)


class ReceiptsPage(QWidget):
    """``open_document(draft id, path)`` opens a document at a field ("" = where it was left).

    ``go_on(draft id)`` does what comes next for a declaration, ``open_lanes(draft id)`` shows 两段准入.
    """

    folds_to = FOLDED
    retitled = Signal()
    hinted = Signal()

    def __init__(
        self,
        submissions: SubmissionService,
        clock: Clock,
        open_document: Callable[[str, str], object],
        lifecycle: LifecycleService,
        go_on: Callable[[str], object],
        open_lanes: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._submissions, self._lifecycle = submissions, lifecycle
        self._was_in_front = self._is_stale = self._has_come = False
        self._limit = AT_ONCE
        self._question = 0
        self._wanted = ""
        self.side = ReceiptsSide(clock.now)
        self.queue, self.queue_model = self.side.queue, self.side.queue_model
        self.table, self.model = self.side.table, self.side.model
        self.strip = Strip()
        self.pane = DeclarationPane(clock.now)
        self._timer = QTimer(self, singleShot=True, interval=REFRESH_AFTER_MS)
        self._queue_acts = QueueActs(self, submissions, self.side, self.strip, self.current_draft, self._focus_rows)
        self._keys = Keys(self, self._key_acts())
        self._lay_out()
        self._bind(open_document)
        self.pane.next_asked.connect(go_on)
        self.pane.lanes_asked.connect(open_lanes)
        self._refresh()

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        return "回执"

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.INBOX

    def is_marked(self) -> bool:
        """Tell that nothing here can be left unsaved."""
        return False

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys worth knowing now."""
        if self.queue.hasFocus():
            return QUEUE_HINTS
        return (KeyHint("back", "回到全部回执"), *HINTS) if self.pane.is_original() else HINTS

    def activated(self) -> None:
        """Bring everything up to date and put the keyboard back."""
        if self._is_stale:
            self._refresh()
        if self._was_in_front:
            back_to(self, self._focus_rows)
        else:
            self._was_in_front = True
            self._focus_rows()
        self._has_come = True
        self._read_shown()

    def may_close(self) -> bool:
        """Tell that the tab may always go."""
        return True

    def current_draft(self) -> str:
        """Return the declaration on show, "" where there is none."""
        shown = self.pane.shown()
        return shown.draft_id if shown is not None else ""

    def show_receipt(self, receipt_id: str) -> None:
        """Go to a receipt, now or when it has been brought."""
        self.side.show_all()
        self._wanted = receipt_id
        self._go_to_wanted()

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    # -- building ----------------------------------------------------------------------------------------------

    def _key_acts(self) -> dict[str, Act]:
        return {
            "receipt.next": lambda: self._step(1),
            "receipt.previous": lambda: self._step(-1),
            "receipt.unread": self._toggle_seen,
            "receipt.original": self._toggle_original,
            "receive": self._receive,
            "back": self._step_back,
            **self._queue_acts.by_key(),
        }

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.side, LEFT)
        row.addWidget(self.pane, RIGHT)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        whole.addLayout(row, 1)

    def _bind(self, open_document: Callable[[str, str], object]) -> None:
        self.table.moved.connect(self._moved)
        self.table.slipped.connect(lambda number: self._show_receipt(self.model.row(number)))
        self.table.opened.connect(lambda _row: self.pane.ask_open())
        self.table.taken.connect(self._receipt_taken)
        self.queue.moved.connect(lambda _row: self._queue_taken())
        self.queue.taken.connect(self._queue_taken)
        self.queue.opened.connect(lambda _row: self.pane.ask_open())
        self.side.receive_asked.connect(self._receive)
        self.pane.open_asked.connect(open_document)
        self.pane.original_asked.connect(self._toggle_original)
        self.pane.recall_asked.connect(self._recall)
        self.pane.settled.connect(self._settle)
        self._submissions.changed.connect(self._note_change)
        self._timer.timeout.connect(self._refresh)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)

    # -- bringing ----------------------------------------------------------------------------------------------

    def _note_change(self, _draft_id: str) -> None:
        self._is_stale = True
        if self.isVisible():
            self._timer.start()

    def _refresh(self) -> None:
        self._is_stale = False
        self.table.set_busy(True)
        fail = while_alive(self, self._fail)
        self._queue_acts.refresh()
        self._submissions.queue(while_alive(self, self._show_queue), fail)
        self._submissions.receipts("", self._limit, while_alive(self, self._show_receipts), fail)

    def _show_queue(self, items: Sequence[QueueItem]) -> None:
        keep_keyboard(self, lambda: self.side.show_queue(items), self._focus_rows)

    def _show_receipts(self, items: Sequence[ReceiptItem]) -> None:
        keep_keyboard(self, lambda: self.side.show_receipts(items), self._focus_rows)
        if self.hasFocus():  # it waited here for the first rows
            self._focus_rows()
        self._go_to_wanted()
        self._read_shown()
        self._ask_life()

    def _scrolled(self, value: int) -> None:
        """Bring more receipts when the last ones come into view."""
        if 0 < value == self.table.verticalScrollBar().maximum() and self.model.total() >= self._limit:
            self._limit += AT_ONCE
            self._refresh()

    def _fail(self, sentence: str) -> None:
        self.table.set_busy(False)
        self.strip.say(Tone.ERR, sentence, [("再试", self._retry)])

    def _retry(self) -> None:
        self.strip.be_quiet()
        self._refresh()

    # -- choosing ----------------------------------------------------------------------------------------------

    def _focus_rows(self) -> None:
        """Put the keyboard on the receipts, else on the queue; the page itself takes it while both are empty."""
        tables = (one for one in (self.table, self.queue) if one.model().rowCount())
        first: QWidget = next(tables, self)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        if not self.model.rowCount():
            return
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.step(by)

    def _moved(self, number: int) -> None:
        """Show a receipt the clerk went to; it is read then."""
        item = self.model.row(number)
        self._show_receipt(item)
        if not item.seen:
            self._mark(item, True)

    def _read_shown(self) -> None:
        """Take the receipt that is in view as the page comes to the front as read; once, so that U can take it back."""
        if self._has_come and self.table.hasFocus() and self.table.current_row() >= 0:
            self._has_come = False
            item = self.model.row(self.table.current_row())
            if not item.seen:
                self._mark(item, True)

    def _receipt_taken(self) -> None:
        """Come back from the queue: show the receipt that is current here."""
        if self.table.current_row() >= 0:
            self._show_receipt(self.model.row(self.table.current_row()))

    def _queue_taken(self) -> None:
        if self.queue.hasFocus() and self.queue.current_row() >= 0:
            item = self.queue_model.row(self.queue.current_row())
            about = f"{item.title}  {item.reason}" if item.number else item.reason
            self._show(Shown(item.draft_id, item.number or item.title, about))

    def _show_receipt(self, item: ReceiptItem) -> None:
        self._show(Shown(item.draft_id, item.number, item.about, item))

    def _show(self, shown: Shown) -> None:
        self.queue.set_marks(shown.receipt is None)
        self.table.set_marks(shown.receipt is not None)
        self.pane.show_head(shown)
        self._ask_life()
        self.hinted.emit()

    def _ask_life(self) -> None:
        """Ask for stages and life of what is shown; answers for what was shown before are dropped."""
        shown = self.pane.shown()
        if shown is None or not shown.draft_id:
            return
        self._question += 1
        question = self._question

        def standing(answer: Standing) -> None:
            if question == self._question:
                keep_keyboard(self, lambda: self.pane.show_standing(answer), self._focus_rows)

        def events(answer: Sequence[Event]) -> None:
            if question == self._question:
                self.pane.show_events(answer)

        def step(answer: Next) -> None:
            if question == self._question:
                keep_keyboard(self, lambda: self.pane.show_next(answer), self._focus_rows)

        fail = while_alive(self, self._fail)
        self._lifecycle.next_step(shown.draft_id, while_alive(self, step), fail)
        self._submissions.standing(shown.draft_id, while_alive(self, standing), fail)
        self._submissions.events(shown.draft_id, while_alive(self, events), fail)

    def _go_to_wanted(self) -> None:
        number = self.model.number_of(self._wanted) if self._wanted else -1
        if number >= 0:
            self._wanted = ""
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.table.current_row() == number:
                self._moved(number)
            self.table.go_to(number)

    # -- acts --------------------------------------------------------------------------------------------------

    def _receive(self) -> None:
        self._submissions.receive()
        self._refresh()

    def _toggle_seen(self) -> None:
        if self.table.hasFocus() and self.table.current_row() >= 0:
            item = self.model.row(self.table.current_row())
            self._mark(item, not item.seen)

    def _mark(self, item: ReceiptItem, seen: bool) -> None:
        if seen:
            self.model.keep(item.id)
        self._submissions.mark_seen(item.id, seen)

    def _toggle_original(self) -> None:
        shown = self.pane.shown()
        if self.pane.is_original():
            self._leave_original()
        elif shown is not None and shown.receipt is not None:
            receipt = shown.receipt.id

            def show(text: str) -> None:
                now = self.pane.shown()
                if now is not None and now.receipt is not None and now.receipt.id == receipt:
                    self.pane.show_original(text)
                    self.hinted.emit()

            self._submissions.original(receipt, while_alive(self, show), while_alive(self, self._fail))

    def _leave_original(self) -> None:
        self.pane.show_life()
        self._focus_rows()
        self.hinted.emit()

    def _step_back(self) -> None:
        if self.pane.is_original():
            self._leave_original()
        elif self.strip.isVisible():
            self.strip.be_quiet()
        elif not self.table.hasFocus():
            self._focus_rows()

    def _recall(self) -> None:
        shown = self.pane.shown()
        if shown is not None:
            self._submissions.recall(shown.draft_id, while_alive(self, self._answered), while_alive(self, self._fail))

    def _settle(self, arrived: bool) -> None:
        shown = self.pane.shown()
        if shown is not None:
            self._submissions.settle(
                shown.draft_id, arrived, while_alive(self, self._answered), while_alive(self, self._fail)
            )

    def _answered(self, standing: Standing) -> None:
        """Tell how an act ended; rows follow by the service's own signal."""
        look = look_of(standing.status)
        self.strip.say(look.tone, standing.sentence or look.words, [("知道了", self.strip.be_quiet)])
        self._ask_life()
