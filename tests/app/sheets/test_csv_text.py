"""CSV a spreadsheet shows as it stands: no formula is run, Chinese is read, numbers stay numbers."""

import csv
import io
from decimal import Decimal

import pytest

from app.sheets.csv_text import csv_bytes


def test_chinese_and_numbers() -> None:
    made = csv_bytes([["口岸", "平均"], ["甘其毛都", Decimal("-7.1")], ["合计", None]])
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.decode("utf-8-sig") == "口岸,平均\r\n甘其毛都,-7.1\r\n合计,\r\n"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\u00a0=1", "\u3000@x", "\u200b=1"]
)
def test_a_text_is_never_a_formula(text: str) -> None:
    (row,) = csv.reader(io.StringIO(csv_bytes([[text]]).decode("utf-8-sig"), newline=""))
    assert row == [f"'{text}"]


def test_quotes_and_commas_stay_in_their_cell() -> None:
    (row,) = csv.reader(io.StringIO(csv_bytes([['净重,毛重 "不符"', "x"]]).decode("utf-8-sig"), newline=""))
    assert row == ['净重,毛重 "不符"', "x"]
