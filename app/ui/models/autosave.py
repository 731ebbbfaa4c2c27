"""Saves the open draft half a second after the last change, one save at a time; it says saved only when it is."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from app.core.draft import Draft
from app.ui.models.document import DraftDocument

PAUSE = 500  # ms after the last change
RETRY = 5_000  # ms after a save that failed
Save = Callable[[Draft, int, Callable[[datetime], None], Callable[[str], None]], None]


class Autosave(QObject):
    """``saved(datetime)`` after the store confirmed; ``failed(str)`` with a sentence, the next try comes by itself."""

    saved = Signal(object)
    failed = Signal(str)

    def __init__(self, document: DraftDocument, save: Save, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._save = document, save
        self._dirty = self._busy = False
        self._then: list[Callable[[], None]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        document.changed.connect(self._changed)

    @property
    def is_clean(self) -> bool:
        """Tell whether everything typed is in the store."""
        return not self._dirty and not self._busy

    def flush(self, then: Callable[[], None] | None = None) -> None:
        """Save now if anything is unsaved; ``then`` runs once all is stored."""
        if then is not None:
            self._then.append(then)
        self._timer.stop()
        self._start()

    def _changed(self) -> None:
        self._dirty = True
        self._timer.start(PAUSE)

    def _start(self) -> None:
        if self._busy:
            return
        if not self._dirty:
            self._run_waiting()
            return
        self._dirty, self._busy = False, True
        errors = sum(problem.blocks for problem in self._document.problems())
        self._save(self._document.draft.copy(), errors, self._done, self._not_done)

    def _done(self, at: datetime) -> None:
        if not isValid(self):
            return
        self._busy = False
        self.saved.emit(at)
        if self._dirty and (self._then or not self._timer.isActive()):
            self._start()
        elif not self._dirty:
            self._run_waiting()

    def _not_done(self, sentence: str) -> None:
        if not isValid(self):
            return
        self._busy, self._dirty = False, True
        self._then.clear()
        self._timer.start(RETRY)
        self.failed.emit(sentence)

    def _run_waiting(self) -> None:
        waiting, self._then = self._then, []
        for act in waiting:
            act()
