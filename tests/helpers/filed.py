"""A year of made-up filed declarations at three offices, for the figures of 统计."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from app.core.clock import SHANGHAI
from app.core.draft import Mode
from app.declarations.clearance import Filed

OFFICES = (("0708", "4", 30, 0.62), ("0702", "3", 14, 0.5), ("0705", "4", 8, 0.45), ("0603", "4", 10, 0.3))
REASONS = (("R055", "净重大于毛重"), ("R051", "舱单无数据"), ("R099", "申报要素不全"), ("", "许可证核销失败"))


def year(today: date, scale: float = 1.0) -> list[Filed]:
    """Return declarations of the thirteen months up to a day, the same ones each time."""
    return list(_year(random.Random(19), today, scale))


def _year(chance: random.Random, today: date, scale: float) -> Iterator[Filed]:
    number = 0
    for back in range(395):
        day = today - timedelta(days=back)
        for port, vehicle, monthly, advance in OFFICES:
            for _ in range(round(monthly * scale / 30 + chance.random())):
                number += 1
                yield _one(chance, f"draft-{number}", day, port, vehicle, advance + (395 - back) / 2000)


def _one(chance: random.Random, draft_id: str, day: date, port: str, vehicle: str, advance: float) -> Filed:
    filed = datetime(day.year, day.month, day.day, 8, tzinfo=SHANGHAI) + timedelta(minutes=chance.randrange(600))
    reviewed = filed + timedelta(minutes=chance.randrange(10, 90))
    inspected = reviewed + timedelta(minutes=40) if chance.random() < 0.08 else None
    rejected = chance.random() < 0.03
    mode = Mode.ADVANCE if chance.random() < advance else Mode.SUMMARY if chance.random() < 0.3 else Mode.ONCE
    return Filed(
        draft_id,
        port,
        vehicle,
        True,
        mode,
        filed,
        arrived=day - timedelta(days=1) if mode is Mode.ONCE and chance.random() < 0.3 else None,
        reviewed=reviewed,
        inspected=inspected,
        released=reviewed + timedelta(minutes=chance.randrange(90, 600)),
        rejected=rejected,
        reasons=(chance.choice(REASONS),) if rejected else (),
    )
