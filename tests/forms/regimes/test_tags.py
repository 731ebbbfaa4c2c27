"""Tags come from the table of classes and the packing, and name their lines."""

from datetime import date

from app import reference
from forms.tags import WOOD_PACKING, Tag, tags_of
from tests.helpers.regime_drafts import s15
from tests.helpers.scenarios import s01, s03, s07, s10

DAY = date(2026, 6, 8)


def test_fresh_tomatoes_take_the_green_lane_and_are_checked_first() -> None:
    assert tags_of(s15(), reference.load(), DAY) == (Tag("绿色通道", (1,)), Tag("优先查验", (1,)))


def test_coal_is_energy_in_bulk() -> None:
    assert tags_of(s01(), reference.load(), DAY) == (Tag("优先查验", (1,)), Tag("大宗", (1,)))


def test_wooden_packing_is_told_from_either_place() -> None:
    tables = reference.load()
    assert Tag(WOOD_PACKING, ()) in tags_of(s10(), tables, DAY)
    assert Tag(WOOD_PACKING, ()) in tags_of(s03(), tables, DAY)
    digger = s07()
    assert tags_of(digger, tables, DAY) == ()
    digger.insert_row("packs", 0, {"kind": "93"})
    assert tags_of(digger, tables, DAY) == (Tag(WOOD_PACKING, ()),)
