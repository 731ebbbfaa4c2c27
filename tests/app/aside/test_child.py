"""A child answers, also as a frozen program starts it; one that ends or hangs is replaced at the next question."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.aside import child as module
from app.aside.child import Child, ChildGone, ChildHung

ROOT = Path(__file__).resolve().parents[3]
TASK = {"task": "tests.app.foreign.hostile:answer", "name": "a"}


def test_a_child_is_replaced_after_it_ended_or_hung() -> None:
    child = Child("app.foreign.limited_child")
    child.ask(TASK, seconds=20)
    assert child.number == 1
    with pytest.raises(ChildGone):
        child.ask(TASK, b"crash", seconds=20)
    child.ask(TASK, seconds=20)
    with pytest.raises(ChildHung):
        child.ask(TASK, b"hang", seconds=0.3)
    assert child.number == 2
    child.ask(TASK, seconds=20)
    child.close()
    assert child.number == 3 and child.pid is None


def test_a_frozen_program_starts_its_children_by_a_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_command", lambda name: [sys.executable, "-P", "-m", "app", module.FLAG, name])
    child = Child("app.foreign.limited_child")
    assert child.ask(TASK, seconds=20).head["tired"] is False
    child.close()


def test_nothing_but_our_children_is_started_by_the_flag() -> None:
    line = [sys.executable, "-P", "-m", "app", module.FLAG, "http.server"]
    ran = subprocess.run(line, capture_output=True, text=True, cwd=ROOT, check=False)
    assert ran.returncode == 2 and "Serving" not in ran.stdout
