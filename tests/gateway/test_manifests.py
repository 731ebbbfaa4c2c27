"""What manifests are known: those of the samples, of the script, and what the admin face told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.gateway.manifests import SAMPLES
from app.gateway.script import Script
from tests.gateway.running import Running, running

SAMPLE_FILES = Path(__file__).resolve().parents[2] / "resources" / "samples"


def ask(gateway: Running, bill: str, voyage: str = "") -> tuple[int, dict[str, Any]]:
    answer = gateway.http.get("/api/v1/manifests", params={"bill_number": bill, "voyage_number": voyage})
    return answer.status_code, answer.json()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.bill_number)
def test_the_samples_have_their_manifests(tmp_path: Path, sample: Any) -> None:
    drafts = [json.loads(file.read_text("utf-8"))["fields"] for file in SAMPLE_FILES.glob("S*.json")]
    draft = next(one for one in drafts if one["bill_number"] == sample.bill_number)
    assert (draft["voyage_number"], draft["gross_weight"], int(draft["pack_count"]), draft["traffic_mode"]) == (
        sample.voyage_number, sample.gross_weight, sample.packs, sample.traffic_mode,
    )  # fmt: skip
    assert sample.containers == len(
        {path for path in draft if path.startswith("containers[") and path.endswith(".container_id")}
    )
    with running(tmp_path) as gateway:
        status, found = ask(gateway, sample.bill_number, sample.voyage_number)
        assert (status, found["found"], found["gross_weight"]) == (200, True, sample.gross_weight)


def test_an_unknown_bill_or_voyage_is_not_found(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        assert ask(gateway, "NOBODY") == (404, {"error": "not_found"})
        assert ask(gateway, SAMPLES[0].bill_number, "9999999999999")[0] == 404


def test_the_admin_face_tells_manifests(tmp_path: Path) -> None:
    told = {"bill_number": "B1", "voyage_number": "V1", "gross_weight": "1000.5", "packs": 3}
    with running(tmp_path) as gateway:
        assert gateway.http.post("/_admin/manifests", json={"manifests": [told]}).status_code == 200
        assert ask(gateway, "B1")[1]["packs"] == 3
        gateway.http.post("/_admin/manifests", json={"manifests": [{**told, "packs": 4}]})
    with running(tmp_path) as gateway:  # and remembers them
        assert ask(gateway, "B1", "V1")[1]["packs"] == 4


def test_a_script_tells_manifests(tmp_path: Path) -> None:
    script = Script.model_validate({"manifests": [{"bill_number": "B2", "gross_weight": "7", "packs": 1}]})
    with running(tmp_path, script=script) as gateway:
        assert ask(gateway, "B2", "any")[1]["gross_weight"] == "7"
