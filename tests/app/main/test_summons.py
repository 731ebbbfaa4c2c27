"""A second start brings the first window to the front, says no word to it, and is told where that does not help."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from pytestqt.qtbot import QtBot

from app.store import summons
from app.store.one_window import alone
from app.store.summons import FILE, shown_elsewhere
from app.ui.desk.summoned import Summoned
from app.ui.windows import MainWindow


def never(_seconds: float) -> None:
    pytest.fail("nobody is waited for")


def test_nobody_is_asked_where_no_window_is_open(tmp_path: Path) -> None:
    assert not shown_elsewhere(tmp_path, wait=never)
    assert list(tmp_path.iterdir()) == [], "looking makes nothing"
    with alone(tmp_path, ""):
        pass
    assert not shown_elsewhere(tmp_path, wait=never), "a lock that was left behind is nobody's"


def test_the_minimized_window_comes_back_and_answers(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow([])
    qtbot.addWidget(window)
    Summoned(window, tmp_path)
    window.showMinimized()
    with alone(tmp_path, ""):

        def wait(_seconds: float) -> None:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

        assert shown_elsewhere(tmp_path, wait=wait)
    assert window.isVisible()
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert (tmp_path / FILE).read_bytes() == b"", "asked once, shown once"


def test_a_window_that_does_not_hear_is_not_taken_for_one_that_did(tmp_path: Path) -> None:
    summons.prepare(tmp_path)
    waits: list[float] = []
    with alone(tmp_path, ""):
        assert not shown_elsewhere(tmp_path, patience=1.0, wait=waits.append)
    assert len(waits) == 20


def test_without_anybody_watching_nothing_is_made(tmp_path: Path) -> None:
    with alone(tmp_path, ""):
        assert not shown_elsewhere(tmp_path, wait=never)
    assert not (tmp_path / FILE).exists()
