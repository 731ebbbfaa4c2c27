"""Read the code tables that come with the program (resources/codes); it writes nothing and knows no rule."""

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from app.core.tables import CodeRow
from app.reference.table import TableInfo

OWN_COLUMNS = ("code", "name", "since", "until", "successor", "source")


class CodeTableUnreadable(Exception):
    """A bundled table is not what it should be: the installation is damaged."""

    def __init__(self, path: Path, cause: object) -> None:
        super().__init__(f"代码表 {path.name} 无法读取：{cause}")


def read_manifest(folder: Path) -> dict[str, TableInfo]:
    """Return title, completeness, source and date of every bundled table by its stem."""
    path = folder / "manifest.json"
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        return {
            table: TableInfo(table, it["title"], it["complete"], it["source"], date.fromisoformat(it["as_of"]))
            for table, it in manifest.items()
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CodeTableUnreadable(path, error) from error


def read_pinyin(folder: Path) -> Mapping[str, str]:
    """Return the syllables of every name in the bundled tables, one per letter, with spaces between."""
    path = folder / "pinyin.json"
    try:
        syllables: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CodeTableUnreadable(path, error) from error
    return syllables


def read_rows(folder: Path, info: TableInfo, pinyin: Mapping[str, str]) -> list[CodeRow]:
    """Return the rows of one bundled table; ``values["pinyin"]`` holds the syllables of the name."""
    path = folder / f"{info.table}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(_rows(csv.DictReader(file, strict=True), info, pinyin))
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise CodeTableUnreadable(path, error) from error


def _rows(lines: "csv.DictReader[str]", info: TableInfo, pinyin: Mapping[str, str]) -> Iterator[CodeRow]:
    as_of = info.as_of.isoformat()
    for line in lines:
        values = {column: value for column, value in line.items() if column not in OWN_COLUMNS and value}
        if line["name"] in pinyin:
            values["pinyin"] = pinyin[line["name"]]
        yield CodeRow(
            info.table,
            line["code"],
            line["name"],
            MappingProxyType(values),
            _day(line.get("since")),
            _day(line.get("until")),
            line.get("source") or info.source,
            as_of,
            line.get("successor") or "",
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
