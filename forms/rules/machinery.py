"""Rule R132: used machinery says that it is used, and what may not come in used does not."""

import re
from datetime import date

from app.core.rules import FULL_MODES, Finding, Fired, rule
from app.core.tables import CodeTables
from forms.rules.goods_classes import MACHINERY, classes_of
from forms.rules.inspection import attribute_codes
from forms.rules.law import MACHINERY_IMPORT
from forms.rules.tariff import control_marks, tariff

_USED = "21"
_FORBIDDEN_USED = "6"
_USED_WORDS = re.compile(r"(?<![新仿怀做非不])旧|二手|翻新")


@rule(
    "R132",
    at="items[].attributes",
    needs="items[].hs_code items[].name ?items[].attributes tables today",
    message="品名写明是旧机电，货物属性应含 21 旧品",
    english="Used machinery states 21 among its attributes",
    source=MACHINERY_IMPORT,
    modes=FULL_MODES,
    cures=True,
)
def used_machinery_says_so(code: str, name: str, attributes: str | None, tables: CodeTables, today: date) -> Fired:
    stated = attribute_codes(attributes)
    if _USED in stated or not _USED_WORDS.search(name) or MACHINERY not in classes_of(tables, code, today):
        return None
    return Finding(fix=",".join([*stated, _USED]))


@rule(
    "R132",
    at="items[].hs_code",
    needs="items[].hs_code items[].attributes tables today",
    message="该商品旧品禁止进口（监管证件代码 6），请核对商品编号与货物属性",
    english="The goods may not be imported used (control mark 6)",
    source=MACHINERY_IMPORT,
    directions="I",
    modes=FULL_MODES,
)
def used_machinery_may_come_in(code: str, attributes: str, tables: CodeTables, today: date) -> Fired:
    row = tariff(tables, code, today)
    return row is not None and _USED in attribute_codes(attributes) and _FORBIDDEN_USED in control_marks(row)
