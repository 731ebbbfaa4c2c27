"""Looks for garbage in the window's thread, and thoroughly only while nobody is at the keyboard."""

import gc
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

LOOK_MS, YOUNG_MS = 500, 100
PAUSE, LONG_PAUSE = 2.0, 60.0  # seconds without a key or a mouse: for what is new, and for everything
AGAIN = 600.0  # seconds until everything is looked through once more, as long as nobody comes
WORTH_IT = 5  # so often Python has looked through what was made lately
_INPUT = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel})


class Tidying(QObject):
    """Python looks through all there is whenever enough was made: 70 ms, in the midst of a word as likely as not.

    And it does so in whatever thread made the last bit, where the end of a widget is the end of the program. From
    now on it is done here, in turns of its own: what is young at once, the rest in a pause: after two seconds what
    was made since the last one is looked through and then counts as lasting, so that no search grows with what is
    open; after a minute all of it is, for what was closed since then, and again every ten minutes.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self._watched: QObject | None = None
        self._last_input = time.monotonic()
        self._next_whole = LONG_PAUSE
        self._timers = QTimer(self, interval=LOOK_MS), QTimer(self, interval=YOUNG_MS)
        self._timers[0].timeout.connect(lambda: self.look(time.monotonic() - self._last_input))
        self._timers[1].timeout.connect(self.look_at_young)

    def __enter__(self) -> "Tidying":
        gc.disable()
        gc.freeze()
        for timer in self._timers:
            timer.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        """Let Python do it its own way again."""
        for timer in self._timers:
            timer.stop()
        gc.enable()
        gc.unfreeze()

    @staticmethod
    def look_at_young() -> None:
        """Look through what was made lately, as soon and as far as Python itself would have done it by now."""
        (new, middle, _), (often, seldom, _) = gc.get_count(), gc.get_threshold()
        if new > often:
            gc.collect(1 if middle > seldom else 0)

    def look(self, seconds: float) -> None:
        """Tidy up if nobody has touched anything for long enough; ``seconds`` is how long."""
        handle = self._window.windowHandle()
        if handle is not self._watched and handle is not None:
            handle.installEventFilter(self)
            self._watched = handle
        if seconds >= self._next_whole:
            self._next_whole = seconds + AGAIN
            gc.unfreeze()
            self._collect()
        elif seconds >= PAUSE and gc.get_count()[2] >= WORTH_IT:
            self._collect()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._last_input, self._next_whole = time.monotonic(), LONG_PAUSE
        return False

    @staticmethod
    def _collect() -> None:
        gc.collect()
        gc.freeze()
