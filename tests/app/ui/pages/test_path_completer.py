"""A path is completed with the names of its folder, which are read outside the window's thread."""

import os
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.editors import TextEditor
from app.ui.pages import path_completer
from app.ui.pages.path_completer import PathCompleter, folder_of, names_in


def test_names_are_offered_as_soon_as_the_folder_is_read(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("清单.xlsx", "清单2.csv", ".hidden"):
        (tmp_path / name).touch()
    readers: list[threading.Thread] = []

    def read(folder: str) -> list[str]:
        readers.append(threading.current_thread())
        return names_in(folder)

    monkeypatch.setattr(path_completer, "names_in", read)
    window = QWidget()
    field = TextEditor()
    QVBoxLayout(window).addWidget(field)
    completer = PathCompleter(field, window)
    field.setCompleter(completer)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(field.hasFocus)
    field.setText(f"{tmp_path}{os.sep}".removesuffix(os.sep))
    QTest.keyClicks(field, os.sep)
    qtbot.waitUntil(lambda: completer.completionCount() == 2)
    popup = completer.popup()
    assert popup is not None
    assert popup.isVisible()
    assert completer.currentCompletion() == f"{tmp_path}{os.sep}清单.xlsx"
    assert threading.main_thread() not in readers
    popup.hide()


def test_the_folder_of_what_is_typed() -> None:
    assert folder_of("") == ""
    assert folder_of("清单") == ""
    assert folder_of(f"{os.sep}data{os.sep}清单") == f"{os.sep}data{os.sep}"


def test_a_folder_that_cannot_be_read_offers_nothing(tmp_path: Path) -> None:
    assert names_in(str(tmp_path / "missing")) == []
