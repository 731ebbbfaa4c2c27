"""Lines of goods on their way into a draft: texts, measures no field holds, and the rows they were made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

FEW = 3


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """One line: texts by field name, measures by id (net and gross weight, packages), the source rows it stands for.

    marks: words of the sheet by which lines may be split (container, contract).
    """

    texts: Mapping[str, str]
    measures: Mapping[str, Decimal] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[int, ...] = ()

    def number(self, name: str) -> Decimal | None:
        """Return a text as a number, None if it is none."""
        try:
            value = Decimal(self.texts.get(name, "").strip())
        except InvalidOperation:
            return None
        return value if value.is_finite() else None


def total_of(lines: Iterable[GoodsLine], name: str) -> Decimal:
    """Return the sum of a field over lines; what is no number counts nothing."""
    return sum((line.number(name) or Decimal() for line in lines), Decimal())


def measured(lines: Iterable[GoodsLine], measure: str) -> Decimal | None:
    """Return the sum of a measure over lines, None if no line has it."""
    found = [line.measures[measure] for line in lines if measure in line.measures]
    return sum(found, Decimal()) if found else None


def row_words(rows: Sequence[int]) -> str:
    """Return row numbers as people write them: ``17–19、23``."""
    spans: list[list[int]] = []
    for row in sorted(rows):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return "、".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


def few_row_words(rows: Sequence[int]) -> str:
    """Return row numbers for a narrow column: the first ones, and how many there are: ``17、23 行等 14 行``."""
    words = row_words(rows).split("、")
    return f"{'、'.join(words)} 行" if len(words) < FEW else f"{'、'.join(words[: FEW - 1])} 行等 {len(rows)} 行"
