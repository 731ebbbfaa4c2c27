"""The words of the mirror view: every one in three scripts, and it is said that nobody has reviewed them yet."""

from app.border_trade.phrases import UNREVIEWED, phrases


def test_every_phrase_has_three_languages_in_their_own_letters() -> None:
    assert set(phrases()) >= {"title", "goods", "quantity", "value", "used", "remaining", "tax", "confirm", "nothing"}
    for key, one in phrases().items():
        assert all("\u4e00" <= sign <= "\u9fff" for sign in one.chinese), key
        for words in (one.mongolian, one.russian):
            assert words.replace(" ", "").isalpha(), key
            assert all("\u0400" <= sign <= "\u04ff" for sign in words if sign.isalpha()), key


def test_what_nobody_has_reviewed_says_so() -> None:
    assert {one.review for one in phrases().values()} == {UNREVIEWED}
    assert not any(one.is_reviewed for one in phrases().values())
