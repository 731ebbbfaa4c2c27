"""What a screen reader takes painted widgets for, and polite announcements; names and texts stay with the widgets.

A widget class says ``accessible_role = QAccessible.Role.…``; Qt asks the factory here once per widget.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_installed: list[bool] = []


def install_roles() -> None:
    """Make Qt ask the widgets for their roles; a second call does nothing."""
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(True)


def announce(widget: QWidget, words: str) -> None:
    """Have the screen reader say something when it is silent, without moving the keyboard."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def _interface(_name: str, thing: QObject) -> QAccessibleInterface | None:
    role = getattr(thing, "accessible_role", None)
    if not isinstance(thing, QWidget) or not isinstance(role, QAccessible.Role):
        return None
    return QAccessibleWidget(thing, role)
