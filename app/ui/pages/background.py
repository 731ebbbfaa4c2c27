"""Slow work of pages (drawing a PDF, printing it) on one thread of its own; answers come back on the UI thread."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal

T = TypeVar("T")


class Background(QObject):
    """One thread, first come first served; it lives as long as the application, so that answers find somebody."""

    _finished = Signal(object)

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._finished.connect(lambda tell: tell())  # queued: the signal comes from the other thread

    def run(self, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[str], object]) -> None:
        """Do ``work`` off the UI thread. OSError and ValueError become ``failed``; anything else is raised here."""

        def job() -> None:
            try:
                answer = work()
            except (OSError, ValueError) as error:
                sentence = str(error)
                self._finished.emit(lambda: failed(sentence))
            except Exception as error:  # noqa: BLE001 - a fault of ours is raised again where faults are handled
                self._finished.emit(lambda error=error: _raise(error))
            else:
                self._finished.emit(lambda: done(answer))

        self._pool.start(job)

    def wait(self) -> None:
        """Wait until nothing is under way (for tests and the end of the program)."""
        self._pool.waitForDone()


def _raise(error: Exception) -> None:
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
