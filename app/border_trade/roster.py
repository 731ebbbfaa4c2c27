"""The register as a list: one line per resident with his standing and day quota, and the filters over it; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.border_trade.register import Fitness, Standing

NO_GROUP = "-"
"""The key that stands for residents without a group."""


class Sieve(StrEnum):
    """Which residents of the register are looked at; the value is the word for it."""

    ALL = "全部"
    SOON = "证件 30 天内到期"
    EXPIRED = "证件已过期"
    NO_MANDATE = "缺委托书"
    FULL = "今日已满额"
    INACTIVE = "停用"


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One resident as the register lists him; money in fen, no number in full."""

    resident_id: str
    name: str
    id_masked: str
    record_number: str
    id_until: date | None
    group_id: str
    group: str
    leads: bool
    mandated: bool
    mandate_until: date | None  # None with ``mandated``: without end
    mandate_left: int | None
    fitness: Fitness
    used: int
    quota: int
    last_lot: date | None
    active: bool

    @property
    def remaining(self) -> int:
        """What is left of today's quota, as far as it is known here."""
        return max(self.quota - self.used, 0)

    @property
    def is_expired(self) -> bool:
        """Tell whether a certificate is out of date."""
        return self.fitness.standing is Standing.EXPIRED

    @property
    def is_soon(self) -> bool:
        """Tell whether a certificate is about to run out."""
        return self.active and not self.is_expired and self.fitness.days_left is not None


def holds(line: RosterLine, sieve: Sieve) -> bool:
    """Tell whether a resident belongs under a filter."""
    match sieve:
        case Sieve.ALL:
            return True
        case Sieve.SOON:
            return line.is_soon
        case Sieve.EXPIRED:
            return line.active and line.is_expired
        case Sieve.NO_MANDATE:
            return line.active and not line.mandated
        case Sieve.FULL:
            return line.active and line.remaining == 0
        case Sieve.INACTIVE:
            return not line.active


def counts(lines: Sequence[RosterLine]) -> Mapping[Sieve, int]:
    """Return how many residents are under each filter."""
    return {sieve: sum(holds(line, sieve) for line in lines) for sieve in Sieve}


def sifted(lines: Iterable[RosterLine], sieve: Sieve, group_id: str = "") -> list[RosterLine]:
    """Return the residents under a filter, of one group (NO_GROUP = of none) or of all."""
    wanted = "" if group_id == NO_GROUP else group_id
    return [line for line in lines if holds(line, sieve) and (not group_id or line.group_id == wanted)]
