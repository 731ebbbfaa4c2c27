"""Filing for the pages: check and queue in the store thread, and where each declaration stands."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

import forms
from app.core.acknowledged import said_of
from app.core.draft import Draft
from app.core.form import Form
from app.declarations.actions import REQUESTS, action_of
from app.declarations.outbox import IllegalTransition, State
from app.declarations.status import Status, explained
from app.store import audit, drafts, outbox, receipts, standing, wishes
from app.store.engine import Connection
from app.store.guarantees import pledge_of
from app.store.settings import get_setting, put_setting
from app.store.submissions import Filing, enqueue
from app.store.wishes import FIRST, Wish
from app.ui.desk.drafts import PROFILE, DeskDrafts
from app.ui.desk.life import events_of, receipts_of
from app.ui.desk.office import Office, Refusal
from app.ui.desk.queue import queue_of, state_of
from app.ui.pages.services import Event, Link, QueueItem, QueueState, ReceiptItem, Standing
from app.work.examine import examine
from app.work.news import Changed, Done
from app.work.news import Link as LinkNews
from app.work.requests import file_request

Failed = Callable[[str], None]
_SLOW = 2.0  # seconds of an answer from which on the link is called slow


class DeskSubmissions(QObject):
    """SubmissionService over the outbox: what it answers is read from the store, never assumed."""

    changed = Signal(str)
    link_changed = Signal()

    def __init__(self, office: Office, kept: DeskDrafts) -> None:
        super().__init__(office)
        self._office = office
        self._kept = kept
        self._link = Link.ONLINE
        office.changed.connect(self._on_news)
        office.linked.connect(self._on_link)

    def link(self) -> Link:
        return self._link

    def submit(self, draft_id: str, draft: Draft, done: Callable[[Standing], None], failed: Failed) -> None:
        copy = draft.copy()

        def operation(connection: Connection) -> Done[Standing]:
            settings = self._file(connection, draft_id, copy)
            return Done(_standing(connection, draft_id), Changed(drafts=frozenset({draft_id}), settings=settings))

        self._office.change(operation, done, failed)

    def recall(self, draft_id: str, done: Callable[[Standing], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[Standing]:
            submission = _submission(connection, draft_id)
            message = outbox.newest_of(connection, submission)
            try:
                if message is not None:
                    outbox.cancel(connection, message.message_id, self._office.clock.now())
            except IllegalTransition as error:
                raise Refusal("这一票已经发出，撤不回来了；需要撤销请走撤销申请") from error
            return Done(
                _standing(connection, draft_id),
                Changed(drafts=frozenset({draft_id}), submissions=frozenset({submission})),
            )

        self._office.change(operation, done, failed)

    def settle(self, draft_id: str, arrived: bool, done: Callable[[Standing], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[Standing]:
            submission = _submission(connection, draft_id)
            message = outbox.newest_of(connection, submission)
            try:
                if message is not None:
                    outbox.decide(connection, message.message_id, arrived, "", self._office.clock.now())
            except IllegalTransition as error:
                raise Refusal("这一票已不需要人工核实，请刷新查看最新状态") from error
            return Done(
                _standing(connection, draft_id),
                Changed(drafts=frozenset({draft_id}), submissions=frozenset({submission})),
            )

        self._office.change(operation, done, failed)

    def standing(self, draft_id: str, done: Callable[[Standing], None], failed: Failed) -> None:
        self._office.ask(lambda connection: _standing(connection, draft_id), done, failed)

    def queue(self, done: Callable[[Sequence[QueueItem]], None], failed: Failed) -> None:
        tables, clock = self._office.tables, self._office.clock
        self._office.ask(lambda connection: queue_of(connection, tables, clock.now()), done, failed)

    def queue_state(self, done: Callable[[QueueState], None], failed: Failed) -> None:
        self._office.ask(self._state, done, failed)

    def pause(self, paused: bool, done: Callable[[QueueState], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[QueueState]:
            now = self._office.clock.now()
            wishes.pause(connection, paused, now)
            audit.record(connection, now, "本机", "pause_queue" if paused else "resume_queue", "queue")
            return Done(self._state(connection), Changed(receipts=1))

        self._office.change(operation, done, failed)

    def confirm_clock(self, done: Callable[[QueueState], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[QueueState]:
            watch = self._office.runner.watch
            if watch is not None:
                watch.confirm(connection)
                audit.record(connection, self._office.clock.now(), "本机", "confirm_clock", "clock")
            return Done(QueueState(wishes.is_paused(connection)), Changed(receipts=1))

        def confirmed(state: QueueState) -> None:
            self.receive()
            done(state)

        self._office.change(operation, confirmed, failed)

    def wish(self, draft_id: str, held: bool, first: bool, done: Callable[[None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[None]:
            now = self._office.clock.now()
            message = outbox.newest_of(connection, _submission(connection, draft_id))
            if message is None or message.state not in (State.FROZEN, State.SIGNED, State.READY):
                raise Refusal("这一票已经发出，不能再改先后")
            wishes.put_wish(connection, message.message_id, Wish(held, FIRST if first else 0), now)
            audit.record(connection, now, "本机", "hold" if held else "release", f"outbox:{message.message_id}")
            return Done(None, Changed(drafts=frozenset({draft_id})))

        self._office.change(operation, done, failed)

    def _state(self, connection: Connection) -> QueueState:
        watch = self._office.runner.watch
        doubt = watch.doubt() if watch is not None else None
        return state_of(connection, doubt.sentence if doubt is not None and doubt.stops else "")

    def receipts(
        self, draft_id: str, limit: int, done: Callable[[Sequence[ReceiptItem]], None], failed: Failed
    ) -> None:
        tables = self._office.tables
        self._office.ask(lambda connection: receipts_of(connection, tables, draft_id, limit), done, failed)

    def events(self, draft_id: str, done: Callable[[Sequence[Event]], None], failed: Failed) -> None:
        tables = self._office.tables
        self._office.ask(lambda connection: events_of(connection, tables, draft_id), done, failed)

    def original(self, receipt_id: str, done: Callable[[str], None], failed: Failed) -> None:
        def operation(connection: Connection) -> str:
            raw = receipts.original(connection, int(receipt_id))
            return raw.decode("utf-8", errors="backslashreplace")

        self._office.ask(operation, done, failed)

    def mark_seen(self, receipt_id: str, seen: bool) -> None:
        def operation(connection: Connection) -> Done[None]:
            if seen:
                receipts.mark_seen(connection, [int(receipt_id)], self._office.clock.now())
            else:
                receipts.mark_unseen(connection, [int(receipt_id)])
            return Done(None, Changed(receipts=1))

        self._office.note(operation)

    def receive(self) -> None:
        self._office.runner.wake(now=True)

    def _file(self, connection: Connection, draft_id: str, draft: Draft) -> frozenset[str]:
        """Save, examine and freeze in one transaction; returns the settings it changed.

        Raises Refusal with the first thing that stands against it.
        """
        now = self._office.clock.now()
        form = forms.load(draft.form)
        if draft.purpose in REQUESTS:
            self._kept.write(connection, draft_id, draft, 0)
            file_request(connection, draft_id, now)
            return frozenset()
        examined = examine(form, draft, self._office.tables, now.date())
        self._kept.write(connection, draft_id, draft, sum(problem.blocks for problem in examined.problems))
        if examined.message is None:
            first = next(problem.message for problem in examined.problems if problem.blocks)
            raise Refusal(f"还有须改的内容，未申报：{first}")
        row = drafts.load_row(connection, draft_id)
        if drafts.doubtful_twin(connection, row.summary, draft_id) is not None:
            raise Refusal("同一提运单号和合同号的另一票已发出，正在核实，请先等它的结果，以免重复申报")
        filing = Filing(
            message=examined.message,
            content_sha256=examined.message.sha256,
            given_number=draft.get(form.identity).strip(),
            form=form.id,
            mode=draft.mode.value,
            action=action_of(draft.mode, draft.purpose).value,
            pledge=pledge_of(draft.facts),
            draft_id=draft_id,
            reason=said_of(examined.problems, draft.acknowledged, draft.get),
            again=True,  # a person asks for it: what was sent back unchanged (a manifest came late) is sent once more
        )
        enqueue(connection, filing, now)
        return _remember_operator(connection, form, draft, now)

    def _on_news(self, news: Changed) -> None:
        for draft_id in news.drafts:
            self.changed.emit(draft_id)
        if news.submissions or news.receipts:
            self.changed.emit("")

    def _on_link(self, news: LinkNews) -> None:
        slow = news.seconds is not None and news.seconds > _SLOW
        self._link = (Link.SLOW if slow else Link.ONLINE) if news.online else Link.OFFLINE
        self.link_changed.emit()


def _remember_operator(connection: Connection, form: Form, draft: Draft, now: datetime) -> frozenset[str]:
    """Let the first declaration tell who works here; the next one starts with it."""
    if get_setting(connection, PROFILE, {}):
        return frozenset()
    same = {path: draft.get(path) for path, bound in form.fields.items() if bound.box.profile}
    put_setting(connection, PROFILE, {path: text for path, text in same.items() if text}, now)
    return frozenset({PROFILE})


def _submission(connection: Connection, draft_id: str) -> str:
    found = standing.submission_of(connection, draft_id)
    if found is None:
        raise Refusal("这份单证还没有申报过")
    return found


def _standing(connection: Connection, draft_id: str) -> Standing:
    row = drafts.load_row(connection, draft_id)
    submission = standing.submission_of(connection, draft_id)
    one = standing.standing(connection, submission) if submission is not None else None
    asked = [action for action in one.actions if action.draft_id == draft_id] if one is not None else []
    state = asked[-1].outbox_state if asked else one.outbox_state if one is not None else None
    held = state in (State.FROZEN, State.SIGNED, State.READY)
    told = explained(row.status, one.last_error_code if one is not None else "")
    if one is not None and row.status is Status.REJECTED and one.findings:
        told = one.findings[0].message
    return Standing(row.status, told, row.seq_no, row.entry_id, row.editable, held)
