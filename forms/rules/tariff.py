"""What the tariff table says of a 商品编号, in the shape the rules ask it; it holds no code of its own."""

from datetime import date
from functools import lru_cache

from app.core.tables import CodeRow, CodeTables

INTO, OUT_OF = "进口", "出口"
_INSPECTED = "A"  # the control mark of goods inspected on import


def tariff(tables: CodeTables, code: str, today: date) -> CodeRow | None:
    """Return the tariff line valid today, or None where the table does not know the code."""
    return tables.row("hs_codes", code, today)


def statutory_unit(row: CodeRow, which: str) -> str:
    """Return a statutory unit (``unit1`` or ``unit2``) of a line, empty if it has none."""
    return row.values.get(which, "")


def control_marks(row: CodeRow) -> str:
    """Return the control marks (监管条件), one letter each."""
    return row.values.get("marks", "")


def import_inspection(row: CodeRow) -> frozenset[str]:
    """Return the inspection classes (检验检疫类别) of an import; the table writes ``P.R/Q.S`` for import/export."""
    return _classes(row.values.get("inspection", "").partition("/")[0])


def export_inspection(row: CodeRow) -> frozenset[str]:
    """Return the inspection classes of an export."""
    return _classes(row.values.get("inspection", "").partition("/")[2])


@lru_cache(maxsize=256)
def _classes(text: str) -> frozenset[str]:
    return frozenset(text) - {"."}


def inspected_on_import(row: CodeRow) -> bool:
    """Tell whether goods of this line undergo statutory inspection on import (涉检)."""
    return _INSPECTED in control_marks(row) or bool(import_inspection(row))


def named(tables: CodeTables, table: str, code: str) -> str:
    """Write a code with its name, as people read it: ``千克（035）``."""
    row = tables.row(table, code)
    return code if row is None else f"{row.name}（{code}）"
