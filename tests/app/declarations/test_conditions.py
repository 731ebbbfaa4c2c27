"""Before a request: what must be so, in words; and the reasons that may be given, by day, direction and mode."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from app.core.clock import SHANGHAI
from app.core.draft import Mode, Purpose
from app.declarations.actions import Action
from app.declarations.amendment import Change, Way
from app.declarations.conditions import conditions, refusal
from app.declarations.outbox import State
from app.declarations.reasons import REASONS, SUBJECTS, reason, reasons_for
from app.declarations.receipts import ReceiptFact
from app.declarations.status import Status

NOON = datetime(2026, 3, 13, 12, 0, tzinfo=SHANGHAI)
DAY = date(2026, 11, 21)
CHANGE = Change("gross_weight", "毛重", "100", "90", Decimal(-10), Way.DIRECT)
REFILE = Change("bill_number", "提运单号", "B1", "B2", None, Way.REFILE)


def declared(*letters: str, state: State = State.ACKED) -> Action:
    facts = tuple(ReceiptFact(letter, NOON + timedelta(minutes=n)) for n, letter in enumerate(letters))
    return Action(Purpose.DECLARE, 1, state, facts)


def unmet(
    status: Status = Status.RELEASED,
    purpose: Purpose = Purpose.AMEND,
    code: str = "02",
    note: str = "短装",
    changes: tuple[Change, ...] = (CHANGE,),
    actions: tuple[Action, ...] = (declared("7", "L", "J", "P"),),
) -> list[str]:
    return [one.id for one in conditions(purpose, status, actions, code, note, changes) if not one.met]


def test_all_is_well() -> None:
    assert unmet() == []
    assert refusal(conditions(Purpose.AMEND, Status.RELEASED, (), "02", "短装", (CHANGE,))) == ""


@pytest.mark.parametrize(
    "status", [Status.DRAFT, Status.QUEUED, Status.SENT, Status.REJECTED, Status.CANCELLED, Status.CLOSED]
)
def test_what_is_not_held_or_closed_is_not_asked_about(status: Status) -> None:
    assert unmet(status) == ["open"]


@pytest.mark.parametrize("status", [Status.ACCEPTED, Status.REVIEWED, Status.TAX, Status.CONDITIONAL, Status.RELEASED])
def test_what_is_held_may_be_asked_about(status: Status) -> None:
    assert unmet(status) == []


def test_an_inspection_stops_changes_but_no_supplement() -> None:
    assert unmet(Status.INSPECTION) == ["inspection"]
    assert unmet(actions=(declared("7", "L", "H"),)) == ["inspection"]
    assert unmet(actions=(declared("7", "L", "H", "J"),)) == []
    assert unmet(Status.INSPECTION, Purpose.SUPPLEMENT) == []


def test_what_is_under_way_comes_first() -> None:
    asked = Action(Purpose.AMEND, 2, State.SENDING)
    assert unmet(actions=(declared("7", "L"), asked)) == ["flight"]
    assert unmet(actions=(declared("7", "L"), Action(Purpose.AMEND, 2, State.ACKED))) == ["pending"]


def test_a_request_says_why_and_what() -> None:
    assert unmet(code="", note=" ", changes=()) == ["reason", "note", "changes"]
    assert unmet(purpose=Purpose.WITHDRAW, changes=()) == []


def test_what_must_be_refiled_is_named() -> None:
    found = conditions(Purpose.AMEND, Status.RELEASED, (), "02", "短装", (CHANGE, REFILE))
    assert refusal(found) == "提运单号不能在修改单里改，请移出这一处，或全部改走撤销重报"


def test_reasons_fit_the_request() -> None:
    def codes(purpose: Purpose, direction: str, mode: Mode, day: date = DAY) -> set[str]:
        return {one.code for one in reasons_for(purpose, direction, mode, day)}

    assert "01" in codes(Purpose.AMEND, "E", Mode.ONCE)
    assert "01" not in codes(Purpose.AMEND, "I", Mode.ONCE)
    assert "08" in codes(Purpose.AMEND, "I", Mode.ADVANCE)
    assert "08" not in codes(Purpose.AMEND, "I", Mode.ONCE)
    assert "09" in codes(Purpose.AMEND, "I", Mode.COMPLETE)
    assert "10" in codes(Purpose.WITHDRAW, "I", Mode.SUMMARY)
    assert codes(Purpose.SUPPLEMENT, "I", Mode.ONCE) == {"1", "2", "3"}
    assert "09" not in codes(Purpose.AMEND, "I", Mode.COMPLETE, date(2019, 1, 1))


def test_every_reason_has_its_source() -> None:
    assert all(one.source and one.confidence for one in (*REASONS, *SUBJECTS))
    assert len({one.code for one in (*REASONS, *SUBJECTS)}) == len(REASONS) + len(SUBJECTS)
    found = reason("08")
    assert found is not None
    assert found.tolerant
    assert reason("99") is None
