"""Rows that were not written go back to whoever made the sheet, each with its reason."""

from app.sheets.goods.failed import failed_table
from tests.app.sheets.goods.invoices import HEADER, preview, rows


def test_bad_and_left_out_rows_are_listed_as_they_stood_with_a_reason() -> None:
    lines = rows(3)
    lines[1] = (*lines[1][:4], "1O", *lines[1][5:])
    made = preview(lines)
    made.leave_out(2, True)
    table = failed_table(made)
    assert table[0] == ("行", *HEADER, "原因")
    assert [line[0] for line in table[1:]] == ["5", "6"]
    assert table[1][5] == "1O"
    assert table[1][-1].startswith("成交数量：“1O”不是数，含字母 O")
    assert table[2][-1] == "按空格键不导入"


def test_nothing_failed_is_a_header_alone() -> None:
    assert len(failed_table(preview(rows(2)))) == 1
