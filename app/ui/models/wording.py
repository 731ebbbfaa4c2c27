"""Times, sums and short names the way the design sheet writes them; text out, nothing is looked up here."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from types import MappingProxyType

from app.core.draft import Mode
from app.core.tables import CodeTables
from app.declarations.summary import DraftSummary

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
MODES: Mapping[Mode, str] = MappingProxyType(
    {Mode.ONCE: "一次申报", Mode.ADVANCE: "提前申报", Mode.SUMMARY: "概要申报", Mode.COMPLETE: "完整申报"}
)
_CENT = Decimal("0.01")
_NEAR = timedelta(minutes=2)


def moment(at: datetime, now: datetime) -> str:
    """Return a time as short as it stays clear: ``14:32``, ``昨天 17:58``, ``11-18 09:42``, ``2025-11-18``."""
    local = at.astimezone(now.tzinfo)
    days = now.date() - local.date()
    if days == timedelta(0):
        return f"{local:%H:%M}"
    if days == timedelta(1):
        return f"昨天 {local:%H:%M}"
    return f"{local:%m-%d %H:%M}" if local.year == now.year else f"{local:%Y-%m-%d}"


def again_at(at: datetime, now: datetime) -> str:
    """Return when something is tried again; to the second while it is so near that minutes say nothing."""
    return f"{at.astimezone(now.tzinfo):%H:%M:%S}" if at - now < _NEAR else moment(at, now)


def amount(text: str) -> str:
    """Return money with separators and two decimals; what is no number stays as it is."""
    try:
        value = Decimal(text)
        return f"{value.quantize(_CENT, ROUND_HALF_UP):,}" if value.is_finite() else text
    except InvalidOperation:
        return text


def mode_words(mode: Mode) -> str:
    """Return the name of a filing mode."""
    return MODES[mode]


def goods_words(summary: DraftSummary) -> str:
    """Return the first goods with the number of lines: ``炼焦煤 7 项``; empty while nothing was typed."""
    if not summary.goods:
        return f"{summary.goods_count} 项未填品名" if summary.goods_count else ""
    return f"{summary.goods} {summary.goods_count} 项"


def named(tables: CodeTables, table: str, code: str) -> str:
    """Return code and name (``0712 甘其毛都海关``); the code alone where the table does not know it."""
    row = tables.row(table, code) if code else None
    return f"{code} {row.name}" if row is not None else code


TAIL = 6  # of a number in a tab: four are the same too often where numbers of a day run on


def tab_words(summary: DraftSummary, direction: str, port: str, number: str) -> str:
    """Return what tells one open document from another: ``进口 甘其毛都 炼焦煤 1834``."""
    known = [part for part in (port.removesuffix("海关"), summary.goods) if part]
    return " ".join((direction, *known, number[-TAIL:])) if known else f"{direction} 未命名"


def document_words(summary: DraftSummary, direction: str, port: str) -> str:
    """Return the words of a document for titles: ``进口 甘其毛都海关 炼焦煤 7 项``."""
    return " ".join(part for part in (direction, port, goods_words(summary)) if part)
