"""Every worked total of rules.md §3 and §7, to the fen, in rounding modes A and B and in both insurance forms."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from app.taxes.estimate import estimate
from app.taxes.result import Estimate
from app.taxes.settings import InsuranceForm, TaxSettings
from app.taxes.shipment import Mark, Shipment, Terms
from tests.app.taxes.small import (
    COAL,
    DAY,
    MEAT,
    MODE_B,
    ORE,
    PUMP,
    RATES,
    SETTINGS,
    TIMBER,
    FixedRates,
    charge,
    goods_line,
    kilograms,
    shipment,
    tariff,
)

DIVIDE = replace(SETTINGS, insurance_form=InsuranceForm.DIVIDE)
_THREE_MILLE = charge(Mark.RATE, "0.3")
S01 = shipment(goods_line(COAL, "194089.00", quantities=kilograms("1980500")))
S02 = shipment(
    goods_line(ORE, "269115.60", quantities=kilograms("3450200")),
    terms=Terms.FOB,
    freight=charge(Mark.UNIT, "12.00", "USD"),
    insurance=_THREE_MILLE,
    gross_weight=D(3450200),
    net_weight=D(3450200),
)
S02B = shipment(goods_line(PUMP, "60000.00", origin="RUS"))
S03 = shipment(goods_line(TIMBER, "1153475.00", "RUB", origin="RUS"), terms=Terms.C_AND_F, insurance=_THREE_MILLE)
S05 = shipment(goods_line(MEAT, "97875.00"))
S10 = shipment(goods_line(PUMP, "2340000.00", "JPY", origin="JPN", agreement="22"))
S10_PLAIN = shipment(goods_line(PUMP, "2340000.00", "JPY", origin="JPN"))


def reckoned(goods: Shipment, settings: TaxSettings = SETTINGS, rates: FixedRates = RATES) -> Estimate:
    """Return the estimate; nothing may be missing or doubtful."""
    found = estimate(goods, rates, settings, DAY)
    assert found.missing == found.unconfirmed == ()
    return found


@pytest.mark.parametrize(
    ("goods", "settings", "value", "duty", "vat", "total"),
    [
        pytest.param(S01, SETTINGS, "1378032", "41340.96", "184518.49", "225859.45", id="S01-A"),
        pytest.param(S01, MODE_B, "1378032", "41340.96", "184518.48", "225859.44", id="S01-B"),
        pytest.param(S02, SETTINGS, "2211292", "0.00", "287467.96", "287467.96", id="S02-A"),
        pytest.param(S02, DIVIDE, "2211312", "0.00", "287470.56", "287470.56", id="S02-divide"),
        pytest.param(S02B, SETTINGS, "426000", "34080.00", "59810.40", "93890.40", id="S02b-A"),
        pytest.param(S03, SETTINGS, "104124", "0.00", "13536.12", "13536.12", id="S03-A"),
        pytest.param(S03, DIVIDE, "104125", "0.00", "13536.25", "13536.25", id="S03-divide"),
        pytest.param(S05, SETTINGS, "694913", "104236.95", "71923.50", "176160.45", id="S05-A"),
        pytest.param(S10, SETTINGS, "109980", "3519.36", "14754.87", "18274.23", id="S10-A"),
        pytest.param(S10, MODE_B, "109980", "3519.36", "14754.92", "18274.28", id="S10-B"),
        pytest.param(S10_PLAIN, SETTINGS, "109980", "8798.40", "15441.14", "24239.54", id="S10-without"),
    ],
)
def test_imports(goods: Shipment, settings: TaxSettings, value: str, duty: str, vat: str, total: str) -> None:
    found = reckoned(goods, settings)
    figures = (found.customs_value, found.duty, found.vat, found.total)
    assert [str(one) for one in figures] == [value, duty, vat, total]
    assert found.consumption_tax == 0


def test_what_the_agreement_saves_in_s10() -> None:
    saved = reckoned(S10).preference
    assert saved is not None
    assert (saved.agreement, str(saved.saving)) == ("22", "5965.31")
    assert reckoned(S10_PLAIN).preference is None


def test_the_change_of_month_in_s01() -> None:
    april = FixedRates(RATES.tariffs, {"USD": "7.1200"})
    found = reckoned(S01, rates=april)
    figures = (found.customs_value, found.duty, found.vat, found.total)
    assert [str(one) for one in figures] == ["1381914", "41457.42", "185038.23", "226495.65"]


@pytest.mark.parametrize(
    ("hs_code", "price", "terms", "charges", "fob"),
    [
        ("8429521200", "90000.00", Terms.FOB, {}, "639000"),  # S07
        ("6204620000", "37500.00", Terms.FOB, {}, "266250"),  # S11
        (
            "0702000000",
            "12000.00",
            Terms.CIF,
            {"freight": charge(Mark.SUM, "300", "USD"), "insurance": charge(Mark.SUM, "20", "USD")},
            "82928",  # S15: FOB 11,680.00 USD
        ),
    ],
)
def test_exports_without_duty(hs_code: str, price: str, terms: Terms, charges: dict[str, object], fob: str) -> None:
    goods = shipment(goods_line(hs_code, price, origin="CHN"), terms=terms, direction="E", **charges)
    found = reckoned(goods, rates=FixedRates({hs_code: tariff()}))
    assert (str(found.total), str(found.customs_value)) == ("0.00", fob)


def test_three_lines_of_market_purchase_pay_nothing() -> None:
    codes = ("6109100022", "6402992900", "3924900000")
    lines = [goods_line(code, "100.00", item=at, origin="CHN") for at, code in enumerate(codes, start=1)]
    goods = shipment(*lines, terms=Terms.FOB, direction="E")
    assert reckoned(goods, rates=FixedRates(dict.fromkeys(codes, tariff()))).total == 0


def test_the_small_parcel_of_s17_pays_nothing() -> None:
    goods = shipment(goods_line(PUMP, "330", "CNY"))
    found = reckoned(goods, rates=FixedRates({PUMP: tariff("0.10")}))
    assert [found.duty, found.vat, found.total] == [D(0), D(0), D(0)]
    assert {article.name for article in found.waived} == {"DUTY", "VAT"}
