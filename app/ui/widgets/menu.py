"""Context menus in the look of the design sheet; what is in them comes from Qt, in Chinese."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.ui.theme import theme


def pop_up(menu: QMenu, at: QPoint) -> None:
    """Show a menu at a point of the screen; it is deleted when it closes."""
    menu.setStyleSheet(theme().menu_sheet())  # a menu lives for a moment: its own sheet costs nobody else anything
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)
