"""What is measured while the tour runs: the longest gap of the event loop, mouse events, and faults in slots."""

import contextlib
import sys
import time
from collections.abc import Iterator
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

TICK_MS = 5
_MOUSE = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.NonClientAreaMouseButtonPress,
        QEvent.Type.NonClientAreaMouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class StallMeter(QObject):
    """A 5 ms timer in the window's thread; a gap beyond its tick is time in which no key could have been answered.

    ``worst_ms`` is the longest gap by the clock on the wall: it holds every wait of the window, and also the time a
    loaded machine gave to other programs. ``worst_busy_ms`` is the longest by the clock of the thread alone: what the
    window itself computed and drew between two ticks. What the tour does in the same thread is in neither.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.worst_ms = self.worst_busy_ms = 0.0
        self.worst_during = self.busy_during = ""
        self.during = ""
        self._last = self._last_busy = 0.0
        self._is_paused = False
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Measure from now on."""
        self._last, self._last_busy = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        """End measuring; a gap that is still open counts."""
        if self._timer.isActive():
            self._tick()
            self._timer.stop()

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Leave out what the tour itself does in the window's thread, such as taking a picture.

        The gap goes on behind it: what the window did before and does after it, without a tick between, is one.
        """
        if self._is_paused:
            yield
            return
        wall, busy, self._is_paused = time.perf_counter(), time.thread_time(), True
        try:
            yield
        finally:
            self._is_paused = False
            self._last += time.perf_counter() - wall
            self._last_busy += time.thread_time() - busy

    def _tick(self) -> None:
        if self._is_paused:
            return
        now, busy_now = time.perf_counter(), time.thread_time()
        gap, busy = (now - self._last) * 1000 - TICK_MS, (busy_now - self._last_busy) * 1000
        self._last, self._last_busy = now, busy_now
        if gap > self.worst_ms:
            self.worst_ms, self.worst_during = gap, self.during
        if busy > self.worst_busy_ms:
            self.worst_busy_ms, self.busy_during = busy, self.during


class MouseWatch(QObject):
    """Counts mouse, wheel, touch and pen events anywhere in the application; it lets all of them through."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.events = 0
        self._app = app
        app.installEventFilter(self)

    def let_go(self) -> None:
        """Stop counting."""
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A mouse event passes the window and then its widget; only the one of the widget is counted.
        if event.type() in _MOUSE and watched.isWidgetType():
            self.events += 1
        return False


class FaultWatch:
    """Keeps the first exception that no slot caught: PySide prints it and goes on, a tour must not."""

    def __init__(self) -> None:
        self.fault: BaseException | None = None
        self._before = sys.excepthook

    def __enter__(self) -> "FaultWatch":
        self._before = sys.excepthook
        sys.excepthook = self._hear
        return self

    def __exit__(self, *_exc: object) -> None:
        sys.excepthook = self._before

    def _hear(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.fault = self.fault or error
        self._before(kind, error, trace)
