"""Lay a draft out on sheets: the first, continuation sheets (续页) for more goods, annexes (附页) for long texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.printing import barcode
from app.printing.fit import ASCENT, DOT, LEADING, Ruler, dots, wrap
from app.printing.layout import Align, Area, Layout, Rows, Seat
from app.printing.setting import ACROSS, DOWN, PEN, Entry, Setter
from app.printing.sheet import Bar, Frame, Mark, Rule, Sheet, Words

OUTER = 0.4  # pen of the frame around the form, mm
THIN = 0.1  # pen between rows
WIDEST, NARROWEST = 0.33, 0.19  # module of the barcode: wider is needless, narrower cannot be read off paper
_FIRST, _NEXT, _ANNEX = "", "（续页）", "（附页）"


@dataclass(frozen=True, slots=True)
class _Body:
    """A sheet without its top, which needs the number of pages."""

    kind: str
    marks: tuple[Mark, ...]


def compose(setter: Setter, watermark: str) -> tuple[Sheet, ...]:
    """Return the sheets; ``source.words`` of the setter must hold what its layout asks for, pages aside."""
    layout, ruler = setter.layout, setter.ruler
    _top(setter, "", 1, 1)  # for the annex: its texts are as long on every sheet
    bodies = [_goods_sheet(setter, number, rows) for number, rows in enumerate(_portions(setter))]
    for seat in layout.annex.off:
        setter.entries += [Entry(f"{seat.label}（本单无此栏）", text) for text in setter.texts(seat, ())]
    bodies += [_Body(_ANNEX, tuple(marks)) for marks in _annex(layout, ruler, tuple(dict.fromkeys(setter.entries)))]
    return tuple(
        Sheet(watermark, (*_top(setter, body.kind, number, len(bodies)), *body.marks))
        for number, body in enumerate(bodies, 1)
    )


def _top(setter: Setter, kind: str, page: int, pages: int) -> list[Mark]:
    setter.source.words |= {"sheet": kind, "page": str(page), "pages": str(pages)}
    code = setter.layout.barcode
    marks: list[Mark] = [*_bars(code.of.text(setter.source), code.area)]
    for seat in setter.layout.top:
        marks += setter.seat(seat)
    return marks


def _bars(text: str, area: Area) -> Iterator[Bar]:
    """Yield the bars from the left edge; none if the text cannot be a barcode of this width that is read off paper."""
    modules = barcode.modules(text)
    if not modules:
        return
    wide = min(WIDEST, area.width / len(modules))
    if wide < NARROWEST:
        return
    edges = [place for place, (left, right) in enumerate(pairwise(f"0{modules}0")) if left != right]
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        yield Bar(Area(area.x + begin * wide, area.y, (end - begin) * wide, area.height))


def _portions(setter: Setter) -> Iterator[range]:
    """Yield the row numbers of each goods sheet; the first is there even without goods."""
    goods = setter.layout.goods
    count, begin = setter.source.rows(goods.each), 0
    room = goods.first.rows
    while True:
        yield range(begin, min(begin + room, count))
        begin += room
        room = goods.next.rows
        if begin >= count:
            return


def _goods_sheet(setter: Setter, number: int, rows: range) -> _Body:
    layout = setter.layout
    room = layout.goods.first if number == 0 else layout.goods.next
    seats = (*layout.head, *layout.foot) if number == 0 else layout.foot
    marks: list[Mark] = []
    for seat in seats:
        marks += setter.seat(seat)
    marks += _titles(setter, room)
    for line, row in enumerate(rows):
        y = room.y + room.header + line * room.row
        called = layout.goods.number.text(setter.source, (row,))
        for column in layout.goods.columns:
            marks += setter.cell(column, y, room.row, row, called)
    marks.append(Frame(_frame(seats, room, layout.goods.columns), OUTER))
    return _Body(_FIRST if number == 0 else _NEXT, tuple(marks))


def _titles(setter: Setter, room: Rows) -> Iterator[Mark]:
    columns, size = setter.layout.goods.columns, setter.layout.caption_size
    left, right = columns[0].area.x, columns[-1].area.right
    yield Frame(Area(left, room.y, right - left, room.header), PEN)
    for number in range(1, room.rows):
        yield Rule(left, room.y + room.header + number * room.row, right - left, THIN)
    for column in columns:
        area = Area(column.area.x, room.y, column.area.width, room.header).inside(ACROSS, 0)
        lines = wrap(column.label, area.width / (dots(size) * DOT), setter.ruler)
        pitch = dots(size) * DOT * LEADING
        top = area.y + (area.height - len(lines) * pitch) / 2
        for number, line in enumerate(lines):
            baseline = top + number * pitch + dots(size) * DOT * ASCENT
            yield Words(area.x, baseline, dots(size), line, area.width, column.align)


def _frame(seats: tuple[Seat, ...], room: Rows, columns: tuple[Seat, ...]) -> Area:
    """Return the area of everything with a border on the sheet."""
    areas = [seat.area for seat in seats if seat.border]
    left, right = columns[0].area.x, columns[-1].area.right
    top = min([room.y, *(area.y for area in areas)])
    bottom = max([room.y + room.header + room.rows * room.row, *(area.bottom for area in areas)])
    return Area(left, top, right - left, bottom - top)


def _annex(layout: Layout, ruler: Ruler, entries: tuple[Entry, ...]) -> Iterator[list[Mark]]:
    """Yield the marks of each annex: every entry whole, its label above it, broken over sheets where it must be."""
    area = layout.annex.area.inside(ACROSS * 2, DOWN * 2)
    size = dots(layout.annex_size)
    pitch = size * DOT * LEADING
    lines = [
        (line, bold)
        for entry in entries
        for text, bold in ((entry.label, True), (entry.text, False), ("", False))
        for line in wrap(text, area.width / (size * DOT), ruler, bold)
    ]
    most = int(area.height / pitch)
    breaks = [*range(0, len(lines), most), len(lines)]
    for begin, end in pairwise(breaks):
        marks: list[Mark] = [Frame(layout.annex.area, OUTER)]
        for number, (line, bold) in enumerate(lines[begin:end]):
            if line:
                baseline = area.y + number * pitch + size * DOT * ASCENT
                marks.append(Words(area.x, baseline, size, line, area.width, Align.LEFT, bold))
        yield marks
