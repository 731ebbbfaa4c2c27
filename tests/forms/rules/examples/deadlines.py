"""Examples of the rules about days that run from entry, and about the day whose rates apply."""

from datetime import date

from app.core.draft import Mode
from tests.forms.rules.example import Example

ENTERED = {"fact:entry_day": "2026-03-12"}
FILED_IN_MARCH = {"today": date(2026, 3, 30)}

EXAMPLES = (
    Example("R023", "S02-complete", {"today": date(2026, 3, 27)}, {"today": date(2026, 3, 26)}, says="逾期 1 天"),
    Example(
        "R023", "S02-complete", {"today": date(2026, 4, 1)}, {"mode": Mode.SUMMARY}, at="ie_date", says="2026-03-26"
    ),
    Example("R024", "S02-complete", {"today": date(2026, 3, 23)}, {"today": date(2026, 3, 22)}, says="剩余 3 天"),
    Example("R024", "S02-complete", {"today": date(2026, 3, 26)}, {"today": date(2026, 3, 27)}, says="剩余 0 天"),
    Example(
        "R024",
        "S02-complete",
        {"ie_date": "20260312"},
        {},
        always={"fact:entry_day": None, "today": date(2026, 3, 24)},
        says="剩余 2 天",
    ),
    Example(
        "R029",
        "S01",
        {"fact:licence_valid_to": "2026-03-01"},
        {"fact:licence_valid_to": "2026-03-02"},
        at="licence_number",
        says="2026-03-02 已失效",
    ),
    Example(
        "R029",
        "S01",
        {"fact:planned_acceptance": "2026-04-01"},
        {"fact:planned_acceptance": None},
        always={"fact:licence_valid_to": "2026-03-31"},
    ),
    Example("R032", "S03", {"today": date(2026, 3, 20)}, {"today": date(2026, 3, 19)}, at="ie_date", says="逾期 1 天"),
    Example(
        "R032",
        "S01",
        {"fact:entry_day": "2026-02-14"},
        {"fact:entry_day": "2026-02-16"},
        says="2026-02-28",
    ),
    Example(  # withdrawn and filed anew: the days run from the withdrawal
        "R032",
        "S03",
        {"fact:withdrawn_on": "2026-03-10"},
        {"fact:withdrawn_on": "2026-03-11"},
        always={"today": date(2026, 3, 25)},
        at="ie_date",
        says="2026-03-24",
    ),
    Example("R033", "S03", {"today": date(2026, 6, 6)}, {"today": date(2026, 6, 5)}, at="ie_date", says="2026-03-05"),
    Example(  # November has no 31st
        "R033",
        "S03",
        {"today": date(2026, 12, 1)},
        {"today": date(2026, 11, 30)},
        always={"ie_date": "20260831"},
    ),
    Example("R035", "S01", {"fact:entry_day": "2026-03-03"}, {"fact:entry_day": "2026-03-02"}, at="ie_date"),
    Example(
        "R035",
        "S01",
        {"fact:entry_day": "2026-04-02"},
        {"fact:entry_day": "2026-04-02", "fact:filed_on": "2026-04-02"},
        always=FILED_IN_MARCH,
        says="2026-04 月汇率与 2026-03 月不同",
    ),
    Example("R035", "S02", {"fact:advance_summary": True}, {"fact:advance_summary": False}, at="entry_customs"),
    Example("R032", "S02", {"today": date(2026, 3, 27)}, {"today": date(2026, 3, 26)}, at="entry_customs"),
    Example(
        "R178",
        "S01",
        {"fact:rate_month": "2026-03"},
        {"fact:rate_month": "2026-04"},
        always={**FILED_IN_MARCH, "fact:entry_day": "2026-04-02"},
        at="items[0].currency",
        says="2026-03 与适用日期 2026-04-02 的月份 2026-04 不符",
    ),
    Example("R178", "S03", {"fact:rate_month": "2026-02"}, {"fact:rate_month": "2026-03"}, says="2026-03-06"),
    Example("R178", "S07", {"fact:rate_month": "2026-04"}, {"fact:rate_month": "2026-05-06"}),
    Example(
        "R178",
        "S02",
        {"fact:rate_month": "2026-04"},
        {"fact:rate_month": "2026-03"},
        always={"today": date(2026, 3, 13)},
    ),
    Example(
        "R178",
        "S02",
        {"fact:entry_day": "2026-04-01"},
        {"fact:entry_day": None},
        always={"fact:rate_month": "2026-03", "fact:advance_summary": True},
    ),
    Example(
        "R178",
        "S02-complete",
        {"fact:rate_month": "2026-04"},
        {"fact:rate_month": "2026-03"},
        always={"today": date(2026, 4, 2)},
        says="2026-03-13",
    ),
)
