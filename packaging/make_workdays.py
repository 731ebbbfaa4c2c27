"""Write resources/calendar/workdays.csv from the holiday library chinesecalendar; never used at run time.

Run as ``python packaging/make_workdays.py`` after ``pip install chinesecalendar``. The library keeps the yearly
节假日安排 of the State Council; a year it does not have is left out, so that the program says 未知 of it. Days fixed by
law stand for every year: they make a better guess where a year is not announced.
"""

import csv
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "resources" / "calendar" / "workdays.csv"
COLUMNS = ("day", "kind", "name", "source", "as_of")
FIRST_YEAR = 2025
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}
FIXED = {"01-01": "元旦", "05-01": "劳动节", "05-02": "劳动节", "10-01": "国庆节", "10-02": "国庆节", "10-03": "国庆节"}
LAW = "《全国年节及纪念日放假办法》（2025-01-01 起施行）"
AS_OF = "2026-11-23"


def main() -> None:
    """Write the table anew."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((day, "fixed", name, LAW, AS_OF) for day, name in FIXED.items())
        writer.writerows(_announced())


def _announced() -> Iterator[tuple[str, ...]]:
    """Yield a row per announced year, per day off and per worked day of a weekend."""
    library = import_module("chinese_calendar.constants")
    kept = f"chinesecalendar {version('chinesecalendar')}"
    days = {**dict.fromkeys(library.holidays, "off"), **dict.fromkeys(library.workdays, "work")}
    names = {**library.holidays, **library.workdays}
    for year in sorted({day.year for day in days if day.year >= FIRST_YEAR}):
        source = f"国务院办公厅关于{year}年部分节假日安排的通知（取自 {kept}）"
        yield f"{year}", "year", f"{year} 年", source, AS_OF
        for day in sorted(day for day in days if day.year == year):
            yield day.isoformat(), days[day], _name(names[day], day), source, AS_OF


def _name(english: str, day: date) -> str:
    """Return the Chinese name; a holiday the library newly knows must be named here first."""
    if english not in NAMES:
        raise SystemExit(f"{day}: no Chinese name for {english}")
    return NAMES[english]


if __name__ == "__main__":
    main()
