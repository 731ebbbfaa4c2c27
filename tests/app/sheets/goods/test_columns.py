"""Columns are known by their words, or as somebody told for the same header."""

from app.sheets.goods.columns import header_key, letters, map_titles, remembered_of
from forms.goods_sheet import GOODS_SHEET
from tests.app.sheets.goods.invoices import HEADER, TARGETS, grid, mapped, rows


def test_an_invoice_header_is_known() -> None:
    assert mapped(HEADER) == (
        *("", "name", "hs_code", "model", "quantity", "unit", "price", "total", "~net", "origin_country"),
    )


def test_english_and_bilingual_titles_are_known() -> None:
    titles = ("NO.", "Description", "HS CODE", "Q'TY", "Unit", "Unit Price(USD)", "AMOUNT", "G.W.(KGS)", "品名 Goods")
    assert mapped(titles) == ("", "name", "hs_code", "quantity", "unit", "price", "total", "~gross", "")


def test_the_header_is_found_below_titles_and_rows_keep_their_numbers() -> None:
    made = grid(rows(2))
    assert made.header == 2
    assert [number for number, _ in made.body()] == [4, 5]


def test_what_was_told_once_for_a_header_is_known_again_in_any_order() -> None:
    told = ("", "name", "", "model", "quantity", "unit", "price", "total", "", "origin_country")
    kept = remembered_of(HEADER, told)
    turned = tuple(reversed(HEADER))
    assert map_titles(turned, TARGETS, GOODS_SHEET, kept) == tuple(reversed(told))
    assert header_key(turned) == header_key(HEADER)
    assert header_key((*HEADER, "柜号")) != header_key(HEADER)


def test_columns_are_lettered_as_in_a_spreadsheet() -> None:
    assert [letters(at) for at in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
