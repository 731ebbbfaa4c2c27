"""What a table of everyday articles says of them with confidence, as columns of the tariff; hints are left out.

``hs_curated`` grades its units and its marks by ``conf_units`` and ``conf_marks``: A and B rest on public sources, C is
a hint for the operator and must not decide about a declaration.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from app.core.tables import CodeRow
from app.reference.table import Layer, TableInfo

_CONFIRMED = ("A", "B")
_GRADED = (("conf_units", ("unit1", "unit2")), ("conf_marks", ("marks", "inspection")))


class ConfirmedArticles:
    """A layer under ``hs_codes`` made of the rows of ``hs_curated``."""

    def __init__(self, curated: Layer, info: TableInfo) -> None:
        self.info = replace(info, complete=False)
        self._curated = curated

    def __len__(self) -> int:
        return len(self._curated)

    def of(self, code: str) -> Sequence[CodeRow]:
        """Return the rows of a code."""
        return [self._as_article(row) for row in self._curated.of(code)]

    def all(self) -> Iterable[CodeRow]:
        """Return every row."""
        return (self._as_article(row) for row in self._curated.all())

    def pinyin(self) -> Mapping[str, str]:
        """Return the syllables of the names."""
        return self._curated.pinyin()

    def _as_article(self, row: CodeRow) -> CodeRow:
        return replace(row, table=self.info.table, values=MappingProxyType(dict(_confirmed(row.values))))


def _confirmed(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for grade, columns in _GRADED:
        if values.get(grade) in _CONFIRMED:
            yield from ((column, values[column]) for column in columns if values.get(column))
    ordered = values.get("elements_ordered", "")
    if ordered:
        yield "elements", ordered
        yield "elements_ordered", "yes"
    elif values.get("elements_required"):
        yield "elements", values["elements_required"].replace("|", ";")
    if values.get("elements_optional"):
        yield "elements_optional", values["elements_optional"].replace("|", ";")
