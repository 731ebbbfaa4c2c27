"""Where the keyboard is within a page, and where it goes when that place is gone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.ui.keys import Act


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
