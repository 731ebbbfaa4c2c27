"""Rules R152–R155: 互助组, the sharing out of a lot, and 落地加工."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.core.rules import LACKING, Finding, Fired, rule
from app.core.tables import CodeTables
from forms.border_trade.lot import PROCESSED
from forms.rules.law import BORDER_TRADE, LOCAL_PROCESSING, UNVERIFIED
from forms.settings import GROUP_LARGEST, GROUP_SMALLEST

Texts = Sequence[str | None]
_YES = "1"


@rule(
    "R152",
    at="group_number",
    needs="group_number rows:residents today",
    message="互助组现有 {count} 人，应为 {least}–{most} 人",
    english="The group has {count} members, {least} to {most} are allowed",
    source=f"{BORDER_TRADE}{UNVERIFIED}",
    confidence="F",
)
def group_has_its_size(group: str, count: int, today: date) -> Fired:
    least, most = GROUP_SMALLEST.on(today), GROUP_LARGEST.on(today)
    return not least <= count <= most and {"count": count, "least": least, "most": most}


@rule(
    "R152",
    at="residents[].authorized",
    needs="group_number ?residents[].authorized",
    message="该边民未授权互助组代为申报，请取得委托书",
    english="The member has not authorised the group",
    source=f"{BORDER_TRADE}{UNVERIFIED}",
    confidence="F",
)
def member_has_authorised(group: str, authorized: str | None) -> Fired:
    return authorized != _YES


@rule(
    "R153",
    at="value",
    needs="value residents[].value",
    message="分配额合计 {total} 元与批次总额 {value} 元不符，相差 {gap} 元",
    english="The shares sum to {total}, the lot is worth {value}",
    source=BORDER_TRADE,
)
def shares_make_the_lot(value: Decimal, shares: Sequence[Decimal | None]) -> Fired:
    total = sum((share for share in shares if share is not None), Decimal(0))
    return total != value and {"total": total, "value": value, "gap": abs(total - value)}


@rule(
    "R154",
    at="residents[].id_number",
    needs="residents[].id_number residents[*].id_number row",
    message="与第 {other} 项是同一边民，同一批次不能分配两次",
    english="The same resident as row {other} shares the lot twice",
    source=BORDER_TRADE,
)
def nobody_shares_twice(number: str, every: Texts, row: tuple[int, ...]) -> Fired:
    first = every.index(number)
    return first < row[0] and {"other": first + 1}


@rule(
    "R155",
    at="use",
    needs="use ?zone tables today",
    message="{zone}不是落地加工试点，请改填自用或委托交易",
    english="The zone {zone} is no pilot of local processing",
    source=f"{LOCAL_PROCESSING}{UNVERIFIED}",
    confidence="F",
)
def zone_is_a_pilot(use: str, zone: str | None, tables: CodeTables, today: date) -> Fired:
    if use != PROCESSED:
        return None
    if zone is None or not tables.exists("border_trade_zones"):
        return LACKING
    row = tables.row("border_trade_zones", zone, today)  # open only where a zone is flagged: an unlisted one is not
    if row is None:
        return {"zone": f"互市区 {zone} "}
    return row.values.get("pilot") != "yes" and {"zone": row.name}


@rule(
    "R155",
    at="buyer_scc",
    needs="use ?buyer_scc tables today",
    message="落地加工企业{fault}，请填列入试点名单的企业",
    english="The buyer is not on the list of processing plants",
    source=f"{LOCAL_PROCESSING}{UNVERIFIED}",
    confidence="F",
)
def buyer_is_an_approved_plant(use: str, buyer: str | None, tables: CodeTables, today: date) -> Fired:
    if use != PROCESSED:
        return None
    if buyer is None:
        return {"fault": "未填"}
    return _not_listed("processing_plants", buyer, "不在试点名单", tables, today)


@rule(
    "R155",
    at="goods[].code",
    needs="use goods[].code tables today",
    message="该商品{fault}，不能按落地加工申报",
    english="The goods are not on the pilot's list",
    source=f"{LOCAL_PROCESSING}{UNVERIFIED}",
    confidence="F",
)
def goods_may_be_processed(use: str, code: str, tables: CodeTables, today: date) -> Fired:
    return _not_listed("processing_goods", code, "不在试点商品清单", tables, today) if use == PROCESSED else None


def _not_listed(table: str, code: str, fault: str, tables: CodeTables, today: date) -> Fired:
    """Say that a list lacks a code; a list known to be partial proves nothing by what it lacks."""
    if tables.row(table, code, today) is not None:
        return None
    return Finding({"fault": fault}) if tables.complete(table) else LACKING
