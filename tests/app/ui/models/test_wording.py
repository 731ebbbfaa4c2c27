"""Times and sums as the design sheet writes them."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core.clock import SHANGHAI
from app.ui.models.wording import amount, moment
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
