"""更新说明: readable by key, what is new is marked, and said once after an upgrade."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.desk.changes import SEEN, Changes
from app.ui.keys import ACTIONS
from app.ui.models.release_notes import Release, ReleaseNote, releases
from app.ui.pages.changes_sheet import ChangesSheet
from app.ui.widgets import Label
from app.ui.windows import MainWindow
from tests.helpers.keys import press
from tests.helpers.ui_services import FakeMemory

TWO = (
    Release("2026-11-24", (ReleaseNote("版本", "可以起名", "compare"),)),
    Release("2026-11-20", (ReleaseNote("窗口", "只开一个", ""),)),
)


class Heard(Changes):
    """Notes that the releases have come."""

    heard = False

    def _say(self, found: Sequence[Release]) -> None:
        super()._say(found)
        self.heard = True


@pytest.fixture
def memory() -> FakeMemory:
    return FakeMemory()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow([])
    qtbot.addWidget(made)
    made.resize(1280, 720)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made


def sheet(window: MainWindow) -> ChangesSheet | None:
    return next((one for one in window.findChildren(ChangesSheet) if one.isVisible()), None)


def heads(shown: QWidget) -> list[str]:
    return [one.words() for one in shown.findChildren(Label) if one.words().startswith("2026")]


def test_ctrl_f1_shows_what_changed_and_esc_closes_it(qtbot: QtBot, window: MainWindow, memory: FakeMemory) -> None:
    memory.put(SEEN, "2026-11-20")
    Changes(window, memory, lambda: TWO)
    press(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: sheet(window) is not None)
    shown = sheet(window)
    assert shown is not None
    assert heads(shown) == ["2026-11-24　新", "2026-11-20"]
    assert "版本，可以起名" in shown.accessibleDescription()
    assert memory.get(SEEN) == "2026-11-24"
    press(shown, Qt.Key.Key_Escape)
    assert sheet(window) is None


@pytest.mark.parametrize(("seen", "said"), [("", ""), ("2026-11-24", ""), ("2026-11-20", "程序已更新")])
def test_an_upgrade_is_said_to_those_who_knew_the_older_one(
    qtbot: QtBot, window: MainWindow, memory: FakeMemory, seen: str, said: str
) -> None:
    memory.put(SEEN, seen)
    desk = Heard(window, memory, lambda: TWO)
    desk.tell()
    qtbot.waitUntil(lambda: desk.heard)
    assert window.toast.words().startswith(said) and bool(window.toast.words()) == bool(said)
    assert memory.get(SEEN) == (seen or "2026-11-24")


def test_the_notes_shipped_name_actions_there_are_and_are_short() -> None:
    found = releases()
    assert [one.day for one in found] == sorted((one.day for one in found), reverse=True)
    for note in (note for release in found for note in release.notes):
        assert not note.action or note.action in ACTIONS, note.action
        assert note.area and 0 < len(note.words) <= 60 and not note.words.endswith("。"), note.words
