"""Slow work of pages (drawing a PDF, printing it) on one thread of its own; answers come back on the UI thread."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Job:
    """What is to be done, and who hears of it. Its end is left to the UI thread: it may be a widget's."""

    work: Callable[[], Any]
    done: Callable[[Any], object]
    failed: Callable[[str], object]


class Background(QObject):
    """One thread, first come first served; it lives as long as the application, so that answers find somebody."""

    _finished = Signal(object)

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._numbers = itertools.count()
        self._jobs: dict[int, _Job] = {}
        self._finished.connect(lambda tell: tell())  # queued: the signal comes from the other thread

    def run(self, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[str], object]) -> None:
        """Do ``work`` off the UI thread. OSError and ValueError become ``failed``; anything else is raised here."""
        number = next(self._numbers)
        self._jobs[number] = _Job(work, done, failed)

        def job() -> None:
            try:
                answer = self._jobs[number].work()
            except (OSError, ValueError) as error:
                sentence = str(error)
                self._finished.emit(lambda: self._jobs.pop(number).failed(sentence))
            except Exception as error:  # noqa: BLE001 - a fault of ours is raised again where faults are handled
                self._finished.emit(lambda error=error: self._raise(number, error))
            else:
                self._finished.emit(lambda: self._jobs.pop(number).done(answer))

        self._pool.start(job)

    def wait(self) -> None:
        """Wait until nothing is under way (for tests and the end of the program)."""
        self._pool.waitForDone()

    def _raise(self, number: int, error: Exception) -> None:
        del self._jobs[number]
        raise error


_current: list[Background] = []


def background() -> Background:
    """Return the one of the running application."""
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("there is no application")
    if not _current or _current[0].parent() is not app:
        _current[:] = [Background(app)]
    return _current[0]
