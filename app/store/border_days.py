"""The day report of 边民互市: what each resident and each group took on a day, summed over the shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from app.border_trade.share import WORDS, ShareState
from app.store.border_tables import groups, lots, memberships, residents, shares

_IN = frozenset({ShareState.OPEN, ShareState.CONFIRMED, ShareState.QUEUED, ShareState.SENT, ShareState.RELEASED})


@dataclass(frozen=True, slots=True)
class Taken:
    """One share on the day; quantity in thousandths of its unit, money in fen, ``tax`` None where rates are unknown."""

    resident_id: str
    name: str
    id_masked: str
    group: str
    lot_id: str
    lot: int
    zone: str
    goods: str
    quantity: int
    value: int
    exempt: int
    tax: int | None
    state: ShareState

    @property
    def counts(self) -> bool:
        """Tell whether it counts in the sums: set aside, refused and cancelled shares are told and not counted."""
        return self.state in _IN

    @property
    def words(self) -> str:
        """The word for its state."""
        return WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Summed:
    """The sum over shares of one resident, one group or all; quantities are not summed: units may differ."""

    name: str
    id_masked: str
    group: str
    people: int
    lots: int
    value: int
    exempt: int
    tax: int | None

    @property
    def excess(self) -> int:
        """What lies beyond the quota."""
        return self.value - self.exempt


@dataclass(frozen=True, slots=True)
class DayReport:
    """A day's shares, and the sums by resident, by group and of all."""

    day: date
    shares: tuple[Taken, ...]
    by_resident: tuple[Summed, ...]
    by_group: tuple[Summed, ...]
    whole: Summed


def day_report(connection: Connection, day: date) -> DayReport:
    """Return what was taken on a day, in the order of lots and of their lists."""
    taken = _taken(connection, day)
    counted = [one for one in taken if one.counts]
    people = list(dict.fromkeys(one.resident_id for one in counted))
    by_resident = [_sum([one for one in counted if one.resident_id == who]) for who in people]
    named = sorted({one.group for one in counted}, key=lambda name: (not name, name))
    by_group = [_sum([one for one in counted if one.group == name], name or "未编组") for name in named]
    return DayReport(day, tuple(taken), tuple(by_resident), tuple(by_group), _sum(counted, "合计"))


def _sum(taken: Sequence[Taken], name: str = "") -> Summed:
    first = taken[0] if taken and not name else None
    taxes = [one.tax for one in taken]
    return Summed(
        name or (first.name if first else ""),
        first.id_masked if first else "",
        first.group if first else name,
        len({one.resident_id for one in taken}),
        len({one.lot for one in taken}),
        sum(one.value for one in taken),
        sum(one.exempt for one in taken),
        None if None in taxes else sum(tax for tax in taxes if tax is not None),
    )


def _taken(connection: Connection, day: date) -> list[Taken]:
    """Read the shares of a day with the group each resident was in on that day."""
    told = day.isoformat()
    member = {
        row.resident_id: row.name
        for row in connection.execute(
            select(memberships.c.resident_id, groups.c.name)
            .join(groups, groups.c.id == memberships.c.group_id)
            .where(memberships.c.since <= told, (memberships.c.until == "") | (memberships.c.until > told))
            .order_by(memberships.c.id)
        )
    }
    query = (
        select(shares, residents.c.name, residents.c.id_masked, lots.c.number, lots.c.zone, lots.c.goods)
        .join(residents, residents.c.id == shares.c.resident_id)
        .join(lots, lots.c.id == shares.c.lot_id)
        .where(shares.c.day == told)
        .order_by(lots.c.number, shares.c.place)
    )
    return [
        Taken(
            row.resident_id,
            row.name,
            row.id_masked,
            member.get(row.resident_id, ""),
            row.lot_id,
            row.number,
            row.zone,
            row.goods,
            row.quantity,
            row.value,
            row.exempt,
            row.tax,
            ShareState(row.state),
        )
        for row in connection.execute(query)
    ]
