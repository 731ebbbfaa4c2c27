"""Every action does something, no key has two meanings in one place, and the key map of the design sheet is there."""

import re
from pathlib import Path

import pytest

from app.ui.keys import ACTIONS, Where
from app.ui.keys.keymap import Keymap

APP = Path(__file__).resolve().parents[4] / "app" / "ui"
CATALOGUE = APP / "keys" / "catalogue.py"
# The key map of the design sheet; keys a field or table needs for itself (Enter, Tab, arrows, paste) are not in it.
SHEET = (
    "Ctrl+1 Ctrl+9 Alt+1 Alt+6 Ctrl+Tab Ctrl+N Ctrl+G Ctrl+H Ctrl+K Ctrl+S Ctrl+P Ctrl+D Ctrl+Z Ctrl+Y Ctrl+F Ctrl+I"
    " Ctrl+Shift+F Ctrl+E Ctrl+/ F1 F2 F3 F4 F5 F6 F7 F8 Shift+F8 F9 F10 Esc F11 F12 Shift+F9 Shift+F10 Alt+Return Ins"
    " Ctrl+Del Alt+Up Alt+Down Ctrl+Shift+D Ctrl+, Ctrl+Shift+V"
)
PENDING = {"field.next", "field.previous"}


@pytest.fixture(scope="module")
def sources() -> str:
    """Everything app/ui says, but for the catalogue itself and the docstrings of its package."""
    return "\n".join(path.read_text("utf-8") for path in APP.rglob("*.py") if path != CATALOGUE)


def test_every_action_is_bound_somewhere(sources: str) -> None:
    idle = []
    for action_id in ACTIONS:
        family = re.sub(r"\.\d$", ".{number}", action_id)
        said = (f'"{action_id}": ', f'f"{family}"', f'["{action_id}"]', f'("{action_id}",)')
        if not any(one in sources for one in said):
            idle.append(action_id)
    assert set(idle) - PENDING == set(), "a key in the sheet that does nothing"


def test_no_key_means_two_things_in_one_place(qapp: object) -> None:
    keys = Keymap()
    twice = {
        (one.id, clash.id, each)
        for one in ACTIONS.values()
        for each in keys.keys(one.id)
        if (clash := keys.clash(one.id, each)) is not None
    }
    assert twice == set()


def test_the_key_map_of_the_design_sheet_is_there() -> None:
    usual = {each for action in ACTIONS.values() for each in action.usual.split()}
    assert [key for key in SHEET.split() if key not in usual] == []


def test_a_place_is_named_by_every_action() -> None:
    assert all(action.where & Where.ANYWHERE for action in ACTIONS.values())
    assert all(action.title and len(action.title) <= 14 for action in ACTIONS.values())
