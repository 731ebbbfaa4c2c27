"""A goods sheet as it is mended before it goes into a draft: rows, repairs, sums, and the lines that come of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.core.goods_sheet import GoodsSheet
from app.declarations.goods_lines import GoodsLine
from app.foreign.sheet import Sheet
from app.sheets.goods.columns import Source, Target, currency_in, find_header, map_titles
from app.sheets.goods.doubts import doubts
from app.sheets.goods.judged import Cell, Row, State
from app.sheets.goods.judging import Judge

SAMPLES = 3
TICK = 100  # rows between two looks at whether somebody wants to stop
Tick = Callable[[int, int], bool]


class Stopped(Exception):
    """Somebody stopped the reading."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as texts: its words for people, its lines, the number of the first, which line names the columns.

    header: None where no line does; then the columns are what the asker says. sheet: the file's cells as they were.
    """

    words: str
    lines: Sequence[Sequence[str]]
    first: int = 1
    header: int | None = None
    sheet: Sheet | None = None

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the columns, empty texts where no line names them."""
        width = max((len(line) for line in self.lines), default=0)
        named = self.lines[self.header] if self.header is not None else ()
        return tuple(named[at].strip() if at < len(named) else "" for at in range(width))

    def body(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield number and cells of every line below the header that holds anything."""
        start = 0 if self.header is None else self.header + 1
        for at, line in enumerate(self.lines[start:], start):
            if any(cell.strip() for cell in line):
                yield self.first + at, line


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows can be used, must be mended, are left out; how many have a cell guessed, or looked up."""

    usable: int
    bad: int
    left_out: int
    guessed: int
    found: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A sum of the sheet beside what the invoice's own total line says, None where it says nothing."""

    target: str
    words: str
    value: Decimal
    stated: Decimal | None


def grid_of(
    words: str, lines: Sequence[Sequence[str]], first: int, targets: Mapping[str, Target], goods: GoodsSheet
) -> Grid:
    """Return the lines as a grid whose header was looked for."""
    return Grid(words, lines, first, find_header(lines, targets, goods))


def sources_of(
    grid: Grid, targets: Mapping[str, Target], goods: GoodsSheet, remembered: Mapping[str, str] | None
) -> tuple[Source, ...]:
    """Return the columns of a grid with what each is taken for."""
    samples: list[list[str]] = [[] for _ in grid.titles]
    for _, line in grid.body():
        for at, cell in enumerate(line):
            if cell.strip() and len(samples[at]) < SAMPLES:
                samples[at].append(cell.strip())
        if all(len(some) == SAMPLES for some in samples):
            break
    mapped = map_titles(grid.titles, targets, goods, remembered)
    return tuple(
        Source(at, title, tuple(samples[at]), target)
        for at, (title, target) in enumerate(zip(grid.titles, mapped, strict=True))
    )


class GoodsPreview:
    """The rows of one sheet, judged; every change judges the rows it touches anew."""

    def __init__(self, grid: Grid, sources: Sequence[Source], judge: Judge, tick: Tick | None = None) -> None:
        """Judge all rows; ``tick(done, all)`` is asked now and then, and stops the reading where it answers False."""
        self.grid, self.sources, self.judge = grid, tuple(sources), judge
        self._raws: list[dict[str, str]] = []
        self._doubted: list[dict[str, Cell]] = []
        self.rows: list[Row] = []
        self.stated: dict[str, Decimal] = {}
        self._sums: dict[str, Decimal] | None = None
        taken = [(one.at, one.target) for one in sources if one.target]
        judge.currency = self._currency() or judge.currency
        lines = list(grid.body())
        for done, (number, line) in enumerate(lines):
            if tick is not None and done % TICK == 0 and not tick(done, len(lines)):
                raise Stopped
            raws = {target: line[at] if at < len(line) else "" for at, target in taken}
            if self._is_sum(line, raws):
                self._state(raws)
            else:
                self._raws.append(raws)
                self._doubted.append(self._doubts(number - grid.first, taken))
                self.rows.append(judge.row(number, raws, doubted=self._doubted[-1]))
        self._lines: list[GoodsLine | None] = [None] * len(self.rows)
        self.sums()
        self.lines()  # here, where somebody waits off the window's thread

    # -- reading -----------------------------------------------------------------------------------------------

    def shown(self) -> tuple[Target, ...]:
        """Return what is shown, column by column: what was mapped or worked out, in the order of a goods line."""
        goods = self.judge.goods
        mapped = {one.target for one in self.sources}
        worked_out = {
            name for row in self.rows[:1] for name in row.cells if name in (goods.price, goods.total, goods.unit)
        }
        return tuple(target for name, target in self.judge.targets.items() if name in mapped | worked_out)

    def bad(self) -> list[tuple[int, str]]:
        """Return row and target of every cell to be mended, rows left out passed over."""
        order = [target.id for target in self.shown()]
        return [
            (at, name)
            for at, row in enumerate(self.rows)
            if not row.left_out
            for name in sorted(row.bad, key=lambda one: order.index(one) if one in order else 99)
        ]

    def counts(self) -> Counts:
        """Return how the sheet stands."""
        usable = bad = out = guessed = found = 0
        for row in self.rows:
            if row.left_out:
                out += 1
                continue
            is_bad = bool(row.bad)
            bad, usable = bad + is_bad, usable + (not is_bad)
            guessed += State.GUESS in row.states
            found += State.FOUND in row.states
        return Counts(usable, bad, out, guessed, found)

    def sums(self) -> tuple[Checked, ...]:
        """Return the sums of amounts and measures beside what the sheet itself states; rows left out do not count.

        A cell still to be mended counts as what it is offered to be.
        """
        if self._sums is None:
            counted = [row for row in self.rows if not row.left_out]
            self._sums = {name: sum((_worth(row, name) for row in counted), Decimal()) for name in self._summed()}
        targets = self.judge.targets
        return tuple(
            Checked(name, targets[name].words, value, self.stated.get(name)) for name, value in self._sums.items()
        )

    def _summed(self) -> list[str]:
        goods = self.judge.goods
        names = (goods.total, *(one.id for one in goods.measures if not one.is_text))
        return [name for name in names if any(name in row.cells for row in self.rows[:1])]

    def lines(self) -> tuple[GoodsLine, ...]:
        """Return the usable rows as goods lines."""
        for at, row in enumerate(self.rows):
            if row.usable and self._lines[at] is None:
                self._lines[at] = self._line(row)
        pairs = zip(self.rows, self._lines, strict=True)
        return tuple(line for row, line in pairs if row.usable and line is not None)

    def failed(self) -> list[Row]:
        """Return the rows that will not be written: bad or left out."""
        return [row for row in self.rows if not row.usable]

    # -- mending -----------------------------------------------------------------------------------------------

    def repair(self, at: int, target: str, text: str) -> None:
        """Put another text into a cell; what the sheet held stays in the sheet."""
        self._raws[at] = {**self._raws[at], target: text}
        self._doubted[at].pop(target, None)
        self._judge(at)

    def repair_same(self, at: int, target: str, text: str) -> int:
        """Put a text into all cells of the column that hold the same; returns how many."""
        raw = self._raws[at].get(target, "")
        same = [number for number, raws in enumerate(self._raws) if raws.get(target, "") == raw]
        for number in same:
            self.repair(number, target, text)
        return len(same)

    def doubted(self, at: int, target: str) -> list[int]:
        """Return the rows that share a cell's doubt: cells of its column not to be believed that show something.

        Empty where the cell is not doubted. Whoever looks at one of a column of formulas may take them all.
        """
        if target not in self._doubted[at]:
            return []
        return [n for n, cells in enumerate(self._doubted) if target in cells and cells[target].offer]

    def repair_doubted(self, at: int, target: str) -> int:
        """Take what all doubted cells of the column show; returns how many."""
        places = self.doubted(at, target)
        for place in places:
            self.repair(place, target, self._doubted[place][target].offer)
        return len(places)

    def leave_out(self, at: int, on: bool) -> None:
        """Leave a row out, or take it in again."""
        self._put(at, replace(self.rows[at], left_out=on))

    def raw(self, at: int, target: str) -> str:
        """Return a cell as it stands now, typed or read."""
        return self._raws[at].get(target, "")

    # -- inside ------------------------------------------------------------------------------------------------

    def _judge(self, at: int) -> None:
        before = self.rows[at]
        self._put(at, self.judge.row(before.number, self._raws[at], before.left_out, self._doubted[at]))
        self._lines[at] = None

    def _put(self, at: int, row: Row) -> None:
        """Put another row in its place, and what it is worth into the sums."""
        before, self.rows[at] = self.rows[at], row
        for name in self._sums or {}:
            old = Decimal() if before.left_out else _worth(before, name)
            new = Decimal() if row.left_out else _worth(row, name)
            if self._sums is not None:
                self._sums[name] += new - old

    def _line(self, row: Row) -> GoodsLine:
        targets = self.judge.targets
        texts = {name: cell.text for name, cell in row.cells.items() if cell.text and not targets[name].is_measure}
        measures, marks = dict[str, Decimal](), dict[str, str]()
        for one in self.judge.goods.measures:
            cell = row.cell(one.id)
            if cell.text and one.is_text:
                marks[one.id.removeprefix("~")] = cell.text
            elif cell.text:
                measures[one.id] = Decimal(cell.text)
        return GoodsLine({**row.follows, **texts}, measures, marks, (row.number,))

    def _doubts(self, line: int, taken: Sequence[tuple[int, str]]) -> dict[str, Cell]:
        sheet = self.grid.sheet
        return {} if sheet is None else doubts(sheet, line, taken, frozenset({self.judge.goods.code}))

    def _currency(self) -> str:
        goods = self.judge.goods
        money = (one for one in self.sources if one.target in (goods.price, goods.total))
        return next((found for one in money if (found := currency_in(one.title, goods))), "")

    def _is_sum(self, line: Sequence[str], raws: Mapping[str, str]) -> bool:
        """Tell whether a line holds the invoice's own totals: it says so, and names no commodity."""
        if raws.get(self.judge.goods.code, "").strip():
            return False
        words = ("".join(cell.split()).lower().rstrip(":：") for cell in line)
        return any(word in self.judge.goods.sums for word in words)

    def _state(self, raws: Mapping[str, str]) -> None:
        cells: Mapping[str, Cell] = self.judge.row(0, raws).cells
        for name, cell in cells.items():
            if self.judge.targets[name].is_number and raws.get(name, "").strip() and cell.text:
                self.stated[name] = Decimal(cell.text)


def _worth(row: Row, name: str) -> Decimal:
    """Return what a row adds to a sum: what it is offered to be while it is bad."""
    cell = row.cell(name)
    return Decimal(cell.text or cell.offer or 0)
