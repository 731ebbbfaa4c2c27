"""The formula unfolded: what is shown leads to the figure, with the source of every number."""

from dataclasses import replace
from decimal import Decimal as D

from app.taxes.estimate import estimate
from app.taxes.settings import InsuranceForm
from app.taxes.shipment import Mark, Quantity, Terms
from app.taxes.steps import Step, plain
from tests.app.taxes.small import (
    DAY,
    MODE_B,
    ORE,
    PUMP,
    RATES,
    SETTINGS,
    UNSURE,
    FixedRates,
    charge,
    goods_line,
    rate,
    shipment,
    tariff,
)

S02 = shipment(
    goods_line(ORE, "269115.60", quantities=(Quantity(D("3450.2"), "070"),), unit_price=D("78.0000")),
    terms=Terms.FOB,
    freight=charge(Mark.UNIT, "12.00", "USD"),
    insurance=charge(Mark.RATE, "0.3"),
    gross_weight=D(3450200),
    net_weight=D(3450200),
)


def told(steps: tuple[Step, ...]) -> list[tuple[str, str, str]]:
    """Return name, expression and value of each step."""
    return [(one.name, one.expression, str(one.value)) for one in steps]


def test_s02_step_by_step() -> None:
    steps = estimate(S02, RATES, SETTINGS, DAY).lines[0].steps
    assert told(steps) == [
        ("货价", "3,450.2 × 78", "269115.60"),
        ("运费", "按货值或重量分摊", "41402.40"),
        ("保险费", "（货价 + 运费） × 0.3%", "6614.03"),
        ("汇率", "1 USD = 7.1000 元", "7.1000"),
        ("计税价格", "2,211,291.83 取整", "2211292"),
        ("进口关税", "2,211,292 × 0%", "0.00"),
        ("进口增值税", "（计税价格 + 关税 + 消费税）取整 2,211,292 × 13%", "287467.96"),
        ("应缴合计", "各税之和", "287467.96"),
    ]
    assert all(one.source and one.confirmed for one in steps)


def test_the_settings_show_in_the_words() -> None:
    divided = replace(MODE_B, insurance_form=InsuranceForm.DIVIDE)
    steps = {one.name: one.expression for one in estimate(S02, RATES, divided, DAY).lines[0].steps}
    assert steps["保险费"] == "（货价 + 运费）÷（1 − 0.3%） × 0.3%"
    assert steps["进口增值税"] == "2,211,312 × 13%"


def test_consumption_tax_and_surcharge_have_their_steps() -> None:
    goods = tariff("0.1", consumption=rate("0.20", "0.912", "095"), surcharges={"USA": rate("0.25", read=UNSURE)})
    line = goods_line(PUMP, "10000", "CNY", origin="USA", quantities=(Quantity(D(1000), "095"),))
    steps = estimate(shipment(line), FixedRates({PUMP: goods}), SETTINGS, DAY).lines[0].steps
    assert [one.name for one in steps] == [
        "货价",
        "计税价格",
        "进口关税",
        "附加关税",
        "消费税",
        "进口增值税",
        "应缴合计",
    ]
    assert steps[4].expression == "（计税价格 + 关税 + 数量 × 0.912 元/095）÷（1 − 20%）× 20% + 数量 × 0.912 元/095"
    assert [one.name for one in steps if not one.confirmed] == ["附加关税"]


def test_a_waived_tax_says_why_it_is_nought() -> None:
    steps = estimate(shipment(goods_line(PUMP, "330", "CNY")), RATES, SETTINGS, DAY).lines[0].steps
    assert ("进口关税", "330 × 8%，一票不超过起征额，免征", "0.00") in told(steps)


def test_an_export_comes_down_to_fob_and_leaves_out_its_duty() -> None:
    goods = FixedRates({PUMP: tariff(export=rate("0.40"))})
    line = shipment(goods_line(PUMP, "10000", "CNY"), terms=Terms.FOB, direction="E")
    assert told(estimate(line, goods, SETTINGS, DAY).lines[0].steps)[1:] == [
        ("计税价格", "离岸价 ÷（1 + 40%）取整", "7143"),
        ("出口关税", "7,143 × 40%", "2857.20"),
        ("应缴合计", "各税之和", "2857.20"),
    ]


def test_without_a_rate_the_steps_end_at_the_value() -> None:
    steps = estimate(shipment(goods_line(PUMP, "10000", "CNY")), FixedRates({}), SETTINGS, DAY).lines[0].steps
    assert told(steps)[-1] == ("应缴合计", "各税之和", "None")


def test_numbers_without_idle_noughts() -> None:
    assert [plain(D(one)) for one in ("1980.500", "1000", "0.30", "1234567.80")] == [
        "1,980.5",
        "1,000",
        "0.3",
        "1,234,567.8",
    ]
