"""Numbers in fields: what can be summed, and what would only break the sum."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.models.typed_number import typed_number


@pytest.mark.parametrize(
    ("text", "number"), [(" 1,286.40 ", "1286.40"), ("-3", "-3"), (".5", "0.5"), ("7.", "7"), ("0", "0")]
)
def test_what_is_a_number(text: str, number: str) -> None:
    assert typed_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "一百", "NaN", "1e999999", "1e-9999999", "1_000", "１２", "9" * 21, "1.2.3", "."])
def test_what_is_none(text: str) -> None:
    assert typed_number(text) is None


@given(st.text(max_size=40))
def test_any_text_is_answered_with_something_bearable(text: str) -> None:
    found = typed_number(text)
    assert found is None or len(f"{found * found:f}") < 90
