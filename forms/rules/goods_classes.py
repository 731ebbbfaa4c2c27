"""Which classes a commodity code belongs to by its beginning (table goods_classes); it names no code itself."""

from datetime import date
from functools import lru_cache
from typing import Final

from app.core.tables import CodeTables

_LENGTHS = (2, 4, 6, 8, 10)

MAKER_REGISTERED: Final = "境外注册"
GENE_MODIFIED: Final = "转基因"
SEED: Final = "种用"
MACHINERY: Final = "机电"
BULK: Final = "大宗"
NEVER_LIFTED: Final = "不得提离"
GREEN_LANE: Final = "绿色通道"
CHECKED_FIRST: Final = "优先查验"
PERMITTED: Final = "检疫审批"


def classes_of(tables: CodeTables, code: str, day: date) -> frozenset[str]:
    """Return every class some beginning of the code has on ``day``."""
    rows = [tables.row("goods_classes", code[:length], day) for length in _LENGTHS if length <= len(code)]
    return _joined(";".join(row.values.get("classes", "") for row in rows if row is not None))


@lru_cache(maxsize=256)
def _joined(classes: str) -> frozenset[str]:
    return frozenset(classes.split(";")) - {""}
