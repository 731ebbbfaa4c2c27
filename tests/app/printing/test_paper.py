"""The ink on the paper: lines where the layout says, texts inside their boxes, a white edge, barcode and watermark."""

import struct
import zlib
from itertools import pairwise

import pytest

from app.printing import layout as layouts
from app.printing import page_images
from app.printing.barcode import modules
from app.printing.face import Face
from app.printing.fit import dots
from app.printing.layout import Align, Area, Layout
from app.printing.paint import pdf
from app.printing.sheet import Sheet, Words
from tests.app.printing.drafts import printed, scenario, with_lines
from tests.app.printing.paper import BLACK, DOTS, WHITE, Picture, picture

pytestmark = pytest.mark.usefixtures("qapp")


def boxes(layout: Layout) -> list[tuple[str, Area]]:
    """The bordered boxes of a first page."""
    return [(seat.label, seat.area) for seat in (*layout.head, *layout.foot) if seat.border]


@pytest.mark.parametrize("name", ["S01", "S07"])
def test_boxes_are_closed_and_lie_within_half_a_millimetre(name: str) -> None:
    draft = scenario(name)
    layout, page = layouts.load(draft.form), picture(printed(draft, released=True))
    for label, area in boxes(layout):
        assert page.has_line_across(area.y, area.x, area.right), label
        assert page.has_line_across(area.bottom, area.x, area.right), label
        assert page.has_line_down(area.x, area.y, area.bottom), label
        assert page.has_line_down(area.right, area.y, area.bottom), label
    goods = layout.goods
    left, right = goods.columns[0].area.x, goods.columns[-1].area.right
    for number in range(goods.first.rows + 1):
        assert page.has_line_across(goods.first.y + goods.first.header + number * goods.first.row, left, right)


def test_the_check_for_lines_can_fail() -> None:
    page = picture(printed(scenario("S01"), released=True))
    assert not page.has_line_across(30, 11, 286)
    assert not page.has_line_across(25, 5, 286)
    assert not page.has_line_down(100, 25, 72)


def overfull() -> bytes:
    """S01 with far too much in every box, in signs of many scripts, with accents that climb out of their line."""
    draft = with_lines(7)
    texts = (
        "漫长的中文，没有尽头。",
        "Longwordwithoutanyend",
        "Z\u0351\u036b\u0343\u036a\u0302\u036b" * 9,
        "สวัสดี مرحبا 🙂 ",
    )
    layout = layouts.load("import")
    for number, path in enumerate(sorted(layout.paths())):
        draft.put(path.replace("[]", "[1]"), texts[number % len(texts)] * 12)
    return printed(draft, released=True)


def assert_white_band(page: Picture, layout: Layout) -> None:
    """The edge of the sheet carries no ink at all, watermark included."""
    for step in range(int(layout.clear * DOTS)):
        off = step / DOTS
        assert min(page.row(off, 0, layout.width)) == WHITE
        assert min(page.row(layout.height - 0.2 - off, 0, layout.width)) == WHITE
        assert min(page.column(off, 0, layout.height)) == WHITE
        assert min(page.column(layout.width - 0.2 - off, 0, layout.height)) == WHITE


@pytest.mark.parametrize("number", [0, 1, 2])
def test_no_text_touches_a_border_or_the_edge_of_the_sheet(number: int) -> None:
    layout, page = layouts.load("import"), picture(overfull(), number)
    assert_white_band(page, layout)
    if number == 0:
        for label, area in boxes(layout):
            inner = area.inside(0.3, 0.3)
            assert min(page.row(inner.y, inner.x, inner.right)) > BLACK, label
            assert min(page.row(inner.bottom, inner.x, inner.right)) > BLACK, label
            assert min(page.column(inner.x, inner.y, inner.bottom)) > BLACK, label
            assert min(page.column(inner.right, inner.y, inner.bottom)) > BLACK, label


