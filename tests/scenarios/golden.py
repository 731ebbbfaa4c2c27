"""The files of a golden folder and the command that writes them anew: ``python -m tests.scenarios.golden``."""

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import forms
from app.cli import main
from app.wire.render import canonical
from tests.helpers.scenarios import SCENARIOS

FOLDER = Path(__file__).resolve().parent
IDS = tuple(sorted(path.name for path in FOLDER.iterdir() if (path / "scenario.json").is_file()))


def told(scenario: str) -> dict[str, Any]:
    """Return the hand-written part of a scenario: day, mode, source and negatives."""
    loaded: dict[str, Any] = json.loads((FOLDER / scenario / "scenario.json").read_text(encoding="utf-8"))
    return loaded


def message_of(scenario: str) -> bytes:
    """Return the message the program writes for a scenario."""
    draft = SCENARIOS[scenario].build()
    return canonical(forms.load(draft.form), draft)


def facts_of(scenario: str) -> dict[str, object]:
    """Return the facts a scenario brings with it."""
    return SCENARIOS[scenario].build().facts


def checked(path: Path, facts: Path, day: str, mode: str) -> tuple[int, dict[str, Any]]:
    """Run ``check --json`` on one file and return exit code and that file's report."""
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        code = main(["check", str(path), "--facts", str(facts), "--as-of", day, "--mode", mode, "--json"])
    report: dict[str, Any] = json.loads(heard.getvalue())["files"][0]
    return code, report | {"file": path.name}


def write_anew() -> None:
    """Write declaration.xml, facts.json and check.json of every scenario; the diff is what gets reviewed."""
    for scenario in IDS:
        folder = FOLDER / scenario
        (folder / "declaration.xml").write_bytes(message_of(scenario))
        facts = json.dumps(facts_of(scenario), ensure_ascii=False, indent=1)
        (folder / "facts.json").write_text(facts + "\n", encoding="utf-8")
        hand = told(scenario)
        _, report = checked(folder / "declaration.xml", folder / "facts.json", hand["day"], hand["mode"])
        written = json.dumps(report, ensure_ascii=False, indent=1)
        (folder / "check.json").write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_anew()
