"""Where the keyboard is; pages ask before they move it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


def has_keyboard(widget: QWidget) -> bool:
    """Tell whether the keyboard is in a widget or inside it."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def to_first_button(widget: QWidget) -> None:
    """Put the keyboard on the first button inside a widget, if it has one."""
    for button in widget.findChildren(QAbstractButton)[:1]:
        button.setFocus(Qt.FocusReason.OtherFocusReason)
