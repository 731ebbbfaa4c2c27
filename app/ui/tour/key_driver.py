"""Keys sent to the window the way a keyboard does, and counted by product.md's rule; it knows no page."""

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.tour.waiting import StepFailed, until

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": SHIFT,
}
FOCUS_PATIENCE = 5.0


@dataclass(slots=True)
class Tally:
    """What one workflow took. A chord is one key; ``command_keys`` are those that are not field data."""

    keys: int = 0
    command_keys: int = 0
    mouse_events: int = 0
    seconds: float = 0.0


class KeyDriver:
    """Sends keys through the window system to whatever has the keyboard; refuses when nothing has it.

    mouse_events: how many mouse events the application has seen so far.  after_key: called when a key was handled and
    the event loop has run; it may raise StepFailed.
    """

    def __init__(
        self,
        window: QWidget,
        mouse_events: Callable[[], int] = lambda: 0,
        after_key: Callable[[], None] = lambda: None,
    ) -> None:
        self._window = window
        self._mouse_events = mouse_events
        self._after_key = after_key
        self._tally = Tally()
        self.tallies: dict[str, Tally] = {}

    @contextlib.contextmanager
    def workflow(self, name: str) -> Iterator[Tally]:
        """Count what is pressed inside under a name; coming back to a name adds to it."""
        before, self._tally = self._tally, self.tallies.setdefault(name, Tally())
        started, clicks = time.perf_counter(), self._mouse_events()
        try:
            yield self._tally
        finally:
            self._tally.mouse_events += self._mouse_events() - clicks
            self._tally.seconds += time.perf_counter() - started
            self._tally = before

    def focused(self) -> QWidget:
        """Return the widget that has the keyboard; raises StepFailed if none in the window gets it in time."""
        until(lambda: self._focus() is not None, "键盘焦点落在窗口里的某处", FOCUS_PATIENCE)
        widget = self._focus()
        if widget is None:
            raise StepFailed("键盘焦点丢失")
        return widget

    def press(self, *chords: str) -> None:
        """Press keys by Qt's names: ``press("Ctrl+N")``, ``press("Down", "Return")``, ``press("Ctrl+Comma")``."""
        for chord in chords:
            self._chord(chord)
            self._count(is_data=False)

    def accept(self) -> None:
        """Press the Enter that ends a field in which something was typed; it belongs to the field's data."""
        self._chord("Return")
        self._count(is_data=True)

    def type(self, text: str, is_data: bool = True) -> None:
        """Type letters one by one, Chinese ones as the input method hands them over."""
        for letter in text:
            self._letter(letter)
            self._count(is_data)

    def _letter(self, letter: str) -> None:
        # Qt's code of a key with an ASCII letter is that of the capital; others come from the input method.
        key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
        modifiers = SHIFT if letter.isascii() and letter.isupper() else NONE
        self._send(lambda handle: QTest.sendKeyEvent(QTest.KeyAction.Click, handle, key, letter, modifiers))

    def _chord(self, chord: str) -> None:
        key, modifiers = _read(chord)
        self._send(lambda handle: QTest.keyClick(handle, key, modifiers))

    def _send(self, send: Callable[[QWindow], None]) -> None:
        self.focused()
        handle = self._window.windowHandle()
        if handle is None:
            raise StepFailed("窗口没有显示")
        send(handle)
        QCoreApplication.processEvents()
        self._after_key()

    def _count(self, is_data: bool) -> None:
        self._tally.keys += 1
        if not is_data:
            self._tally.command_keys += 1

    def _focus(self) -> QWidget | None:
        widget = QApplication.focusWidget()
        if widget is None or not widget.isVisible():
            return None
        mine = widget.window() is self._window or widget.window() is QApplication.activePopupWidget()  # an open menu
        return widget if mine else None


def _read(chord: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    *held, name = chord.split("+")
    modifiers = NONE
    for one in held:
        modifiers |= MODIFIERS[one]
    # A keyboard's Shift+Tab arrives as a key of its own on every platform.
    name = "Backtab" if name == "Tab" and modifiers & SHIFT else name
    return Qt.Key[f"Key_{name}"], modifiers
