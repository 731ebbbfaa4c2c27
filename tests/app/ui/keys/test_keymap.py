"""Keys change at once wherever they are heard and shown, a clash names the other action, and bad memory is no fault."""

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.keys import Keys, at_hand, bind, keymap, shown_keys
from app.ui.keys.keymap import said_keys
from app.ui.widgets import Button
from tests.helpers.keys import press

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def usual(qapp: object) -> Iterator[None]:
    yield
    keymap().restore_all()


class Page(QWidget):
    """A page with one key of its own and one shortcut."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.keys = Keys(self, {"receipt.next": lambda: self.done.append("next")})
        bind(self, {"check": lambda: self.done.append("check")})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.press(event)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def test_a_new_key_is_heard_at_once_and_the_old_one_no_more(page: Page) -> None:
    press(page, Qt.Key.Key_F9, NONE)
    press(page, Qt.Key.Key_J, NONE)
    keymap().rebind("check", "Ctrl+Alt+J")
    keymap().rebind("receipt.next", "Ctrl+Alt+M")
    for key, modifier in (
        (Qt.Key.Key_F9, NONE),
        (Qt.Key.Key_J, NONE),
        (Qt.Key.Key_J, CTRL | ALT),
        (Qt.Key.Key_M, CTRL | ALT),
    ):
        press(page, key, modifier)
    assert page.done == ["check", "next", "check", "next"]


def test_a_key_cap_shows_the_key_of_now(qtbot: QtBot) -> None:
    button = Button("校验", keys="check")
    qtbot.addWidget(button)
    before = button.sizeHint().width()
    keymap().rebind("check", "Ctrl+Shift+F9")
    assert button.sizeHint().width() > before
    assert shown_keys("check") == "Ctrl Shift F9"
    assert shown_keys("↑ ↓") == "↑ ↓"


def test_a_clash_names_the_other_action_and_nothing_changes(qapp: object) -> None:
    other = keymap().clash("check", "F10")
    assert other is not None
    assert other.id == "file"
    with pytest.raises(ValueError, match="check"):
        keymap().rebind("check", "F10")
    assert keymap().keys("check") == ("F9",)
    assert keymap().clash("lanes.store", "F3") is None, "two pages never seen together may share a key"


def test_a_fixed_key_stays(qapp: object) -> None:
    with pytest.raises(ValueError, match="back"):
        keymap().rebind("back", "F9")


def test_the_usual_key_comes_back_unless_another_took_it(qapp: object) -> None:
    keys = keymap()
    keys.rebind("check", "Ctrl+Alt+J")
    keys.rebind("file", "F9")
    taken = keys.restore("check")
    assert taken is not None
    assert taken.id == "file"
    assert keys.keys("check") == ("Ctrl+Alt+J",)
    assert keys.restore("file") is None
    assert keys.restore("check") is None
    assert keys.changes() == 0


def test_what_was_chosen_is_kept_and_bad_memory_is_left_out(qapp: object) -> None:
    keys = keymap()
    keys.rebind("check", "Ctrl+Alt+J")
    kept = keys.text()
    keys.restore_all()
    keys.load(kept)
    assert keys.keys("check") == ("Ctrl+Alt+J",)
    keys.load(json.dumps({"gone": "F9", "back": "F9", "check": "F10", "file": 3}))
    assert keys.changes() == 0
    keys.load("not json")
    assert keys.keys("check") == ("F9",)


def test_what_is_at_hand_is_what_can_be_done_now(page: Page) -> None:
    assert [action.id for action, _act in at_hand(page)] == ["check", "receipt.next"]
    page.hide()
    assert list(at_hand(page)) == []


@pytest.mark.parametrize(
    ("keys", "said"),
    [("Ctrl++", "Ctrl +"), ("+", "+"), ("Alt+Up", "Alt ↑"), ("Ctrl+Return", "Ctrl Enter"), ("", "")],
)
def test_keys_are_said_as_on_the_cap(keys: str, said: str) -> None:
    assert said_keys(keys) == said