@pytest.mark.parametrize("align", Align)
def test_a_line_is_pressed_into_its_room_if_it_comes_out_wider(align: Align) -> None:
    layout = layouts.load("import")
    mark = Words(100, 50, dots(20), "丨" * 10, 30, align)
    page = picture(pdf([Sheet("", (mark,))], layout, Face(), ""))
    dark = [dot < 160 for dot in page.row(48, 0, 297)]
    strokes = [place / DOTS for place, (left, right) in enumerate(pairwise(dark)) if right and not left]
    assert len(strokes) == 10
    assert 100 < strokes[0] < strokes[-1] < 130


def test_the_watermark_keeps_to_the_paper_and_goes_with_the_release() -> None:
    draft, layout = scenario("S01"), layouts.load("import")
    marked, clean = picture(printed(draft)), picture(printed(draft, released=True))
    assert_white_band(marked, layout)
    # Between the rules of the empty goods rows there is nothing but the watermark.
    empty = [(y, marked.row(y, 50, 250), clean.row(y, 50, 250)) for y in (121, 134, 148, 161, 175)]
    assert all(min(white) == WHITE for _, _, white in empty)
    assert sum(dot < WHITE for _, dots, _ in empty for dot in dots) > 300
    assert all(min(dots) > 200 for _, dots, _ in empty), "the watermark must not hide what is written over it"


def test_status_words_make_another_watermark() -> None:
    draft = scenario("S01")
    usual = picture(printed(draft)).dots
    assert picture(printed(draft, status_words="未申报 草稿")).dots == usual
    assert picture(printed(draft, status_words="挂起")).dots != usual
    draft.put("entry_number", "070820261000000123")
    declared = picture(printed(draft)).dots
    assert picture(printed(draft, status_words="已申报 未放行")).dots == declared


@pytest.mark.parametrize("number", ["070820261000000123", "PD260302091500AB2C"])
def test_the_barcode_on_the_paper_is_the_symbol_of_the_number(number: str) -> None:
    draft = scenario("S01")
    draft.put("entry_number", number)
    area, page = layouts.load("import").barcode.area, picture(printed(draft, released=True))
    for y in (area.y + 1, area.bottom - 1):
        dark = [dot < 128 for dot in page.row(y, area.x - 1, area.right + 1)]
        first, last = dark.index(True), len(dark) - dark[::-1].index(True)
        symbol = modules(number)
        wide = (last - first) / len(symbol)
        read = "".join("1" if dark[int(first + (place + 0.5) * wide)] else "0" for place in range(len(symbol)))
        assert read == symbol
        assert wide / DOTS >= 0.19


def test_a_number_that_cannot_be_a_barcode_is_only_written() -> None:
    draft = scenario("S01")
    area = layouts.load("import").barcode.area
    for number in ("报关单", "A1B2" * 30):
        draft.put("entry_number", number)
        page = picture(printed(draft, released=True))
        assert min(page.row(area.y + 1, area.x, area.right)) == WHITE


def test_preview_pictures_are_png_of_the_size_asked_for() -> None:
    images = page_images(printed(with_lines(7)), 72)
    assert len(images) == 2
    for image in images:
        assert image.startswith(b"\x89PNG\r\n\x1a\n")
        width, height, depth, colour = struct.unpack(">IIBB", image[16:26])
        assert (width, height, depth, colour) == (842, 595, 8, 0)
        length = struct.unpack(">I", image[33:37])[0]
        assert len(zlib.decompress(image[41 : 41 + length])) == (842 + 1) * 595


def test_preview_pictures_show_the_page() -> None:
    from PySide6.QtGui import QImage

    (image,) = page_images(printed(scenario("S01")), 96)
    shown = QImage.fromData(image)
    assert (shown.width(), shown.height()) == (1123, 794)
    assert shown.pixelColor(3, 3).lightness() == WHITE
    assert shown.pixelColor(round(150 / 25.4 * 96), round(34.4 / 25.4 * 96)).lightness() < BLACK


def test_no_pictures_of_something_else() -> None:
    with pytest.raises(ValueError, match="not a readable PDF"):
        page_images(b"no pdf", 72)
