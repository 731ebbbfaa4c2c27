"""How cards of the settings stand below each other in one pane; it knows nothing of what is in them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import theme
from app.ui.widgets.scroll import ScrollArea


def below_each_other(first: QWidget, second: QWidget) -> QWidget:
    """Return a pane with two cards below each other, the first as high as it wants."""
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().px(14))
    second.setMinimumHeight(theme().px(168))
    column.addWidget(first, 30)
    column.addWidget(second, 1)
    return pane


def scrolled(*panes: QWidget) -> QWidget:
    """Return panes below each other that scroll where the window is low."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().px(14))
    for pane in panes:
        column.addWidget(pane)
    column.addStretch(1)
    scroll = ScrollArea()
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inside)
    return scroll
