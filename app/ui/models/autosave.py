"""Saves the open draft half a second after the last change; it says saved only when all that was typed is."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from app.core.draft import Draft
from app.ui.models.document import DraftDocument
from app.ui.models.history import Delta

PAUSE = 500  # ms after the last change
RETRY = 5_000  # ms after a save that failed
Save = Callable[[Draft, int, Callable[[datetime], None], Callable[[str], None], Delta], None]


class Autosave(QObject):
    """``saved(datetime)`` after the store confirmed; ``failed(str)`` with a sentence, the next try comes by itself."""

    saved = Signal(object)
    failed = Signal(str)

    def __init__(self, document: DraftDocument, save: Save, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._save = document, save
        self._dirty = False
        self._under_way = 0
        self._then: list[tuple[Callable[[], None], Callable[[], None]]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        document.changed.connect(self._changed)

    @property
    def is_clean(self) -> bool:
        """Tell whether everything typed is in the store."""
        return not self._dirty and not self._under_way

    def flush(self, then: Callable[[], None] | None = None, otherwise: Callable[[], None] | None = None) -> None:
        """Save now if anything is unsaved; ``then`` runs once all is stored, ``otherwise`` if that failed.

        It does not wait for a save under way: whoever flushes may be gone before that one is answered.
        """
        if then is not None:
            self._then.append((then, otherwise or _nothing))
        self._timer.stop()
        if self._dirty:
            self._save_now()
        elif not self._under_way:
            self._run_waiting()

    def _changed(self) -> None:
        self._dirty = True
        self._timer.start(PAUSE)

    def _start(self) -> None:
        if self._dirty and not self._under_way:
            self._save_now()

    def _save_now(self) -> None:
        self._dirty = False
        self._under_way += 1
        document, delta = self._document, self._document.delta()
        errors = sum(problem.blocks for problem in document.problems())
        self._save(document.draft.copy(), errors, self._done, partial(self._not_done, delta), delta)

    def _done(self, at: datetime) -> None:
        if not isValid(self):
            return
        self._under_way -= 1
        self.saved.emit(at)
        if self._dirty and (self._then or not self._timer.isActive()):
            self._start()
        elif self.is_clean:
            self._run_waiting()

    def _not_done(self, delta: Delta, sentence: str) -> None:
        if not isValid(self):
            return
        self._document.not_stored(delta)
        self._under_way -= 1
        if self._under_way:
            return  # the later one holds all of this one and speaks for both
        self._dirty = True
        self._timer.start(RETRY)
        self.failed.emit(sentence)
        waiting, self._then = self._then, []
        for _, otherwise in waiting:
            otherwise()

    def _run_waiting(self) -> None:
        waiting, self._then = self._then, []
        for then, _ in waiting:
            then()


def _nothing() -> None:
    """Nobody waits for a failure."""
