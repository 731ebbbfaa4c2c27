"""Rates as tariffs write them; what cannot be read for sure is no rate, and never nought."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.taxes.rates import Provenance
from app.work.rate_text import read_decimal, read_rate, units_by_name

READ = Provenance("测试值")
UNITS = units_by_name({"035": "千克", "095": "升", "070": "吨"})


@pytest.mark.parametrize(
    ("text", "share", "amount", "unit"),
    [
        ("3%", "0.03", None, ""),
        (" 7.5 % ", "0.075", None, ""),
        ("3％", "0.03", None, ""),
        ("0", "0", None, ""),
        ("0.03", "0.03", None, ""),
        ("13", "0.13", None, ""),
        ("免", "0", None, ""),
        ("0元/千克", None, "0", "035"),
        ("7.5元/升", None, "7.5", "095"),
        ("20%+1元/千克(0.912元/升)", "0.20", "1", "035"),
        ("20% + 0.912 元/升", "0.20", "0.912", "095"),
        ("1.2元/095", None, "1.2", "095"),
    ],
)
def test_what_can_be_read(text: str, share: str | None, amount: str | None, unit: str) -> None:
    rate = read_rate(text, READ, UNITS)
    assert rate is not None
    assert (rate.ad_valorem, rate.specific, rate.unit) == (
        None if share is None else D(share),
        None if amount is None else D(amount),
        unit,
    )


def test_of_several_units_the_statutory_one_is_taken() -> None:
    rate = read_rate("20%+1元/千克(0.912元/升)", READ, UNITS, preferred="095")
    assert rate is not None
    assert (rate.specific, rate.unit) == (D("0.912"), "095")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "-3%",
        "3%x",
        "1元/桶",
        "≥370美元/吨:250元/吨",
        "进口完税价≥370美元/吨:250元/吨;<370美元/吨:220元/吨",
        "20%+1元/千克(0.912元/桶)",
        "9" * 50,
    ],
)
def test_what_cannot(text: str) -> None:
    assert read_rate(text, READ, UNITS) is None


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    read_rate(text, READ, UNITS)


@pytest.mark.parametrize(
    ("value", "number"),
    [("0.03", "0.03"), (3, "3"), (D("7.1"), "7.1"), (True, None), (None, None), ("x", None), ("-1", None)],
)
def test_numbers(value: object, number: str | None) -> None:
    assert read_decimal(value) == (None if number is None else D(number))


@pytest.mark.parametrize("value", ["nan", "inf", "1e30", "1e-50", [], {}])
def test_numbers_no_rate_has(value: object) -> None:
    assert read_decimal(value) is None
