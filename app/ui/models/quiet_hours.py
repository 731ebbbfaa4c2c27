"""安静时段: from when to when no notice comes up by itself, as a person writes it; it holds nothing back itself."""

import contextlib
import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

_WRITTEN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~～至到]\s*(\d{1,2})[:：](\d{2})")
WRONG = "写成 12:00-13:30，空着就是不设"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one time of day to another, over midnight where the second is earlier."""

    start: time
    end: time

    def covers(self, now: datetime) -> bool:
        """Tell whether a moment lies in them."""
        at = now.time()
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def until_end(self, now: datetime) -> timedelta:
        """Return how long they still last at a moment that lies in them."""
        end = now.replace(hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0)
        return end - now if end > now else end + timedelta(days=1) - now

    def words(self) -> str:
        """Return them as they are written."""
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


def read_hours(text: str) -> QuietHours | None:
    """Read what somebody wrote, None for nothing; raises ValueError with what to write."""
    if not text.strip():
        return None
    found = _WRITTEN.fullmatch(text.strip())
    try:
        hours = [int(one) for one in found.groups()] if found else []
        start, end = time(hours[0], hours[1]), time(hours[2], hours[3])
    except (IndexError, ValueError) as error:
        raise ValueError(WRONG) from error
    if start == end:
        raise ValueError(WRONG)
    return QuietHours(start, end)


def kept_hours(text: str) -> QuietHours | None:
    """Return what a stored setting says; one nobody here wrote says nothing."""
    with contextlib.suppress(ValueError):
        return read_hours(text)
    return None
