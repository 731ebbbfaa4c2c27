"""The gateway's clock: China time, settable at start and flowing on; it never follows the system clock afterwards."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone

# China has kept one zone without summer time since 1991; a fixed offset needs no time-zone database.
CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


def read_time(text: str) -> datetime:
    """An ISO 8601 moment; without an offset it is China time. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=CHINA) if moment.tzinfo is None else moment.astimezone(CHINA)


def from_epoch(seconds: float) -> datetime:
    """The China time of a number of seconds since 1970."""
    return datetime.fromtimestamp(seconds, CHINA)


class GatewayClock:
    """Tells the time from `start` (default: now), carried on by the monotonic clock."""

    def __init__(self, start: datetime | None = None) -> None:
        self._start = datetime.now(CHINA) if start is None else start.astimezone(CHINA)
        self._zero = time.monotonic()

    def now(self) -> datetime:
        """The present moment, in China time."""
        return self._start + timedelta(seconds=time.monotonic() - self._zero)
