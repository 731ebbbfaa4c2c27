"""The sample declarations that ship with the program are the tested scenarios, without a number of their own."""

from pathlib import Path

import pytest

from app.core.draft import Draft
from tests.helpers.scenarios import SCENARIOS

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("S*.json")), ids=lambda path: path.stem)
def test_a_sample_is_its_scenario(path: Path) -> None:
    sample = Draft.from_json(path.read_text("utf-8"))
    scenario = SCENARIOS[path.stem].build()
    assert sample.get("sign.client_seq_no") == ""
    scenario.put("sign.client_seq_no", "")
    assert dict(sample.filled()) == dict(scenario.filled())
    assert (sample.form, sample.mode, sample.facts) == (scenario.form, scenario.mode, scenario.facts)
