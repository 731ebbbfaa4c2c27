"""Cells of a goods sheet whose text is not what their writer typed: formulas, faults, codes kept as numbers."""

from collections.abc import Iterator, Sequence

from app.foreign.sheet import Mark, Sheet
from app.foreign.strict import text_cell, value_cell
from app.foreign.unusable import Unusable
from app.sheets.goods.judged import Cell, State

_EXACT = 15  # digits a spreadsheet keeps of a number


def doubts(sheet: Sheet, line: int, taken: Sequence[tuple[int, str]], digits: frozenset[str]) -> dict[str, Cell]:
    """Return the cells of a line that are not to be believed, by target, each with its address and what it shows.

    ``taken``: column and target. ``digits``: targets whose digits are no number. What a formula shows is offered.
    """
    return dict(_found(sheet, line, taken, digits))


def _found(
    sheet: Sheet, line: int, taken: Sequence[tuple[int, str]], digits: frozenset[str]
) -> Iterator[tuple[str, Cell]]:
    for at, target in taken:
        mark = sheet.mark(line, at)
        if mark in (Mark.TEXT, Mark.EMPTY) or (mark is not Mark.FORMULA and not sheet.text(line, at)):
            continue
        check = text_cell if target in digits else value_cell
        try:
            check(sheet, line, at, sheet.address(line, at))
        except Unusable as refused:
            text = sheet.text(line, at)
            offer = "" if mark is Mark.FAULT or len(text) > _EXACT else text
            yield target, Cell(text, state=State.BAD, why=f"{refused.why}（{refused.code}）", offer=offer)
