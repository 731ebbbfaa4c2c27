"""A model check of steps and requests: any order of filing, asking, faults, answers and restarts.

Whatever happens, one message of a declaration is under way at a time, each is taken once, and v1 stays as it was
declared until the authority agrees.
"""

import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.core.draft import Draft, Mode, Purpose
from app.declarations.actions import UNSETTLED
from app.declarations.message import XmlMessage
from app.declarations.outbox import IllegalTransition
from app.declarations.status import Mark, Status
from app.store import outbox, requests
from app.store.asking import enqueue_request, request_view
from app.store.deeds import Deeds, deeds_of
from app.store.drafts import DraftRow, StoredDraft, create_draft, load_draft, save_draft
from app.store.engine import Database, sqlite_driver
from app.store.lineage import line_of, put_reason
from app.store.requests import NotOpen
from app.store.submissions import NotNow, NumberTaken, enqueue
from app.work.submit import sign_waiting
from tests.helpers.databases import migrated_bytes
from tests.helpers.delivery import Desk
from tests.helpers.fake_gateway import Fault
from tests.helpers.filings import filing
from tests.helpers.lives import ENTRY
from tests.helpers.signing import signer

NUMBER = "PD1"
OPENERS = (requests.open_amendment, requests.open_withdrawal, requests.open_supplement)
LETTERS = {
    Purpose.DECLARE: ("7", "SpL", "SpJ", "SpC", "SpK", "SpE"),
    Purpose.COMPLETE: ("L", "J", "P", "E"),
    Purpose.AMEND: ("7", "RqL", "RqP", "RqE"),
    Purpose.WITHDRAW: ("7", "RqL", "RqP", "RqE"),
    Purpose.SUPPLEMENT: ("7", "RqL", "RqP", "RqE"),
}


