"""tax through the real command line: the design's shape and totals, through --rates and through imported tables."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import forms
from app.reference.reference import RESOURCES
from app.wire.xml import write
from tests.app.cli.conftest import Command
from tests.helpers.scenarios import SCENARIOS

EXCHANGE = {"USD": "7.1000", "RUB": "0.0900", "JPY": "0.047000"}
TARIFF: dict[str, dict[str, Any]] = {
    "2701121000": {"mfn": "0.03", "vat": "0.13"},
    "2601112000": {"mfn": "0", "vat": "0.13"},
    "4407111099": {"mfn": "0", "vat": "0.13"},
    "0204430000": {"mfn": "0.15", "vat": "0.09"},
    "8413709990": {"mfn": "0.08", "vat": "0.13", "agreements": {"22": "0.032"}},
}
TOTALS = {  # rules.md §7, rounding mode A
    "S01": "225859.45",
    "S02-complete": "287467.96",
    "S02b-complete": "93890.40",
    "S03": "13536.12",
    "S05": "176160.45",
    "S07": "0.00",
    "S08": "0.00",
    "S10": "18274.23",
    "S11": "0.00",
    "S15": "0.00",
    "S16": "0.00",
}
KNOWN = tuple(name for name in TOTALS if name in SCENARIOS)
Rates = Callable[..., Path]


@pytest.fixture
def rates(tmp_path: Path) -> Rates:
    """Writes the test values of the design as a file of rates, with what a test changes."""

    def made(**changed: object) -> Path:
        path = tmp_path / "RATES.json"
        path.write_text(json.dumps({"exchange": EXCHANGE, "tariff": TARIFF} | changed), encoding="utf-8")
        return path

    return made


def message(tmp_path: Path, scenario: str, **texts: str) -> Path:
    """Write a scenario as the message that is sent."""
    draft = SCENARIOS[scenario].build()
    draft.update(texts)
    path = tmp_path / f"{scenario}.xml"
    path.write_bytes(write(forms.load(draft.form), draft))
    return path


def as_draft(tmp_path: Path, scenario: str) -> Path:
    """Write a scenario as a draft, which says how it is filed."""
    draft = SCENARIOS[scenario].build()
    draft.facts.pop("entry_day", None)
    path = tmp_path / f"{scenario}.json"
    path.write_text(draft.to_json(), encoding="utf-8")
    return path


def test_the_shape_of_the_design(command: Command, rates: Rates, tmp_path: Path) -> None:
    days = ("--accepted", "2026-03-21", "--entered", "2026-03-02", "--paid", "2026-03-25")
    ran = command("tax", as_draft(tmp_path, "S01"), "--rates", rates(), *days, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json == {
        "rate_day": "2026-03-02",
        "lines": [
            {
                "item": 1,
                "customs_value": "1378032",
                "duty": "41340.96",
                "consumption_tax": "0.00",
                "vat": "184518.49",
                "total": "225859.45",
            }
        ],
        "total": "225859.45",
        "late_fee": {"start": "2026-03-17", "days": 5, "amount": "3445"},
        "late_payment": {"due": "2026-03-17", "days": 8, "amount": "903.44"},
    }


@pytest.mark.parametrize("scenario", KNOWN)
def test_worked_totals_through_a_file_of_rates(command: Command, rates: Rates, tmp_path: Path, scenario: str) -> None:
    day = SCENARIOS[scenario].today.isoformat()
    ran = command("tax", message(tmp_path, scenario), "--rates", rates(), "--accepted", day, "--json")
    assert (ran.code, ran.json["total"]) == (0, TOTALS[scenario])
    assert "unconfirmed" not in ran.json
    assert sum(float(line["total"]) for line in ran.json["lines"]) == pytest.approx(float(TOTALS[scenario]))


@pytest.fixture
def imported(command: Command, tmp_path: Path) -> None:
    """A home into which the same test values were imported as tables."""
    folder = tmp_path / "tables"
    folder.mkdir()
    months = [f"{code},{code},{rate},测试值\n" for code, rate in EXCHANGE.items()]
    (folder / "exchange_rates.csv").write_text("code,name,rate,source\n" + "".join(months), encoding="utf-8")
    rows = [f"{code},{code},{it['mfn']},{it['vat']},测试值\n" for code, it in TARIFF.items()]
    (folder / "tariff_rates.csv").write_text("code,name,mfn,vat,source\n" + "".join(rows), encoding="utf-8")
    agreement = "code,name,agreement,rate,source\n8413709990,离心泵,22,3.2%,测试值\n"
    (folder / "agreement_rates.csv").write_text(agreement, encoding="utf-8")
    for month in sorted({SCENARIOS[name].today.replace(day=1) for name in KNOWN}):
        assert command("refdata", "import", folder, "--as-of", month.isoformat()).code == 0


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("scenario", KNOWN)
def test_worked_totals_through_imported_tables(command: Command, tmp_path: Path, scenario: str) -> None:
    day = SCENARIOS[scenario].today.isoformat()
    ran = command("tax", message(tmp_path, scenario), "--accepted", day, "--json")
    assert (ran.code, ran.json["total"]) == (0, TOTALS[scenario])


@pytest.mark.parametrize(("sample", "total"), [("S01", "225859.45"), ("S10", "18274.23")])
def test_the_rates_for_practice_go_with_the_samples(command: Command, sample: str, total: str) -> None:
    samples = RESOURCES / "samples"
    assert command("refdata", "import", samples / "rates").code == 0
    ran = command("tax", samples / f"{sample}.json", "--json")
    assert (ran.json["total"], "unconfirmed" in ran.json) == (total, False)


def test_rounding_and_insurance_form_of_the_file(command: Command, rates: Rates, tmp_path: Path) -> None:
    def total(scenario: str, **changed: str) -> object:
        return command("tax", message(tmp_path, scenario), "--rates", rates(**changed), "--json").json["total"]

    assert total("S01", rounding="B") == "225859.44"
    assert total("S10", rounding="B") == "18274.28"
    assert total("S03", insurance_form="divide") == "13536.25"


def test_what_an_agreement_saves(command: Command, rates: Rates, tmp_path: Path) -> None:
    ran = command("tax", message(tmp_path, "S10"), "--rates", rates(), "--json")
    assert ran.json["preference"] == {"agreement": "22", "saving": "5965.31"}
    assert "享惠少缴，协定 22  5,965.31" in command("tax", message(tmp_path, "S10"), "--rates", rates()).out


def test_the_day_of_entry_decides_for_what_was_accepted_before(command: Command, rates: Rates, tmp_path: Path) -> None:
    months = {"USD": {"2026-03": "7.1000", "2026-04": "7.1200"}}
    days = ("--accepted", "2026-03-30", "--entered", "2026-04-02")
    ran = command("tax", message(tmp_path, "S01"), "--rates", rates(exchange=months), *days, "--json")
    assert (ran.json["rate_day"], ran.json["total"]) == ("2026-04-02", "226495.65")
    assert ran.json["rerated"] == {"filed": "225859.45", "entered": "226495.65", "difference": "636.20"}


def test_without_rates_there_are_no_figures_and_it_is_said(command: Command, tmp_path: Path) -> None:
    ran = command("tax", message(tmp_path, "S01"), "--json")
    assert (ran.code, ran.json["total"], ran.json["lines"][0]["vat"]) == (0, None, None)
    assert ran.json["missing"] == ["第 1 项没有币制 USD 的汇率"]
    assert "没有币制 USD 的汇率" in ran.err
    english = command("tax", message(tmp_path, "S01"), "--lang", "en")
    assert "no exchange rate for USD" in english.err
    assert "total  —" in english.out


def test_bundled_rates_make_an_unconfirmed_estimate(command: Command, tmp_path: Path) -> None:
    path = message(tmp_path, "S01", **{"items[0].currency": "CNY"})
    ran = command("tax", path, "--accepted", "2026-03-02", "--json")
    assert ran.json["total"] == "31811.23"  # 5,822.67 and 13 % of 199,912
    assert len(ran.json["unconfirmed"]) == 2
    assert "（暂估，未经确认）" in command("tax", path).out
    assert "unconfirmed" in command("tax", path, "--lang", "en").out


def test_errors_of_the_rules_do_not_refuse(command: Command, rates: Rates, tmp_path: Path) -> None:
    path = message(tmp_path, "S01", net_weight="99999999", fee_mark="3", fee_rate="5", fee_currency="USD")
    ran = command("tax", path, "--rates", rates(), "--json")
    assert (ran.code, ran.json["total"]) == (0, "225859.45")
    assert "所填运费没有计入" in ran.err


def test_what_cannot_be_read_is_said_and_the_rest_is_reckoned(command: Command, rates: Rates, tmp_path: Path) -> None:
    path = message(tmp_path, "S01")
    path.write_text(path.read_text("utf-8").replace("<DeclTotal>194089.00", "<DeclTotal>viele"), "utf-8")
    ran = command("tax", path, "--rates", rates(), "--json")
    assert (ran.code, ran.json["total"]) == (0, None)
    assert "总价无法读取" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.xml",), "none.xml"),
        (("S01.xml", "--rates", "none.json"), "无法读取"),
        (("S01.xml", "--rates", "S01.xml"), "不是有效的 JSON"),
        (("S01.xml", "--accepted", "yesterday"), "yesterday"),
        ((), "FILE"),
    ],
)
def test_wrong_usage_and_unreadable_files(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    message(tmp_path, "S01")
    monkeypatch.chdir(tmp_path)
    ran = command("tax", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_fees_for_people(command: Command, rates: Rates, tmp_path: Path) -> None:
    days = ("--accepted", "2026-03-21", "--entered", "2026-03-02", "--paid", "2026-05-25")
    chinese = command("tax", message(tmp_path, "S01"), "--rates", rates(), *days).out
    assert "滞报金  3,445  （2026-03-17 起征，5 天）" in chinese
    assert "滞纳金" in chinese
    english = command("tax", message(tmp_path, "S01"), "--rates", rates(), *days, "--lang", "en").out
    assert "late-declaration fee  3,445  (5 days from 2026-03-17)" in english
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in english)
