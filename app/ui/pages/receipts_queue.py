"""What a clerk does to the queue: pause it, keep one back, let one go first, take one back; it sends nothing itself."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.keys import Act
from app.ui.models.status_look import look_of
from app.ui.pages.alive import while_alive
from app.ui.pages.receipts_side import ReceiptsSide
from app.ui.pages.services import QueueItem, QueueState, Standing, SubmissionService
from app.ui.theme import Tone
from app.ui.widgets import Strip
from app.ui.windows import KeyHint

HINTS = (
    KeyHint("queue.hold", "留下或放行"),
    KeyHint("queue.first", "先发"),
    KeyHint("queue.recall", "撤回"),
    KeyHint("queue.pause", "暂停"),
    KeyHint("receive", "立即重试"),
    KeyHint("queue.go", "到回执"),
)
GONE = "这一票已经发出，不能再留下、提前或撤回"
NONE_CHOSEN = "请先按 Q 到发送队列选一票"


class QueueActs:
    """The acts of a page on its queue; ``chosen()`` is the draft it shows, ``to_receipts()`` leaves the queue."""

    def __init__(
        self,
        page: QWidget,
        submissions: SubmissionService,
        side: ReceiptsSide,
        strip: Strip,
        chosen: Callable[[], str],
        to_receipts: Act,
    ) -> None:
        self._page, self._submissions, self._side, self._strip = page, submissions, side, strip
        self._chosen, self._to_receipts = chosen, to_receipts
        self._state = QueueState()
        self._told = ""
        side.pause_asked.connect(self.pause)

    def by_key(self) -> dict[str, Act]:
        """Return the acts by the names of their keys."""
        return {
            "queue.go": self.go,
            "queue.pause": self.pause,
            "queue.hold": self.hold,
            "queue.first": self.first,
            "queue.recall": self.recall,
        }

    def refresh(self) -> None:
        """Ask how the queue as a whole is."""
        self._submissions.queue_state(while_alive(self._page, self._show), while_alive(self._page, self._fail))

    def go(self) -> None:
        """Put the keyboard on the queue, or back on the receipts."""
        queue = self._side.queue
        if queue.hasFocus() or not self._side.queue_model.rowCount():
            self._to_receipts()
            return
        queue.setFocus(Qt.FocusReason.OtherFocusReason)
        if queue.current_row() < 0:
            queue.go_to(0)

    def pause(self) -> None:
        """Stop the queue, or let it go on."""
        self._submissions.pause(
            not self._state.paused, while_alive(self._page, self._show), while_alive(self._page, self._fail)
        )

    def hold(self) -> None:
        """Keep the chosen message back, or let it go."""
        item = self._one()
        if item is not None:
            self._wish(item, not item.held, item.first)

    def first(self) -> None:
        """Let the chosen message leave before the others, or in its turn."""
        item = self._one()
        if item is not None:
            self._wish(item, item.held, not item.first)

    def recall(self) -> None:
        """Take the chosen message back before it leaves."""
        item = self._one()
        if item is not None:
            self._submissions.recall(
                item.draft_id, while_alive(self._page, self._recalled), while_alive(self._page, self._fail)
            )

    def _one(self) -> QueueItem | None:
        """Return the message to act on: the one the queue is on, else that of the declaration on show."""
        queue, model = self._side.queue, self._side.queue_model
        number = queue.current_row() if queue.hasFocus() else model.number_of(self._chosen())
        if number < 0:
            self._strip.say(Tone.INFO, NONE_CHOSEN, [("知道了", self._strip.be_quiet)])
            return None
        item = model.row(number)
        if not item.can_recall:
            self._strip.say(Tone.WARN, GONE, [("知道了", self._strip.be_quiet)])
            return None
        return item

    def _wish(self, item: QueueItem, held: bool, first: bool) -> None:
        self._submissions.wish(
            item.draft_id, held, first, while_alive(self._page, lambda _: None), while_alive(self._page, self._fail)
        )

    def _show(self, state: QueueState) -> None:
        self._state = state
        self._side.show_paused(state.paused)
        if state.clock_trouble and state.clock_trouble != self._told:
            self._strip.say(Tone.ERR, state.clock_trouble, [("时间无误", self._confirm_clock)])
        elif self._told and not state.clock_trouble:
            self._strip.be_quiet()
        self._told = state.clock_trouble

    def _confirm_clock(self) -> None:
        self._submissions.confirm_clock(while_alive(self._page, self._show), while_alive(self._page, self._fail))

    def _recalled(self, standing: Standing) -> None:
        look = look_of(standing.status)
        self._strip.say(look.tone, standing.sentence or look.words, [("知道了", self._strip.be_quiet)])

    def _fail(self, sentence: str) -> None:
        self._strip.say(Tone.ERR, sentence, [("知道了", self._strip.be_quiet)])
