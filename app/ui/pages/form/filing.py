"""Filing the open declaration: check, save, queue, and what comes back; it says sent only when the answer says so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.core.problem import Problem, Severity
from app.declarations.status import EXPLAINED, Status, is_editable
from app.ui.messages import Trouble
from app.ui.models.autosave import Autosave
from app.ui.models.document import DraftDocument
from app.ui.models.filing_words import ABSENT, ENQUEUE, FOUND, filing_words
from app.ui.pages.alive import while_alive
from app.ui.pages.form.binder import FIXED
from app.ui.pages.services import Event, Link, OpenedDraft, ReceiptItem, Standing, SubmissionService
from app.ui.theme import Tone

TROUBLE = "filing"
LOCKED = "locked"
PARKED = "parked"
REJECTED = "rejected"
NEWEST = 20
_TOLD_AGAIN = frozenset({Status.PARKED, Status.REJECTED})  # something is said of them each time


@dataclass(frozen=True, slots=True)
class Said:
    """Words for a short notice, with their tone."""

    words: str
    tone: Tone


class Filing(QObject):
    """Where the declaration stands.

    ``stood()`` when standing, link or busy changed; ``events(list)`` with its life; ``troubled(Trouble)`` and
    ``over(str)`` for the bar; ``said(Said)`` for a notice; ``stopped()`` when errors keep it from being filed;
    ``noted()`` when warnings nobody explained do; ``went(path)`` asks to go to the field a rejection points at,
    ``receipts_asked()`` to show the receipts, ``copy_asked()`` to go on in a copy.
    """

    stood = Signal()
    events = Signal(object)
    troubled = Signal(object)
    over = Signal(str)
    said = Signal(object)
    stopped = Signal()
    noted = Signal()
    copy_asked = Signal()
    went = Signal(str)
    receipts_asked = Signal()

    def __init__(
        self,
        opened: OpenedDraft,
        document: DraftDocument,
        autosave: Autosave,
        submissions: SubmissionService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._id, self._document, self._autosave, self._submissions = opened.id, document, autosave, submissions
        editable = is_editable(opened.status) if opened.editable is None else opened.editable
        self.standing = Standing(opened.status, "", opened.seq_no, opened.entry_id, editable)
        self._stood_last: tuple[Standing, bool] | None = None
        self.busy = False
        self.confirm: Callable[[Callable[[], object]], bool] | None = None  # asked before sending; True: wait for it
        document.set_locked(not editable)
        submissions.changed.connect(self._changed)
        submissions.link_changed.connect(self.stood)

    @property
    def is_offline(self) -> bool:
        """Tell whether F10 can only queue."""
        return self._submissions.link() is Link.OFFLINE

    def refresh(self) -> None:
        """Ask where the declaration stands and what happened to it."""
        self._submissions.standing(self._id, while_alive(self, self._stand), while_alive(self, self._fail))
        self._submissions.events(self._id, while_alive(self, self._tell_events), while_alive(self, self._fail))

    def file(self) -> None:
        """Check everything; errors stop it, warnings want a reason each, then it is saved, signed and queued."""
        if self.busy or self._document.locked:
            self.explain_lock("")
            return
        self._document.show_all()
        found = self._document.problems()
        errors = sum(problem.blocks for problem in found)
        if errors:
            self.said.emit(Said(f"还有 {errors} 项必须改，改完再申报", Tone.ERR))
            self.stopped.emit()
            return
        if found:
            self.noted.emit()
            return
        if self.confirm is None or not self.confirm(self._send):
            self._send()

    def check(self) -> int:
        """Show every problem and say how many must be changed; returns that number."""
        self._document.show_all()
        errors = sum(problem.blocks for problem in self._document.problems())
        notes = len(self._document.problems()) - errors
        if errors:
            self.said.emit(Said(f"{errors} 项必须改，{notes} 项留意", Tone.ERR))
        else:
            self.said.emit(Said(f"没有须改的问题，{notes} 项留意" if notes else "没有问题，可以申报", Tone.OK))
        return errors

    def recall(self) -> None:
        """Take the declaration out of the queue."""
        if self.standing.can_recall and not self.busy:
            self._set_busy(True)
            self._submissions.recall(self._id, while_alive(self, self._recalled), while_alive(self, self._refused))

    def settle(self, arrived: bool) -> None:
        """Say of a parked declaration whether the Single Window's own page shows it."""
        self._submissions.settle(self._id, arrived, while_alive(self, self._stand), while_alive(self, self._fail))

    def explain_lock(self, path: str) -> None:
        """Say why nothing can be changed (at a path, or at all) and what can be done instead."""
        if not self._document.locked:
            self.said.emit(Said(FIXED, Tone.INFO))
            return
        if self.busy:
            return
        actions: list[tuple[str, Callable[[], object]]] = [("知道了", lambda: self.over.emit(LOCKED))]
        then = "要改请提修改申请，或复制一票"
        if self.standing.can_recall:
            then = "撤回后可以修改"
            actions.append(("撤回", self.recall))
        else:
            actions.append(("复制一票", self.copy_asked.emit))
        what = f"{filing_words(self.standing.status)}，不能再改动"
        self.troubled.emit(Trouble(LOCKED, what, then, tuple(actions), Tone.INFO))

    # -- inside ------------------------------------------------------------------------------------------------

    def _send(self) -> None:
        self.over.emit(TROUBLE)
        self._set_busy(True)
        self._autosave.flush(self._submit, lambda: self._set_busy(False))

    def _submit(self) -> None:
        draft = self._document.draft.copy()
        self._submissions.submit(self._id, draft, while_alive(self, self._queued), while_alive(self, self._refused))

    def _queued(self, standing: Standing) -> None:
        self.busy = False
        words = f"已{ENQUEUE}，正在签名" + ("，连上后自动发送" if self.is_offline else "")
        self.said.emit(Said(words, Tone.INFO if standing.status is Status.QUEUED else Tone.OK))
        self._stand(standing)
        self.refresh()

    def _recalled(self, standing: Standing) -> None:
        self.busy = False
        words = "已撤回，可以继续修改" if standing.editable else "可能已经送达，已记下撤回的意思，先核实"
        self.said.emit(Said(words, Tone.OK if standing.editable else Tone.WARN))
        self._stand(standing)
        self.refresh()

    def _refused(self, sentence: str) -> None:
        self._set_busy(False)
        self._fail(sentence)

    def _fail(self, sentence: str) -> None:
        self.troubled.emit(Trouble(TROUBLE, sentence, "", (("知道了", lambda: self.over.emit(TROUBLE)),)))

    def _stand(self, standing: Standing) -> None:
        news = (standing, self.busy)
        if news == self._stood_last and standing.status not in _TOLD_AGAIN:
            return  # every open page asks whenever something was sent or answered anywhere
        self._stood_last = news
        if standing.status is not self.standing.status:
            self.over.emit(LOCKED)
        self.standing = standing
        self._document.set_locked(self.busy or not standing.editable)
        if standing.status is Status.PARKED:
            self._ask_person(standing)
        else:
            self.over.emit(PARKED)
        if standing.status is Status.REJECTED:
            self._submissions.receipts(
                self._id, NEWEST, while_alive(self, self._explain), while_alive(self, self._fail)
            )
        else:
            self.over.emit(REJECTED)
            self._document.tell(())
        self.stood.emit()

    def _explain(self, receipts: Sequence[ReceiptItem]) -> None:
        """Say why it was sent back and lead to the field the receipt names."""
        pointed = next((one for one in receipts if one.path and one.status is Status.REJECTED), None)
        said = next((one.note for one in receipts if one.status is Status.REJECTED and one.note), "")
        actions: list[tuple[str, Callable[[], object]]] = [("看回执", self.receipts_asked.emit)]
        if pointed is not None:
            path = pointed.path
            actions.append(("到该字段", lambda: self.went.emit(path)))
            self._document.tell([_finding(one.path, one.words) for one in pointed.pointers if one.path])
        what = f"已退单：{_bare(said or self.standing.sentence)}".removesuffix("：")
        self.troubled.emit(Trouble(REJECTED, what, "改正后可再申报", tuple(actions), Tone.ERR))

    def _ask_person(self, standing: Standing) -> None:
        """Nobody but a person can look on the Single Window's own page now."""
        actions: tuple[tuple[str, Callable[[], object]], ...] = (
            (ABSENT, lambda: self.settle(False)),
            (FOUND, lambda: self.settle(True)),
        )
        self.troubled.emit(Trouble(PARKED, standing.sentence or EXPLAINED[Status.PARKED], "", actions))

    def _set_busy(self, on: bool) -> None:
        self.busy, self._stood_last = on, None
        self._document.set_locked(on or not self.standing.editable)
        self.stood.emit()

    def _changed(self, draft_id: str) -> None:
        if draft_id in (self._id, "") and not self.busy:
            self.refresh()

    def _tell_events(self, events: Sequence[Event]) -> None:
        self.events.emit(list(events))


def _finding(path: str, note: str) -> Problem:
    """Return what a rejection points at as a finding, so that it is seen and walked to like any other."""
    return Problem(REJECTED, Severity.WARNING, path, _bare(note) or "海关退单指出此栏，请核对", "退单回执")


def _bare(note: str) -> str:
    """Return a note without the word it opens with, which stands before it already."""
    return note.removeprefix("退单").lstrip("：:，, ")
