"""The live estimate equals one made from nothing after every change, and counts only the lines that changed."""

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

import forms
from app.core.draft import Draft
from app.taxes.estimate import estimate
from app.taxes.live import LiveEstimate
from app.taxes.of_draft import DEPENDS_ON, shipment_of
from app.taxes.result import Estimate
from tests.app.taxes.small import COAL, DAY, RATES, SETTINGS, TIMBER, FixedRates
from tests.helpers.scenarios import SCENARIOS

FORM = forms.load("import")
LINES = 50


def long_draft(**head: str) -> Draft:
    """Return S01 with fifty lines on terms whose charges nobody shares out."""
    draft = SCENARIOS["S01"].build()
    first = draft.row_texts("items", 0)
    while draft.rows("items") < LINES:
        draft.insert_row("items", draft.rows("items"), first)
    draft.update(head)
    return draft


def live(draft: Draft) -> LiveEstimate:
    """Return a live estimate that has been asked once."""
    found = LiveEstimate(FORM, draft, RATES, SETTINGS, DAY)
    found.estimate()
    found.computed = 0
    return found


def anew(draft: Draft) -> Estimate:
    """Return the estimate made from nothing."""
    return estimate(shipment_of(FORM, draft), RATES, SETTINGS, DAY)


SHARED = {"terms": "3", "fee_mark": "3", "fee_rate": "500.00", "fee_currency": "USD"}


@pytest.mark.parametrize(
    ("head", "path", "text", "counted"),
    [
        ({}, "items[7].total", "194090.00", 1),
        ({}, "items[7].hs_code", TIMBER, 1),
        ({}, "items[7].origin_country", "RUS", 1),
        ({}, "items[7].model", "0|3|x", 0),
        ({}, "remark", "x", 0),
        ({}, "net_weight", "5", 0),
        ({}, "terms", "2", 50),  # every line now bears an assumed insurance
        (SHARED, "fee_rate", "600.00", 50),
        (SHARED, "items[7].total", "1.00", 50),  # the shares of all the others move
    ],
)
def test_only_what_changed_is_counted_again(head: dict[str, str], path: str, text: str, counted: int) -> None:
    draft = long_draft(**head)
    found = live(draft)
    draft.put(path, text)
    found.put(path)
    assert found.estimate() == anew(draft)
    assert found.computed == counted


def test_a_field_taxes_do_not_depend_on_is_told() -> None:
    found = live(long_draft())
    assert not found.put("items[0].model")
    assert found.put("items[0].total")


def test_asking_twice_counts_once() -> None:
    found = live(long_draft())
    assert found.estimate() is found.estimate()
    assert found.computed == 0


def test_rows_come_and_go() -> None:
    draft = SCENARIOS["S01"].build()
    found = live(draft)
    draft.insert_row("items", 1, draft.row_texts("items", 0))
    found.rows_changed()
    assert len(found.estimate().lines) == 2
    draft.remove_row("items", 0)
    found.rows_changed()
    assert found.estimate() == anew(draft)
    draft.put("items[1].total", "5")
    found.put("items[1].total")
    assert found.estimate() == anew(draft)


def test_a_claim_changes_the_line_it_names() -> None:
    draft = SCENARIOS["S10"].build()
    found = live(draft)
    assert found.estimate().preference is not None
    draft.put("preferences[0].goods_number", "9")
    found.put("preferences[0].goods_number")
    assert found.estimate() == anew(draft)
    assert found.estimate().preference is None


def test_other_tables_and_another_day() -> None:
    draft = SCENARIOS["S01"].build()
    found = live(draft)
    found.use(FixedRates(RATES.tariffs, {"USD": "7.1200"}), SETTINGS, date(2026, 4, 2))
    assert str(found.estimate().total) == "226495.65"


def test_an_unreadable_text_is_told_until_it_is_mended() -> None:
    draft = SCENARIOS["S01"].build()
    found = live(draft)
    for text, missing in (("12x", 2), ("194089.00", 0)):
        draft.put("items[0].total", text)
        found.put("items[0].total")
        assert len(found.estimate().missing) == missing
    assert found.estimate().total == D("225859.45")


PATHS = sorted(path for path in DEPENDS_ON if "[]" not in path or path.startswith("items[]"))
TEXTS = st.sampled_from(["", "1", "2", "3", "5.5", "USD", "RUB", "MNG", COAL, TIMBER, "035", "x", "-4"])


@given(st.lists(st.tuples(st.sampled_from(PATHS), st.integers(0, 1), TEXTS), max_size=12))
def test_any_typing_gives_what_reckoning_anew_gives(typed: list[tuple[str, int, str]]) -> None:
    draft = SCENARIOS["S01"].build()
    draft.insert_row("items", 1, draft.row_texts("items", 0))
    found = live(draft)
    for pattern, row, text in typed:
        path = pattern.replace("[]", f"[{row}]")
        draft.put(path, text)
        found.put(path)
        assert found.estimate() == anew(draft)
