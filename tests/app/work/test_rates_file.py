"""RATES.json: its rates, months and choices; every fault of the file is one sentence in two languages."""

import json
from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import app.reference
from app.taxes.rates import Treatment
from app.taxes.settings import InsuranceForm, Rounding
from app.work.rates import InstalledRates
from app.work.rates_file import GivenRates, RatesUnreadable, read_rates

DAY = date(2026, 3, 2)
INSTALLED = InstalledRates(app.reference.load())
DESIGN = {
    "exchange": {"USD": "7.1000", "RUB": "0.0900"},
    "tariff": {
        "2701121000": {"mfn": "0.03", "vat": "0.13"},
        "8413709990": {"mfn": "0.08", "vat": "0.13", "agreements": {"22": "0.032"}},
        "2208600000": {
            "mfn": "0.10",
            "vat": "0.13",
            "consumption": {"ad_valorem": "0.20", "specific": "0.912", "unit": "095"},
        },
    },
    "insurance_form": "divide",
    "rounding": "B",
}


def read(tmp_path: Path, document: object) -> GivenRates:
    """Read a document as a file of rates."""
    path = tmp_path / "RATES.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return read_rates(path, INSTALLED)


def test_the_example_of_the_design(tmp_path: Path) -> None:
    rates = read(tmp_path, DESIGN)
    assert (rates.rounding, rates.insurance_form) == (Rounding.B, InsuranceForm.DIVIDE)
    dollar, home = rates.exchange("USD", DAY), rates.exchange("CNY", DAY)
    assert dollar is not None
    assert home is not None
    assert (dollar.rate, dollar.month, dollar.read.confirmed, home.rate) == (D("7.1000"), None, True, D(1))
    pump, vodka = rates.tariff("8413709990", DAY), rates.tariff("2208600000", DAY)
    assert pump is not None
    assert vodka is not None
    assert pump.agreements["22"].ad_valorem == D("0.032")
    assert vodka.consumption is not None
    assert (vodka.consumption.specific, vodka.consumption.unit) == (D("0.912"), "095")
    assert pump.consumption is not None
    assert pump.consumption.ad_valorem == 0  # what the file does not name is not levied
    assert rates.exchange("EUR", DAY) is None


def test_installed_rates_do_not_come_in(tmp_path: Path) -> None:
    coal = read(tmp_path, {}).tariff("2701121000", DAY)
    assert coal is not None
    assert not coal.taxes_imports


@pytest.mark.parametrize(("code", "known"), [("8429521200", True), ("2601112000", False)])
def test_an_export_out_of_reach_of_the_duty_needs_no_rate(tmp_path: Path, code: str, known: bool) -> None:
    tariff = read(tmp_path, {}).tariff(code, DAY)
    assert tariff is not None
    assert (tariff.export is not None) is known


def test_origins_are_judged_by_the_installed_tables(tmp_path: Path) -> None:
    rates = read(tmp_path, {})
    assert rates.treatment("ZZZ", DAY) is Treatment.GENERAL
    assert rates.treatment("USA", DAY) is Treatment.MFN
    assert "JPN" in (rates.members("22", DAY) or ())


def test_numbers_may_be_numbers(tmp_path: Path) -> None:
    rates = read(tmp_path, '{"exchange": {"USD": 7.10}, "tariff": {"27011210": {"mfn": 0.03, "vat": 0.13}}}')
    dollar, coal = rates.exchange("USD", DAY), rates.tariff("2701121000", DAY)
    assert dollar is not None
    assert dollar.rate == D("7.10")
    assert coal is not None
    assert coal.mfn is not None
    assert coal.mfn.ad_valorem == D("0.03")


def test_percentages_may_be_written_as_such(tmp_path: Path) -> None:
    coal = read(tmp_path, {"tariff": {"2701121000": {"mfn": "3%", "vat": "13%"}}}).tariff("2701121000", DAY)
    assert coal is not None
    assert coal.vat is not None
    assert coal.vat.ad_valorem == D("0.13")


def test_names_no_rate_has_are_told_and_left_out(tmp_path: Path) -> None:
    rates = read(tmp_path, {"exchage": {}, "tariff": {"27011210": {"mnf": "0.03", "vat": "0.13"}}})
    assert ["exchage" in rates.ignored[0], "mnf" in rates.ignored[1], len(rates.ignored)] == [True, True, 2]
    assert all(one.english.isascii() for one in rates.ignored)


def test_exchange_rates_by_month(tmp_path: Path) -> None:
    rates = read(tmp_path, {"exchange": {"USD": {"2026-03": "7.1", "2026-04": "7.12"}}})
    for day, rate, month in (
        (DAY, "7.1", date(2026, 3, 1)),
        (date(2026, 4, 9), "7.12", date(2026, 4, 1)),
        (date(2026, 6, 9), "7.12", date(2026, 4, 1)),
    ):
        dollar = rates.exchange("USD", day)
        assert dollar is not None
        assert (dollar.rate, dollar.month) == (D(rate), month)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("{", "不是有效的 JSON"),
        ([], "应为一个 JSON 对象"),
        ({"exchange": []}, "exchange 应为一个对象"),
        ({"exchange": {"USD": "x"}}, "USD 的汇率不是正数"),
        ({"exchange": {"USD": "0"}}, "USD 的汇率不是正数"),
        ({"exchange": {"USD": {"March": "7"}}}, "月份 March"),
        ({"tariff": {"27": "0.03"}}, "27 应为一个对象"),
        ({"tariff": {"27": {"mfn": "3%x"}}}, "有一个税率无法读取"),
        ({"tariff": {"27": {"mfn": "13"}}}, '应如 "0.13" 或 "13%"'),
        ({"tariff": {"27": {"mfn": {"specific": "1"}}}}, "有一个税率无法读取"),
        ({"tariff": {"27": {"mfn": {}}}}, "有一个税率无法读取"),
        ({"tariff": {"27": {"agreements": "22"}}}, "agreements 应为一个对象"),
        ({"rounding": "C"}, "rounding 应为 A、B 之一"),
        ({"insurance_form": ["additive"]}, "insurance_form 应为"),
    ],
)
def test_faults(tmp_path: Path, document: object, words: str) -> None:
    with pytest.raises(RatesUnreadable, match=words) as refused:
        read(tmp_path, document)
    assert refused.value.english.isascii() or "RATES.json" in refused.value.english


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RatesUnreadable, match="无法读取"):
        read_rates(tmp_path / "none.json", INSTALLED)


JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(["0.03", "7.1", "2026-03"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["exchange", "tariff", "USD", "27", "mfn", "agreements", "specific", "unit"]), inner
        )
    ),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=JSON)
def test_any_document_is_read_or_refused(tmp_path: Path, document: object) -> None:
    try:
        read(tmp_path, document)
    except RatesUnreadable as refused:
        assert str(refused)
