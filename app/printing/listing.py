"""Lists on A4: a title, facts, a table over as many pages as it needs, lines to sign on; it knows nobody's data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from app.printing.face import Face, gui
from app.printing.fit import DOT, DPI, LEADING, Ruler, dots, fit
from app.printing.layout import Align, Area
from app.printing.paint import Brush
from app.printing.plain import plain
from app.printing.searchable import meant, put_right
from app.printing.setting import PEN, place
from app.printing.sheet import Frame, Mark, Rule, Words

WIDTH, HEIGHT, EDGE = 210.0, 297.0, 14.0
ROOM = WIDTH - 2 * EDGE
ROW, HEAD, FACT = 7.0, 8.0, 6.0
TITLE, BODY, SMALL, LEAST = 16.0, 9.0, 8.0, 6.0
FOOT = 12.0
SIGN = 14.0
THIN = 0.1


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, its share of the width, and where its texts stand."""

    title: str
    share: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Listing:
    """A document: ``facts`` are name and value pairs, two a line; ``sums`` the last row; ``signs`` what is signed."""

    title: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


def listing_pdf(listing: Listing) -> bytes:
    """Return a listing as PDF, A4 upright."""
    with gui():
        face = Face()
        pages = [tuple(page) for page in _pages(listing, face)]
        return put_right(_pdf(pages, face, listing.title), meant(_signs(pages, face)))


def _pages(listing: Listing, ruler: Ruler) -> Iterator[list[Mark]]:
    lines = [*listing.rows, *([listing.sums] if listing.sums else [])]
    tail = len(listing.notes) * FACT + (SIGN if listing.signs else 0)
    split: list[list[tuple[str, ...]]] = [[]]
    top = _top(listing)
    room = HEIGHT - EDGE - FOOT - top - HEAD
    for line in lines:
        if (len(split[-1]) + 1) * ROW > room:
            split.append([])
            room = HEIGHT - EDGE - FOOT - _next_top() - HEAD
        split[-1].append(line)
    if len(split[-1]) * ROW + tail > room:
        split.append([])
    for number, part in enumerate(split):
        is_first, is_last = number == 0, number == len(split) - 1
        marks = _heading(listing, ruler, full=is_first)
        y = top if is_first else _next_top()
        if part or is_first:
            marks += _table(listing, part, y, ruler, has_sums=is_last and bool(listing.sums))
            y += HEAD + len(part) * ROW
        if is_last:
            marks += _tail(listing, y, ruler)
        foot = Area(EDGE, HEIGHT - EDGE, ROOM, FACT)
        marks += _line(f"第 {number + 1} 页 共 {len(split)} 页", foot, ruler, SMALL, Align.CENTER)
        yield marks


def _top(listing: Listing) -> float:
    return EDGE + 12 + (len(listing.facts) + 1) // 2 * FACT + 2


def _next_top() -> float:
    return EDGE + 12


def _heading(listing: Listing, ruler: Ruler, *, full: bool) -> list[Mark]:
    title = listing.title if full else f"{listing.title}（续）"
    marks = _line(title, Area(EDGE, EDGE, ROOM, 10), ruler, TITLE, Align.CENTER, bold=True)
    if full:
        for number, (name, value) in enumerate(listing.facts):
            line, side = divmod(number, 2)
            area = Area(EDGE + side * ROOM / 2, EDGE + 12 + line * FACT, ROOM / 2 - 2, FACT)
            marks += _line(f"{name}  {value}", area, ruler, BODY)
    return marks


def _table(listing: Listing, rows: Sequence[tuple[str, ...]], y: float, ruler: Ruler, *, has_sums: bool) -> list[Mark]:
    shares = sum(column.share for column in listing.columns)
    marks: list[Mark] = []
    x = EDGE
    bottom = y + HEAD + len(rows) * ROW
    for number, column in enumerate(listing.columns):
        width = column.share / shares * ROOM
        marks.append(Frame(Area(x, y, width, bottom - y), PEN))
        marks += _line(column.title, Area(x + 1, y, width - 2, HEAD), ruler, SMALL, Align.CENTER, bold=True)
        for line, row in enumerate(rows):
            is_sum = has_sums and line == len(rows) - 1
            area = Area(x + 1, y + HEAD + line * ROW, width - 2, ROW)
            marks += _line(row[number], area, ruler, BODY, column.align, bold=is_sum)
        x += width
    marks += [Rule(EDGE, y + HEAD + line * ROW, ROOM, THIN) for line in range(len(rows))]
    return marks


def _tail(listing: Listing, y: float, ruler: Ruler) -> list[Mark]:
    marks: list[Mark] = []
    for note in listing.notes:
        marks += _line(note, Area(EDGE, y + 1, ROOM, FACT), ruler, SMALL)
        y += FACT
    for number, sign in enumerate(listing.signs):
        width = ROOM / len(listing.signs)
        marks += _line(f"{sign}：", Area(EDGE + number * width, y + 4, width, FACT), ruler, BODY)
    return marks


def _line(
    text: str, area: Area, ruler: Ruler, size: float, align: Align = Align.LEFT, *, bold: bool = False
) -> list[Mark]:
    """Set one line into the middle of an area; smaller, and at last cut, where it does not fit."""
    fitted = fit([plain(text).replace("\n", " ")], area.width, dots(size) * DOT * LEADING, (size, LEAST), ruler, bold)
    slack = max(area.height - fitted.height, 0) / 2
    return place(fitted, Area(area.x, area.y + slack, area.width, fitted.height), align, bold)


def _pdf(pages: Sequence[Sequence[Mark]], face: Face, title: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(title)
    writer.setCreator("口岸申报台")
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    try:
        for number, marks in enumerate(pages):
            if number:
                writer.newPage()
            Brush(painter, face).marks(marks)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _signs(pages: Sequence[Sequence[Mark]], face: Face) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for bold in (False, True):
        words = (mark for page in pages for mark in page if isinstance(mark, Words) and mark.bold is bold)
        found += face.first_signs("".join(sorted({sign for mark in words for sign in mark.text})), bold).items()
    return found
