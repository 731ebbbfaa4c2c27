"""One table out of several layers: what was imported over what comes with the program; the upper one says more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from types import MappingProxyType

from app.core.tables import CodeRow
from app.reference.match import Hit
from app.reference.memory import MemoryTable
from app.reference.table import Layer


class StackedTable:
    """Layers, the first one on top: its rows stand; lower ones add codes and columns the upper ones do not have.

    Until the first search a code is asked of the layers one by one, so that checking a declaration reads no table.
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        top = layers[0].info
        self.info = replace(top, complete=any(layer.info.complete for layer in layers))
        self._layers = tuple(layers)
        self._known: dict[str, tuple[CodeRow, ...]] = {}

    def __len__(self) -> int:
        return len(self._layers[0])

    @cached_property
    def memory(self) -> MemoryTable:
        """The whole table, read when it is first searched or when somebody asks for it ahead of time."""
        by_layer: list[dict[str, list[CodeRow]]] = []
        pinyin: dict[str, str] = {}
        for layer in self._layers:
            rows: dict[str, list[CodeRow]] = {}
            for row in layer.all():
                rows.setdefault(row.code, []).append(row)
            by_layer.append(rows)
            pinyin = {**layer.pinyin(), **pinyin}
        codes = dict.fromkeys(code for rows in reversed(by_layer) for code in rows)
        every = (row for code in sorted(codes) for row in _merged([rows.get(code, ()) for rows in by_layer]))
        return MemoryTable(self.info, every, pinyin)

    @property
    def is_read(self) -> bool:
        """Tell whether the whole table lies in memory."""
        return "memory" in self.__dict__

    def row(self, code: str, on: date | None) -> CodeRow | None:
        """Return the row of ``code`` valid on ``on`` (the newest if None), or None."""
        return next(iter(self.rows(code, on)), None)

    def rows(self, code: str, on: date | None) -> tuple[CodeRow, ...]:
        """Return every row of ``code`` valid on ``on`` (all if None), the newest first."""
        if self.is_read:
            return self.memory.rows(code, on)
        found = self._known.get(code)
        if found is None:
            found = self._known[code] = _merged([layer.of(code) for layer in self._layers])
        return tuple(row for row in found if on is None or row.valid_on(on))

    def of(self, code: str) -> tuple[CodeRow, ...]:
        """Return the rows of a code, the newest first."""
        return self.rows(code, None)

    def all(self) -> Iterable[CodeRow]:
        """Return every row."""
        return self.memory.all()

    def pinyin(self) -> Mapping[str, str]:
        """Return the syllables of the names."""
        return self.memory.pinyin()

    def codes(self, on: date | None) -> tuple[str, ...]:
        """Return the codes valid on ``on`` (any day if None), sorted."""
        return self.memory.codes(on)

    def hits(self, text: str, limit: int, used: Sequence[str], on: date | None) -> list[Hit]:
        """Return at most ``limit`` rows that answer ``text``, best first; ``used`` (most wanted first) come early."""
        return self.memory.hits(text, limit, used, on)


def _merged(layers: Sequence[Sequence[CodeRow]]) -> tuple[CodeRow, ...]:
    """Return the rows of the topmost layer that has any, each filled up with columns of the lower ones."""
    top = next((at for at, rows in enumerate(layers) if rows), None)
    if top is None:
        return ()
    below = [rows[0] for rows in layers[top + 1 :] if rows]
    if not below:
        return tuple(layers[top])
    return tuple(_filled(row, below) for row in layers[top])


def _filled(row: CodeRow, below: Sequence[CodeRow]) -> CodeRow:
    values: dict[str, str] = {}
    for lower in reversed(below):
        values |= lower.values
    values |= row.values
    successor = row.successor or next((lower.successor for lower in below if lower.successor), "")
    return replace(row, values=MappingProxyType(values), successor=successor)
