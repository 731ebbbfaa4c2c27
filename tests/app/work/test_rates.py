"""The bundled rate tables: sources, grades, settings; imported tables before them; what a table does not know."""

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal as D

import pytest

import app.reference
from app.core.tables import CodeRow
from app.reference.memory import MemoryTable
from app.reference.reference import RESOURCES, Reference
from app.reference.table import TableInfo
from app.taxes.rates import Treatment
from app.taxes.settings import InsuranceForm, Rounding
from app.work.rates import InstalledRates, bundled
from app.work.tax_settings import SettingsUnusable, given, settings_on
from forms.settings import DUTY_EXEMPT

DAY = date(2026, 3, 2)
COAL, VODKA, PUMP = "2701121000", "2208600000", "8413709990"
FOLDER = RESOURCES / "rates"
TABLES = sorted(path.stem for path in FOLDER.glob("*.csv"))


def with_table(table: str, rows: Iterable[tuple[str, dict[str, str]]], **days: date) -> InstalledRates:
    """Return the installed rates with one table imported beside them."""
    reference = app.reference.load()
    info = TableInfo(table, table, False, "测试值", date(2026, 3, 1))
    made = [
        CodeRow(table, code, "", values, days.get("since"), days.get("until"), "测试值", "2026-03-01")
        for code, values in rows
    ]
    reference.put(table, lambda: MemoryTable(info, made, {}))
    return InstalledRates(reference)


@pytest.fixture(scope="module")
def rates() -> InstalledRates:
    """The rates as the program ships them."""
    return InstalledRates(app.reference.load())


@pytest.mark.parametrize("table", TABLES)
def test_every_bundled_row_has_a_source(table: str) -> None:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert rows
    assert all(row["source"] and row["name"] for row in rows)
    assert len({(row["code"], row.get("since")) for row in rows}) == len(rows)


def test_the_manifest_names_the_tables() -> None:
    assert list(bundled().stems()) == TABLES


def test_a_bundled_rate_is_unconfirmed_and_tells_its_source(rates: InstalledRates) -> None:
    tariff = rates.tariff(COAL, DAY)
    assert tariff is not None
    assert tariff.mfn is not None
    assert (tariff.mfn.ad_valorem, tariff.mfn.read.confirmed) == (D("0.03"), False)
    assert "进出口税则" in tariff.mfn.read.source
    assert tariff.mfn.read.as_of == "2022-06-30"


def test_every_bundled_rate_can_be_read(rates: InstalledRates) -> None:
    for code in bundled().codes("tariff_rates"):
        tariff = rates.tariff(code, DAY)
        assert tariff is not None
        assert tariff.mfn is not None
        assert tariff.vat is not None


def test_no_foreign_exchange_rate_is_invented(rates: InstalledRates) -> None:
    home = rates.exchange("CNY", DAY)
    assert home is not None
    assert (home.rate, home.month, home.read.confirmed) == (D(1), None, True)
    assert rates.exchange("USD", DAY) is None


@pytest.mark.parametrize(
    ("code", "consumption", "export"),
    [
        (COAL, D(0), None),  # chapter 27 stands in the export tariff
        ("9999999999", D(0), D(0)),
        ("2203000000", None, D(0)),  # beer is liable and its rate is not known
        ("2601112000", D(0), None),
    ],
)
def test_a_tax_that_may_reach_the_goods_is_unknown_and_one_that_cannot_is_nought(
    rates: InstalledRates, code: str, consumption: D | None, export: D | None
) -> None:
    tariff = rates.tariff(code, DAY)
    assert tariff is not None
    assert (tariff.consumption and tariff.consumption.ad_valorem) == consumption
    assert (tariff.export and tariff.export.ad_valorem) == export


def test_the_consumption_tax_of_vodka_is_by_the_litre(rates: InstalledRates) -> None:
    tariff = rates.tariff(VODKA, DAY)
    assert tariff is not None
    assert tariff.consumption is not None
    assert (tariff.consumption.ad_valorem, tariff.consumption.specific, tariff.consumption.unit) == (
        D("0.2"),
        D("0.912"),
        "095",
    )


def test_no_code_has_no_rates(rates: InstalledRates) -> None:
    assert rates.tariff("", DAY) is None


@pytest.mark.parametrize(
    ("country", "treatment"),
    [
        ("MNG", Treatment.MFN),
        ("RUS", Treatment.MFN),
        ("BLR", Treatment.MFN),
        ("USA", Treatment.MFN_EXTRA),
        ("ZZZ", Treatment.GENERAL),
        ("ABW", Treatment.UNKNOWN),
        ("", Treatment.UNKNOWN),
    ],
)
def test_treatment_by_origin(rates: InstalledRates, country: str, treatment: Treatment) -> None:
    assert rates.treatment(country, DAY) is treatment


def test_the_flag_of_an_imported_country_table_is_the_second_choice() -> None:
    found = with_table("countries", [("ABW", {"rate_flag": "普通"}), ("MNG", {"rate_flag": "普通"})])
    assert found.treatment("ABW", DAY) is Treatment.GENERAL
    assert found.treatment("MNG", DAY) is Treatment.MFN


def test_members_of_agreements(rates: InstalledRates) -> None:
    members = rates.members("22", DAY)
    assert members is not None
    assert "JPN" in members
    assert rates.members("99", DAY) is None


