"""Divides a lot of 边民互市 and says what stands against it: shares, tax of the excess, findings; it stores nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.border_trade.allocation import Shares, Strategy, allocate
from app.border_trade.excess import ExcessTax, Rates, excess_tax
from app.border_trade.lot import Lot, Taker, fen, steps, units, yuan
from app.border_trade.request import LotAsked, ResidentAsked
from app.core.check import check
from app.core.draft import Draft
from app.core.form import Form
from app.core.problem import Problem
from app.core.tables import CodeTables
from app.taxes.rates import RateTables
from forms.border_trade import FORM
from forms.settings import RESIDENT_QUOTA

NOW = frozenset({"R146", "R147", "R148", "R149", "R150", "R151", "R152", "R153", "R154"})
"""The rules that speak while a lot is divided; registration, papers and local processing are asked when it is sent."""

UNNUMBERED = "未编号"


@dataclass(frozen=True, slots=True)
class Portion:
    """What falls to one resident; money in yuan. ``tax`` is None where the excess is taxed at unknown rates."""

    id_number: str
    quantity: Decimal
    value: Decimal
    exempt: Decimal
    excess: Decimal
    tax: Decimal | None
    waived: bool


@dataclass(frozen=True, slots=True)
class Allotted:
    """A divided lot, its portions in the order the residents were named, and the findings on it."""

    form: Form
    draft: Draft
    portions: tuple[Portion, ...]
    total: Decimal
    tax: Decimal | None
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Tell whether no error was found (warnings do not count)."""
        return not any(problem.blocks for problem in self.problems)


def allot(
    asked: LotAsked, strategy: Strategy, tables: CodeTables, rates: RateTables, free_up_to: Decimal = Decimal(0)
) -> Allotted:
    """Divide a lot and check the division; raises LotUnusable.

    free_up_to: the tax in yuan up to which nothing is levied per resident (a dated setting, [U] for residents).
    """
    lot = Lot.of(asked.goods.quantity, asked.goods.price)
    quota = fen(RESIDENT_QUOTA.on(asked.day))
    takers = _takers(asked.residents, lot, quota)
    if all(taker.fixed is not None for taker in takers):
        strategy = (
            Strategy.MANUAL
        )  # nothing is left to divide: what is off is a finding (R153), not a fault of the file
    shares = allocate(lot, takers, strategy)
    place = {taker.key: number for number, taker in enumerate(shares.takers)}
    order = [place[taker.key] for taker in takers]
    values = _values(asked, shares, order, strategy)
    left = [max(taker.remaining, 0) for taker in takers]
    exempt = [min(value, room) for value, room in zip(values, left, strict=True)]
    known = _rates(asked, rates)
    taxes = [_tax(value - free, known, fen(free_up_to)) for value, free in zip(values, exempt, strict=True)]
    portions = tuple(
        Portion(
            resident.id_number,
            units(shares.quantities[order[n]]),
            yuan(values[n]),
            yuan(exempt[n]),
            yuan(values[n] - exempt[n]),
            None if (tax := taxes[n]) is None else yuan(tax.total),
            tax is not None and tax.exempted,
        )
        for n, resident in enumerate(asked.residents)
    )
    draft = _draft(asked, portions, yuan(lot.value))
    checked = check(FORM, {}, tables, draft, asked.day)
    problems = tuple(problem for problem in checked.problems if problem.rule in NOW)
    total = sum((portion.value for portion in portions), Decimal(0))
    return Allotted(FORM, draft, portions, total, _sum(portions), problems)


def _takers(residents: Sequence[ResidentAsked], lot: Lot, quota: int) -> list[Taker]:
    """Return the residents as the division sees them; one named twice stays two, so that a rule can say so."""
    named: dict[str, int] = {}
    takers = []
    for resident in residents:
        times = named[resident.id_number] = named.get(resident.id_number, 0) + 1
        key = resident.id_number if times == 1 else f"{resident.id_number}#{times}"
        fixed = None if resident.quantity is None else steps(resident.quantity)
        if fixed is None and resident.value is not None:
            fixed = lot.most_within(fen(resident.value))
        takers.append(Taker(key, quota - fen(resident.used_today), resident.weight, fixed))
    return takers


def _values(asked: LotAsked, shares: Shares, order: Sequence[int], strategy: Strategy) -> list[int]:
    """Return the values in the order named; by hand a value typed stands as typed, so that what is off is seen."""
    values = [shares.values[number] for number in order]
    if strategy is Strategy.MANUAL:
        typed = [resident.value for resident in asked.residents]
        values = [value if told is None else fen(told) for value, told in zip(values, typed, strict=True)]
    return values


def _rates(asked: LotAsked, rates: RateTables) -> Rates | None:
    if asked.rates is not None:
        return Rates(asked.rates.duty, asked.rates.vat)
    return rates_of(asked.goods.code, asked.day, rates)


def rates_of(code: str, day: date, rates: RateTables) -> Rates | None:
    """Return the duty and VAT rates of goods, None where they are not known as plain shares of the value."""
    tariff = rates.tariff(code, day) if code else None
    if tariff is None or tariff.vat is None:
        return None
    duty = tariff.provisional or tariff.mfn
    if duty is None or duty.ad_valorem is None or tariff.vat.ad_valorem is None or duty.specific:
        return None
    return Rates(duty.ad_valorem, tariff.vat.ad_valorem)


def _tax(excess: int, rates: Rates | None, free_up_to: int) -> ExcessTax | None:
    if not excess:
        return ExcessTax(0, 0)
    return None if rates is None else excess_tax(excess, rates, free_up_to)


def _sum(portions: Sequence[Portion]) -> Decimal | None:
    taxes = [portion.tax for portion in portions]
    return None if None in taxes else sum((tax for tax in taxes if tax is not None), Decimal("0.00"))


def _draft(asked: LotAsked, portions: Sequence[Portion], value: Decimal) -> Draft:
    draft = FORM.new()
    draft.update(
        {
            "zone": asked.zone,
            "day": asked.day.strftime("%Y%m%d"),
            # Several share a lot only through a group, numbered or not: R152 asks for everybody's mandate.
            "group_number": asked.group or ("" if len(portions) == 1 else UNNUMBERED),
            "value": str(value),
            "goods[0].code": asked.goods.code,
            "goods[0].name": asked.goods.name,
            "goods[0].origin": asked.goods.origin,
            "goods[0].quantity": format(asked.goods.quantity, "f"),
            "goods[0].unit": asked.goods.unit,
            "goods[0].price": format(asked.goods.price, "f"),
        }
    )
    for number, (resident, portion) in enumerate(zip(asked.residents, portions, strict=True)):
        row = f"residents[{number}]"
        draft.update(
            {
                f"{row}.id_number": resident.id_number,
                f"{row}.name": resident.name,
                f"{row}.registered": "1",
                f"{row}.authorized": "1" if resident.authorized else "0",
                f"{row}.quantity": format(portion.quantity, "f"),
                f"{row}.value": str(portion.value),
                f"{row}.used_today": str(resident.used_today),
                f"{row}.used_elsewhere": resident.used_elsewhere,
            }
        )
    return draft
