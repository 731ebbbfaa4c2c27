"""Rates, settings and shipments for the tests, every number written out; all of them are test values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.taxes.rates import Exchange, Provenance, Rate, Tariff, Treatment
from app.taxes.settings import FreightBasis, InsuranceForm, PaymentStart, Relief, Rounding, TaxSettings
from app.taxes.shipment import Charge, Line, Mark, Quantity, Shipment, Terms

DAY = date(2026, 3, 2)
SURE = Provenance("测试值", "2026-03-01", confirmed=True)
UNSURE = Provenance("未核对的测试值", "2022-06-30")
CURRENCIES = {"CNY": "1", "USD": "7.1000", "RUB": "0.0900", "JPY": "0.047000", "EUR": "8.0000"}
D = Decimal


def rate(share: str | None, amount: str | None = None, unit: str = "", read: Provenance = SURE) -> Rate:
    """Return a rate from texts."""
    return Rate(None if share is None else D(share), read, None if amount is None else D(amount), unit)


NOUGHT = rate("0")


def tariff(mfn: str | None = "0", vat: str | None = "0.13", **others: Any) -> Tariff:
    """Return a tariff line; no consumption tax and no export duty unless told."""
    known = {"consumption": NOUGHT, "export": NOUGHT} | others
    return Tariff("", vat=None if vat is None else rate(vat), mfn=None if mfn is None else rate(mfn), **known)


@dataclass
class FixedRates:
    """The rates of a test; ``asked`` counts look-ups of tariff lines."""

    tariffs: Mapping[str, Tariff]
    currencies: Mapping[str, str] = field(default_factory=lambda: CURRENCIES)
    by_month: Mapping[tuple[str, int], str] = field(default_factory=dict)
    treatments: Mapping[str, Treatment] = field(default_factory=dict)
    agreements: Mapping[str, frozenset[str]] = field(default_factory=dict)
    read: Provenance = SURE

    def tariff(self, hs_code: str, on: date) -> Tariff | None:
        return self.tariffs.get(hs_code)

    def exchange(self, currency: str, on: date) -> Exchange | None:
        if (monthly := self.by_month.get((currency, on.month))) is not None:
            return Exchange(currency, D(monthly), self.read, on.replace(day=1))
        found = self.currencies.get(currency)
        return None if found is None else Exchange(currency, D(found), self.read)

    def treatment(self, country: str, on: date) -> Treatment:
        return self.treatments.get(country, Treatment.MFN)

    def members(self, agreement: str, on: date) -> frozenset[str] | None:
        return self.agreements.get(agreement)


def relief(code: str, duty: str, consumption: str, vat: str, read: Provenance = SURE, doubt: str = "") -> Relief:
    """Return how one 征免方式 is taxed."""
    return Relief(code, f"方式{code}", D(duty), D(consumption), D(vat), read, doubt)


FULL = relief("1", "1", "1", "1")
RELIEFS = {
    one.code: one
    for one in (FULL, relief("2", "0.5", "1", "0.5"), relief("3", "0", "1", "0"), relief("5", "1", "1", "1", UNSURE))
}
SETTINGS = TaxSettings(
    rounding=Rounding.A,
    insurance_form=InsuranceForm.ADDITIVE,
    insurance_rate=D("0.003"),
    freight_basis=FreightBasis.GROSS,
    duty_waiver=D(50),
    consumption_waiver=D(50),
    vat_waiver=D(50),
    late_declaration_rate=D("0.0005"),
    late_declaration_least=D(50),
    late_payment_rate=D("0.0005"),
    late_payment_least=D(50),
    payment_days=15,
    payment_start_advance=PaymentStart.RATE_DAY,
    collective_working_days=5,
    reliefs=RELIEFS,
    full=FULL,
    read=dict.fromkeys(("freight_basis", "duty_waiver", "consumption_waiver", "vat_waiver", "insurance_rate"), SURE),
)
MODE_B = replace(SETTINGS, rounding=Rounding.B)
NO_WAIVER = replace(SETTINGS, duty_waiver=None, consumption_waiver=None, vat_waiver=None)

COAL, ORE, TIMBER, MEAT, PUMP = "2701121000", "2601112000", "4407111099", "0204430000", "8413709990"
RATES = FixedRates(
    {
        COAL: tariff("0.03"),
        ORE: tariff("0"),
        TIMBER: tariff("0"),
        MEAT: tariff("0.15", "0.09"),
        PUMP: tariff("0.08", agreements={"22": rate("0.032")}),
    },
    agreements={"22": frozenset({"JPN", "KOR"})},
)


def goods_line(hs_code: str, price: str | None, currency: str = "USD", item: int = 1, **others: Any) -> Line:
    """Return a goods line."""
    known = {"origin": "MNG"} | others
    return Line(item, hs_code, None if price is None else D(price), currency, **known)


def kilograms(amount: str) -> tuple[Quantity, ...]:
    """Return a weight as a line states it."""
    return (Quantity(D(amount), "035"),)


def shipment(*lines: Line, terms: Terms | None = Terms.CIF, direction: str = "I", **others: Any) -> Shipment:
    """Return a shipment."""
    return Shipment(direction, terms, lines, **others)


def charge(mark: Mark, amount: str, currency: str = "") -> Charge:
    """Return a charge as stated in the boxes."""
    return Charge(mark, D(amount), currency)
