"""What a draft states: every field is read once, and a text that is no value is told and never guessed."""

from datetime import date
from decimal import Decimal as D

import pytest

import forms
from app.core.draft import Mode
from app.taxes.of_draft import DEPENDS_ON, shipment_of
from app.taxes.shipment import Filing, Mark, Terms
from tests.helpers.scenarios import SCENARIOS


@pytest.mark.parametrize("form_id", ["import", "export"])
def test_every_field_named_exists_in_the_form(form_id: str) -> None:
    form = forms.load(form_id)
    assert {path for path in DEPENDS_ON if path not in form.fields} == set()


def test_s01() -> None:
    draft = SCENARIOS["S01"].build()
    found = shipment_of(forms.load("import"), draft)
    line = found.lines[0]
    assert (found.direction, found.terms, found.filing) == ("I", Terms.CIF, Filing.ADVANCE)
    assert (line.hs_code, line.price, line.currency, line.origin) == ("2701121000", D("194089.00"), "USD", "MNG")
    assert [(one.amount, one.unit) for one in line.quantities] == [(D("1980.5"), "070"), (D(1980500), "035")]
    assert found.unread == ()


def test_the_agreement_of_s10_stands_at_its_line() -> None:
    found = shipment_of(forms.load("import"), SCENARIOS["S10"].build())
    assert found.lines[0].agreement == "22"


@pytest.mark.parametrize(
    ("texts", "unread"),
    [
        ({"fee_mark": "3", "fee_rate": "5x", "fee_currency": "USD"}, "运费无法读取，没有计入"),
        ({"fee_mark": "", "fee_rate": "5"}, "运费的标记未填或有误，没有计入"),
        ({"fee_mark": "4", "fee_rate": "5"}, "运费的标记未填或有误，没有计入"),
        ({"terms": "9"}, "成交方式的代码无法识别，没有计入"),
        ({"items[0].total": "many"}, "总价无法读取，没有计入"),
    ],
)
def test_what_cannot_be_read_is_told(texts: dict[str, str], unread: str) -> None:
    draft = SCENARIOS["S01"].build()
    draft.update(texts)
    assert shipment_of(forms.load("import"), draft).unread == (unread,)


def test_a_charge_of_nought_states_nothing() -> None:
    draft = SCENARIOS["S01"].build()
    draft.update({"fee_mark": "3", "fee_rate": "0", "other_mark": "1", "other_rate": "-2.5"})
    found = shipment_of(forms.load("import"), draft)
    assert found.freight is None
    assert found.other is not None
    assert (found.other.mark, found.other.amount) == (Mark.RATE, D("-2.5"))


def test_the_day_of_entry_comes_from_the_facts_or_the_box() -> None:
    draft = SCENARIOS["S01"].build()
    draft.put("ie_date", "20260402")
    form = forms.load("import")
    draft.facts.pop("entry_day", None)
    assert shipment_of(form, draft).entry_day == date(2026, 4, 2)
    draft.facts["entry_day"] = "2026-04-03"
    assert shipment_of(form, draft).entry_day == date(2026, 4, 3)


def test_a_quota_certificate_is_seen() -> None:
    draft = SCENARIOS["S01"].build()
    draft.insert_row("licences", draft.rows("licences"), {"kind": "t", "number": "1"})
    assert shipment_of(forms.load("import"), draft).quota


@pytest.mark.parametrize(("mode", "filing"), [(mode, Filing(mode.value)) for mode in Mode])
def test_ways_of_filing(mode: Mode, filing: Filing) -> None:
    draft = SCENARIOS["S01"].build()
    draft.mode = mode
    assert shipment_of(forms.load("import"), draft).filing is filing
