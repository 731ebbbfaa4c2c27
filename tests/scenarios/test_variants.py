"""S01, S03, S07 and S10 written by others: clean however they are completed, and every negative gives its rule."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import forms
from app import reference
from app.cli import main
from app.core.draft import Mode
from app.core.tables import CodeTables
from app.wire import schema
from app.wire.read import read_message
from app.work.examine import Examined, examine
from tests.scenarios.completions import COMPLETIONS, Change, a_limit, every_element, head, line, other_order, rows
from tests.scenarios.completions import voyage as free
from tests.scenarios.outside import CLEAN, Outside

TODAY = date(2026, 11, 23)  # the machine's day, where nobody says --as-of
FILED = {"S01": "2026-03-02", "S03": "2026-03-06", "S07": "2026-05-05", "S10": "2026-06-18"}
WAYS: Mapping[str, Change] = {name: COMPLETIONS[name] for name in ("nothing more", "every element", "other order")}


@cache
def tables() -> CodeTables:
    """Return the starter tables the program ships."""
    return reference.load()


def look(message: Outside, mode: str | None = None, day: date = TODAY, facts: object = None) -> Examined:
    """Examine a message as ``check`` does."""
    draft = read_message(message.to_bytes()).draft
    given = facts if isinstance(facts, dict) else {}
    return examine(forms.load(draft.form), draft, tables(), day, given, Mode(mode) if mode else None)


@pytest.mark.parametrize("completion", COMPLETIONS)
@pytest.mark.parametrize("scenario", CLEAN)
def test_it_is_clean_however_it_is_completed(scenario: str, completion: str) -> None:
    examined = look(CLEAN[scenario]().but(COMPLETIONS[completion]))
    assert [f"{one.rule} {one.message}" for one in examined.problems if one.blocks] == []
    assert examined.message is not None
    assert schema.findings(examined.message.content) == ()


@pytest.mark.parametrize("mode", [None, "once", "advance"])
@pytest.mark.parametrize("day", [TODAY, None])
@pytest.mark.parametrize("scenario", CLEAN)
def test_it_is_clean_on_any_day_and_in_either_mode(scenario: str, day: date | None, mode: str | None) -> None:
    assert look(CLEAN[scenario](), mode, day or date.fromisoformat(FILED[scenario])).ok


SOME_FACTS: tuple[tuple[str, dict[str, object]], ...] = (
    ("S01", {"vehicle_departed": True}),
    ("S01", {"manifest_found": True}),
    ("S01", {"manifest_reference": "GQMD20260310001"}),
    ("S01", {"manifest_found": True, "manifest_weight": "1980500", "manifest_packs": 1, "manifest_containers": 0}),
    ("S01", {"goods_arrived": False, "related_parties": False, "entry_day": "2026-03-05"}),
    ("S03", {"phytosanitary_certificate": True}),
    ("S07", {"planned_arrival": "2026-05-08"}),
    ("S07", {"road_manifest_sent": True, "vehicle_departed": False}),
    ("S10", {"transit_proof": "B/L 1", "origin_proof_valid_to": "2027-06-18"}),
)


@pytest.mark.parametrize(("scenario", "facts"), SOME_FACTS)
def test_some_of_the_facts_are_enough(scenario: str, facts: dict[str, object]) -> None:
    for mode in ("once", "advance"):
        assert look(CLEAN[scenario](), mode, date.fromisoformat(FILED[scenario]), facts).ok


def _no_limits(message: Outside) -> None:
    message.limits.clear()


PROOFS: Mapping[str, Change] = {
    "permit": a_limit(GoodsNo="1", LicTypeCode="325", LicenceNo="AP-1"),
    "certificate": a_limit(GoodsNo="1", LicTypeCode="107", LicenceNo="RU-1"),
    "scan": rows("EdocRealation", {"EdocID": "1.pdf", "EdocCode": "20000013", "EdocFomatType": "US"}),
}


@pytest.mark.parametrize("proof", PROOFS)
def test_a_phytosanitary_certificate_may_stand_in_several_places(proof: str) -> None:
    assert look(CLEAN["S03"]().but(_no_limits, PROOFS[proof])).ok


def test_or_be_told_as_a_fact() -> None:
    assert look(CLEAN["S03"]().but(_no_limits), facts={"phytosanitary_certificate": "RU-1"}).ok


def _no_rows(name: str) -> Change:
    return lambda message: message.rows.update({name: []})


def _item(name: str, text: str) -> Change:
    return lambda message: message.rows["EcoRelation"][0].update({name: text})


_MODEL = "4|{}|110kW|CAT|320D|1.2m3|可旋转360度|自推进|22300kg|履带式"
_SWAPPED_BACK = line(OriginCountry="CHN", DestinationCountry="MNG")
_FEE = head(FeeMark="3", FeeRate="5", FeeCurr="USD")

NEGATIVES: tuple[tuple[str, str, str, Change, dict[str, object]], ...] = (
    ("S01", "R037", "error", free(VoyNo="400000000561"), {}),
    ("S01", "R037", "error", free(VoyNo=""), {}),
    ("S01", "R036", "warning", head(TrafName="蒙A1234"), {}),
    ("S01", "R091", "warning", line(DeclTotal="190000"), {}),
    ("S01", "R091", "warning", line(DeclTotal="190000.00000"), {}),
    ("S01", "R026", "error", lambda message: None, {"vehicle_departed": False}),
    ("S01", "R025", "error", lambda message: None, {"manifest_found": False}),
    ("S01", "R025", "error", lambda message: None, {"manifest_reference": False}),
    ("S01", "R025", "error", lambda message: None, {"manifest_reference": ""}),
    ("S01", "R025", "error", lambda message: None, {"manifest_found": False, "manifest_reference": None}),
    ("S01", "R108", "error", line(FirstQty="1980.5"), {}),
    ("S01", "R133", "error", _no_rows("LicenseDocu"), {}),
    ("S01", "R133", "error", lambda message: message.rows["LicenseDocu"][0].update(CertCode=""), {}),
    ("S01", "R133", "error", lambda message: message.rows["LicenseDocu"][0].update(DocuCode="", CertCode=""), {}),
    ("S01", "R070", "error", head(FeeRate="5"), {}),
    ("S01", "R070", "error", _FEE, {}),
    ("S03", "R125", "error", _no_limits, {}),
    ("S03", "R131", "error", line(GoodsAttr="19"), {}),
    ("S03", "R131", "error", line(GoodsAttr=""), {}),
    ("S03", "R055", "error", head(NetWt="39000"), {}),
    ("S03", "R055", "error", head(NetWt="39000.00000"), {}),
    ("S03", "R104", "error", line(FirstUnit="033"), {}),
    ("S03", "R133", "error", line(CodeTS="4407111091"), {}),
    ("S07", "R028", "error", lambda message: None, {"planned_arrival": "2026-05-10"}),
    ("S07", "R028", "error", lambda message: None, {"planned_arrival": "20260510"}),
    ("S07", "R160", "error", _SWAPPED_BACK, {}),
    ("S07", "R086", "warning", head(PromiseItmes="10000"), {}),
    ("S07", "R100", "error", line(GModel=_MODEL.format("3")), {}),
    ("S07", "R100", "error", line(GModel=_MODEL.format("")), {}),
    ("S10", "R137", "error", _item("EcoGNo", ""), {}),
    ("S10", "R137", "error", lambda message: message.rows["EcoRelation"][0].pop("EcoGNo"), {}),
    ("S10", "R138", "error", line(OriginCountry="USA"), {}),
    ("S10", "R136", "error", rows("LicenseDocu", {"DocuCode": "Y", "CertCode": "<22>C26000123456"}), {}),
    ("S10", "R139", "warning", head(TradeCountry="KOR"), {}),
    ("S10", "R139", "warning", head(TradeCountry="KOR", DespPortCode="KOR000", DistinatePort="KOR000"), {}),
)
MODES = {"S01": "advance", "S07": "advance"}
IN_EVERY_WAY = [
    pytest.param(way, *negative, id=f"{negative[0]}-{negative[1]}-{number}-{way}")
    for number, negative in enumerate(NEGATIVES)
    for way in WAYS
]


@pytest.mark.parametrize(("way", "scenario", "rule", "severity", "change", "facts"), IN_EVERY_WAY)
def test_a_negative_gives_its_rule_once(
    way: str, scenario: str, rule: str, severity: str, change: Change, facts: dict[str, object]
) -> None:
    message = CLEAN[scenario]().but(change, WAYS[way])
    examined = look(message, MODES.get(scenario), date.fromisoformat(FILED[scenario]), facts)
    found = [one for one in examined.problems if one.rule == rule]
    assert [one.severity.value for one in found] == [severity]
    assert found[0].source
    assert not [one for one in examined.problems if one.rule == "XSD"]


@pytest.mark.parametrize("scenario", CLEAN)
def test_the_command_says_so_too_and_needs_no_day(
    scenario: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(CLEAN[scenario]().but(every_element, other_order).to_bytes())
    assert main(["check", str(path), "--json", "--now", f"{TODAY}T09:00:00"]) == 0
    report = json.loads(capsys.readouterr().out)["files"][0]
    assert (report["ok"], report["mode"]) == (True, "once")
