"""The keys of a page and where the keyboard is.

Pages take their keys in keyPressEvent, not as shortcuts: what a text field needs never reaches them, and a key that
the window also binds is not lost to an ambiguity but goes to the window.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

Act = Callable[[], object]
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Keys:
    """Key sequences (``Ctrl+N``, ``Del``, ``/``) and what they do."""

    def __init__(self, acts: Mapping[str, Act]) -> None:
        self._acts = {QKeySequence(keys).toString(): act for keys, act in acts.items()}
        self._letters = {keys.lower(): act for keys, act in acts.items() if len(keys) == 1}

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key is for; returns False for a key that is for nothing here."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        act = self._acts.get(QKeySequence(event.key() | modifiers.value).toString())
        if act is None and not modifiers & _CHORD:
            act = self._letters.get(event.text().lower())  # however the keyboard at hand makes that letter
        if act is None:
            return False
        event.accept()
        act()
        return True


def has_keyboard(widget: QWidget) -> bool:
    """Tell whether the keyboard is in a widget or inside it."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def to_first_button(widget: QWidget) -> None:
    """Put the keyboard on the first button inside a widget, if it has one."""
    for button in widget.findChildren(QAbstractButton)[:1]:
        button.setFocus(Qt.FocusReason.OtherFocusReason)


def keep_keyboard(page: QWidget, change: Act, otherwise: Act) -> None:
    """Do ``change``; if it hides what had the keyboard, Qt would hand it to a stranger: do ``otherwise`` instead."""
    held = QApplication.focusWidget() if has_keyboard(page) else None
    change()
    if held is not None and not held.isVisible():
        otherwise()


def back_to(page: QWidget, otherwise: Act) -> None:
    """Give the keyboard back to the part of a page that had it last, or do ``otherwise``."""
    last: QWidget | None = page.focusWidget()
    if last is None or last is page:
        otherwise()
    else:
        last.setFocus(Qt.FocusReason.OtherFocusReason)
