"""Reads and judges a sheet off the UI thread, with progress and a way to stop; it shows nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.foreign.unusable import Unusable
from app.sheets.goods.columns import Source
from app.sheets.goods.preview import GoodsPreview, Grid, Stopped
from app.ui.pages.alive import while_alive
from app.ui.pages.background import background
from app.work.goods_import import GoodsImport

T = TypeVar("T")


class Reading(QObject):
    """``opened(Grid)`` and ``judged(GoodsPreview)`` when done, ``refused(str)`` with the reason, ``progressed(float)``.

    A newer request stops the one under way; what a stopped one still finds is dropped.
    """

    opened = Signal(object)
    judged = Signal(object)
    refused = Signal(str)
    progressed = Signal(float)
    _ticked = Signal(object, float)

    def __init__(self, work: GoodsImport, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = Event()
        self.is_busy = False
        self._ticked.connect(self._progress)

    def open_file(self, path: Path) -> None:
        """Open a file."""
        self._run(lambda: self._work.open_file(path), self.opened.emit)

    def open_text(self, text: str) -> None:
        """Take a copied block."""
        self._run(lambda: self._work.open_text(text), self.opened.emit)

    def take(self, grid: Grid) -> None:
        """Take a grid that needs no reading."""
        self.opened.emit(grid)

    def judge(self, grid: Grid, sources: Sequence[Source]) -> None:
        """Judge all rows."""
        stop = self._new_stop()

        def tick(done: int, whole: int) -> bool:
            self._ticked.emit(stop, done / max(whole, 1))
            return not stop.is_set()

        self._start(stop, lambda: self._work.preview(grid, sources, tick), self._judged)

    def stop(self) -> None:
        """Stop what is under way; nothing more is told of it."""
        self._stop.set()
        self.is_busy = False

    def _judged(self, preview: GoodsPreview) -> None:
        self.judged.emit(preview)

    def _run(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        self._start(self._new_stop(), work, done)

    def _new_stop(self) -> Event:
        self._stop.set()
        self._stop = Event()
        return self._stop

    def _start(self, stop: Event, work: Callable[[], T], done: Callable[[T], object]) -> None:
        self.is_busy = True

        def careful() -> T:
            try:
                return work()
            except (Unusable, Stopped) as error:
                raise ValueError(str(error)) from error

        def finish(answer: T) -> None:
            if not stop.is_set():
                self.is_busy = False
                done(answer)

        def fail(sentence: str) -> None:
            if not stop.is_set():
                self.is_busy = False
                self.refused.emit(sentence)

        background().run(careful, while_alive(self, finish), while_alive(self, fail))

    def _progress(self, stop: Event, share: float) -> None:
        if stop is self._stop and not stop.is_set():
            self.progressed.emit(share)
