"""Times and sums as the design sheet writes them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.core.clock import SHANGHAI
from app.declarations.summary import DraftSummary
from app.ui.models.wording import again_at, amount, moment, tab_words
from tests.helpers.ui_services import NOW


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOW, "14:32"),
        (NOW - timedelta(hours=14, minutes=33), "昨天 23:59"),
        (NOW - timedelta(days=10), "02-20 14:32"),
        (NOW.replace(year=2025), "2025-03-02"),
        (datetime(2026, 3, 1, 16, 5, tzinfo=UTC), "00:05"),
    ],
)
def test_a_time_is_as_short_as_it_stays_clear(at: datetime, words: str) -> None:
    assert moment(at, NOW) == words


def test_the_day_is_that_of_beijing() -> None:
    midnight = datetime(2026, 3, 2, 0, 0, tzinfo=SHANGHAI)
    assert moment(midnight - timedelta(seconds=1), midnight) == "昨天 23:59"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("457670.12", "457,670.12"), ("10", "10.00"), ("0.005", "0.01"), ("-1234.5", "-1,234.50"), ("约三万", "约三万")],
)
def test_money_has_two_decimals_and_separators(text: str, shown: str) -> None:
    assert amount(text) == shown


def test_tabs_of_the_same_goods_are_told_apart_by_their_numbers() -> None:
    nothing = DraftSummary("", "", "", "", "", "", "", 0, "", "")
    summary = replace(nothing, goods="炼焦煤", goods_count=7)
    assert tab_words(summary, "进口", "乌拉特海关", "070820261000001834") == "进口 乌拉特 炼焦煤 001834"
    assert tab_words(nothing, "进口", "", "PD2605060930028TNA") == "进口 未命名"


def test_a_try_within_two_minutes_is_told_to_the_second() -> None:
    assert again_at(NOW + timedelta(seconds=90), NOW) == f"{NOW + timedelta(seconds=90):%H:%M:%S}"
    assert again_at(NOW + timedelta(minutes=2), NOW) == f"{NOW + timedelta(minutes=2):%H:%M}"
