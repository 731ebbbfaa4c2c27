"""Which column of the tariff applies: by origin, agreement, quota and direction; anti-dumping comes on top."""

from typing import Any

import pytest

from app.taxes.estimate import estimate
from app.taxes.line import LineTax
from app.taxes.rates import Column, Tariff, Treatment
from tests.app.taxes.small import DAY, PUMP, SETTINGS, FixedRates, goods_line, kilograms, rate, shipment, tariff

MEMBERS = {"22": frozenset({"JPN"})}


def taxed(line_tariff: Tariff, quota: bool = False, direction: str = "I", **line: Any) -> LineTax:
    """Return the taxes of one line of 10,000 yuan."""
    treatments = {"ZZZ": Treatment.GENERAL, "XXX": Treatment.UNKNOWN, "USA": Treatment.MFN_EXTRA}
    rates = FixedRates({PUMP: line_tariff}, treatments=treatments, agreements=MEMBERS)
    goods = shipment(goods_line(PUMP, "10000", "CNY", **line), quota=quota, direction=direction)
    return estimate(goods, rates, SETTINGS, DAY).lines[0]


@pytest.mark.parametrize(
    ("line_tariff", "line", "column", "duty"),
    [
        (tariff("0.08"), {}, Column.MFN, "800.00"),
        (tariff("0.08", provisional=rate("0.02")), {}, Column.PROVISIONAL, "200.00"),
        (tariff("0.08", general=rate("0.40")), {"origin": "ZZZ"}, Column.GENERAL, "4000.00"),
        (tariff("0.08", general=rate("0.40"), provisional=rate("0.02")), {"origin": "ZZZ"}, Column.GENERAL, "4000.00"),
        (tariff("0.08", agreements={"22": rate("0.032")}), {"origin": "JPN"}, Column.MFN, "800.00"),
        (
            tariff("0.08", agreements={"22": rate("0.032")}),
            {"origin": "JPN", "agreement": "22"},
            Column.AGREEMENT,
            "320.00",
        ),
        (
            tariff("0.08", provisional=rate("0.02"), agreements={"22": rate("0.032")}),
            {"origin": "JPN", "agreement": "22"},
            Column.PROVISIONAL,
            "200.00",
        ),
        (
            tariff(None, agreements={"22": rate("0.032")}),
            {"origin": "JPN", "agreement": "22"},
            Column.AGREEMENT,
            "320.00",
        ),
        (tariff("0.38", quota=rate("0.01")), {}, Column.MFN, "3800.00"),
    ],
)
def test_imports(line_tariff: Tariff, line: dict[str, Any], column: Column, duty: str) -> None:
    found = taxed(line_tariff, **line)
    assert (found.column, str(found.duty), found.unconfirmed) == (column, duty, ())


def test_the_quota_rate_goes_with_its_certificate() -> None:
    assert taxed(tariff("0.38", quota=rate("0.01")), quota=True).column is Column.QUOTA


def test_rates_of_different_forms_are_compared_by_what_they_cost() -> None:
    by_weight = tariff("0.08", agreements={"22": rate(None, "5", "035")})
    line: dict[str, Any] = {"origin": "JPN", "agreement": "22"}
    assert taxed(by_weight, quantities=kilograms("100"), **line).column is Column.AGREEMENT  # 500 against 800
    assert taxed(by_weight, quantities=kilograms("200"), **line).column is Column.MFN  # 1000 against 800


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"origin": "RUS", "agreement": "22"}, "不在协定 22 的成员内"),
        ({"origin": "JPN", "agreement": "01"}, "没有协定 01 的税率"),
        ({"origin": "XXX"}, "是否适用最惠国税率未收录"),
        ({"origin": "USA"}, "可能另有加征关税"),
    ],
)
def test_what_is_not_sure_is_said(line: dict[str, Any], words: str) -> None:
    found = taxed(tariff("0.08", agreements={"22": rate("0.032")}), **line)
    assert (found.column, str(found.duty)) == (Column.MFN, "800.00")
    assert [words in one for one in found.unconfirmed] == [True]


def test_anti_dumping_comes_on_top_and_into_the_base_of_vat() -> None:
    found = taxed(tariff("0.08", surcharges={"USA": rate("0.25")}), origin="USA")
    assert (str(found.duty), str(found.surcharge), str(found.vat)) == ("800.00", "2500.00", "1729.00")
    assert (str(found.total), found.unconfirmed) == ("5029.00", ())


def test_exports_pay_the_provisional_rate_where_there_is_one() -> None:
    found = taxed(tariff(export=rate("0.40"), export_provisional=rate("0.20")), direction="E")
    assert (found.column, str(found.customs_value), str(found.duty)) == (Column.EXPORT_PROVISIONAL, "8333", "1666.60")


def test_exports_at_the_rate_of_the_tariff() -> None:
    found = taxed(tariff(export=rate("0.40")), direction="E")
    assert (str(found.customs_value), str(found.duty), str(found.total)) == ("7143", "2857.20", "2857.20")
