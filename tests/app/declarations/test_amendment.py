"""The difference of two versions: by value, with its sign, and with what has to be done about it."""

from decimal import Decimal

import pytest

import forms
from app.core.draft import Draft
from app.declarations.amendment import Change, Way, differences
from tests.helpers.scenarios import s01

FORM = forms.load("import")


def base() -> dict[str, str]:
    draft = s01()
    draft.put("items[0].quantity", "942.6")
    draft.put("items[0].price", "119")
    draft.put("items[0].total", "112169.40")
    draft.put("items[0].first_quantity", "942600")
    draft.put("gross_weight", "3646292")
    draft.put("net_weight", "3646292")
    return dict(draft.filled())


def changed(**texts: str) -> dict[str, Change]:
    """The differences of the base with some texts put over it (``items0_`` stands for items[0].)."""
    wanted = base() | {path.replace("items0_", "items[0]."): text for path, text in texts.items()}
    return {one.path: one for one in differences(base(), wanted, FORM)}


def test_nothing_differs_from_itself() -> None:
    assert differences(base(), base(), FORM) == ()


@pytest.mark.parametrize("same", ["3646292.00000", "3,646,292", " 3646292 "])
def test_the_same_value_written_otherwise_is_no_difference(same: str) -> None:
    assert changed(gross_weight=same) == {}


def test_a_short_landing_changes_what_hangs_on_it() -> None:
    found = changed(
        items0_quantity="925", items0_total="110075.00", items0_first_quantity="925000",
        gross_weight="3628692", net_weight="3628692", goods_place="甘其毛都物流园2号库",
    )  # fmt: skip
    ways = {path: one.way for path, one in found.items()}
    assert ways == {
        "gross_weight": Way.DIRECT, "net_weight": Way.FOLLOWS, "goods_place": Way.DIRECT,
        "items[0].quantity": Way.DIRECT, "items[0].total": Way.FOLLOWS, "items[0].first_quantity": Way.FOLLOWS,
    }  # fmt: skip
    assert found["items[0].quantity"].delta == Decimal("-17.6")
    assert found["items[0].total"].delta == Decimal("-2094.40")
    assert found["items[0].total"].why == "由成交数量带出"
    assert found["net_weight"].why == "由毛重带出"
    assert found["goods_place"].delta is None
    assert found["items[0].quantity"].place == "商品 1"


def test_what_does_not_fit_its_source_stands_alone() -> None:
    found = changed(items0_quantity="925", items0_total="999.00", items0_first_quantity="940000", net_weight="1")
    assert {one.way for one in found.values()} == {Way.DIRECT}


@pytest.mark.parametrize("path", ["bill_number", "trade_mode", "items[0].hs_code", "items[0].currency", "trade_scc"])
def test_what_no_request_can_change(path: str) -> None:
    (found,) = differences(base(), base() | {path: "新值"}, FORM)
    assert found.way is Way.REFILE
    assert found.why == FORM.field(path).box.refile


def test_rows_added_and_taken_away() -> None:
    draft = Draft("import", FORM.version)
    draft.update(base())
    draft.insert_row("items", 1, {"name": "焦粉", "quantity": "2"})
    added = differences(base(), draft.texts, FORM)
    assert {one.path: (one.old, one.new) for one in added} == {
        "items[1].name": ("", "焦粉"),
        "items[1].quantity": ("", "2"),
    }
    gone = differences(draft.texts, base(), FORM)
    assert [(one.old, one.new) for one in gone] == [("焦粉", ""), ("2", "")]


def test_numbers_the_authority_gave_are_no_difference() -> None:
    assert changed(seq_no="I20260000000000123", entry_number="070820261000000123") == {}


def test_what_cannot_be_read_differs_by_its_letters() -> None:
    found = changed(gross_weight="三千")
    assert (found["gross_weight"].new, found["gross_weight"].delta) == ("三千", None)
