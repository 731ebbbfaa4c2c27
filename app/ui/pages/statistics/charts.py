"""The charts of 统计 filled from a report: what bars, lines and columns say; it draws nothing itself."""

from datetime import date, timedelta
from decimal import Decimal

from app.core.tables import CodeTables
from app.declarations.clearance import OfficeRow, Reason, Report, Share, Stage
from app.ui.pages.statistics.figure_strip import Figure
from app.ui.pages.statistics.words import (
    against_before,
    hours,
    office_name,
    parts_in_hours,
    percent,
    shown,
    vehicle_name,
)
from app.ui.widgets.charts import Column, Line, ShareBar, StackedBar
from app.ui.widgets.charts.stacked_bars import COLORS

LEGEND = tuple(zip((stage.value for stage in Stage), COLORS, strict=True))
MOST_ROWS, MOST_REASONS = 6, 5


def figures(report: Report) -> tuple[Figure, ...]:
    """Return the figures over the charts."""
    now, before = report.now, report.before
    mean, mean_before = hours(now.mean), hours(before.mean)

    def rate(name: str, share: Share, earlier: Share, note: str = "") -> Figure:
        said = against_before(percent(share), percent(earlier), "高", "低", "点")
        return Figure(name, shown(percent(share)), "%", f"{note}{said}")

    sent_back = f"{now.rejected.part} 票，" if now.rejected.part else ""
    return (
        Figure("平均通关时效", shown(mean), "小时", against_before(mean, mean_before, "长", "短", "小时")),
        rate("提前申报率", now.advance, before.advance),
        rate("两步申报率", now.two_step, before.two_step),
        rate("退单率", now.rejected, before.rejected, sent_back),
        Figure("逾期完整申报", str(report.overdue), "票", f"近 12 个月 {report.overdue_in_year} 票"),
    )


def bars(report: Report, tables: CodeTables) -> list[StackedBar]:
    """Return the hours by stage of the busiest offices whose goods may leave."""
    return [_bar(row, tables) for row in report.rows if row.now.cleared][:MOST_ROWS]


def _bar(row: OfficeRow, tables: CodeTables) -> StackedBar:
    name, vehicle = office_name(tables, row.port), vehicle_name(tables, row.vehicle)
    parts = parts_in_hours([row.now.hours[stage] for stage in Stage], row.now.mean)
    said = "、".join(f"{stage} {part}" for stage, part in zip(Stage, parts, strict=True))
    before = hours(row.before.mean)
    whole = hours(row.now.mean) or Decimal(0)
    words = f"{name} {vehicle} {row.now.count} 票，共 {whole:.1f} 小时，{said}"
    words += f"，上月 {before}" if before is not None else ""
    return StackedBar(
        name,
        f"{vehicle}  {row.now.count} 票",
        tuple(float(part) for part in parts),
        f"{whole:.1f}",
        None if before is None else float(before),
        words,
    )


def lines(report: Report, tables: CodeTables) -> tuple[list[Line], list[str], list[str]]:
    """Return the lines of the rate filed in advance, the months in words, and the ticks under them."""
    drawn = [
        Line(office_name(tables, one.port), tuple(_number(percent(share)) for share in one.shares))
        for one in report.lines
    ]
    months = [f"{month.year} 年 {month.month} 月" for month in report.months]
    last = len(report.months) - 1
    ticks = [
        f"{month.month}月" if number in (0, last) else str(month.month) if (last - number) % 2 == 0 else ""
        for number, month in enumerate(report.months)
    ]
    return drawn, months, ticks


def reasons(found: tuple[Reason, ...]) -> list[ShareBar]:
    """Return the most frequent reasons; the rest is one of them."""
    rest = sum(one.count for one in found[MOST_REASONS:])
    kept = found[: MOST_REASONS - 1] if rest else found[:MOST_REASONS]
    made = [ShareBar(one.words, one.count, _source(one.rule)) for one in kept]
    if rest:
        made.append(ShareBar("其他", sum(one.count for one in found[MOST_REASONS - 1 :])))
    return made


def _source(rule: str) -> str:
    """Return the rule a reason names; what the authority itself says has no rule of ours."""
    return rule if any(sign.isdigit() for sign in rule) else "海关退单"


def columns(report: Report) -> list[Column]:
    """Return the rate sent back by week."""
    return [
        Column(_number(percent(share)), f"{_week(monday, report.until)} 退单 {share.part} 票，共 {share.whole} 票")
        for monday, share in zip(report.weeks, report.sent_back, strict=True)
    ]


def _week(monday: date, until: date) -> str:
    return f"{monday:%m-%d} 至 {min(monday + timedelta(days=6), until):%m-%d}"


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
