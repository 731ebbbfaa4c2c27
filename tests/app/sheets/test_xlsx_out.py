"""A list written as xlsx: numbers stay numbers, and no cell can run."""

import io
import zipfile
from decimal import Decimal

from python_calamine import CalamineWorkbook

from app.sheets.xlsx_out import xlsx_bytes


def test_what_looks_like_a_formula_is_text() -> None:
    evil = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "http://x.example", "\t=1", "{=1}"]
    content = xlsx_bytes(["甲", "乙"], [[one, Decimal("1.50")] for one in evil])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["甲", "乙"]
    assert [row[0] for row in rows[1:]] == evil
    assert {row[1] for row in rows[1:]} == {1.5}
