"""The driver of keys: what it types arrives, chords fire shortcuts, and the count follows product.md."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.tour import key_driver
from app.ui.tour.key_driver import KeyDriver, Tally
from app.ui.tour.waiting import StepFailed
from tests.app.ui.tour.conftest import SmallWindow


def test_letters_of_any_script_arrive_as_typed(small: SmallWindow) -> None:
    KeyDriver(small).type("未制成型 0|3|6800kcal/kg 𠮷 Aa;")
    assert small.text.text() == "未制成型 0|3|6800kcal/kg 𠮷 Aa;"


def test_enter_walks_and_a_code_is_chosen_by_pinyin(small: SmallWindow) -> None:
    driver = KeyDriver(small)
    driver.accept()
    driver.type("mg")
    assert small.code.popup() is not None
    driver.accept()
    assert small.code.text() == "MNG"
    assert driver.focused() is small.number


@pytest.mark.parametrize("chord", ["F8", "Ctrl+N", "Ctrl+Comma", "Alt+Return", "Shift+F9", "Ctrl+Shift+F"])
def test_a_chord_fires_its_shortcut(small: SmallWindow, chord: str) -> None:
    fired: list[str] = []
    QShortcut(QKeySequence(chord.replace("Comma", ",")), small).activated.connect(lambda: fired.append(chord))
    KeyDriver(small).press(chord)
    assert fired == [chord]


def test_a_chord_is_one_key_and_the_enter_of_a_field_is_data(small: SmallWindow) -> None:
    driver = KeyDriver(small)
    with driver.workflow("one"):
        driver.press("Ctrl+A", "F8")
        driver.type("AB")
        driver.accept()
        driver.type("mg", is_data=False)
        driver.press("Escape")
    with driver.workflow("two"):
        driver.press("F8")
    with driver.workflow("one"):
        driver.press("F8")
    one, two = driver.tallies["one"], driver.tallies["two"]
    assert (one.keys, one.command_keys, one.mouse_events) == (9, 6, 0)
    assert (two.keys, two.command_keys) == (1, 1)
    assert one.seconds > 0


def test_mouse_events_count_for_the_workflow_they_fall_into(small: SmallWindow) -> None:
    seen = [0]
    driver = KeyDriver(small, lambda: seen[0])
    seen[0] = 3
    with driver.workflow("quiet"):
        driver.press("F8")
    with driver.workflow("clicked"):
        seen[0] = 5
    assert driver.tallies["quiet"].mouse_events == 0
    assert driver.tallies["clicked"] == Tally(0, 0, 2, driver.tallies["clicked"].seconds)


def test_it_refuses_to_type_where_nothing_has_the_keyboard(small: SmallWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_driver, "FOCUS_PATIENCE", 0.05)
    widget = QApplication.focusWidget()
    assert widget is not None
    widget.clearFocus()
    with pytest.raises(StepFailed, match="键盘焦点"):
        KeyDriver(small).type("x")
    assert small.text.text() == ""


def test_it_refuses_a_keyboard_in_another_window(
    small: SmallWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_driver, "FOCUS_PATIENCE", 0.05)
    other = QLabel("x")
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    other.setFocus()
    with pytest.raises(StepFailed, match="键盘焦点"):
        KeyDriver(small).press("F8")


def test_an_unknown_key_is_a_mistake_of_the_script(small: QWidget) -> None:
    with pytest.raises(KeyError, match="Strg"):
        KeyDriver(small).press("Strg+N")


def test_what_runs_after_each_key_can_stop_the_tour(small: SmallWindow) -> None:
    def stop() -> None:
        raise StepFailed("停")

    with pytest.raises(StepFailed, match="停"):
        KeyDriver(small, after_key=stop).type("ab")
    assert small.text.text() == "a"