@pytest.mark.parametrize("table", ["tariff_rates", "hs_curated", "hs_codes"])
def test_an_imported_table_wins(table: str) -> None:
    found = with_table(table, [(COAL, {"mfn_rate": "6%", "vat_rate": "9%"})]).tariff(COAL, DAY)
    assert found is not None
    assert found.mfn is not None
    assert (found.mfn.ad_valorem, found.mfn.read.confirmed) == (D("0.06"), True)


@pytest.mark.parametrize(("grade", "sure"), [("A", True), ("B", False), ("C", False)])
def test_a_graded_table_is_sure_of_its_best_rows_only(grade: str, sure: bool) -> None:
    found = with_table("hs_curated", [(COAL, {"mfn_rate": "6%", "conf_rates": grade})]).tariff(COAL, DAY)
    assert found is not None
    assert found.mfn is not None
    assert found.mfn.read.confirmed is sure


def test_a_row_may_stand_for_eight_digits() -> None:
    found = with_table("tariff_rates", [("27011210", {"mfn": "6%", "vat": "13%"})]).tariff("2701121099", DAY)
    assert found is not None
    assert found.mfn is not None
    assert found.mfn.ad_valorem == D("0.06")


def test_agreements_in_a_cell_and_in_a_table() -> None:
    cell = with_table("tariff_rates", [(PUMP, {"mfn": "8%", "agreements": "22:3.2%; 01:4%", "surcharges": "USA:25%"})])
    tariff = cell.tariff(PUMP, DAY)
    assert tariff is not None
    assert {code: rate.ad_valorem for code, rate in tariff.agreements.items()} == {"22": D("0.032"), "01": D("0.04")}
    assert tariff.surcharges["USA"].ad_valorem == D("0.25")
    table = with_table("agreement_rates", [(PUMP, {"agreement": "1", "rate": "5%"})]).tariff(PUMP, DAY)
    assert table is not None
    assert table.agreements["01"].ad_valorem == D("0.05")


def test_exchange_rates_of_months() -> None:
    march = {"since": date(2026, 3, 1), "until": date(2026, 3, 31)}
    found = with_table("exchange_rates", [("USD", {"rate": "710.00", "per": "100"})], **march)
    for day in (DAY, date(2026, 4, 2), date(2026, 1, 5)):  # a neighbouring month is better than none, and told
        exchange = found.exchange("USD", day)
        assert exchange is not None
        assert (exchange.rate, exchange.month) == (D("7.1"), date(2026, 3, 1))


def test_a_rate_without_days_is_of_the_month_of_its_table() -> None:
    exchange = with_table("exchange_rates", [("USD", {"rate": "7.1"})]).exchange("USD", DAY)
    assert exchange is not None
    assert exchange.month == date(2026, 3, 1)


@pytest.mark.parametrize("rate", ["", "0", "-7", "x"])
def test_a_senseless_exchange_rate_is_none(rate: str) -> None:
    assert with_table("exchange_rates", [("USD", {"rate": rate})]).exchange("USD", DAY) is None


def test_looking_up_twice_gives_the_same_object(rates: InstalledRates) -> None:
    assert rates.tariff(COAL, DAY) is rates.tariff(COAL, DAY)
    assert rates.exchange("CNY", DAY) is rates.exchange("CNY", DAY)


def test_settings_come_from_the_table_with_their_sources(rates: InstalledRates) -> None:
    found = settings_on(rates, DAY)
    assert (found.rounding, found.insurance_form, found.insurance_rate) == (
        Rounding.A,
        InsuranceForm.ADDITIVE,
        D("0.003"),
    )
    assert found.duty_waiver == DUTY_EXEMPT.on(DAY)
    assert sorted(found.reliefs) == list("123456789")
    assert all(read.source for read in found.read.values())
    assert not found.read["rounding"].confirmed
    assert found.read["late_declaration_rate"].confirmed


def test_a_run_may_choose_rounding_and_form(rates: InstalledRates) -> None:
    found = given(settings_on(rates, DAY), Rounding.B, InsuranceForm.DIVIDE)
    assert (found.rounding, found.insurance_form, found.read["rounding"].confirmed) == (
        Rounding.B,
        InsuranceForm.DIVIDE,
        True,
    )
    assert given(found, None, None).rounding is Rounding.B


def test_an_empty_reference_still_has_the_bundled_tables() -> None:
    found = InstalledRates(Reference({}))
    assert found.tariff(COAL, DAY) is not None
    assert settings_on(found, DAY).payment_days == 15


def test_an_imported_setting_takes_the_place_of_the_bundled_one() -> None:
    found = settings_on(with_table("tax_settings", [("rounding", {"value": "B", "confirmed": "yes"})]), DAY)
    assert (found.rounding, found.read["rounding"].confirmed, found.payment_days) == (Rounding.B, True, 15)
    waiver = settings_on(with_table("tax_settings", [("duty_waiver", {"value": "80"}), ("vat_waiver", {})]), DAY)
    assert (waiver.duty_waiver, waiver.vat_waiver) == (D(80), None)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("tax_settings", ("rounding", {"value": "C"})),
        ("tax_settings", ("payment_days", {"value": "x"})),
        ("tax_settings", ("late_payment_rate", {"value": "-1"})),
        ("tax_settings", ("insurance_rate", {})),
        ("duty_reliefs", ("1", {"duty": "2", "consumption": "1", "vat": "1"})),
    ],
)
def test_a_senseless_imported_setting_is_refused_in_words(table: str, row: tuple[str, dict[str, str]]) -> None:
    with pytest.raises(SettingsUnusable, match="计税设定表有一项无法使用") as refused:
        settings_on(with_table(table, [row]), DAY)
    assert refused.value.english.isascii() or table == "duty_reliefs"
