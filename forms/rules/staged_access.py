"""Rules R143 and R144: 附条件提离, for which goods it is closed and what may not be done before release."""

from collections.abc import Sequence
from datetime import date

from app.core.problem import Severity
from app.core.rules import Finding, Fired, rule
from app.core.tables import CodeTables
from forms.facts import flag
from forms.rules.goods_classes import NEVER_LIFTED, classes_of
from forms.rules.law import STAGED_ACCESS, UNVERIFIED

_YES, _NO = "1", "0"


@rule(
    "R143",
    at="access.conditional",
    needs="access.conditional items[].hs_code tables today",
    message="第 {item} 项不得附条件提离，请改为 0",
    english="The goods of line {item} may not leave on condition",
    source=f"{STAGED_ACCESS}{UNVERIFIED}",
    confidence="F",
    cures=True,
)
def goods_may_leave_on_condition(
    conditional: str, codes: Sequence[str | None], tables: CodeTables, today: date
) -> Fired:
    if conditional != _YES:
        return None
    barred = (n for n, code in enumerate(codes, 1) if code and NEVER_LIFTED in classes_of(tables, code, today))
    item = next(barred, None)
    return item is not None and Finding({"item": item}, fix=_NO)


@rule(
    "R144",
    at="access.conditional",
    needs="access.conditional fact:sale_recorded ?fact:released",
    message="附条件提离的货物已销售或使用，合格放行前不得销售或使用",
    english="Goods that left on condition were sold or used before their release",
    source=STAGED_ACCESS,
    severity=Severity.WARNING,
)
def nothing_is_sold_before_release(conditional: str, sold: object, released: object) -> Fired:
    return conditional == _YES and flag(sold) is True and flag(released) is not True
