"""Fields: reading a typed text and writing a value, for every kind; nothing typed may raise anything but FieldError."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.field import Digits, FieldError, Kind, Value
from tests.app.core.small import small_form

FORM = small_form()


@pytest.mark.parametrize(
    ("path", "raw", "value"),
    [
        ("weight", "1980.5", Decimal("1980.5")),
        ("weight", " 1,980.5 ", Decimal("1980.5")),
        ("weight", "１９８０．５", Decimal("1980.5")),
        ("weight", "-3", Decimal("-3")),
        ("weight", "007.100", Decimal("7.100")),
        ("weight", "5.", Decimal("5")),
        ("weight", "12345.678", Decimal("12345.678")),
        ("weight", "1980.50000", Decimal("1980.500")),
        ("weight", "5.000000000000000000000000000000000000000000", Decimal("5.000")),
        ("count", "12", 12),
        ("count", "12.0", 12),
        ("day", "20260302", date(2026, 3, 2)),
        ("day", "2026-03-02", date(2026, 3, 2)),
        ("name", "  煤 ", "煤"),
        ("kind", "  ", "  "),
        ("name", "   ", None),
        ("weight", "", None),
        ("raw", "<A> </A>", "<A> </A>"),
    ],
)
def test_reading(path: str, raw: str, value: Value) -> None:
    assert FORM.fields[path].parse(raw) == value


@pytest.mark.parametrize(
    ("path", "raw", "code"),
    [
        ("weight", "12a", "not_a_number"),
        ("weight", "1e3", "not_a_number"),
        ("weight", "NaN", "not_a_number"),
        ("weight", "١٢٣x", "not_a_number"),
        ("weight", "1.2345", "digits"),
        ("weight", "1.23450", "digits"),
        ("weight", "123456", "digits"),
        ("count", "1.5", "not_whole"),
        ("count", "12345", "digits"),
        ("day", "20260230", "not_a_date"),
        ("day", "2026-3-2", "not_a_date"),
        ("day", "昨天", "not_a_date"),
        ("name", "x" * 11, "too_long"),
    ],
)
def test_what_cannot_be_read(path: str, raw: str, code: str) -> None:
    with pytest.raises(FieldError) as refused:
        FORM.fields[path].parse(raw)
    assert refused.value.code == code


@given(st.sampled_from(sorted(FORM.fields)), st.text(max_size=30))
def test_any_text_is_read_or_refused_by_name(path: str, raw: str) -> None:
    try:
        FORM.fields[path].parse(raw)
    except FieldError as error:
        assert error.code


@given(st.decimals(min_value=-99999, max_value=99999, places=3))
def test_numbers_survive_writing(value: Decimal) -> None:
    bound = FORM.fields["weight"]
    assert bound.parse(bound.write(value)) == value
    assert "E" not in bound.write(value)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_days_survive_writing(value: date) -> None:
    bound = FORM.fields["day"]
    assert bound.parse(bound.write(value)) == value


def test_a_number_is_never_written_with_an_exponent() -> None:
    assert FORM.fields["weight"].write(Decimal("1E+3")) == "1000"


@pytest.mark.parametrize(
    ("value", "holds"),
    [("99999.999", True), ("100000", False), ("0.0001", False), ("1E+3", True), ("1E+5", False), ("NaN", False)],
)
def test_digits(value: str, holds: bool) -> None:
    assert Digits(8, 3).holds(Decimal(value)) is holds


def test_walking_the_class_gives_every_field() -> None:
    assert FORM.fields["items[].marks[].text"].xml_path == ("Lines", "Line", "Marks", "Mark", "Text")
    assert FORM.fields["items[].weight"].element == "Line/LineWeight"
    assert FORM.fields["extra.note"].kind is Kind.TEXT
    assert FORM.fields["country"].kind is Kind.CODE
    assert [bound.path for bound in FORM.page("head")][:3] == ["kind", "name", "weight"]
    assert FORM.optional_blocks == ("extra",)
    assert FORM.new_row("items") == {"unit": "035"}
    assert dict(FORM.new().texts) == {"kind": "  "}
