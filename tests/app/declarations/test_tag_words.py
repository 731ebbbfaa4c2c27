"""The head of a declaration says what its goods are entitled to."""

from datetime import date

from app.declarations.tag_words import tag_words
from app.reference import load
from tests.helpers.regime_drafts import s11, s15

DAY = date(2026, 6, 10)


def test_fresh_goods_have_words_and_trousers_have_none() -> None:
    assert tag_words(s15(), load(), DAY) == "绿色通道、优先查验"
    assert tag_words(s11(), load(), DAY) == ""
