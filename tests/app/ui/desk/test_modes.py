"""Guarantees and manifests over a real store and a gateway: what the form page is told."""

from datetime import date
from decimal import Decimal

from app.declarations.guarantee import Guarantee
from app.store.guarantees import Pledge, pledge, put_guarantee
from app.store.standing import submission_of
from app.transport.gateway import Manifest
from app.ui.desk.modes import NOT_ASKED, DeskGuarantees, DeskManifests
from tests.helpers.bureau import Bureau, coal

ONE, TWO = "PD0000000000000001", "PD0000000000000002"
NUMBER = "TESTG0001"


def test_a_guarantee_is_told_with_what_others_take_of_it(bureau: Bureau) -> None:
    ledger = DeskGuarantees(bureau.office)
    first, second = bureau.keep(coal(), ONE), bureau.keep(coal(), TWO)
    assert bureau.ask(ledger.held, NUMBER, Decimal("10"), second) is None
    bureau.file(first)
    with bureau.database.writing() as connection:
        put_guarantee(connection, Guarantee(NUMBER, "TEST", Decimal(1000), date(2027, 6, 30)), bureau.clock.now())
        own = submission_of(connection, first)
        assert own is not None
        pledge(connection, own, Pledge(NUMBER, Decimal(300)), bureau.clock.now())
    held = bureau.ask(ledger.held, NUMBER, Decimal(10), second)
    assert (held.balance.used, held.balance.remaining, held.others) == (Decimal(300), Decimal(690), 1)
    own_view = bureau.ask(ledger.held, NUMBER, Decimal(300), first)
    assert (own_view.balance.used, own_view.others) == (Decimal(0), 0)
    assert [one.number for one in bureau.ask(ledger.known)] == [NUMBER]


def test_a_manifest_found_fills_by_field(bureau: Bureau) -> None:
    draft = coal()
    bureau.gateway.manifests[draft.get("bill_number")] = Manifest(
        draft.get("bill_number"), draft.get("voyage_number"), Decimal("1980500.00"), 30, 0, "4", None
    )
    kept = bureau.keep(draft, ONE)
    answer = bureau.ask(DeskManifests(bureau.office).look, kept)
    assert answer.found is True
    assert answer.texts == {"gross_weight": "1980500", "pack_count": "30"}
    assert answer.facts["manifest_found"] is True


def test_no_manifest_and_no_bill_are_two_things(bureau: Bureau) -> None:
    manifests = DeskManifests(bureau.office)
    assert bureau.ask(manifests.look, bureau.keep(coal(), ONE)).found is False
    bare = coal()
    bare.put("bill_number", "")
    answer = bureau.ask(manifests.look, bureau.keep(bare, TWO))
    assert (answer.found, answer.sentence) == (None, NOT_ASKED)
