"""The border ports of Inner Mongolia as dated facts: kind, class, neighbour, designated sites, seasons; no rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from app.core.tables import CodeRow

_PORTS = "border_ports"
_SITES = "port_sites"
_SEPARATOR = ";"
_MONTHS = re.compile(r"([0-9]{1,2})(?:-([0-9]{1,2}))?")
_CONFIRMED = ("S", "A", "B")


class PortClass(StrEnum):
    """The class the regional plan gives a port; the value is the word for it."""

    HUB = "综合枢纽"
    SPECIALISED = "重点专业"
    ORDINARY = "普通"
    AIR = "航空"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Season:
    """When a port is open: all year, in certain months, or in a season nobody has told yet."""

    seasonal: bool | None  # None: not known
    months: frozenset[int] = frozenset()

    def is_open(self, day: date) -> bool | None:
        """Tell whether the port is open on ``day``; None where it is not known."""
        if self.seasonal is False:
            return True
        return day.month in self.months if self.seasonal and self.months else None


@dataclass(frozen=True, slots=True)
class Site:
    """A designated supervision site: for what, and where that was read."""

    name: str
    since: date | None
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class BorderPort:
    """One port on one day."""

    code: str
    name: str
    kind: str
    traffic: tuple[str, ...]
    neighbour: str
    counterpart: str
    office: str
    rank: PortClass
    rank_since: date | None
    season: Season
    sites: tuple[Site, ...]
    planned: tuple[str, ...]
    note: str
    source: str
    as_of: str
    confirmed: bool


class PortTables(Protocol):
    """What the ports are read from; app.reference.Reference fits."""

    def row(self, table: str, code: str, on: date | None = None) -> CodeRow | None:
        """Return the row of a code, or None."""
        ...

    def codes(self, table: str, on: date | None = None) -> Sequence[str]:
        """Return all codes of a table, sorted."""
        ...


def border_ports(tables: PortTables, on: date) -> tuple[BorderPort, ...]:
    """Return the ports known on a day, in the order of their codes."""
    found = (tables.row(_PORTS, code, on) for code in tables.codes(_PORTS, on))
    return tuple(_port(tables, row, on) for row in found if row is not None)


def ports_of_office(tables: PortTables, office: str, on: date, traffic: str = "") -> tuple[BorderPort, ...]:
    """Return the ports an office clears, those of one mode of transport where it is given."""
    return tuple(
        port for port in border_ports(tables, on) if port.office == office and (not traffic or traffic in port.traffic)
    )


def _port(tables: PortTables, row: CodeRow, on: date) -> BorderPort:
    values = row.values
    rank = values.get("class", "")
    return BorderPort(
        code=row.code,
        name=row.name,
        kind=values.get("kind", ""),
        traffic=_listed(values.get("traffic", "")),
        neighbour=values.get("neighbour", ""),
        counterpart=values.get("counterpart", ""),
        office=values.get("office", ""),
        rank=PortClass(rank) if rank in set(PortClass) else PortClass.UNKNOWN,
        rank_since=_day(values.get("class_since", "")),
        season=_season(values.get("seasonal", ""), values.get("season", "")),
        sites=_sites(tables, row, on),
        planned=_listed(values.get("planned", "")),
        note=values.get("note", ""),
        source=row.source,
        as_of=row.as_of,
        confirmed=values.get("confidence", "") in _CONFIRMED,
    )


def _sites(tables: PortTables, row: CodeRow, on: date) -> tuple[Site, ...]:
    """Return the dated sites of the port's office, and those only the port's own row names."""
    office = row.values.get("office", "")
    named = _listed(row.values.get("sites", ""))
    if not office:
        return tuple(Site(name, row.since, row.until, row.source) for name in named)
    codes = [code for code in tables.codes(_SITES) if code.startswith(f"{office}:")]
    dated = {code.partition(":")[2]: tables.row(_SITES, code, on) for code in codes}
    found = [Site(name, one.since, one.until, one.source) for name, one in dated.items() if one is not None]
    found += [Site(name, row.since, row.until, row.source) for name in named if name not in dated]
    return tuple(found)


def _season(seasonal: str, months: str) -> Season:
    """Read ``05-10`` or ``11-02;06``; words that are no months leave the season unknown."""
    open_in: set[int] = set()
    for part in _listed(months):
        found = _MONTHS.fullmatch(part)
        if found is None:
            return Season(_flag(seasonal))
        first, last = int(found[1]), int(found[2] or found[1])
        if not (1 <= first <= 12 and 1 <= last <= 12):
            return Season(_flag(seasonal))
        last += 12 if last < first else 0
        open_in |= {(month - 1) % 12 + 1 for month in range(first, last + 1)}
    return Season(bool(open_in) or _flag(seasonal), frozenset(open_in))


def _flag(text: str) -> bool | None:
    return {"yes": True, "no": False, "是": True, "否": False}.get(text)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(one for one in text.split(_SEPARATOR) if one)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
