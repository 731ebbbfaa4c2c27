"""What would it cost otherwise: the same shipment with another origin, agreement or day, side by side."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.taxes.estimate import estimate
from app.taxes.rates import RateTables
from app.taxes.result import Estimate
from app.taxes.settings import TaxSettings
from app.taxes.shipment import Line, Shipment

NO_AGREEMENT = ""


@dataclass(frozen=True, slots=True)
class Variation:
    """What one column changes; None = as declared. ``items`` are the lines concerned, none named = all."""

    title: str
    origin: str | None = None
    agreement: str | None = None  # NO_AGREEMENT = without preference
    day: date | None = None
    items: frozenset[int] = frozenset()

    def of(self, goods: Shipment) -> Shipment:
        """Return the shipment with what this column changes."""
        return replace(goods, lines=tuple(self._line(line) for line in goods.lines))

    def _line(self, line: Line) -> Line:
        if self.items and line.item not in self.items:
            return line
        origin = line.origin if self.origin is None else self.origin
        agreement = line.agreement if self.agreement is None else self.agreement
        return replace(line, origin=origin, agreement=agreement)


@dataclass(frozen=True, slots=True)
class Compared:
    """One column: its variation, the shipment and its taxes; ``more`` than the first column, None where unknown."""

    variation: Variation
    goods: Shipment
    estimate: Estimate
    more: Decimal | None

    @property
    def saving(self) -> Decimal | None:
        """Return what this column saves against the first."""
        return None if self.more is None else -self.more


AS_DECLARED = Variation("现在填的")
SettingsOn = Callable[[date], TaxSettings]


def compare(
    goods: Shipment, variations: Iterable[Variation], tables: RateTables, settings: SettingsOn, day: date
) -> tuple[Compared, ...]:
    """Return the columns, the shipment as declared first; ``day`` is its rate day, ``settings`` are asked by day."""
    found: list[Compared] = []
    for variation in (AS_DECLARED, *variations):
        changed, on = variation.of(goods), variation.day or day
        result = estimate(changed, tables, settings(on), on)
        first = found[0].estimate.total if found else result.total
        more = _less(result.total, first)
        found.append(Compared(variation, changed, result, more))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Rerated:
    """A declaration filed in advance: taxes at the day of filing and at the day of entry."""

    filed: Estimate
    entered: Estimate
    difference: Decimal | None  # to be paid more at the day of entry


def rerated(goods: Shipment, tables: RateTables, settings: SettingsOn, filed: date, entered: date) -> Rerated:
    """Return both estimates and their difference (公告2014年第74号: the day of entry decides)."""
    before = estimate(goods, tables, settings(filed), filed)
    after = estimate(goods, tables, settings(entered), entered)
    return Rerated(before, after, _less(after.total, before.total))


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other
