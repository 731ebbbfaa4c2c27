"""check, convert and refdata through the real command line: exit codes, JSON shape, one line for bad input."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

import forms
from app.cli import main
from app.core.draft import Draft
from app.wire.read import read_message
from tests.scenarios.golden import FOLDER

S01 = FOLDER / "S01" / "declaration.xml"
FACTS = FOLDER / "S01" / "facts.json"


def test_check_answers_in_the_shape_of_the_design(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "a.xml"
    bad.write_text(S01.read_text("utf-8").replace("<NetWt>1980500", "<NetWt>abc"), "utf-8")
    assert main(["check", str(S01), str(bad), "--as-of", "2026-03-02", "--mode", "advance", "--json"]) == 1
    files = json.loads(capsys.readouterr().out)["files"]
    assert [(one["file"], one["ok"], one["mode"]) for one in files] == [
        (str(S01), True, "advance"),
        (str(bad), False, "advance"),
    ]
    problem = next(one for one in files[1]["problems"] if one["path"] == "net_weight")
    assert set(problem) == {"rule", "severity", "path", "element", "item", "message", "source"}
    assert (problem["rule"], problem["severity"], problem["element"], problem["item"]) == (
        "R158",
        "error",
        "DecHead/NetWt",
        None,
    )
    assert "净重" in problem["message"]


def test_a_problem_of_a_goods_line_names_its_number(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "a.xml"
    bad.write_text(S01.read_text("utf-8").replace("<GQty>1980.5", "<GQty>"), "utf-8")
    assert main(["check", str(bad), "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["files"][0]["problems"]
    assert ("R000", 1, "DecList/GQty") in [(one["rule"], one["item"], one["element"]) for one in problems]


def test_the_report_counts_and_names_what_must_be_mended_in_the_words_of_the_window(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = tmp_path / "a.xml"
    bad.write_text(S01.read_text("utf-8").replace("<GQty>1980.5", "<GQty>"), "utf-8")
    assert main(["check", str(bad), "--as-of", "2026-03-02"]) == 1
    head, *lines = capsys.readouterr().out.splitlines()
    mended = sum(line.startswith("  须改 R") for line in lines)
    noted = sum(line.startswith("  留意 R") for line in lines)
    assert mended and noted
    assert head.endswith(f"进口货物报关单  一次申报  须改 {mended} 项  留意 {noted} 项")


def test_an_unknown_element_is_a_warning_and_survives_convert(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    strange, out = tmp_path / "a.xml", tmp_path / "b.xml"
    strange.write_text(S01.read_text("utf-8").replace("</DecHead>", "<NewThing>1</NewThing></DecHead>"), "utf-8")
    assert main(["check", str(strange), "--as-of", "2026-03-02"]) == 0
    assert "NewThing" in capsys.readouterr().out
    assert main(["convert", str(strange), "--to", "xml", "--out", str(out)]) == 0
    assert "<NewThing>1</NewThing>" in out.read_text("utf-8")
    assert "NewThing" in capsys.readouterr().err


@pytest.mark.parametrize("scenario", ["S01", "S07", "S10"])
def test_xml_to_json_to_xml_loses_nothing(scenario: str, tmp_path: Path) -> None:
    golden, middle, back = FOLDER / scenario / "declaration.xml", tmp_path / "a.json", tmp_path / "b.xml"
    assert main(["convert", str(golden), "--to", "json", "--out", str(middle)]) == 0
    assert main(["convert", str(middle), "--to", "xml", "--out", str(back)]) == 0
    assert back.read_bytes() == golden.read_bytes()
    assert Draft.from_json(middle.read_text("utf-8")) == read_message(golden.read_bytes()).draft


def test_a_draft_brings_its_mode_and_facts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    draft = read_message(S01.read_bytes()).draft
    draft.mode = forms.load("import").new().mode.__class__.ADVANCE
    draft.facts["vehicle_departed"] = False
    path = tmp_path / "a.json"
    path.write_text(draft.to_json(), "utf-8")
    main(["check", str(path), "--as-of", "2026-03-02", "--json"])
    report = json.loads(capsys.readouterr().out)["files"][0]
    assert report["mode"] == "advance"
    assert "R026" in [one["rule"] for one in report["problems"]]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["check"], "FILE"),
        (["check", "没有.xml"], "找不到"),
        (["check", str(S01), "--as-of", "昨天"], "日期"),
        (["check", str(S01), "--facts", "没有.json"], "没有.json"),
        (["check", str(S01), "--now", "x"], "时间"),
        (["convert", str(S01), "--to", "doc", "--out", "x"], "doc"),
        (["refdata", "search", "nothing", "x"], "nothing"),
        (["nonsense"], "nonsense"),
        (["tour", "--out", "x", "--size", "big"], "1440x900"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(
    arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert word in said
    assert said.count("\n") == 1


def test_a_good_file_is_still_reported_beside_an_unreadable_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "b.xml"
    broken.write_bytes(S01.read_bytes()[:500])
    assert main(["check", str(broken), str(S01), "--json"]) == 2
    heard = capsys.readouterr()
    assert [one["file"] for one in json.loads(heard.out)["files"]] == [str(S01)]
    assert str(broken) in heard.err


def test_english_is_spoken_when_asked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "a.xml"
    bad.write_text(S01.read_text("utf-8").replace("<GQty>1980.5", "<GQty>"), "utf-8")
    assert main(["check", str(bad), "--lang", "en"]) == 1
    assert "quantity is required and empty" in capsys.readouterr().out


def test_refdata_search_puts_the_best_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["refdata", "search", "countries", "蒙古", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert rows[0]["code"] == "MNG"
    assert set(rows[0]) == {"code", "name", "as_of", "source"}


HEAVY = ("PySide6", "sqlalchemy", "httpx", "fastapi", "cryptography", "pypinyin", "alembic")


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))


def _run(arguments: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PORTDESK_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        cwd=Path(__file__).resolve().parents[3],
        preexec_fn=_limited,
    )


def test_a_hostile_file_ends_with_exit_2_and_no_traceback(home: Path, tmp_path: Path) -> None:
    deep = tmp_path / "deep.xml"
    deep.write_text('<DecMessage xmlns="http://www.chinaport.gov.cn/dec">' + "<a>" * 200_000, "utf-8")
    ran = _run(["check", str(deep)], home)
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert str(deep) in ran.stderr
    assert "Traceback" not in ran.stderr + ran.stdout


def test_check_pays_only_for_what_it_uses(home: Path) -> None:
    code = (
        "import sys; from app.cli import main; "
        f"main(['check', {str(S01)!r}, '--json']); "
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PORTDESK_HOME": str(home)},
        cwd=Path(__file__).resolve().parents[3],
    )
    assert ran.stderr.strip() == "[]"
