"""A goods sheet on its way into the open draft: what is mended, merged and split so far; nothing is stored."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import IntEnum

from PySide6.QtCore import QObject, Signal

from app.core.draft import Draft
from app.core.goods_sheet import GoodsSheet
from app.core.path import section_of
from app.declarations.goods_lines import GoodsLine, measured, row_words
from app.declarations.goods_merge import Merged, MergeShape, merge
from app.declarations.goods_split import Part, Share, SplitBy, split
from app.sheets.goods.preview import GoodsPreview
from app.ui.models.typed_last import SHEET

AT_ONCE = 600  # rows that are merged while somebody waits
Later = Callable[[Callable[[], tuple[Merged, ...]], Callable[[tuple[Merged, ...]], object]], object]


Texts = Mapping[str, str]


class Stage(IntEnum):
    """The five steps of an import, in order."""

    FILE = 0
    COLUMNS = 1
    CELLS = 2
    MERGE = 3
    SPLIT = 4


class ImportSheet(QObject):
    """``changed()`` when anything shown may differ."""

    changed = Signal()

    def __init__(self, goods: GoodsSheet, most: int, draft: Draft, later: Later, own: Sequence[Texts] = ()) -> None:
        """``later`` does work off the window's thread and gives the answer to a callback.

        own: the lines of the draft itself, if they are what is merged; the sheet's row 1 is the first of them.
        """
        super().__init__()
        self._own = own
        self._later, self._turn = later, 0
        self.is_merging = False
        self.goods, self.most, self._draft = goods, most, draft
        self.preview: GoodsPreview | None = None
        self.same = {name for name, _ in goods.rule if name not in goods.optional}
        self.by = SplitBy.ORDER
        self._merged: tuple[Merged, ...] | None = None
        legal, units = tuple(one for one, _ in goods.legal), tuple(unit for _, unit in goods.legal)
        bound = (goods.unit, goods.currency, *units)
        self._shape = MergeShape(goods.quantity, goods.price, goods.total, legal, bound)

    def take(self, preview: GoodsPreview) -> None:
        """Take a freshly judged sheet."""
        self.preview = preview
        self.touch()

    def touch(self) -> None:
        """Say that the sheet was mended; a long one is merged behind the scenes, the old result stands meanwhile."""
        self._turn += 1
        if self.preview is None or len(self.preview.rows) <= AT_ONCE:
            self._merged = None
        else:
            turn, lines, same = self._turn, self.preview.lines(), frozenset(self.same)
            self.is_merging = True
            self._merged = self._merged or ()
            self._later(lambda: merge(lines, same, self._shape), lambda merged: self._take_merged(turn, merged))
        self.changed.emit()

    def _take_merged(self, turn: int, merged: tuple[Merged, ...]) -> None:
        if turn == self._turn:
            self._merged, self.is_merging = merged, False
            self.changed.emit()

    def is_bound(self, name: str) -> bool:
        """Tell whether a field must be the same in merged lines whatever is asked."""
        return name in self._shape.bound

    def ask_same(self, name: str, on: bool) -> None:
        """Ask for a field to be the same in merged lines, or not."""
        self.same = self.same | {name} if on else self.same - {name}
        self.touch()

    def split_by(self, by: SplitBy) -> None:
        """Keep lines together by something else."""
        self.by = by
        self.changed.emit()

    def merged(self) -> tuple[Merged, ...]:
        """Return the lines as they will be written."""
        if self._merged is None:
            self._merged = merge(self.preview.lines(), self.same, self._shape) if self.preview is not None else ()
        return self._merged

    def room(self) -> int:
        """Return how many lines the draft still takes."""
        return self.most - len(self.standing())

    def fits(self) -> bool:
        """Tell whether all lines go into the open draft."""
        return len(self.merged()) <= self.room()

    def parts(self) -> tuple[Part, ...]:
        """Return the drafts of the proposal; a single one holds everything."""
        lines = [one.line for one in self.merged()]
        if self.fits():
            return (Part(tuple(lines), self.head_texts()),)
        return split(lines, self.by, self.most, self.goods.code, self.goods.total, self.shares())

    def standing(self) -> list[dict[str, str]]:
        """Return the lines the draft holds already; rows nobody filled in do not count."""
        rows = () if self._own else rows_of(self._draft, self.goods)
        return [row for row in rows if any(row.get(name, "").strip() for name in self.goods.needed)]

    def head_texts(self) -> dict[str, str]:
        """Return the empty head fields the sheet has a sum for."""
        lines, found = [one.line for one in self.merged()], dict[str, str]()
        for one in self.goods.measures:
            sum_ = measured(lines, one.id) if one.head else None
            if sum_ is not None and not self._draft.get(one.head).strip():
                found[one.head] = _plain(sum_)
        return found

    def shares(self) -> list[Share]:
        """Return the head amounts to be shared out among drafts: those of the head, else the sums of the sheet."""
        lines, found = [one.line for one in self.merged()], list[Share]()
        heads = {one.head: one.id for one in self.goods.measures if one.head}
        for one in self.goods.shares:
            if one.mark and self._draft.get(one.mark).strip() != one.when:
                continue
            amount = _number(self._draft.get(one.path))
            if amount is None and one.path in heads:
                amount = measured(lines, heads[one.path])
            if amount is not None:
                found.append(Share(one.path, amount, one.places, one.measure))
        return found

    def rows_for(self, lines: Sequence[GoodsLine], fresh: Mapping[str, str]) -> list[dict[str, str]]:
        """Return lines as rows of a draft, on top of what a new row holds."""
        return [{**(self._own[line.rows[0] - 1] if self._own else fresh), **line.texts} for line in lines]

    def brought(self, lines: Sequence[GoodsLine], after: int) -> dict[str, str]:
        """Return where each text of the new rows comes from, by path."""
        words = self.preview.grid.words if self.preview is not None else ""
        section, found = self.goods.section, dict[str, str]()
        for at, line in enumerate(lines, after):
            source = f"{SHEET}{words} 第 {row_words(line.rows)} 行"
            found |= {f"{section}[{at}].{name}": source for name, text in line.texts.items() if text}
        return found


def rows_of(draft: Draft, goods: GoodsSheet) -> list[dict[str, str]]:
    """Return the goods lines of a draft as relative texts."""
    return [draft.row_texts(goods.section, row) for row in range(draft.rows(goods.section))]


def sources_under(draft: Draft, section: str) -> dict[str, str]:
    """Return the sources of the texts of a section by path."""
    return {path: source for path, source in draft.brought.items() if section_of(path) == section}


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() and value > 0 else None


def _plain(value: Decimal) -> str:
    words = f"{value:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
