"""The layouts as data: every field that the official page has stands in its box, and the boxes make a closed form."""

from itertools import combinations, pairwise

import pytest

import forms
from app.core.field import BoundField
from app.printing import layout as layouts
from app.printing.layout import Area, Layout, Seat

FORMS = tuple(forms.REGISTRY)
# On the export page of 公告2018年第61号 there is no 货物存放地点 and no 启运港.
NOT_ON_PAGE = {"import": set[int](), "export": {12, 17}}
# Between hairlines of neighbours nothing matters below this, in mm.
EXACT = 0.01


def numbered(form_id: str) -> list[BoundField]:
    """The fields that have a number on the official page."""
    return [bound for bound in forms.load(form_id).fields.values() if bound.box.box]


def seats_of(layout: Layout, path: str) -> list[Seat]:
    """The seats that show a field."""
    return [seat for seat in layout.seats() if any(path in show.paths() for show in seat.shows)]


@pytest.mark.parametrize("form_id", FORMS)
def test_every_numbered_field_has_a_seat_in_its_box(form_id: str) -> None:
    layout = layouts.load(form_id)
    assert len(numbered(form_id)) > 50
    astray = {
        bound.path: bound.box.box
        for bound in numbered(form_id)
        if bound.box.box not in {number for seat in seats_of(layout, bound.path) for number in seat.boxes}
    }
    assert astray == {}


@pytest.mark.parametrize("form_id", FORMS)
def test_the_layout_names_no_unknown_field(form_id: str) -> None:
    assert layouts.load(form_id).paths() - set(forms.load(form_id).fields) == set()
    assert set(layouts.load(form_id).watermark.known_by) <= set(forms.load(form_id).fields)


@pytest.mark.parametrize("form_id", FORMS)
def test_all_49_boxes_are_there(form_id: str) -> None:
    layout = layouts.load(form_id)
    off = {number for seat in layout.annex.off for number in seat.boxes}
    on_page = {number for seat in layout.seats() if seat not in layout.annex.off for number in seat.boxes}
    assert off == NOT_ON_PAGE[form_id]
    assert on_page == set(range(1, 50)) - off


@pytest.mark.parametrize("form_id", FORMS)
def test_head_boxes_are_called_as_the_form_calls_their_fields(form_id: str) -> None:
    layout = layouts.load(form_id)
    for seat in layout.head:
        labels = {
            bound.label.replace("(", "（").replace(")", "）")
            for bound in numbered(form_id)
            if bound.box.box in seat.boxes and bound.box.box < 31
        }
        assert not labels or any(label in seat.label for label in labels), (seat.label, labels)


@pytest.mark.parametrize("form_id", FORMS)
def test_titles_are_of_the_form(form_id: str) -> None:
    assert layouts.load(form_id).form == form_id
    assert layouts.load(form_id).title == forms.load(form_id).title


def overlap(one: Area, other: Area) -> bool:
    """Whether two areas share more than an edge."""
    return (
        min(one.right, other.right) - max(one.x, other.x) > EXACT
        and min(one.bottom, other.bottom) - max(one.y, other.y) > EXACT
    )


@pytest.mark.parametrize("form_id", FORMS)
def test_boxes_do_not_overlap_and_leave_the_edge_of_the_sheet_clear(form_id: str) -> None:
    layout = layouts.load(form_id)
    boxes = [seat for seat in (*layout.top, *layout.head, *layout.foot) if seat.border]
    texts = [seat for seat in (*layout.top, *layout.head, *layout.foot) if not seat.border]
    for group in (boxes, texts):
        assert [(a.label, b.label) for a, b in combinations(group, 2) if overlap(a.area, b.area)] == []
    for area in (*(seat.area for seat in (*boxes, *texts)), layout.annex.area, layout.barcode.area):
        assert area.x > layout.clear
        assert area.y > layout.clear
        assert area.right < layout.width - layout.clear
        assert area.bottom < layout.height - layout.clear


@pytest.mark.parametrize("form_id", FORMS)
def test_head_goods_and_foot_make_one_closed_form(form_id: str) -> None:
    layout = layouts.load(form_id)
    head = [seat.area for seat in layout.head]
    foot = [seat.area for seat in layout.foot if seat.border]
    left, right = layout.goods.columns[0].area.x, layout.goods.columns[-1].area.right
    width = right - left
    # The boxes tile their part of the sheet: no overlap (see above) and the areas add up.
    for areas in (head, foot):
        top, bottom = min(area.y for area in areas), max(area.bottom for area in areas)
        assert min(area.x for area in areas) == pytest.approx(left)
        assert max(area.right for area in areas) == pytest.approx(right)
        assert sum(area.width * area.height for area in areas) == pytest.approx(width * (bottom - top))
    for one, other in pairwise(layout.goods.columns):
        assert one.area.right == pytest.approx(other.area.x)
    below = min(area.y for area in foot)
    for rows in (layout.goods.first, layout.goods.next):
        assert rows.y + rows.header + rows.rows * rows.row == pytest.approx(below)
    assert layout.goods.first.y == pytest.approx(max(area.bottom for area in head))
    assert layout.goods.next.y == pytest.approx(min(area.y for area in head)) == layout.annex.area.y


def test_a_form_without_a_layout_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="no-such-form"):
        layouts.load("no-such-form")
