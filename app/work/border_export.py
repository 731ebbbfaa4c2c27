"""The register, the day report and the processing ledger as CSV: masked numbers only, no formula is ever run."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.border_trade.lot import units, yuan
from app.border_trade.roster import RosterLine
from app.sheets.csv_text import Cell, csv_bytes
from app.store.border_days import DayReport, Summed
from app.store.border_processing import Delivery, PlantSum

NOTE = "额度为本机已知，以海关系统为准；证号只含前 6 位和后 4 位"


def roster_csv(lines: Iterable[RosterLine], day: date) -> bytes:
    """Return the register as a table; ID numbers masked."""
    rows: list[Sequence[Cell]] = [["边民名册", f"{day}", NOTE]]
    rows.append(
        ["姓名", "身份证号", "备案编号", "证件有效期止", "互助组", "组长", "委托至", "今日余额", "上次互市", "状态"]
    )
    for one in lines:
        mandate = ("长期" if one.mandate_until is None else f"{one.mandate_until}") if one.mandated else "未签"
        rows.append(
            [
                one.name,
                one.id_masked,
                one.record_number,
                f"{one.id_until or ''}",
                one.group,
                "组长" if one.leads else "",
                mandate,
                yuan(one.remaining),
                f"{one.last_lot or ''}",
                one.fitness.standing.value,
            ]
        )
    return csv_bytes(rows)


def day_csv(report: DayReport) -> bytes:
    """Return the day report: sums by group and resident, then every share."""
    rows: list[Sequence[Cell]] = [["边民互市日报", f"{report.day}", NOTE]]
    for title, sums in (("按互助组", (*report.by_group, report.whole)), ("按边民", report.by_resident)):
        rows += [[], [title], ["名称", "身份证号", "互助组", "人数", "批次", "金额", "免税额", "超额", "税款"]]
        rows.extend(_summed(one) for one in sums)
    rows += [[], ["明细"], ["批次", "商品", "姓名", "身份证号", "互助组", "数量", "金额", "免税额", "税款", "状态"]]
    for one in report.shares:
        tax = None if one.tax is None else yuan(one.tax)
        share: list[Cell] = [units(one.quantity), yuan(one.value), yuan(one.exempt), tax, one.words]
        rows.append([one.lot, one.goods, one.name, one.id_masked, one.group, *share])
    return csv_bytes(rows)


def ledger_csv(entries: Iterable[Delivery], plants: Iterable[PlantSum]) -> bytes:
    """Return the ledger of 落地加工: sums per plant, then every entry."""
    rows: list[Sequence[Cell]] = [["落地加工台账"], ["加工企业", "统一社会信用代码", "笔数", "批次数", "金额"]]
    rows.extend([one.name, one.scc, one.deliveries, one.lots, yuan(one.value)] for one in plants)
    rows += [[], ["序号", "时间", "日期", "批次", "商品", "加工企业", "数量", "金额", "说明"]]
    for one in entries:
        went: list[Cell] = [units(one.quantity), yuan(one.value), one.note]
        rows.append([one.id, f"{one.at:%Y-%m-%d %H:%M}", one.day, one.lot, one.goods, one.plant, *went])
    return csv_bytes(rows)


def _summed(one: Summed) -> list[Cell]:
    tax = None if one.tax is None else yuan(one.tax)
    money: list[Cell] = [yuan(one.value), yuan(one.exempt), yuan(one.excess), tax]
    return [one.name, one.id_masked, one.group, one.people, one.lots, *money]
