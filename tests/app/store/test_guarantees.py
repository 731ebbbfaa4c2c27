"""The ledger: what open declarations take of a guarantee, given back when they end, known to drafts that name it."""

from datetime import date
from decimal import Decimal

import pytest

from app.core.draft import Draft, Mode, Purpose
from app.declarations.guarantee import Guarantee
from app.declarations.status import Status
from app.store.drafts import create_draft, load_draft, save_draft
from app.store.engine import Database
from app.store.guarantees import Pledge, balance, guarantee, list_guarantees, pledge_of, put_guarantee, uses
from app.store.requests import open_completion
from tests.helpers.filings import NOW
from tests.helpers.lives import Life

ONE = Guarantee("G07022600001", "测试煤业", Decimal("300000.00"), date(2026, 12, 31), "担保备案回执", "年度总担保")


def ledger(database: Database) -> None:
    with database.writing() as connection:
        put_guarantee(connection, ONE, NOW)


def filed(database: Database, amount: str, number: str = "PD1") -> Life:
    life = Life(database, number=number)
    life.say(life.file(pledge=Pledge(ONE.number, Decimal(amount))), "7", "L")
    return life


def left(database: Database, this: str = "0") -> Decimal:
    with database.reading() as connection:
        found = balance(connection, ONE.number, Decimal(this))
    assert found is not None
    return found.remaining


def test_what_is_put_is_listed_and_changed(database: Database) -> None:
    ledger(database)
    with database.writing() as connection:
        assert list_guarantees(connection) == [ONE]
        put_guarantee(connection, Guarantee(ONE.number, "另一家", Decimal(1)), NOW)
        assert guarantee(connection, ONE.number) == Guarantee(ONE.number, "另一家", Decimal(1))
        assert guarantee(connection, "?") is None
        assert balance(connection, "?") is None


def test_open_declarations_take_their_tax(database: Database) -> None:
    ledger(database)
    filed(database, "100000")
    filed(database, "50000.50", "PD2")
    assert left(database, "100000") == Decimal("49999.50")


@pytest.mark.parametrize(
    ("letters", "status"),
    [(("J", "P", "R"), Status.CLOSED), (("E",), Status.REJECTED), (("D",), Status.CANCELLED)],
)
def test_what_is_over_gives_it_back(database: Database, letters: tuple[str, ...], status: Status) -> None:
    ledger(database)
    life = Life(database)
    queued = life.file(pledge=Pledge(ONE.number, Decimal("100000")))
    life.say(queued, "7", "L", *letters[:-1])
    assert left(database) == Decimal("200000.00")
    life.say(queued, letters[-1])
    assert life.stands().state is status
    assert left(database) == ONE.limit


def test_filed_again_it_takes_what_it_takes_then(database: Database) -> None:
    ledger(database)
    life = Life(database)
    life.say(life.file(pledge=Pledge(ONE.number, Decimal("100000"))), "7", "E")
    life.file(text="改正", pledge=Pledge(ONE.number, Decimal("70000")))
    assert left(database) == Decimal("230000.00")
    with database.reading() as connection:
        assert [use.amount for use in uses(connection, ONE.number)] == [Decimal("70000")]


def test_a_draft_that_names_it_knows_what_is_left(database: Database) -> None:
    ledger(database)
    draft = Draft("import", "2026.1")
    draft.facts["guarantee_number"] = ONE.number
    with database.writing() as connection:
        row = create_draft(connection, draft, NOW)
    filed(database, "100000")
    with database.writing() as connection:
        stored = load_draft(connection, row.id)
        assert stored.draft.facts["guarantee_balance"] == "200000.00"
        save_draft(connection, row.id, stored.draft, row.rev, NOW)
    filed(database, "1", "PD2")
    with database.reading() as connection:
        assert load_draft(connection, row.id).draft.facts["guarantee_balance"] == "199999.00"  # not what was saved


def test_its_own_taking_is_not_held_against_it(database: Database) -> None:
    ledger(database)
    life = Life(database)
    with database.writing() as connection:
        stored = load_draft(connection, life.draft_id)
        stored.draft.facts["guarantee_number"] = ONE.number
        save_draft(connection, life.draft_id, stored.draft, stored.row.rev, NOW)
    life.file(pledge=Pledge(ONE.number, Decimal("100000")))
    assert life.draft.facts["guarantee_balance"] == "300000.00"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"guarantee_number": "G1", "estimated_tax": "12.50"}, Pledge("G1", Decimal("12.50"))),
        ({"guarantee_number": "G1"}, None),
        ({"estimated_tax": "12.50"}, None),
        ({"guarantee_number": "G1", "estimated_tax": "viel"}, None),
        ({"guarantee_number": "G1", "estimated_tax": "-1"}, None),
        ({"guarantee_number": False, "estimated_tax": "1"}, None),
    ],
)
def test_what_a_filing_takes(facts: dict[str, object], expected: Pledge | None) -> None:
    assert pledge_of(facts) == expected


def test_a_second_step_sent_back_still_takes_what_the_first_one_took(database: Database) -> None:
    ledger(database)
    life = Life(database, Mode.SUMMARY)
    life.say(life.file(pledge=Pledge(ONE.number, Decimal("100000"))), "7", "SpL", "SpJ", "SpK")
    with database.writing() as connection:
        open_completion(connection, life.draft_id, {}, NOW)
    second = life.file(Purpose.COMPLETE, pledge=Pledge(ONE.number, Decimal("100000")))
    life.say(second, "E")
    assert life.stands().state is Status.REJECTED
    assert left(database) == Decimal("200000.00")
