"""Set the texts of a seat into its area as marks, and note for the annex whatever did not fit; it knows no page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.printing.fit import ASCENT, DOT, LEADING, Fitted, Ruler, dots, fit
from app.printing.layout import Align, Area, Layout, Seat
from app.printing.sheet import Frame, Mark, Words
from app.printing.show import Source

ACROSS, DOWN = 1.0, 0.4  # padding of a box, mm
GAP = 0.7  # most between caption and value, mm
PEN = 0.2  # borders, mm


@dataclass(frozen=True, slots=True)
class Entry:
    """A text too long for its box, whole, as the annex tells it."""

    label: str
    text: str


@dataclass
class Setter:
    """Sets the seats of one document; ``entries`` gathers what the annex has to continue."""

    layout: Layout
    source: Source
    ruler: Ruler
    entries: list[Entry] = field(default_factory=list)

    def seat(self, seat: Seat) -> list[Mark]:
        """Return the marks of a box of the head or foot: border, caption on top, value below it."""
        marks: list[Mark] = [Frame(seat.area, PEN)] if seat.border else []
        return [*marks, *self.content(seat, seat.area)]

    def content(self, seat: Seat, outer: Area) -> list[Mark]:
        """Return caption and value of a box, set into an area that its border would have."""
        area = outer.inside(ACROSS, DOWN) if seat.border else outer
        marks: list[Mark] = []
        if seat.caption is not None:
            size = self.layout.caption_size
            line = Area(area.x, area.y, area.width, dots(size) * DOT * LEADING)
            marks += place(self._set(seat, [seat.caption.text(self.source)], line, size), line, Align.LEFT, False)
            area = Area(area.x, line.bottom, area.width, area.height - line.height)
        texts = self.texts(seat, ())
        if texts:
            fitted = self._set(seat, texts, area, seat.size)
            slack = max(area.height - fitted.height, 0) / 2
            slack = min(slack, GAP) if seat.border else slack
            area = Area(area.x, area.y + slack, area.width, area.height)
            marks += place(fitted, area, seat.align, seat.bold)
        return marks

    def cell(self, column: Seat, y: float, height: float, row: int, number: str) -> list[Mark]:
        """Return the marks of one goods row in one column, set from the top."""
        texts = self.texts(column, (row,))
        if not texts:
            return []
        area = Area(column.area.x, y, column.area.width, height).inside(ACROSS, DOWN)
        label = f"第 {number or row + 1} 项 {column.label}"
        return place(self._set(column, texts, area, column.size, label), area, column.align, column.bold)

    def texts(self, seat: Seat, rows: tuple[int, ...]) -> list[str]:
        """Return the lines of a seat; blank ones only where they hold a place between others."""
        shown = [line.text(self.source, rows) for line in seat.lines]
        if not seat.hold:
            return [text for text in shown if text]
        while shown and not shown[-1]:
            shown.pop()
        return shown

    def _set(self, seat: Seat, texts: Sequence[str], area: Area, size: float, label: str = "") -> Fitted:
        fitted = fit(texts, area.width, area.height, (size, self.layout.least_size), self.ruler, seat.bold)
        if not fitted.whole:
            self.entries.append(Entry(label or seat.label, "\n".join(text for text in texts if text)))
        return fitted


def place(fitted: Fitted, area: Area, align: Align, bold: bool) -> list[Mark]:
    """Return the lines as marks from the top of an area; their left ends are found when they are drawn."""
    pitch = fitted.em * LEADING
    return [
        Words(area.x, area.y + number * pitch + fitted.em * ASCENT, fitted.dots, line, area.width, align, bold)
        for number, line in enumerate(fitted.lines)
        if line
    ]
