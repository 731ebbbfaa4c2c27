"""Painting in a turn of its own: what a key does and what the screen then shows are two waits, not one."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class PaintTurn(QObject):
    """Puts off each painting of a window until the event loop has come round.

    Qt paints right behind the event that changed something, in the same turn: building a page and painting it were
    one stall of up to 60 ms. The next keys now come between the two, as does whatever else they change, so that one
    painting shows it all. What must be on the screen at once (``repaint``) has to be asked of another window.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_its_turn = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._paint)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.UpdateRequest or self._is_its_turn:
            return False
        self._soon.start()
        return True

    def _paint(self) -> None:
        self._is_its_turn = True
        try:
            QCoreApplication.sendEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
        finally:
            self._is_its_turn = False
