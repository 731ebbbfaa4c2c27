"""Duty and consumption tax in their forms, reliefs, small taxes, unknown rates; more value never costs less."""

from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.taxes.estimate import estimate
from app.taxes.rates import Rate, Tariff
from app.taxes.result import Estimate
from app.taxes.settings import TaxSettings
from app.taxes.shipment import Mark, Quantity
from tests.app.taxes.small import (
    DAY,
    MODE_B,
    NO_WAIVER,
    PUMP,
    SETTINGS,
    SURE,
    UNSURE,
    FixedRates,
    charge,
    goods_line,
    kilograms,
    rate,
    relief,
    shipment,
    tariff,
)


def taxed(line_tariff: Tariff, price: str = "10000", settings: TaxSettings = SETTINGS, **line: Any) -> Estimate:
    """Return the estimate of one line of goods in yuan."""
    return estimate(shipment(goods_line(PUMP, price, "CNY", **line)), FixedRates({PUMP: line_tariff}), settings, DAY)


def figures(found: Estimate) -> list[str]:
    """Return duty, consumption tax and VAT as text."""
    return [str(one) for one in (found.duty, found.consumption_tax, found.vat)]


VODKA = (Quantity(D(1000), "095"), Quantity(D(950), "035"))


@pytest.mark.parametrize(
    ("mfn", "quantities", "duty"),
    [
        (rate("0.1"), (), "1000.00"),
        (rate(None, "1.5", "035"), kilograms("200"), "300.00"),
        (rate("0.1", "1.5", "035"), kilograms("200"), "1300.00"),
        (rate(None, "300", "070"), kilograms("2500"), "750.00"),  # per tonne
        (rate(None, "0.085", "035"), (Quantity(D("2.5"), "070"),), "212.50"),  # stated in tonnes
        (rate(None, "7.5", "095"), (Quantity(D(40_000), "096"),), "300.00"),  # stated in millilitres
    ],
)
def test_duty_ad_valorem_specific_and_compound(mfn: Rate, quantities: tuple[Quantity, ...], duty: str) -> None:
    assert figures(taxed(replace(tariff(), mfn=mfn), quantities=quantities))[0] == duty


@pytest.mark.parametrize(
    ("consumption", "expected"),
    [
        (rate("0.20"), "2750.00"),  # (10000 + 1000) ÷ 0.8 × 0.2
        (rate(None, "0.912", "095"), "912.00"),
        (rate("0.20", "0.912", "095"), "3890.00"),  # (10000 + 1000 + 912) ÷ 0.8 × 0.2 + 912
    ],
)
def test_consumption_tax_in_three_forms(consumption: Rate, expected: str) -> None:
    found = taxed(tariff("0.10", consumption=consumption), quantities=VODKA)
    base = 11_000 + D(expected)
    assert figures(found) == ["1000.00", expected, str((base * D("0.13")).quantize(D("0.01")))]


def test_an_unknown_quantity_leaves_no_figure() -> None:
    found = taxed(tariff("0.10", consumption=rate("0.20", "0.912", "095")), quantities=kilograms("5"))
    assert (found.duty, found.consumption_tax, found.vat, found.total) == (D("1000.00"), None, None, None)
    assert found.missing == ("第 1 项的消费税率含从量部分，缺少以单位 095 计的数量",)


def test_an_impossible_consumption_rate_leaves_no_figure() -> None:
    found = taxed(tariff("0.10", consumption=rate("1")))
    assert (found.total, found.missing) == (None, ("第 1 项的消费税率不合理，无法计算",))