@pytest.fixture(autouse=True)
def stand_ins_are_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let messages that only stand for a declaration be signed: here it is about order, not about contents."""
    monkeypatch.setattr("app.work.submit.refuse_changed", lambda connection, row: None)


class Declaring(RuleBasedStateMachine):
    """One two-step declaration and everything that may be asked about it."""

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        folder = Path(self.open.enter_context(tempfile.TemporaryDirectory()))
        (folder / "portdesk.db").write_bytes(migrated_bytes())
        self.desk = Desk(self.open.enter_context(Database(sqlite_driver(folder / "portdesk.db"))))
        self.minute = 0
        draft = Draft("import", "2026.1", Mode.SUMMARY)
        draft.update({"sign.client_seq_no": NUMBER, "gross_weight": "100"})
        with self.desk.database.writing() as connection:
            self.first = create_draft(connection, draft, self.desk.clock.now()).id
        self.declared = ""
        self.asked: list[str] = []
        self.agreed: set[str] = set()

    @initialize(letters=st.sampled_from([(), ("7", "SpL"), ("7", "SpL", "SpJ", "SpK")]))
    def begin(self, letters: tuple[str, ...]) -> None:
        """Let most histories begin where there is something to ask about."""
        if not letters:
            return
        self.file("甲", Purpose.DECLARE)
        self.desk.delivery.send()
        for letter in letters:
            self.minute += 1
            entry = "" if letter == "7" else ENTRY
            self.desk.gateway.notice(self.desk.gateway.declarations[0].message_id, letter, self.minute, entry_id=entry)
        self.desk.delivery.collect()

    @rule(text=st.sampled_from(["甲", "乙"]), action=st.sampled_from([Purpose.DECLARE, Purpose.COMPLETE]))
    def file(self, text: str, action: Purpose) -> None:
        wanted = filing(NUMBER, f"{action}{text}", action=action.value, mode="summary", draft_id=self.current)
        try:
            with self.desk.database.writing() as connection:
                enqueue(connection, wanted, self.desk.clock.now())
        except (NumberTaken, NotNow):
            return
        sign_waiting(self.desk.database, signer(), self.desk.clock)

    @rule(opener=st.sampled_from(OPENERS))
    def begin_a_request(self, opener: object) -> None:
        try:
            with self.desk.database.writing() as connection:
                found = opener(connection, self.first, self.desk.clock.now())  # type: ignore[operator]
        except (NotOpen, LookupError):
            return
        self.asked += [found] if found not in self.asked else []

    @precondition(lambda self: self.asked)
    @rule(data=st.data(), weight=st.sampled_from(["90", "95"]))
    def send_a_request(self, data: st.DataObject, weight: str) -> None:
        draft_id = data.draw(st.sampled_from(self.asked))
        try:
            with self.desk.database.writing() as connection:
                stored = load_draft(connection, draft_id)
                if not stored.row.editable:
                    return
                stored.draft.put("gross_weight", weight)
                save_draft(connection, draft_id, stored.draft, stored.row.rev, self.desk.clock.now())
                put_reason(connection, draft_id, "02", "短装")
                view = request_view(connection, draft_id)
                message = XmlMessage(f"<DecRequest>{draft_id}{weight}</DecRequest>".encode(), NUMBER)
                enqueue_request(connection, view, message, self.desk.clock.now())
        except NotOpen:
            return
        sign_waiting(self.desk.database, signer(), self.desk.clock)

    @rule(fault=st.sampled_from([None, None, Fault.LOST_REQUEST, Fault.LOST_ANSWER, Fault.UNPLUGGED, Fault.REFUSED]))
    def send(self, fault: Fault | None) -> None:
        self.desk.gateway.faults.extend([fault] if fault else [])
        self.desk.delivery.send()
        self.desk.gateway.faults.clear()

    @precondition(lambda self: self.desk.gateway.declarations)
    @rule(data=st.data(), again=st.booleans())
    def answer(self, data: st.DataObject, again: bool) -> None:
        deeds = self.deeds()
        held = [
            one
            for one in deeds.all
            if any(t.message_id == one.message.message_id for t in self.desk.gateway.declarations)
        ]
        deed = data.draw(st.sampled_from(held))
        letter = data.draw(st.sampled_from(LETTERS[deed.purpose]))
        self.minute += 1
        for _ in range(1 + again):
            self.desk.gateway.notice(deed.message.message_id, letter, self.minute, entry_id=ENTRY)
        self.desk.delivery.collect()
        if letter == "RqP" and deed.draft_id is not None:
            self.agreed.add(deed.draft_id)

    @rule()
    def open_the_second_step(self) -> None:
        try:
            with self.desk.database.writing() as connection:
                requests.open_completion(connection, self.first, {"gross_weight": "100"}, self.desk.clock.now())
        except NotOpen:
            return

    @rule()
    def take_back(self) -> None:
        deeds = self.deeds()
        try:
            with self.desk.database.writing() as connection:
                if deeds.all:
                    outbox.cancel(connection, deeds.all[-1].message.message_id, self.desk.clock.now())
        except IllegalTransition:
            return

    @rule(seconds=st.sampled_from([1.0, 700.0]))
    def time_passes(self, seconds: float) -> None:
        self.desk.clock.advance(seconds)

    @rule()
    def restart(self) -> None:
        self.desk.restart()

    @invariant()
    def one_message_is_under_way(self) -> None:
        assert sum(deed.state in UNSETTLED for deed in self.deeds().all) <= 1

    @invariant()
    def each_message_is_taken_once(self) -> None:
        taken = [one.message_id for one in self.desk.gateway.declarations]
        assert len(taken) == len(set(taken))

    @invariant()
    def v1_is_what_was_declared_until_the_authority_agrees(self) -> None:
        row = self.row(self.first)
        agreed = [one for one in self.asked if one in self.agreed]
        kinds = {self.kind_of(one) for one in agreed}
        assert (row.mark is Mark.SUPERSEDED) == ("amend" in kinds), (row.mark, kinds)
        if (
            row.status in (Status.ACCEPTED, Status.REVIEWED, Status.INSPECTION, Status.RELEASED)
            and row.mark is Mark.NONE
        ):
            assert not row.editable

    @invariant()
    def exactly_one_version_is_current(self) -> None:
        with self.desk.database.reading() as connection:
            from app.store.versions import version_tree

            assert sum(one.current for one in version_tree(connection, self.first)) <= 1

    @property
    def current(self) -> str:
        """The draft the declaration stands by."""
        with self.desk.database.reading() as connection:
            from app.store.standing import standing, submission_of

            submission = submission_of(connection, self.first)
            found = standing(connection, submission) if submission else None
        return (found.draft_id if found else None) or self.first

    def kind_of(self, draft_id: str) -> str:
        with self.desk.database.reading() as connection:
            line = line_of(connection, draft_id)
        return line.kind.value if line else ""

    def deeds(self) -> Deeds:
        with self.desk.database.reading() as connection:
            from app.store.standing import submission_of

            submission = submission_of(connection, self.first)
            return deeds_of(connection, submission) if submission else Deeds(())

    def row(self, draft_id: str) -> DraftRow:
        with self.desk.database.reading() as connection:
            stored: StoredDraft = load_draft(connection, draft_id)
        return stored.row

    def teardown(self) -> None:
        self.open.close()


QUICK = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


def test_steps_and_requests_hold() -> None:
    run_state_machine_as_test(Declaring, settings=QUICK)


@pytest.mark.slow
def test_steps_and_requests_hold_for_long() -> None:
    run_state_machine_as_test(Declaring, settings=settings(QUICK, max_examples=600, stateful_step_count=40))


class Unguarded(Declaring):
    """The control: a store without the guard against two messages at once, and a sender that does not look."""

    def __init__(self) -> None:
        super().__init__()
        with self.desk.database.writing() as connection:
            connection.exec_driver_sql("DROP TRIGGER outbox_one_in_flight")

    @rule()
    def push(self) -> None:
        deeds = self.deeds()
        if not deeds.all:
            return
        from app.store.submissions import freeze_request

        with self.desk.database.writing() as connection:
            wanted = filing(NUMBER, "ungefragt", action="amend")
            row = create_draft(connection, Draft("import", "2026.1"), self.desk.clock.now())
            freeze_request(connection, deeds.current.message.decl_id, row.id, wanted, self.desk.clock.now())


def test_the_model_finds_two_messages_at_once() -> None:
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Unguarded, settings=settings(QUICK, max_examples=100, phases=[Phase.generate]))
