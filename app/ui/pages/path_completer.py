"""Completes a path while it is typed; folders are read in the background, and nothing is opened."""

import os
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QWidget

from app.ui.editors import TextEditor
from app.ui.pages.alive import while_alive
from app.ui.pages.background import background

MOST = 1_000  # names of one folder; whoever has more goes on typing


class PathCompleter(QCompleter):
    """The names in the folder of what is typed so far; Qt's own model of files reads them into the window's thread."""

    def __init__(self, field: TextEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self._names = QStandardItemModel(self)
        self._folder = ""
        self.setModel(self._names)
        self.setCompletionRole(Qt.ItemDataRole.UserRole)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        field.edited.connect(self._typed)
        self._field = field

    def _typed(self, text: str) -> None:
        folder = folder_of(text)
        if folder != self._folder:
            self._folder = folder
            self._names.clear()
            if folder:
                show, nothing = partial(self._show, folder), lambda _sentence: None
                background().run(lambda: names_in(folder), while_alive(self, show), nothing)

    def _show(self, folder: str, names: Sequence[str]) -> None:
        if folder != self._folder:
            return
        for name in names:
            item = QStandardItem(name)
            item.setData(folder + name, Qt.ItemDataRole.UserRole)
            self._names.appendRow(item)
        if self._field.hasFocus() and self._field.completer() is self:
            self.setCompletionPrefix(self._field.text())
            if self.completionCount() and self.currentCompletion() != self._field.text():
                self.complete()


def folder_of(text: str) -> str:
    """Return the folder a typed path is in so far, with its last separator; "" where it names none yet."""
    end = max(text.rfind(mark) for mark in (os.sep, os.altsep or os.sep))
    return text[: end + 1]


def names_in(folder: str) -> list[str]:
    """Return the names in a folder in order, none where it cannot be read; hidden ones are left out."""
    try:
        with os.scandir(Path(folder).expanduser()) as entries:
            seen = (entry.name for entry in entries if not entry.name.startswith("."))
            return sorted(islice(seen, MOST), key=str.casefold)
    except OSError:
        return []