@pytest.mark.parametrize(
    ("line_tariff", "known", "words"),
    [
        (tariff(None), [None, None, None], "没有最惠国税率"),
        (tariff("0.1", None), ["1000.00", "0.00", None], "没有增值税率"),
        (replace(tariff("0.1"), consumption=None), ["1000.00", None, None], "可能应征消费税"),
        (Tariff(PUMP), [None, None, None], f"商品编号 {PUMP} 没有税率"),
    ],
)
def test_an_unknown_rate_is_never_nought(line_tariff: Tariff, known: list[str | None], words: str) -> None:
    found = taxed(line_tariff)
    assert [None if one == "None" else one for one in figures(found)] == known
    assert found.total is None
    assert not found.confirmed
    assert any(words in one for one in found.missing)
    assert str(found.customs_value) == "10000"


def test_one_unknown_line_leaves_no_total_but_the_others_stand() -> None:
    goods = shipment(goods_line(PUMP, "10000", "CNY"), goods_line("9999999999", "1", "CNY", item=2))
    found = estimate(goods, FixedRates({PUMP: tariff("0.1")}), SETTINGS, DAY)
    assert (str(found.lines[0].total), found.lines[1].total, found.total) == ("2430.00", None, None)


def test_nothing_declared_has_no_total() -> None:
    assert estimate(shipment(), FixedRates({}), SETTINGS, DAY).total is None


@pytest.mark.parametrize("price", [None, "1000"])
def test_no_price_or_no_currency_leaves_no_figure(price: str | None) -> None:
    goods = shipment(goods_line(PUMP, price, "CNY" if price is None else ""))
    found = estimate(goods, FixedRates({PUMP: tariff("0.1")}), SETTINGS, DAY)
    assert (found.customs_value, found.total) == (None, None)
    assert len(found.missing) == 1


def test_an_unconfirmed_rate_is_told_with_its_source() -> None:
    found = taxed(replace(tariff(), mfn=rate("0.1", read=UNSURE)))
    assert found.unconfirmed == ("第 1 项最惠国税率未经核对（未核对的测试值）",)
    assert not found.confirmed


def test_an_unconfirmed_exchange_rate_is_told() -> None:
    rates = FixedRates({PUMP: tariff("0.1")}, read=UNSURE)
    found = estimate(shipment(goods_line(PUMP, "10")), rates, SETTINGS, DAY)
    assert found.unconfirmed[0] == "USD 的汇率 7.1000 未经核对（未核对的测试值）"


def test_confirmed_numbers_make_a_confirmed_estimate() -> None:
    assert taxed(tariff("0.1")).confirmed


RELIEFS = {**SETTINGS.reliefs, "3": relief("3", "0", "1", "0", doubt="消费税是否免征待定")}


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("1", ["1000.00", "2750.00", "1787.50"]),
        ("2", ["500.00", "2625.00", "853.13"]),  # VAT on 10000 + 500 + 2625, halved
        ("3", ["0.00", "2500.00", "0.00"]),
    ],
)
def test_reliefs(mode: str, expected: list[str]) -> None:
    found = taxed(tariff("0.10", consumption=rate("0.20")), duty_mode=mode)
    assert figures(found) == expected


def test_a_relief_without_rule_is_reckoned_in_full_and_said() -> None:
    found = taxed(tariff("0.1"), duty_mode="X")
    assert figures(found)[0] == "1000.00"
    assert found.unconfirmed == ("第 1 项征免方式 X 没有收录，按照章征税估算",)


def test_an_unconfirmed_relief_is_said() -> None:
    found = taxed(tariff("0.1"), duty_mode="5")
    assert found.unconfirmed == ("第 1 项征免方式 5 方式5的计税办法未经核对（未核对的测试值）",)


def test_what_is_open_about_consumption_tax_is_said_only_where_there_is_one() -> None:
    settings = replace(SETTINGS, reliefs=RELIEFS)
    liable = taxed(tariff("0.1", consumption=rate("0.20")), settings=settings, duty_mode="3")
    assert liable.unconfirmed == ("第 1 项：消费税是否免征待定",)
    assert taxed(tariff("0.1"), settings=settings, duty_mode="3").unconfirmed == ()


