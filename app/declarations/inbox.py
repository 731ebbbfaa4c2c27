"""What waits for the clerk, one line each with why and by when; which declarations there are is the store's."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.declarations.deadline import WorkCalendar


class NeedKind(StrEnum):
    """Why a declaration waits for somebody, in the order of urgency."""

    PARKED = "parked"  # nobody can tell whether it arrived: look and say
    REJECTED = "rejected"  # correct and file anew
    HELD = "held"  # H: contact customs
    FILES = "files"  # N: upload the documents again
    SUPPLEMENT = "supplement"  # Sp1: a 补充申报 is demanded
    PAPERS = "papers"  # a request wants more papers
    REFUSED = "refused"  # a request was not agreed to
    OVERDUE = "overdue"  # the 完整 of a 概要 is late
    COMPLETE = "complete"  # the 完整 is due
    INSPECTION = "inspection"  # C, SpC: book the inspection
    TAX = "tax"  # T: pay
    SILENT = "silent"  # sent and nothing heard
    ARRIVAL = "arrival"  # filed in advance and not yet known to have arrived
    STORAGE = "storage"  # something of goods in storage expires


WORDS = {
    NeedKind.PARKED: "待核实是否到达",
    NeedKind.REJECTED: "退单待改",
    NeedKind.HELD: "挂起，联系审单",
    NeedKind.FILES: "重传随附单据",
    NeedKind.SUPPLEMENT: "须补充申报",
    NeedKind.PAPERS: "申请须补材料",
    NeedKind.REFUSED: "申请未获同意",
    NeedKind.OVERDUE: "完整申报已逾期",
    NeedKind.COMPLETE: "完整申报待报",
    NeedKind.INSPECTION: "安排查验",
    NeedKind.TAX: "缴纳税费",
    NeedKind.SILENT: "久无回执",
    NeedKind.ARRIVAL: "已到港待确认",
    NeedKind.STORAGE: "存放到期",
}
CHANNEL_NEEDS = {
    "H": NeedKind.HELD,
    "N": NeedKind.FILES,
    "Sp1": NeedKind.SUPPLEMENT,
    "C": NeedKind.INSPECTION,
    "SpC": NeedKind.INSPECTION,
    "T": NeedKind.TAX,
}
SILENCE = (timedelta(minutes=30), timedelta(hours=4), timedelta(hours=24))
"""How long after the authority took a message its silence is told: at first, louder, and as an alarm."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for a person; ``due`` is the day it must be done by, where there is one."""

    kind: NeedKind
    draft_id: str
    submission_id: str
    since: datetime
    words: str
    due: date | None = None
    note: str = ""
    level: int = 0

    @property
    def place(self) -> tuple[int, datetime]:
        """Where it stands among others: the most urgent kind first, then what waits longest."""
        return list(NeedKind).index(self.kind), self.since


def silence_level(since: datetime, now: datetime) -> int:
    """Return how long a message has been without any receipt: 0 not worth a word, 1 to 3."""
    return sum(now - since >= limit for limit in SILENCE)


SUPPLEMENT_DAYS = 5
"""Working days for a 补充申报 on demand, from the day after the notice (海关总署令第140号, confidence F)."""


def supplement_due(noticed: date, workdays: WorkCalendar) -> date:
    """Return the last day for a 补充申报 that was demanded; a year not announced counts its weekdays."""
    day = noticed
    for _ in range(SUPPLEMENT_DAYS):
        day, _known = workdays.next_working_day(day + timedelta(days=1))
    return day


def needs_rerating(filed_month: str, entry_day: date | None) -> bool:
    """Tell whether duties estimated for one month's rates (``YYYY-MM``) fall due at another's."""
    return bool(filed_month) and entry_day is not None and entry_day.strftime("%Y-%m") != filed_month
