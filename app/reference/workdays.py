"""Which days customs works: the State Council's dated arrangements, and 未知 for a year not announced yet."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Self

WORKDAYS = Path(__file__).resolve().parents[2] / "resources" / "calendar" / "workdays.csv"
_SATURDAY = 5


class DayKind(StrEnum):
    """What is known of a day."""

    WORKING = "工作日"
    OFF = "休息日"
    UNKNOWN = "未知"


class WorkDaysUnreadable(Exception):
    """The bundled table is not what it should be: the installation is damaged."""

    def __init__(self, path: Path, cause: object) -> None:
        super().__init__(f"工作日表 {path.name} 无法读取：{cause}")


@dataclass(frozen=True, slots=True)
class Year:
    """One announced year: by which paper, and when that was looked at."""

    year: int
    source: str
    as_of: date


@dataclass(frozen=True, slots=True)
class WorkDays:
    """The announced years with their days off and the weekends worked instead (调休)."""

    years: Mapping[int, Year]
    special: Mapping[date, DayKind]
    names: Mapping[date, str]
    fixed: frozenset[tuple[int, int]]  # month and day of the holidays the law itself fixes

    @classmethod
    def load(cls, path: Path = WORKDAYS) -> Self:
        """Read the bundled table; raises WorkDaysUnreadable when the installation is damaged."""
        try:
            with path.open(encoding="utf-8", newline="") as file:
                return cls._read(csv.DictReader(file, strict=True))
        except (OSError, ValueError, KeyError, csv.Error) as error:
            raise WorkDaysUnreadable(path, error) from error

    @classmethod
    def _read(cls, lines: "csv.DictReader[str]") -> Self:
        years: dict[int, Year] = {}
        special: dict[date, DayKind] = {}
        names: dict[date, str] = {}
        fixed: set[tuple[int, int]] = set()
        for line in lines:
            match line["kind"]:
                case "year":
                    year = int(line["day"])
                    years[year] = Year(year, line["source"], date.fromisoformat(line["as_of"]))
                case "fixed":
                    month, _, number = line["day"].partition("-")
                    fixed.add((int(month), int(number)))
                case kind:
                    day = date.fromisoformat(line["day"])
                    special[day] = {"off": DayKind.OFF, "work": DayKind.WORKING}[kind]
                    names[day] = line["name"]
        return cls(years, special, names, frozenset(fixed))

    def kind(self, day: date) -> DayKind:
        """Return what is known of a day; of a year not announced nothing is."""
        return self._expected(day) if day.year in self.years else DayKind.UNKNOWN

    def name(self, day: date) -> str:
        """Return the holiday a day belongs to or is worked for, empty if none."""
        return self.names.get(day, "")

    def source(self, day: date) -> str:
        """Return the paper that arranges the day's year, empty while there is none."""
        known = self.years.get(day.year)
        return known.source if known else ""

    def next_working_day(self, day: date) -> tuple[date, bool]:
        """Return ``day`` if it is worked, else the first worked day after it, and whether the table knows all of them.

        Of years not announced the weekdays and the days fixed by law tell what is to be expected: 预计.
        """
        known = True
        while True:
            known = known and day.year in self.years
            if self._expected(day) is DayKind.WORKING:
                return day, known
            day += timedelta(days=1)

    def _expected(self, day: date) -> DayKind:
        if day in self.special:
            return self.special[day]
        fixed = day.year not in self.years and (day.month, day.day) in self.fixed
        return DayKind.OFF if fixed or day.weekday() >= _SATURDAY else DayKind.WORKING
