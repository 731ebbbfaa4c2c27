"""Setting texts: nothing wider than its room, nothing lost, figures whole as long as a smaller size keeps them so."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.printing.fit import DOT, LEADING, dots, fit, wrap
from app.printing.plain import plain


class Typewriter:
    """A ruler for which Chinese signs are one em wide and all others half."""

    def width(self, text: str, bold: bool = False) -> float:
        return sum(1.0 if sign > "\u2e80" else 0.5 for sign in text)


RULER = Typewriter()
EM = dots(10) * DOT


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(st.text(max_size=200), st.floats(1, 40))
def test_lines_keep_within_the_room_and_lose_no_sign(text: str, room: float) -> None:
    text = plain(text)
    lines = wrap(text, room, RULER)
    assert all(RULER.width(line) <= room for line in lines)
    assert bare("".join(lines)) == bare(text)


def test_words_and_numbers_stay_whole() -> None:
    assert wrap("含水8.5%收到基低位热值6800kcal", 6, RULER) == ["含水8.5%收到", "基低位热值", "6800kcal"]


def test_punctuation_neither_begins_nor_ends_a_line_wrongly() -> None:
    assert wrap("甲乙丙丁，戊己（庚）", 4, RULER) == ["甲乙丙", "丁，戊己", "（庚）"]


def test_line_breaks_of_the_text_are_kept() -> None:
    assert wrap("甲\n\n乙", 10, RULER) == ["甲", "", "乙"]


def test_what_fits_keeps_its_size() -> None:
    fitted = fit(["甲乙"], 2 * EM, LEADING * EM, (10, 5), RULER)
    assert (fitted.dots, fitted.lines, fitted.whole) == (dots(10), ("甲乙",), True)


def test_what_does_not_fit_shrinks_until_it_does() -> None:
    fitted = fit(["甲乙丙丁"], 2.5 * EM, LEADING * EM, (10, 5), RULER)
    assert fitted.whole
    assert fitted.lines == ("甲乙丙丁",)
    assert dots(5) < fitted.dots < dots(10)


def test_a_number_shrinks_rather_than_breaks() -> None:
    fitted = fit(["123456789012.12345"], 6 * EM, 3 * LEADING * EM, (10, 5), RULER)
    assert fitted.lines == ("123456789012.12345",)
    assert fitted.dots < dots(10)


def test_too_much_is_cut_at_the_smallest_size_with_a_mark() -> None:
    fitted = fit(["甲" * 100], 20 * EM, LEADING * EM, (10, 8), RULER)
    assert not fitted.whole
    assert fitted.dots == dots(8)
    assert fitted.lines == ("甲" * 18 + "…（续见附页）",)
    narrow = fit(["甲" * 100], 4 * EM, LEADING * EM, (10, 8), RULER)
    assert narrow.lines == ("甲甲甲甲…",)


@given(st.lists(st.text(max_size=60), max_size=4), st.floats(3, 80), st.floats(2, 20))
def test_fitted_texts_stay_in_their_area(texts: list[str], width: float, height: float) -> None:
    texts = [plain(text) for text in texts]
    fitted = fit(texts, width, height, (9, 6), RULER)
    assume(height >= fitted.em * LEADING)
    assert fitted.height <= height + 1e-3
    assert all(RULER.width(line) * fitted.em <= width + 1e-3 for line in fitted.lines)
    if fitted.whole:
        assert bare("".join(fitted.lines)) == bare("".join(texts))
    else:
        assert fitted.lines[-1].endswith(("…", "附页", "（续见附页）"))


def test_a_very_long_text_takes_no_long_time() -> None:
    for text in ("9" * 100_000, "字" * 100_000, "!" * 100_000, "a b " * 25_000):
        assert not fit([text], 50, 10, (9, 6), RULER).whole


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (" 甲　乙 ", "甲　乙"),
        ("a\r\nb\u2028c\td", "a\nb\nc d"),
        ("1\u202e23", "1\ufffd23"),
        ("\ud800\x00", "\ufffd\ufffd"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
    ],
)
def test_signs_that_steer_or_have_no_shape_are_made_plain(raw: str, shown: str) -> None:
    assert plain(raw) == shown
