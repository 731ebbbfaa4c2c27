"""Choose the column of the tariff a line is taxed by (关税法 税率适用); it says why, and what it could not find."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from app.taxes.rates import Column, Rate, Tariff, Treatment
from app.taxes.shipment import Line
from app.taxes.told import Told


@dataclass(frozen=True, slots=True)
class Choice:
    """The column and its rate (None where the tariff does not hold it), with what makes the choice uncertain."""

    column: Column
    rate: Rate | None
    doubts: tuple[Told, ...] = ()


Cost = Callable[[Rate], Decimal | None]


def choose_import(
    tariff: Tariff,
    line: Line,
    treatment: Treatment,
    members: frozenset[str] | None,
    quota: bool,
    cost: Cost,
) -> Choice:
    """Choose the rate of an import; ``cost`` tells what a rate would cost, to compare rates of different forms.

    The quota rate goes with the certificate. Goods of general treatment pay the general rate and never a provisional
    one. A provisional rate takes the place of MFN. An agreement's rate is taken where the origin belongs to it and no
    other is lower.
    """
    if quota and tariff.quota is not None:
        base = Choice(Column.QUOTA, tariff.quota)
    elif treatment is Treatment.GENERAL:
        base = Choice(Column.GENERAL, tariff.general)
    else:
        base = _favoured(tariff, line, treatment)
    return _with_agreement(tariff, line, members, base, cost) if line.agreement else base


def _favoured(tariff: Tariff, line: Line, treatment: Treatment) -> Choice:
    doubts: tuple[Told, ...] = ()
    if treatment is Treatment.UNKNOWN:
        country = line.origin or "未填"
        doubts = (
            Told(
                f"原产国 {country} 是否适用最惠国税率未收录，按最惠国估算",
                f"whether origin {line.origin or '(blank)'} is entitled to MFN is not known, MFN is assumed",
            ),
        )
    if treatment is Treatment.MFN_EXTRA and line.origin not in tariff.surcharges:
        doubts = (
            Told(
                f"对原产 {line.origin} 的货物可能另有加征关税，没有计入",
                f"goods of {line.origin} may bear additional duties, which are not counted",
            ),
        )
    if tariff.provisional is not None:
        return Choice(Column.PROVISIONAL, tariff.provisional, doubts)
    return Choice(Column.MFN, tariff.mfn, doubts)


def _with_agreement(tariff: Tariff, line: Line, members: frozenset[str] | None, base: Choice, cost: Cost) -> Choice:
    code = line.agreement
    if members is not None and line.origin not in members:
        doubt = Told(
            f"原产国 {line.origin or '未填'} 不在协定 {code} 的成员内，不能享惠，按{base.column.value}估算",
            f"origin {line.origin or '(blank)'} is no member of agreement {code}, which is not applied",
        )
        return Choice(base.column, base.rate, (*base.doubts, doubt))
    rate = tariff.agreements.get(code)
    if rate is None:
        doubt = Told(
            f"没有协定 {code} 的税率，按{base.column.value}估算",
            f"no rate of agreement {code} is known, the rate without it is taken",
        )
        return Choice(base.column, base.rate, (*base.doubts, doubt))
    agreed = Choice(Column.AGREEMENT, rate)
    if base.rate is None:
        return agreed
    here, there = cost(rate), cost(base.rate)
    return base if here is not None and there is not None and there < here else agreed


def choose_export(tariff: Tariff) -> Choice:
    """Choose the rate of an export: a provisional one takes the place of the tariff's."""
    if tariff.export_provisional is not None:
        return Choice(Column.EXPORT_PROVISIONAL, tariff.export_provisional)
    return Choice(Column.EXPORT, tariff.export)
