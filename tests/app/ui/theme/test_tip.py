"""Tips show what stands there: markup in somebody's note is letters, not orders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6 import QtGui

from app.ui.theme.tip import plain_tip


def is_rich(words: str) -> bool:
    """Return what Qt decides by when it is given a tip."""
    return QtGui.Qt.mightBeRichText(words)


@pytest.mark.parametrize("note", ["<b>已放行</b>", "<img src='file:///etc/passwd'>", "&lt;b&gt;", "退单 <i>x</i>"])
def test_markup_is_letters(note: str) -> None:
    assert is_rich(note)
    assert not is_rich(plain_tip(note))
    assert plain_tip(note).replace("\u200b", "") == note


@given(st.text(alphabet="<>/!&;ltb a\n汉'=?xm", max_size=20))
def test_no_words_are_rich(words: str) -> None:
    assert not is_rich(plain_tip(words))


def test_words_without_markup_stay_as_they_are() -> None:
    assert plain_tip("进口 甘其毛都 炼焦煤") == "进口 甘其毛都 炼焦煤"
