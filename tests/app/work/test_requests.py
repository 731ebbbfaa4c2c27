"""Second steps and requests from the draft to the authority's answer, over a real gateway process."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import app.reference
import forms
from app.core.clock import ShiftedClock
from app.core.draft import Draft, Mode, Purpose
from app.declarations.actions import action_of
from app.declarations.status import Status
from app.declarations.version import Kind
from app.store import requests
from app.store.drafts import DraftRow, create_draft, load_draft, save_draft
from app.store.engine import Connection, Database
from app.store.lineage import put_reason
from app.store.requests import NotOpen
from app.store.standing import Standing, standing, submission_of
from app.store.submissions import Filing, enqueue
from app.store.versions import version_tree
from app.transport.http import HttpGateway
from app.work.deliver import Delivery, drive
from app.work.examine import examine
from app.work.requests import file_request, open_completion, sent_in_first_step
from tests.helpers.gateways import FILING_DAY, GatewayProcess, gateway_process
from tests.helpers.scenarios import s01
from tests.helpers.signing import signer
from tests.helpers.two_steps import s02, s02_complete


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayProcess]:
    with gateway_process(tmp_path_factory.mktemp("gateway")) as running:
        yield running


class Desk:
    """An office with one declaration, its clock on the day of the scenario."""

    def __init__(self, database: Database, process: GatewayProcess, draft: Draft) -> None:
        self.database, self.process = database, process
        self.clock = ShiftedClock(FILING_DAY)
        self.way = Delivery(database, HttpGateway(process.url), signer(), self.clock)
        self.way.recover()
        with database.writing() as connection:
            self.draft_id = create_draft(connection, draft, self.clock.now()).id

    def close(self) -> None:
        self.way.gateway.close()

    def change(self, operation: Callable[[Connection], str]) -> str:
        with self.database.writing() as connection:
            return operation(connection)

    def file(self) -> None:
        """Examine the draft as it stands and queue its message."""
        with self.database.writing() as connection:
            draft = load_draft(connection, self.draft_id).draft
            form = forms.load(draft.form)
            examined = examine(form, draft, app.reference.load(), FILING_DAY.date())
            assert examined.message is not None, [p.message for p in examined.problems if p.blocks]
            filing = Filing(
                examined.message, examined.message.sha256, draft.get(form.identity), form.id, draft.mode.value,
                draft_id=self.draft_id, action=action_of(draft.mode, draft.purpose).value,
            )  # fmt: skip
            enqueue(connection, filing, self.clock.now())

    def type(self, draft_id: str, **texts: str) -> None:
        with self.database.writing() as connection:
            stored = load_draft(connection, draft_id)
            stored.draft.update(texts)
            save_draft(connection, draft_id, stored.draft, stored.row.rev, self.clock.now())

    def ask(self, draft_id: str, code: str = "07", note: str = "情况说明") -> None:
        with self.database.writing() as connection:
            put_reason(connection, draft_id, code, note)
            file_request(connection, draft_id, self.clock.now())

    def settle(self, until: Callable[["Desk"], bool]) -> None:
        """Deliver and collect until something holds, or for some seconds."""
        for _ in range(60):
            drive(self.way, None, 0.3, lambda seconds: None)
            if until(self):
                return
        raise AssertionError(self.stands())

    def stands(self) -> Standing:
        with self.database.reading() as connection:
            submission = submission_of(connection, self.draft_id)
            assert submission is not None
            found = standing(connection, submission)
        assert found is not None
        return found

    def row(self, draft_id: str = "") -> DraftRow:
        with self.database.reading() as connection:
            return load_draft(connection, draft_id or self.draft_id).row


@pytest.fixture
def desk(database: Database, process: GatewayProcess) -> Iterator[Callable[[Draft, str], Desk]]:
    made: list[Desk] = []

    def make(draft: Draft, number: str) -> Desk:
        draft.put("sign.client_seq_no", number)
        made.append(Desk(database, process, draft))
        return made[-1]

    yield make
    for one in made:
        one.close()


MakeDesk = Callable[[Draft, str], Desk]


def released(desk: MakeDesk, number: str, process: GatewayProcess) -> Desk:
    process.script({"action": "declare", "behaviour": "released"})
    one = desk(s01(), number)
    one.file()
    one.settle(lambda at: at.stands().state is Status.RELEASED and at.stands().last_came)
    return one


@pytest.mark.parametrize(("profile", "number"), [("new", "PDR0001"), ("legacy", "PDR0101")])
def test_from_summary_to_closed(desk: MakeDesk, process: GatewayProcess, profile: str, number: str) -> None:
    process.script()
    draft = s02()
    draft.facts["two_step_profile"] = profile
    draft.update(forms.load("import").staged(draft))
    one = desk(draft, number)
    one.file()
    one.settle(lambda at: at.stands().at_rest)
    assert one.stands().state is Status.CONDITIONAL
    with one.database.reading() as connection:
        sent = sent_in_first_step(connection, one.draft_id)
    assert sent["bill_number"] == s02().get("bill_number")
    one.change(lambda connection: open_completion(connection, one.draft_id, one.clock.now()))
    with one.database.reading() as connection:
        opened = load_draft(connection, one.draft_id).draft
    assert (opened.mode, opened.purpose, opened.declared["bill_number"]) == (
        Mode.COMPLETE, Purpose.COMPLETE, s02().get("bill_number"),
    )  # fmt: skip
    rest = {path: text for path, text in s02_complete().filled() if opened.get(path) != text and path != "type"}
    one.type(one.draft_id, **{path: text for path, text in rest.items() if not path.startswith("sign.")})
    one.file()
    one.settle(lambda at: at.stands().final)
    assert one.stands().channels == ("7", "SpL", "SpJ", "SpK", "L", "J", "P", "R")
    assert len({held["entry_id"] for held in process.held(number)}) == 1


def test_a_second_step_sent_back_is_withdrawn(desk: MakeDesk, process: GatewayProcess) -> None:
    process.script({"action": "complete", "behaviour": "reject", "note": "涉税确认有误，请撤销重报"})
    one = desk(s02(), "PDR0201")
    one.file()
    one.settle(lambda at: at.stands().at_rest)
    one.change(lambda connection: open_completion(connection, one.draft_id, one.clock.now()))
    kept = {path: text for path, text in s02_complete().filled() if not path.startswith("sign.") and path != "type"}
    one.type(one.draft_id, **kept)
    one.file()
    one.settle(lambda at: at.stands().state is Status.REJECTED)
    process.script()
    draft_id = one.change(lambda connection: requests.open_withdrawal(connection, one.draft_id, one.clock.now()))
    one.ask(draft_id, "10")
    one.settle(lambda at: at.stands().state is Status.CANCELLED)


def test_an_amendment_is_agreed_to_and_is_in_force(desk: MakeDesk, process: GatewayProcess) -> None:
    one = released(desk, "PDR0002", process)
    draft_id = one.change(lambda connection: requests.open_amendment(connection, one.draft_id, one.clock.now()))
    one.type(draft_id, goods_place="甘其毛都物流园2号库")
    one.ask(draft_id)
    assert one.row().status is Status.RELEASED
    one.settle(lambda at: at.stands().draft_id == draft_id)
    with one.database.reading() as connection:
        tree = version_tree(connection, one.draft_id)
    assert [(version.kind, version.current) for version in tree] == [(Kind.DECLARE, False), (Kind.AMEND, True)]
    again = one.change(lambda connection: requests.open_amendment(connection, one.draft_id, one.clock.now()))
    one.type(again, goods_place="甘其毛都物流园3号库", gross_weight="1980600")
    one.ask(again)
    one.settle(lambda at: at.stands().draft_id == again)  # the gateway goes by v2 as we do


def test_an_amendment_is_refused(desk: MakeDesk, process: GatewayProcess) -> None:
    one = released(desk, "PDR0003", process)
    process.script({"action": "amend", "behaviour": "reject", "note": "情况不符"})
    draft_id = one.change(lambda connection: requests.open_amendment(connection, one.draft_id, one.clock.now()))
    one.type(draft_id, goods_place="甘其毛都物流园2号库")
    one.ask(draft_id)
    one.settle(lambda at: at.row(draft_id).status is Status.REJECTED)
    assert (one.row().status, one.stands().draft_id) == (Status.RELEASED, one.draft_id)


def test_a_withdrawal_and_what_is_declared_after_it(desk: MakeDesk, process: GatewayProcess) -> None:
    one = released(desk, "PDR0004", process)
    draft_id = one.change(lambda connection: requests.open_withdrawal(connection, one.draft_id, one.clock.now()))
    one.ask(draft_id)
    one.settle(lambda at: at.stands().state is Status.CANCELLED)
    anew = one.change(lambda connection: requests.refile(connection, one.draft_id, one.clock.now()))
    with one.database.reading() as connection:
        draft = load_draft(connection, anew).draft
    assert draft.facts["withdrawn_on"] == "2026-03-02"
    assert draft.get("sign.client_seq_no") != "PDR0004"


def test_a_request_that_says_nothing_is_not_sent(desk: MakeDesk, process: GatewayProcess) -> None:
    one = released(desk, "PDR0005", process)
    draft_id = one.change(lambda connection: requests.open_amendment(connection, one.draft_id, one.clock.now()))
    with pytest.raises(NotOpen, match="没有不同"):
        one.ask(draft_id)
    with pytest.raises(NotOpen, match="未写明情况"):
        one.ask(draft_id, note=" ")
    assert one.row(draft_id).status is Status.DRAFT


def test_what_was_never_sent_has_sent_nothing(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        row = create_draft(connection, s02(), FILING_DAY)
        assert sent_in_first_step(connection, row.id) == {}
        with pytest.raises(NotOpen):
            open_completion(connection, row.id, FILING_DAY)
