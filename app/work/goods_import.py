"""Brings a sheet of goods to where it can be mended: opened, columns known, rows judged; it changes no draft."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.core.form import Form
from app.core.goods_sheet import GoodsSheet
from app.foreign.opening import open_path
from app.foreign.pasted import cells_of
from app.foreign.unusable import Unusable
from app.sheets.cells import as_typed
from app.sheets.goods.columns import Source, Target, header_key, map_titles, remembered_of, targets_of
from app.sheets.goods.decoding import SearchTables
from app.sheets.goods.judging import Judge
from app.sheets.goods.preview import GoodsPreview, Grid, Tick, grid_of, sources_of
from app.sheets.goods.template import template_bytes

CLIPBOARD = "剪贴板"
OWN = "本票商品"


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a header for a client: the target of each title, when last, how often."""

    targets: Mapping[str, str]
    day: str
    times: int

    def kept(self) -> str:
        """Return it as it is stored."""
        return json.dumps({"targets": dict(self.targets), "day": self.day, "times": self.times}, ensure_ascii=False)


def known_from(text: str) -> Known | None:
    """Return what was stored, None for nothing and for what cannot be read."""
    try:
        kept = json.loads(text)
        return Known(dict(kept["targets"]), str(kept["day"]), int(kept["times"]))
    except (ValueError, TypeError, KeyError):
        return None


class GoodsImport:
    """One import into one form; ``tables`` decode, ``currency`` is what the draft's money is in."""

    def __init__(self, form: Form, goods: GoodsSheet, tables: SearchTables, currency: str) -> None:
        self.form, self.goods, self._tables, self._currency = form, goods, tables, currency
        self.targets: Mapping[str, Target] = targets_of(form, goods)

    def open_file(self, path: Path) -> Grid:
        """Read a file and return the sheet whose header names the most columns; blocking. Raises Unusable."""
        sheets = open_path(path).sheets
        grids = [
            replace(grid_of(one.place, one.lines, one.first, self.targets, self.goods), sheet=one) for one in sheets
        ]
        if not grids:
            raise Unusable(path.name, "里面没有任何行", "no rows")
        return max(grids, key=self._named)

    def open_text(self, text: str) -> Grid:
        """Read a copied block. Raises Unusable."""
        lines = [tuple(as_typed(cell) for cell in line) for line in cells_of(text)]
        if not lines:
            raise Unusable(CLIPBOARD, "没有可导入的行，请先在表格里复制", "nothing to import")
        return grid_of(CLIPBOARD, lines, 1, self.targets, self.goods)

    def grid_of_lines(self, lines: Sequence[Mapping[str, str]]) -> Grid:
        """Return the lines of a draft as a grid: a column per field, the first line is row 1."""
        names = [name for name in self.targets if any(line.get(name, "") for line in lines)]
        header = tuple(self.targets[name].words for name in names)
        cells = [tuple(line.get(name, "") for name in names) for line in lines]
        return Grid(OWN, [header, *cells], 0, 0)

    def template(self) -> bytes:
        """Return an empty sheet with our titles and lists of the codes."""
        return template_bytes(self.form, self.goods, self.targets, self._tables)

    def sources(self, grid: Grid, known: Known | None) -> tuple[Source, ...]:
        """Return the columns with what they are taken for."""
        return sources_of(grid, self.targets, self.goods, known.targets if known is not None else None)

    def preview(self, grid: Grid, sources: Sequence[Source], tick: Tick | None = None) -> GoodsPreview:
        """Judge all rows; may take seconds for thousands of them."""
        table = self.targets[self.goods.code].table
        judge = Judge(self.goods, self.targets, self._tables, table, self._currency)
        return GoodsPreview(grid, sources, judge, tick)

    def remember(self, grid: Grid, sources: Sequence[Source], before: Known | None, day: date) -> Known:
        """Return what is to be remembered of this header from now on."""
        targets = remembered_of(grid.titles, [one.target for one in sources])
        return Known(targets, f"{day:%m-%d}", before.times + 1 if before is not None else 1)

    def _named(self, grid: Grid) -> tuple[int, int]:
        known = sum(1 for one in map_titles(grid.titles, self.targets, self.goods) if one)
        return (known if grid.header is not None else 0), len(grid.lines)


def memory_key(client: str, grid: Grid) -> str:
    """Return the key a header is remembered under for a client, "" where the sheet has no header."""
    return f"goods_sheet.{client}.{header_key(grid.titles)}" if grid.header is not None else ""
