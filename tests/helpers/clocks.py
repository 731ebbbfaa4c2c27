"""A clock that stands still until a test moves it."""

from datetime import datetime, timedelta

from tests.helpers.filings import NOW


class FakeClock:
    """Wall time and monotonic time, moved together or apart."""

    def __init__(self, start: datetime = NOW) -> None:
        self._now = start
        self._monotonic = 1000.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._now += timedelta(seconds=seconds)
        self._monotonic += seconds

    def set_wall(self, moment: datetime) -> None:
        """Set the wall clock alone, as a person or a time server may."""
        self._now = moment
