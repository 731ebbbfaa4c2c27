"""The text behind the glyphs: what a reader copies is what was printed, not another sign of the same shape."""

import pytest

from app.printing.searchable import meant, put_right
from tests.app.printing.drafts import printed, scenario
from tests.app.printing.paper import words

TABLE = b"begincmap\n<0000> <FFFF>\n1 beginbfrange\n<0001> <0003> [<2F08> <4E2D> <0009> ]\nendbfrange\nendcmap"


def test_only_the_signs_of_the_tables_are_put_right() -> None:
    outside = b"<2F08> stream "
    result = put_right(outside + TABLE + outside, {"\u2f08": "人", "\t": " "})
    assert result == outside + TABLE.replace(b"2F08", b"4EBA").replace(b"<0009>", b"<0020>") + outside


def test_the_ordinary_sign_wins_over_the_radical_and_printed_signs_stay() -> None:
    assert meant([("\u2f08", "\u2f08"), ("人", "\u2f08")]) == {"\u2f08": "人"}
    assert meant([("-", "-"), ("\u2011", "-")]) == {}
    assert meant([("\u30fb", "\u00b7")]) == {"\u00b7": "\u30fb"}


@pytest.mark.usefixtures("qapp")
def test_signs_with_shared_glyphs_and_ligatures_are_found() -> None:
    draft = scenario("S01")
    draft.put("remark", "一人大工民文日月木水火金门马 office filing fjord")
    text = words(printed(draft))[0]
    assert "一人大工民文日月木水火金门马officefilingfjord" in text
    assert "\u2f00" not in text