@pytest.mark.parametrize(
    ("price", "expected"),
    [
        ("500", ["0.00", "0.00", "65.00"]),  # duty of exactly 50 is waived and leaves the base of VAT
        ("501", ["50.10", "0.00", "71.63"]),  # base 551.10 in whole yuan
        ("384", ["0.00", "0.00", "0.00"]),  # VAT 49.92
    ],
)
def test_small_taxes_are_waived_article_by_article(price: str, expected: list[str]) -> None:
    assert figures(taxed(tariff("0.10"), price)) == expected


def test_the_limit_is_a_setting_and_told_while_unconfirmed() -> None:
    assert figures(taxed(tariff("0.10"), "500", NO_WAIVER)) == ["50.00", "0.00", "71.50"]
    open_limit = replace(SETTINGS, read={**SETTINGS.read, "duty_waiver": UNSURE})
    assert taxed(tariff("0.10"), "500", open_limit).unconfirmed == (
        "本票关税不超过起征额，按免征估算，未经核对（未核对的测试值）",
    )


def test_the_limit_counts_the_whole_shipment() -> None:
    lines = (goods_line(PUMP, "300", "CNY"), goods_line(PUMP, "300", "CNY", item=2))
    found = estimate(shipment(*lines), FixedRates({PUMP: tariff("0.10")}), SETTINGS, DAY)
    assert (found.waived, str(found.duty)) == (frozenset(), "60.00")


def test_huge_numbers_break_nothing() -> None:
    found = taxed(tariff("0.1"), "99999999999999.9999")
    assert str(found.duty) == "10000000000000.00"


PRICES = st.decimals(min_value=0, max_value=10_000_000, places=2)
SHARES = st.decimals(min_value=0, max_value="0.99", places=3)


@given(PRICES, PRICES, SHARES, SHARES, SHARES, st.sampled_from([SETTINGS, MODE_B, NO_WAIVER]))
def test_more_value_never_costs_less(one: D, other: D, duty: D, excise: D, vat: D, settings: TaxSettings) -> None:
    line_tariff = Tariff(
        PUMP, vat=Rate(vat, SURE), mfn=Rate(duty, SURE), consumption=Rate(excise, SURE), export=rate("0")
    )
    less, more = (taxed(line_tariff, str(price), settings).total for price in sorted((one, other)))
    assert less is not None
    assert more is not None
    assert less <= more


@given(st.lists(PRICES, min_size=1, max_size=10))
def test_the_lines_sum_to_the_total(prices: list[D]) -> None:
    lines = [goods_line(PUMP, str(price), "CNY", item=at) for at, price in enumerate(prices, start=1)]
    found = estimate(shipment(*lines), FixedRates({PUMP: tariff("0.1")}), SETTINGS, DAY)
    assert sum(line.total for line in found.lines if line.total is not None) == found.total
    assert found.total == sum(one for one in (found.duty, found.consumption_tax, found.vat) if one is not None)


def test_a_negative_total_or_value_is_no_base_for_taxes() -> None:
    negative = taxed(tariff("0.1"), "-5")
    assert negative.total is None and [str(one) for one in negative.missing] == ["第 1 项总价是负数，不能计税"]
    deduced = shipment(goods_line(PUMP, "10", "CNY"), other=charge(Mark.SUM, "-20", "CNY"))
    eaten = estimate(deduced, FixedRates({PUMP: tariff()}), SETTINGS, DAY)
    assert eaten.total is None and "加减运费、保费和杂费后是负数" in str(eaten.missing[0])


def test_a_duty_mode_left_out_is_told_from_one_unknown() -> None:
    assert "第 1 项征免方式未填，按照章征税估算" in map(str, taxed(tariff(), duty_mode="").unconfirmed)
    assert "第 1 项征免方式 Q 没有收录，按照章征税估算" in map(str, taxed(tariff(), duty_mode="Q").unconfirmed)
