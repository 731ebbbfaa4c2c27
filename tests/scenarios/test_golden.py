"""Every golden scenario: clean as it stands, and each stated change brings its rule, through the command line."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

import forms
from app.cli.report import MATRIX_RULE
from app.core.draft import Draft, Mode, Purpose
from app.core.sentences import LOCK_RULE
from app.gateway import document, rules
from app.gateway.declared import Declared
from app.wire.read import read_message
from app.wire.xml import write
from schemas import Kind, path_of
from tests.scenarios.golden import FOLDER, IDS, checked, facts_of, message_of, told

NEGATIVES = [
    pytest.param(scenario, negative, id=f"{scenario}-{negative['rule']}-{negative['name']}")
    for scenario in IDS
    for negative in told(scenario)["negatives"]
]


@pytest.mark.parametrize("scenario", IDS)
def test_the_program_still_writes_the_golden_message(scenario: str) -> None:
    assert message_of(scenario) == (FOLDER / scenario / "declaration.xml").read_bytes()
    assert facts_of(scenario) == json.loads((FOLDER / scenario / "facts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("scenario", IDS)
def test_check_finds_no_error_and_says_what_is_on_record(scenario: str) -> None:
    folder, hand = FOLDER / scenario, told(scenario)
    code, report = checked(folder / "declaration.xml", folder / "facts.json", hand["day"], hand["mode"])
    assert code == 0
    assert [one for one in report["problems"] if one["severity"] == "error"] == []
    assert report == json.loads((folder / "check.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("scenario", "negative"), NEGATIVES)
def test_each_stated_change_brings_its_rule(scenario: str, negative: dict[str, object], tmp_path: Path) -> None:
    hand = told(scenario)
    draft = read_message((FOLDER / scenario / "declaration.xml").read_bytes()).draft
    _change(draft, negative["put"])
    path, facts = tmp_path / "a.xml", tmp_path / "facts.json"
    path.write_bytes(write(forms.load(draft.form), draft))
    if "declared" in hand:  # what 概要 sent is in no message: the record itself is checked
        path = tmp_path / "a.json"
        path.write_text(_record(draft, hand).to_json(), encoding="utf-8")
    told_facts = negative["facts"]
    assert isinstance(told_facts, dict)
    facts.write_text(json.dumps(facts_of(scenario) | told_facts, ensure_ascii=False), encoding="utf-8")
    code, report = checked(path, facts, *(str(negative.get(one, hand[one])) for one in ("day", "mode")))
    found = {one["rule"]: one["severity"] for one in report["problems"]}
    if negative["rule"] == LOCK_RULE:  # scripts are told of it as of the stage matrix (cli.md)
        changed = [one for one in report["problems"] if one["rule"] == MATRIX_RULE and "修改申请" in one["message"]]
        assert changed
    else:
        assert negative["rule"] in found
    assert code == int("error" in found.values())


def _record(draft: Draft, hand: Mapping[str, str]) -> Draft:
    """Return the draft as the second step of the record whose first step is a scenario of its own."""
    sent = read_message((FOLDER / hand["declared"] / "declaration.xml").read_bytes()).draft
    record = draft.copy()
    record.purpose, record.mode, record.declared = Purpose.COMPLETE, Mode(hand["mode"]), dict(sent.filled())
    return record


def _change(draft: Draft, put: object) -> None:
    assert isinstance(put, dict)
    for path, text in put.items():
        if text is None:  # the whole row goes
            section, _, number = path.removesuffix("]").rpartition("[")
            draft.remove_row(section, int(number))
        else:
            draft.put(path, text)


@pytest.mark.parametrize("scenario", IDS)
def test_the_mocked_gateway_has_nothing_against_the_message(scenario: str) -> None:
    root = document.read((FOLDER / scenario / "declaration.xml").read_bytes())
    assert [*document.schema_findings(root), *rules.check(Declared(root))] == []


@pytest.mark.parametrize("scenario", IDS)
def test_xmllint_finds_the_message_valid(scenario: str) -> None:
    tool = shutil.which("xmllint")
    if tool is None:
        pytest.skip("xmllint is not installed (Debian package libxml2-utils)")
    golden = FOLDER / scenario / "declaration.xml"
    ran = subprocess.run(
        [tool, "--noout", "--nonet", "--schema", str(path_of(Kind.MESSAGE)), str(golden)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("scenario", IDS)
def test_an_independent_reader_finds_the_same_values(scenario: str) -> None:
    """Read the golden message by bare XPath with names typed from message.md, not through the form."""
    root = etree.fromstring((FOLDER / scenario / "declaration.xml").read_bytes())
    for xpath, value in json.loads((FOLDER / scenario / "values.json").read_text(encoding="utf-8")).items():
        found = root.xpath(xpath, namespaces={"d": "http://www.chinaport.gov.cn/dec"})
        assert [one.text or "" for one in found if isinstance(one, etree._Element)] == value, xpath
