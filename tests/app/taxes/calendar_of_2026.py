"""A calendar of the tests: weekends, and the days told off; nothing is known outside 2026."""

from datetime import date, timedelta

SPRING_FESTIVAL = frozenset(date(2026, 2, 15) + timedelta(days=n) for n in range(9))


class Calendar:
    """Working days of 2026."""

    def __init__(self, off: frozenset[date] = frozenset()) -> None:
        self._off = off

    def next_working_day(self, day: date) -> tuple[date, bool]:
        known = True
        while day.weekday() >= 5 or day in self._off:
            day += timedelta(days=1)
        if day.year != 2026:
            known = False
        return day, known
