"""Rule R135: a licence of the office's own register covers firm, goods and quantity of the declaration."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from app.core.rules import LACKING, Fired, Rule, rule
from app.core.tables import CodeRow, CodeTables
from forms.rules.law import FOREIGN_TRADE, UNVERIFIED
from forms.rules.tariff import named

Texts = Sequence[str | None]
Amounts = Sequence[Decimal | None]
_LINES = (
    "?trade_scc items[*].hs_code items[*].unit items[*].quantity items[*].first_unit items[*].first_quantity"
    " tables today"
)


def _balance(at: str) -> Callable[[Callable[..., Fired]], Rule]:
    return rule(
        "R135",
        at=at,
        needs=f"{at} {_LINES}",
        message="许可证 {number} {fault}，请核对或换证",
        english="The licence {number} does not cover this declaration",
        source=f"{FOREIGN_TRADE}；本机许可证登记{UNVERIFIED}",
        confidence="F",
    )


@_balance("licence_number")
def licence_covers_the_goods(number: str, *rest: Any) -> Fired:
    return _covered(number, *rest)


@_balance("licences[].number")
def document_covers_the_goods(number: str, *rest: Any) -> Fired:
    return _covered(number, *rest)


def _covered(
    number: str,
    firm: str | None,
    codes: Texts,
    units: Texts,
    quantities: Amounts,
    first_units: Texts,
    first_quantities: Amounts,
    tables: CodeTables,
    today: date,
) -> Fired:
    row = tables.row("licences_held", number, today)
    if row is None:
        return LACKING
    holder, starts = row.values.get("holder", ""), tuple(one for one in row.values.get("hs", "").split(";") if one)
    if holder and firm is not None and holder != firm:
        return {"number": number, "fault": "的收发货单位与本票不符"}
    covered = [line for line, code in enumerate(codes) if code is not None and code.startswith(starts or ("",))]
    if not covered:
        return {"number": number, "fault": "不包括本票的商品编号"}
    own = ((units, quantities), (first_units, first_quantities))
    used = sum((_in_unit(row.values.get("unit", ""), line, own) for line in covered), Decimal(0))
    return _short(number, row, used, tables)


def _in_unit(unit: str, line: int, own: Sequence[tuple[Texts, Amounts]]) -> Decimal:
    return next((amounts[line] or Decimal(0) for units, amounts in own if units[line] == unit), Decimal(0))


def _short(number: str, row: CodeRow, used: Decimal, tables: CodeTables) -> Fired:
    try:
        left = Decimal(row.values.get("quantity", ""))
    except InvalidOperation:
        return LACKING
    unit = named(tables, "units", row.values.get("unit", ""))
    return used > left and {"number": number, "fault": f"余量 {left:f} {unit}，本票需 {used:f}"}
