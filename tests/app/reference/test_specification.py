"""规格型号 as boxes: nothing is lost apart and together again; bytes are the message's; 享惠 fits the direction."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reference import load
from app.reference.elements import BRAND, PREFERENCE, ElementKind, ElementList, in_place
from app.reference.specification import Specification

COAL = load().elements("2701121000", date(2026, 11, 21))
NAMES = st.lists(st.sampled_from(["灰分", "签约日期", "品种", "GTIN", "CAS", "其他", BRAND, PREFERENCE]), unique=True)
LISTS = st.builds(lambda required, optional: ElementList("x", in_place(required, optional)), NAMES, NAMES)
TEXTS = st.text(st.sampled_from("|0349灰分 a%（）"), max_size=40)


@given(LISTS, TEXTS)
def test_a_string_comes_back_as_it_was(elements: ElementList, text: str) -> None:
    assert Specification.read(elements, text).text == text


@given(LISTS, TEXTS, st.integers(0, 20))
def test_a_box_written_with_what_it_holds_changes_only_blank_ends(
    elements: ElementList, text: str, number: int
) -> None:
    before = Specification.read(elements, text)
    after = before.put(number, before.token(number))
    assert after.text.rstrip("|") == before.text.rstrip("|")


@given(LISTS, TEXTS, st.integers(0, 20), TEXTS.filter(lambda text: "|" not in text))
def test_a_box_holds_what_was_written_and_no_other_changes(
    elements: ElementList, text: str, number: int, token: str
) -> None:
    before = Specification.read(elements, text)
    after = before.put(number, token)
    assert after.token(number) == token
    assert set(after.differing(before)) <= {number}


@given(NAMES, NAMES)
def test_the_first_two_boxes_are_fixed_and_optional_ones_end_the_list(required: list[str], optional: list[str]) -> None:
    elements = in_place(required, optional)
    assert [element.name for element in elements[:2]] == [BRAND, PREFERENCE]
    assert [element.number for element in elements] == list(range(len(elements)))
    flags = [element.required for element in elements]
    assert flags == sorted(flags, reverse=True)
    assert len({element.name for element in elements}) == len(elements)


def test_a_pasted_string_is_spread_over_the_boxes() -> None:
    pasted = Specification.blank(COAL, "I").put(0, "0|3|灰分10%|硫0.6%")
    assert pasted.tokens == ("0", "3", "灰分10%", "硫0.6%")
    assert [element.number for element in pasted.missing()] == list(range(4, len(COAL)))
    assert pasted.put(3, "").text == "0|3|灰分10%"


def test_bytes_are_those_of_the_message_and_more_than_255_do_not_fit() -> None:
    full = Specification.read(COAL, "0|3|" + "灰" * 125)
    assert full.size == 254 and full.fits
    assert Specification.read(COAL, full.text + "ab").size == 256
    assert not Specification.read(COAL, full.text + "ab").fits


@pytest.mark.parametrize(("direction", "choices", "blank"), [("I", ("3",), "|3"), ("E", ("0", "1", "2"), "")])
def test_the_tokens_of_a_direction(direction: str, choices: tuple[str, ...], blank: str) -> None:
    brand, preference = COAL.elements[:2]
    assert brand.choices(direction) == ("0", "1", "2", "3", "4") and brand.table == "brand_types"
    assert preference.choices(direction) == choices and preference.kind is ElementKind.PREFERENCE
    assert Specification.blank(COAL, direction).text == blank


def test_an_earlier_line_is_taken_over_with_the_token_of_this_direction() -> None:
    assert Specification.blank(COAL, "I").adopted("4|1|灰分10%", "I").text == "4|3|灰分10%"
    assert Specification.blank(COAL, "E").adopted("4|1|灰分10%", "E").text == "4|1|灰分10%"
    exported = Specification.blank(COAL, "E").adopted("4|3|灰分10%", "E")
    assert exported.token(1) == "", "an import's 3 says nothing of an export: the box is left for the clerk"
    assert exported.token(2) == "灰分10%"


def test_what_differs_from_an_earlier_line_is_told_by_box() -> None:
    mine, earlier = (Specification.read(COAL, text) for text in ("0|3|灰分10%|硫", "0|3|灰分11%|硫|水"))
    assert mine.differing(earlier) == (2, 4)
    assert Specification.read(COAL, "|".join("x" * 20)).rest() == ("x",) * (20 - len(COAL))


def test_days_are_boxes_of_days() -> None:
    kinds = {element.name: element.kind for element in COAL.elements}
    assert kinds["签约日期"] is ElementKind.DAY and kinds["灰分"] is ElementKind.TEXT
