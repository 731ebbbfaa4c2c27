"""What-if columns, the change of day between filing and entry, and the bill received against the estimate."""

from datetime import date
from decimal import Decimal as D

from app.taxes.article import Article
from app.taxes.bill import BillLine, Difference, difference
from app.taxes.compare import NO_AGREEMENT, Variation, compare, rerated
from app.taxes.estimate import estimate
from app.taxes.rates import Treatment
from app.taxes.settings import TaxSettings
from tests.app.taxes.small import COAL, DAY, PUMP, RATES, SETTINGS, FixedRates, goods_line, rate, shipment, tariff

GOODS = shipment(goods_line(PUMP, "2340000.00", "JPY", origin="JPN", agreement="22"))
APRIL = date(2026, 4, 2)


def settings(_day: date) -> TaxSettings:
    return SETTINGS


def test_columns_side_by_side() -> None:
    rates = FixedRates(
        {PUMP: tariff("0.08", general=rate("0.40"), agreements={"22": rate("0.032")})},
        by_month={("JPY", 3): "0.0470", ("JPY", 4): "0.0480"},
        treatments={"ZZZ": Treatment.GENERAL},
        agreements={"22": frozenset({"JPN"})},
    )
    wanted = (
        Variation("不享惠", agreement=NO_AGREEMENT),
        Variation("4 月进境", day=APRIL),
        Variation("原产国不详", origin="ZZZ", agreement=NO_AGREEMENT),
    )
    found = compare(GOODS, wanted, rates, settings, DAY)
    assert [str(one.estimate.total) for one in found] == ["18274.23", "24239.54", "18663.06", "64008.36"]
    assert [str(one.more) for one in found] == ["0.00", "5965.31", "388.83", "45734.13"]
    assert found[1].saving == D("-5965.31")
    assert found[2].estimate.rate_day == APRIL
    assert found[0].goods == GOODS


def test_a_variation_may_concern_some_lines_only() -> None:
    two = shipment(GOODS.lines[0], goods_line(PUMP, "100", "JPY", item=2, origin="JPN", agreement="22"))
    changed = Variation("", agreement=NO_AGREEMENT, items=frozenset({2})).of(two)
    assert [line.agreement for line in changed.lines] == ["22", ""]


def test_a_column_without_figure_has_no_difference() -> None:
    unknown = FixedRates({PUMP: tariff("0.08")}, currencies={}, by_month={("JPY", 3): "0.047"})
    found = compare(GOODS, (Variation("", day=APRIL),), unknown, settings, DAY)
    assert (found[1].estimate.total, found[1].more, found[1].saving) == (None, None, None)


def test_what_entry_in_another_month_changes() -> None:
    """Hold the month-change test of S01."""
    rates = FixedRates(RATES.tariffs, by_month={("USD", 3): "7.1000", ("USD", 4): "7.1200"})
    goods = shipment(goods_line(COAL, "194089.00"))
    found = rerated(goods, rates, settings, date(2026, 3, 30), APRIL)
    assert (str(found.filed.total), str(found.entered.total)) == ("225859.45", "226495.65")
    assert str(found.difference) == "636.20"
    assert (found.filed.rate_month, found.entered.rate_month) == (date(2026, 3, 1), date(2026, 4, 1))


def test_an_exchange_rate_of_another_month_is_told() -> None:
    class Stale(FixedRates):
        def exchange(self, currency: str, on: date):  # type: ignore[no-untyped-def]
            return super().exchange(currency, on.replace(month=3))

    rates = Stale(RATES.tariffs, by_month={("USD", 3): "7.1000"})
    found = estimate(shipment(goods_line(COAL, "194089.00")), rates, SETTINGS, APRIL)
    assert found.unconfirmed == ("USD 的汇率是 2026-03 月的，2026-04 月的没有收录",)
    assert found.rate_month == date(2026, 3, 1)


def test_the_bill_against_the_estimate() -> None:
    reckoned = estimate(GOODS, RATES, SETTINGS, DAY)
    bill = (BillLine(Article.DUTY, D("3519.36")), BillLine(Article.VAT, D("14754.92")))
    assert difference(reckoned, bill) == (
        Difference(Article.DUTY, None, D("3519.36"), D("3519.36"), D("0.00")),
        Difference(Article.VAT, None, D("14754.87"), D("14754.92"), D("0.05")),
    )


def test_an_article_the_bill_lacks_is_shown() -> None:
    reckoned = estimate(GOODS, RATES, SETTINGS, DAY)
    found = difference(reckoned, (BillLine(Article.VAT, D("14754.87")),))
    assert found[0] == Difference(Article.DUTY, None, D("3519.36"), D(0), D("-3519.36"))


def test_bills_by_line_are_summed_by_line() -> None:
    reckoned = estimate(GOODS, RATES, SETTINGS, DAY)
    bill = (
        BillLine(Article.DUTY, D("3000.00"), 1),
        BillLine(Article.DUTY, D("519.36"), 1),
        BillLine(Article.VAT, D("14754.87"), 1),
        BillLine(Article.VAT, D("1.00"), 2),
    )
    found = difference(reckoned, bill)
    assert [(one.article, one.item, one.more) for one in found] == [
        (Article.DUTY, 1, D("0.00")),
        (Article.VAT, 1, D("0.00")),
        (Article.VAT, 2, D("1.00")),
    ]


def test_what_was_not_reckoned_has_no_difference() -> None:
    reckoned = estimate(GOODS, FixedRates({}), SETTINGS, DAY)
    found = difference(reckoned, (BillLine(Article.VAT, D("1.00")),))
    assert [(one.estimated, one.more) for one in found] == [(None, None)]
