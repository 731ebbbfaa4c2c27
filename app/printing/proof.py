"""The 核对单: the boxes of the official page with what changed since an earlier print marked for black-and-white paper.

It is no official document and says so on the sheet. Each changed box carries five signs: grey ground, a bar at the
left, a number in a disc, the new value bold, the old one below it struck through.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.core.draft import Draft
from app.core.form import Form
from app.core.path import pattern_of, rows_of
from app.core.tables import CodeTables
from app.declarations.amendment import Change, differences
from app.printing import layout as layouts
from app.printing.compose import compose
from app.printing.face import Face, gui
from app.printing.fit import DOT, LEADING, dots, fit
from app.printing.layout import Align, Area, Seat
from app.printing.official import printed
from app.printing.plain import plain
from app.printing.setting import ACROSS, DOWN, PEN, Entry, Setter, place
from app.printing.sheet import Bar, Disc, Frame, Mark, Sheet, Tint, Words
from app.printing.show import Source

BLANK = "（空）"
EDGE = 0.8  # bar at the left of a changed box, mm
RADIUS = 1.7  # disc with its number, mm
OLD_POINTS = 6.5
TICK = 3.0  # box to tick, mm
OFF_PAPER = "纸面以外的栏目"
LONG, AROUND = 48, 10  # a longer text is told by where it differs, with so many signs around


@dataclass(frozen=True, slots=True)
class Options:
    """What the sheet shows: marks on what changed, old values, a box to tick for each goods line, the documents."""

    marks: bool = True
    old_values: bool = True
    ticks: bool = True
    documents: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one print: which print this is, what it is compared with, what the check found.

    ``{count}`` in the comparison is the number of changed boxes.
    """

    printing: str
    comparison: str
    findings: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A changed box: its number, what it is called, old and new as printed, its page (from 0) and place in mm.

    page and area are None for what has no box on the paper; it stands on the annex.
    """

    number: int
    label: str
    old: str
    new: str
    page: int | None
    area: Area | None


@dataclass(frozen=True, slots=True)
class Proof:
    """A finished 核对单 and what it marks, in reading order."""

    pdf: bytes
    changes: tuple[Marked, ...]


def proof(
    form: Form, draft: Draft, tables: CodeTables, before: Mapping[str, str] | None, wording: Wording, options: Options
) -> Proof:
    """Return the 核对单 of a draft against the texts of an earlier print; None compares with nothing."""
    layout = layouts.load_proof(form.id)
    source = Source(form, draft, tables)
    source.words = {
        "title": layouts.load(form.id).title,
        "printing": plain(wording.printing),
        "findings": plain(wording.findings),
        "agreed": "□ 与合同、发票、装箱单相符",
    }
    changes = differences(before, draft.texts, form) if before is not None else ()
    earlier = Draft(draft.form, draft.version, draft.mode)
    earlier.update(before or {})
    old = Source(form, earlier, tables)
    with gui():
        face = Face()
        compared = plain(wording.comparison)
        setter = ProofSetter(layout, source, face, old=old, changes=changes, options=options, compared=compared)
        setter.tell_off_paper()
        if options.documents:
            listed = layouts.proof_documents()
            setter.entries.append(Entry(listed.label, "\n".join(setter.texts(listed, ())) or BLANK))
        sheets = compose(setter, "")
        return Proof(printed(sheets, setter, face), _found(setter, sheets))


@dataclass
class _Box:
    number: int
    label: str
    old: str
    new: str
    area: Area | None


@dataclass
class ProofSetter(Setter):
    """Sets boxes like the official page, and marks those that differ; ``boxes`` gathers them by seat and rows."""

    old: Source = field(kw_only=True)
    changes: Sequence[Change] = field(kw_only=True)
    options: Options = field(kw_only=True)
    compared: str = field(kw_only=True)
    boxes: dict[tuple[str, str, tuple[int, ...]], _Box] = field(default_factory=dict)

    def seat(self, seat: Seat) -> list[Mark]:
        """Return the marks of a box, more of them if it changed; the top is set last and knows how many did."""
        self.source.words["comparison"] = self.compared.replace("{count}", str(len(self.boxes)))
        changed = self._changed(seat, ())
        if not changed:
            return super().seat(seat)
        border: list[Mark] = [Frame(seat.area, PEN)] if seat.border else []
        return [*self._marked(seat, seat.area, changed, (), border), *border]

    def cell(self, column: Seat, y: float, height: float, row: int, number: str) -> list[Mark]:
        """Return the marks of one goods row in one column, with a box to tick under its number."""
        ticks: list[Mark] = []
        area = Area(column.area.x, y, column.area.width, height)
        if self.options.ticks and column is self.layout.goods.columns[0]:
            ticks.append(Frame(Area(area.x + (area.width - TICK) / 2, area.bottom - TICK - 1, TICK, TICK), PEN))
        changed = self._changed(column, (row,))
        if not changed:
            return [*super().cell(column, y, height, row, number), *ticks]
        return [*self._marked(column, area, changed, (row,), []), *ticks]

    def tell_off_paper(self) -> None:
        """Write on the annex what changed without having a box."""
        shown = {path for seat in (*self.layout.head, *self.layout.foot) for path in _paths(seat)}
        shown |= {path for column in self.layout.goods.columns for path in _paths(column)}
        lost = [one for one in self.changes if pattern_of(one.path) not in shown]
        if not (lost and self.options.marks):
            return
        for one in lost:
            label = " ".join(part for part in (one.place if rows_of(one.path) else "", one.label) if part)
            self.boxes["", one.path, ()] = _Box(0, label, plain(one.old) or BLANK, plain(one.new) or BLANK, None)
        lines = (f"{box.label}：{box.old} → {box.new}" for box in self.boxes.values())
        self.entries.append(Entry(OFF_PAPER, "\n".join(lines)))

    def _changed(self, seat: Seat, rows: tuple[int, ...]) -> list[Change]:
        if not self.options.marks:
            return []
        paths = _paths(seat)
        return [one for one in self.changes if pattern_of(one.path) in paths and rows_of(one.path)[: len(rows)] == rows]

    def _marked(
        self, seat: Seat, area: Area, changed: list[Change], rows: tuple[int, ...], border: list[Mark]
    ) -> list[Mark]:
        old, new = self._shown(seat, rows)
        box = self._box(seat, rows, changed, (old, new), area)
        inner = Area(area.x + EDGE, area.y, area.width - EDGE, area.height)
        band = dots(OLD_POINTS) * DOT * LEADING if self.options.old_values else 0.0
        if band:
            band += DOWN
        bold = replace(seat, bold=True)
        on_left = seat.align is Align.RIGHT  # the disc keeps away from figures
        free = 0.0 if seat.border else 2 * RADIUS
        upper = Area(inner.x + free * on_left, inner.y, inner.width - free, inner.height - band)
        marks: list[Mark] = [Tint(area), *border, Bar(Area(area.x, area.y, EDGE, area.height))]
        if rows:
            called = self.layout.goods.number.text(self.source, rows) or str(rows[0] + 1)
            column = replace(bold, area=replace(seat.area, x=upper.x, width=upper.width))
            marks += super().cell(column, upper.y, upper.height, rows[0], called)
        else:
            marks += self.content(replace(bold, size=self._size_above(seat, upper)) if band else bold, upper)
        if band:
            strip = Area(inner.x, inner.bottom - band, inner.width, band - DOWN).inside(ACROSS, 0)
            marks += self._struck(seat, strip, old)
        disc_x = area.x + EDGE + RADIUS + 0.2 if on_left else area.right - RADIUS - 0.3
        return [*marks, Disc(disc_x, area.y + RADIUS + 0.3, RADIUS, str(box.number))]

    def _size_above(self, seat: Seat, upper: Area) -> float:
        """Return the size (points) of a new value that leaves the old one below it free to be read."""
        caption = dots(self.layout.caption_size) * DOT * LEADING if seat.caption is not None else 0.0
        room = upper.inside(0, DOWN if seat.border else 0).height - caption + DOWN
        return max(min(seat.size, room / (dots(1) * DOT)), self.layout.least_size)

    def _struck(self, seat: Seat, area: Area, old: str) -> list[Mark]:
        fitted = fit([old or BLANK], area.width, area.height, (OLD_POINTS, self.layout.least_size), self.ruler)
        marks = place(fitted, area, seat.align, False)
        return [replace(one, struck=True) if isinstance(one, Words) else one for one in marks]

    def _shown(self, seat: Seat, rows: tuple[int, ...]) -> tuple[str, str]:
        """Return old and new of the lines of a box that differ."""
        self.old.words = self.source.words
        pairs = [(show.text(self.source, rows), show.text(self.old, rows)) for show in seat.shows]
        told = [pair for pair in pairs if pair[0] != pair[1]] or [("", "")]
        new, old = (" ".join(text for text in side if text) for side in zip(*told, strict=True))
        return around_difference(old, new)

    def _box(
        self, seat: Seat, rows: tuple[int, ...], changed: list[Change], shown: tuple[str, str], area: Area
    ) -> _Box:
        key = ("seat", seat.label, rows)
        if key not in self.boxes:
            number = 1 + sum(1 for box in self.boxes.values() if box.number)
            labels = list(dict.fromkeys(one.label for one in changed))
            place_words = changed[0].place if rows else ""
            label = " ".join(part for part in (place_words, "、".join(labels) if rows else seat.label) if part)
            old, new = shown
            self.boxes[key] = _Box(number, label, old or BLANK, new or BLANK, area)
        return self.boxes[key]


def around_difference(old: str, new: str) -> tuple[str, str]:
    """Return two texts as they are, or, where one is long, the part in which they differ with a little around it."""
    if max(len(old), len(new)) <= LONG:
        return old, new
    head = _same(old, new)
    tail = _same(old[head:][::-1], new[head:][::-1])
    return _part(old, head, tail), _part(new, head, tail)


def _same(one: str, other: str) -> int:
    """Return how many signs two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _part(text: str, head: int, tail: int) -> str:
    begin, end = max(head - AROUND, 0), min(len(text) - tail + AROUND, len(text))
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"


def _paths(seat: Seat) -> frozenset[str]:
    return frozenset(path for show in seat.shows for path in show.paths())


def _found(setter: ProofSetter, sheets: Sequence[Sheet]) -> tuple[Marked, ...]:
    """Return the changed boxes in reading order, those without a place last."""
    pages: dict[str, int] = {}
    for page, sheet in enumerate(sheets):
        for mark in sheet.marks:
            if isinstance(mark, Disc):
                pages.setdefault(mark.text, page)
    boxes = sorted(setter.boxes.values(), key=lambda box: box.number or len(setter.boxes) + 1)
    return tuple(
        Marked(number, box.label, box.old, box.new, pages.get(str(box.number)) if box.number else None, box.area)
        for number, box in enumerate(boxes, 1)
    )
