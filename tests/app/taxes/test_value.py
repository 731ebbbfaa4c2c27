"""The value by 成交方式 and by the way each charge is stated; what is missing or too many is told."""

from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.taxes.estimate import estimate
from app.taxes.settings import FreightBasis
from app.taxes.shipment import Mark, Terms
from tests.app.taxes.small import (
    DAY,
    ORE,
    RATES,
    SETTINGS,
    TIMBER,
    UNSURE,
    charge,
    goods_line,
    kilograms,
    shipment,
)

FREIGHT, INSURANCE = charge(Mark.SUM, "100.00", "USD"), charge(Mark.SUM, "10.00", "USD")
OTHER, DEDUCTED = charge(Mark.SUM, "7.00", "USD"), charge(Mark.SUM, "-7.00", "USD")


def value(terms: Terms | None, direction: str = "I", **charges: Any) -> tuple[str, tuple[str, ...]]:
    """Return the value of goods of 1000 CNY-like dollars (rate 7.1) and what is said about it."""
    goods = shipment(goods_line(ORE, "1000.00"), terms=terms, direction=direction, **charges)
    found = estimate(goods, RATES, SETTINGS, DAY)
    return str(found.customs_value), found.unconfirmed


@pytest.mark.parametrize(
    ("terms", "charges", "dollars"),
    [
        (Terms.CIF, {}, "1000"),
        (Terms.CIF, {"other": OTHER}, "1007"),
        (Terms.CIF, {"other": DEDUCTED}, "993"),
        (Terms.C_AND_F, {"insurance": INSURANCE}, "1010"),
        (Terms.C_AND_F, {"insurance": charge(Mark.RATE, "0.3")}, "1003"),
        (Terms.FOB, {"freight": FREIGHT, "insurance": INSURANCE}, "1110"),
        (Terms.FOB, {"freight": FREIGHT, "insurance": charge(Mark.RATE, "0.3")}, "1103.3"),
        (Terms.FOB, {"freight": charge(Mark.RATE, "5"), "insurance": charge(Mark.RATE, "0.3")}, "1053.15"),
        (Terms.C_AND_I, {"freight": FREIGHT}, "1100"),
        (Terms.EXW, {"freight": FREIGHT, "insurance": INSURANCE, "other": OTHER}, "1117"),
        (Terms.EXW, {"freight": FREIGHT, "insurance": INSURANCE, "other": charge(Mark.RATE, "2")}, "1130"),
        (Terms.MARKET, {}, "1000"),
        (Terms.MARKET, {"freight": FREIGHT}, "1100"),
        (Terms.STORED, {"insurance": INSURANCE}, "1010"),
    ],
)
def test_imports(terms: Terms, charges: dict[str, Any], dollars: str) -> None:
    assert value(terms, **charges) == (str((D(dollars) * D("7.1")).quantize(D(1))), ())


@pytest.mark.parametrize(
    ("terms", "charges", "dollars"),
    [
        (Terms.CIF, {"freight": FREIGHT, "insurance": INSURANCE}, "890"),
        (Terms.C_AND_F, {"freight": FREIGHT}, "900"),
        (Terms.C_AND_I, {"insurance": INSURANCE}, "990"),
        (Terms.FOB, {}, "1000"),
        (Terms.EXW, {"other": OTHER}, "1007"),
    ],
)
def test_exports_come_down_to_fob(terms: Terms, charges: dict[str, Any], dollars: str) -> None:
    goods = shipment(goods_line(ORE, "1000.00"), terms=terms, direction="E", **charges)
    found = estimate(goods, RATES, SETTINGS, DAY)
    assert (found.customs_value, found.unconfirmed) == ((D(dollars) * D("7.1")).quantize(D(1)), ())


def test_unknown_insurance_is_three_per_mille_and_said() -> None:
    assert value(Terms.C_AND_F) == ("7121", ("保费未填，按（货价 + 运费）的 3‰ 估算",))


def test_unknown_freight_is_said() -> None:
    found, said = value(Terms.FOB, insurance=INSURANCE)
    assert (found, said) == ("7171", ("运费未填，没有计入",))


def test_a_charge_the_price_holds_already_is_not_counted_twice() -> None:
    found, said = value(Terms.CIF, freight=FREIGHT)
    assert (found, said) == ("7100", ("该成交方式价格已含运费，所填运费没有计入",))


def test_no_terms_are_taken_for_cif_and_said() -> None:
    assert value(None) == ("7100", ("成交方式未填，按 CIF 估算",))


