"""The roster of border residents and the 互市申报单 on paper; ID numbers come masked and stay so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from app.border_trade.roster import RosterLine
from app.printing.layout import Align
from app.printing.listing import Column, Listing, listing_pdf

MASKED_NOTE = "证号只印前 6 位和后 4 位；额度为本机已知，以海关系统为准。"
_ROSTER = (
    Column("序号", 1, Align.CENTER),
    Column("姓名", 2.2),
    Column("身份证号", 3.6),
    Column("备案编号", 3),
    Column("边民证有效至", 2.4, Align.CENTER),
    Column("互助组", 2.2),
    Column("委托至", 2.2, Align.CENTER),
    Column("签字", 2.6),
)
_LOT = (
    Column("序号", 1, Align.CENTER),
    Column("姓名", 2.2),
    Column("身份证号", 3.6),
    Column("数量", 1.8, Align.RIGHT),
    Column("金额（元）", 2.2, Align.RIGHT),
    Column("免税额（元）", 2.2, Align.RIGHT),
    Column("税款（元）", 2, Align.RIGHT),
    Column("本人确认", 3, Align.CENTER),
)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One resident on the roster."""

    name: str
    id_masked: str
    record_number: str
    id_until: str
    group: str
    mandate: str

    @classmethod
    def of(cls, line: RosterLine, day: date) -> Self:
        """Return the row of a line of the register as of a day."""
        mandate = "未签" if not line.mandated else "长期" if line.mandate_until is None else f"{line.mandate_until}"
        over = "（已过期）" if line.id_until is not None and line.id_until < day else ""
        group = f"{line.group}（组长）" if line.leads else line.group or "未编组"
        return cls(line.name, line.id_masked, line.record_number, f"{line.id_until or ''}{over}", group, mandate)


@dataclass(frozen=True, slots=True)
class LotShare:
    """One resident's part on the 申报单; texts as printed."""

    name: str
    id_masked: str
    quantity: str
    value: str
    exempt: str
    tax: str
    confirmed: str


@dataclass(frozen=True, slots=True)
class LotPaper:
    """A lot as printed: what is known of it, its residents and the sums of quantity, value, exempt and tax."""

    facts: tuple[tuple[str, str], ...]
    shares: tuple[LotShare, ...]
    sums: tuple[str, str, str, str]


def roster_pdf(title: str, zone: str, day: date, rows: Sequence[RosterRow]) -> bytes:
    """Return the roster as PDF."""
    facts = (("互市区", zone or "未填"), ("日期", f"{day}"), ("人数", f"{len(rows)} 人"))
    lines = tuple(
        (str(number), row.name, row.id_masked, row.record_number, row.id_until, row.group, row.mandate, "")
        for number, row in enumerate(rows, 1)
    )
    signs = ("组长签字", "经办人", "日期")
    return listing_pdf(Listing(title, facts, _ROSTER, lines, notes=(MASKED_NOTE,), signs=signs))


def lot_pdf(paper: LotPaper) -> bytes:
    """Return the 互市申报单 as PDF."""
    lines = tuple(
        (str(number), one.name, one.id_masked, one.quantity, one.value, one.exempt, one.tax, one.confirmed)
        for number, one in enumerate(paper.shares, 1)
    )
    sums = ("", "合计", f"{len(paper.shares)} 人", *paper.sums, "")
    signs = ("申报人签字", "互助组组长", "日期")
    return listing_pdf(Listing("边民互市进口申报单", paper.facts, _LOT, lines, sums, (MASKED_NOTE,), signs))
