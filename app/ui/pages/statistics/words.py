"""Hours, rates and changes the way 统计 writes them; figures in, text out."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from app.core.tables import CodeTables
from app.declarations.clearance import Share

OFFICES, VEHICLES = "customs_offices", "transport_modes"
_TENTH = Decimal("0.1")
_HOUR = Decimal(3600)


def hours(span: timedelta | None) -> Decimal | None:
    """Return a time in hours with one decimal; None stays None."""
    return None if span is None else (Decimal(span // timedelta(seconds=1)) / _HOUR).quantize(_TENTH, ROUND_HALF_UP)


def parts_in_hours(spans: Sequence[timedelta], whole: timedelta | None) -> list[Decimal]:
    """Return times in hours with one decimal that add up to the whole as shown: the largest takes the difference."""
    shown = [hours(span) or Decimal(0) for span in spans]
    total = hours(whole)
    if total is not None and shown:
        largest = max(range(len(shown)), key=shown.__getitem__)
        shown[largest] += total - sum(shown)
    return shown


def percent(share: Share) -> Decimal | None:
    """Return a share in per cent with one decimal; None of nothing."""
    return None if share.thousandths is None else Decimal(share.thousandths) / 10


def shown(value: Decimal | None) -> str:
    """Return a figure as shown, a dash where there is none."""
    return "—" if value is None else f"{value:.1f}"


def change(now: Decimal | None, before: Decimal | None, more: str, less: str, unit: str) -> str:
    """Return the change against the month before (``短 1.4 小时``), empty where one of them is not known."""
    if now is None or before is None:
        return ""
    if now == before:
        return "持平"
    return f"{more if now > before else less} {abs(now - before):.1f} {unit}"


def against_before(now: Decimal | None, before: Decimal | None, more: str, less: str, unit: str) -> str:
    """Return the change as the sentence beside a figure."""
    said = change(now, before, more, less, unit)
    return f"{'与' if said == '持平' else '比'}上月{said}" if said else "上月无数据"


def office_name(tables: CodeTables, code: str) -> str:
    """Return the short name of an office, its code where the table does not know it."""
    row = tables.row(OFFICES, code) if code else None
    if row is None:
        return code or "未填关区"
    return row.values.get("short_name", "") or row.name


def vehicle_name(tables: CodeTables, code: str) -> str:
    """Return the kind of transport in two letters: 公路, 铁路."""
    row = tables.row(VEHICLES, code) if code else None
    return row.name.removesuffix("运输") if row is not None else code


def month_words(month: date, today: date) -> str:
    """Return how a month is chosen: 本月, 上月 or ``2026-10``."""
    back = (today.year - month.year) * 12 + today.month - month.month
    return {0: "本月", 1: "上月"}.get(back, f"{month:%Y-%m}")
