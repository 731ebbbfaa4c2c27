"""Charges at a port against an invented list: the import works, the verdicts are told apart, dates count."""

from datetime import date
from decimal import Decimal

import pytest

from app.reference import Reference, load
from app.reference.port_fees import Charge, Verdict, check_charge, fees_of

SUMMER, WINTER = date(2026, 8, 1), date(2026, 2, 1)


def charge(item: str, quantity: str, amount: str, day: date = SUMMER, port: str = "甘其毛都", unit: str = "") -> Charge:
    return Charge(port, item, Decimal(quantity), Decimal(amount), day, unit)


@pytest.mark.parametrize(
    ("billed", "verdict", "words"),
    [
        (charge("车辆消毒费", "3", "120"), Verdict.WITHIN, "不超过 120 元"),
        (charge("车辆消毒费", "3", "120.01"), Verdict.ABOVE, "最多 120 元，多收 0.01 元"),
        (charge("车辆消毒费", "3", "150", WINTER), Verdict.WITHIN, "每车次 50"),
        (charge("车辆消毒费", "1", "50"), Verdict.ABOVE, "多收 10 元"),
        (charge("车辆消毒费", "1", "50", port="策克口岸"), Verdict.WITHIN, "不超过 55 元"),
        (charge("货物装卸费", "100.5", "1206", unit="吨"), Verdict.WITHIN, "不超过 1206.0 元"),
        (charge("货物装卸费", "100", "1200.5"), Verdict.ABOVE, "8-12"),
        (charge("货物装卸费", "2", "20", unit="车"), Verdict.UNKNOWN, "按吨计费，账单按车计"),
        (charge("仓储费", "1", "10"), Verdict.UNKNOWN, "标准是“面议”，不是金额"),
        (charge("协调服务费", "1", "10"), Verdict.NOT_LISTED, "清单之外不得收费"),
        (charge("车辆消毒费", "1", "10", port="满都拉"), Verdict.UNKNOWN, "请先导入"),
        (charge("车辆消毒费", "1", "10", date(2025, 12, 31)), Verdict.UNKNOWN, "请先导入"),
    ],
)
def test_a_charge_is_judged_by_the_list_of_its_port_and_day(
    invented: Reference, billed: Charge, verdict: Verdict, words: str
) -> None:
    checked = check_charge(invented, billed)
    assert checked.verdict is verdict and words in checked.sentence, checked.sentence


def test_without_a_list_nothing_is_said_against_a_charge() -> None:
    assert fees_of(load(), "甘其毛都", SUMMER) == ()
    assert check_charge(load(), charge("车辆消毒费", "1", "1000")).verdict is Verdict.UNKNOWN


def test_every_row_of_the_list_says_that_it_is_invented(invented: Reference) -> None:
    rows = fees_of(invented, "甘其毛都口岸", SUMMER)
    assert len(rows) == 3 and all("虚构" in row.source for row in rows)


def test_partners_and_exclusions_are_imported_with_their_days(invented: Reference) -> None:
    assert invented.row("aeo_countries", "QA", SUMMER) is not None
    assert invented.row("aeo_countries", "QB", SUMMER) is None
    ended = invented.row("aeo_countries", "QB")
    assert ended is not None and ended.until == date(2025, 12, 31)
    assert [row.values["number"] for row in invented.rows("exclusions", "2701121000", SUMMER)] == ["F0001", "F0002"]
    assert [row.values["number"] for row in invented.rows("exclusions", "2701121000", date(2026, 12, 1))] == ["F0001"]
