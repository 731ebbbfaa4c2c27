"""Brings the window to the front when the program is started a second time; it changes nothing in it."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt
from PySide6.QtWidgets import QApplication

from app.store.summons import is_summoned, prepare
from app.ui.windows import MainWindow


class Summoned(QObject):
    """Watches one file; lives as long as the window. Where the file cannot be made, a second start is only told."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._watch = QFileSystemWatcher(self)
        self._watch.fileChanged.connect(self._look)
        with contextlib.suppress(OSError):
            self._watch.addPath(str(prepare(folder)))

    def _look(self, path: str) -> None:
        with contextlib.suppress(OSError):
            if is_summoned(Path(path)):
                self._show()

    def _show(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)  # where the system lets no program take the front by itself