def test_a_charge_in_a_currency_without_rate_leaves_no_figure() -> None:
    goods = shipment(goods_line(ORE, "1000.00"), terms=Terms.C_AND_I, freight=charge(Mark.SUM, "5", "MNT"))
    found = estimate(goods, RATES, SETTINGS, DAY)
    assert (found.customs_value, found.total) == (None, None)
    assert any("MNT" in one for one in found.missing)


def test_charges_have_their_own_currency_and_are_converted_unrounded() -> None:
    goods = shipment(goods_line(ORE, "0.50"), terms=Terms.C_AND_I, freight=charge(Mark.SUM, "10.55", "RUB"))
    # 3.55 + 0.9495 = 4.4995; rounded to fen first, 0.95 would make it 4.50 and five yuan
    assert str(estimate(goods, RATES, SETTINGS, DAY).customs_value) == "4"


def test_freight_per_tonne_goes_by_weight_over_the_lines() -> None:
    lines = (
        goods_line(ORE, "900.00", quantities=kilograms("1000")),
        goods_line(TIMBER, "100.00", item=2, quantities=kilograms("3000")),
    )
    goods = shipment(*lines, terms=Terms.C_AND_I, freight=charge(Mark.UNIT, "100", "CNY"), gross_weight=D(4000))
    found = estimate(goods, RATES, SETTINGS, DAY)
    assert [str(line.customs_value) for line in found.lines] == ["6490", "1010"]  # 6390 + 100, 710 + 300


def test_freight_as_a_sum_goes_by_value_over_the_lines() -> None:
    lines = (goods_line(ORE, "900.00"), goods_line(TIMBER, "100.00", item=2))
    goods = shipment(*lines, terms=Terms.C_AND_I, freight=charge(Mark.SUM, "400", "CNY"))
    found = estimate(goods, RATES, SETTINGS, DAY)
    assert [str(line.customs_value) for line in found.lines] == ["6750", "750"]


def test_freight_per_tonne_without_weights_goes_by_value_and_says_so() -> None:
    lines = (goods_line(ORE, "900.00"), goods_line(TIMBER, "100.00", item=2))
    goods = shipment(*lines, terms=Terms.C_AND_I, freight=charge(Mark.UNIT, "100", "CNY"), gross_weight=D(4000))
    found = estimate(goods, RATES, SETTINGS, DAY)
    assert [str(line.customs_value) for line in found.lines] == ["6750", "750"]
    assert found.unconfirmed == ("有的商品没有以千克计的数量，运费改按货值分摊",)


@pytest.mark.parametrize(("basis", "expected"), [(FreightBasis.GROSS, "7500"), (FreightBasis.NET, "7400")])
def test_which_weight_freight_counts_is_a_setting_that_is_told(basis: FreightBasis, expected: str) -> None:
    settings = replace(SETTINGS, freight_basis=basis, read={**SETTINGS.read, "freight_basis": UNSURE})
    goods = shipment(
        goods_line(ORE, "1000.00", quantities=kilograms("3000")),
        terms=Terms.C_AND_I,
        freight=charge(Mark.UNIT, "100", "CNY"),
        gross_weight=D(4000),
        net_weight=D(3000),
    )
    found = estimate(goods, RATES, settings, DAY)
    assert str(found.customs_value) == expected
    assert len(found.unconfirmed) == 1


def test_freight_per_tonne_without_a_weight_is_said() -> None:
    goods = shipment(goods_line(ORE, "1000.00"), terms=Terms.C_AND_I, freight=charge(Mark.UNIT, "100", "CNY"))
    found = estimate(goods, RATES, SETTINGS, DAY)
    assert (str(found.customs_value), found.unconfirmed) == ("7100", ("运费按单价计，但重量未填，没有计入",))


PRICES = st.decimals(min_value="0.01", max_value=10_000_000, places=2)


@given(st.lists(PRICES, min_size=1, max_size=50), st.decimals(min_value=0, max_value=100_000, places=2))
def test_the_lines_together_bear_the_whole_freight(prices: list[D], freight: D) -> None:
    lines = [goods_line(ORE, str(price), "CNY", item=at) for at, price in enumerate(prices, start=1)]
    goods = shipment(*lines, terms=Terms.C_AND_I, freight=charge(Mark.SUM, str(freight), "CNY"))
    found = estimate(goods, RATES, SETTINGS, DAY)
    borne = [line.valuation.freight for line in found.lines if line.valuation is not None]
    assert sum(borne) == freight
    assert all(part == part.quantize(D("0.01")) for part in borne)
