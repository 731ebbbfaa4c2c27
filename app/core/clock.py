"""Time as the law's day sees it: injected everywhere, never read from the machine directly."""

import time
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Source of wall time (for people and the law) and of monotonic seconds (for leases and back-off)."""

    def now(self) -> datetime:
        """Return the present as an aware datetime in Asia/Shanghai."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(SHANGHAI)

    def monotonic(self) -> float:
        return time.monotonic()


class ShiftedClock:
    """A clock that starts at a given moment and then runs on at normal speed (``--now``)."""

    def __init__(self, start: datetime) -> None:
        """Start at ``start``; a naive datetime is taken as Asia/Shanghai."""
        aware = start if start.tzinfo is not None else start.replace(tzinfo=SHANGHAI)
        self._start = aware.astimezone(SHANGHAI)
        self._began = time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._began)

    def monotonic(self) -> float:
        return time.monotonic()
