"""A button that says what holds now and offers the other choices in a menu: filters in the head of a page."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_icon, draw_text, width_of
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.menu import pop_up

PAD, GAP, CHEVRON = 10, 6, 14
Choice = tuple[str, str]  # key, words


class ChoiceButton(Button):
    """``chosen(str)`` carries the key; Enter, Space or ↓ opens the menu. A choice other than the first is filled."""

    accessible_role = QAccessible.Role.ButtonMenu

    chosen = Signal(str)

    def __init__(self, title: str, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        self._title = title
        self._choices: tuple[Choice, ...] = tuple(choices)
        self._key = choices[0][0] if choices else ""
        super().__init__(title, ButtonLook.SECONDARY, tall=True, parent=parent)
        self.clicked.connect(self._open)
        self._tell()

    def show_choices(self, choices: Sequence[Choice], key: str) -> None:
        """Show other choices, of which one holds."""
        self._choices, self._key = tuple(choices), key
        self._tell()

    def choices(self) -> tuple[Choice, ...]:
        """Return the choices."""
        return self._choices

    def current(self) -> str:
        """Return the key of the choice that holds."""
        return self._key

    def words(self) -> str:
        """Return the words of the choice that holds."""
        return next((words for key, words in self._choices if key == self._key), "")

    def menu(self) -> QMenu:
        """Return the menu of the choices; it lives until it is closed."""
        menu = QMenu(self)
        for key, words in self._choices:
            action = QAction(words, menu)
            action.setCheckable(True)
            action.setChecked(key == self._key)
            action.triggered.connect(lambda _checked=False, key=key: self._take(key))
            menu.addAction(action)
        return menu

    def sizeHint(self) -> QSize:
        px = theme().px
        width = width_of(self._title, Font.SMALL) + width_of(self.words(), Font.MEDIUM)
        return QSize(math.ceil(width) + 2 * px(PAD) + 2 * px(GAP) + px(CHEVRON), px(30))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # keys of the page
        elif event.key() == Qt.Key.Key_Down:
            self._open()
        else:
            super().keyPressEvent(event)

    def _paint_words(self, painter: QPainter, box: QRectF, color: Token) -> None:
        px = theme().px
        is_filter = bool(self._choices) and self._key != self._choices[0][0]
        rest = box.adjusted(px(PAD), 0, 0, 0)
        rest.adjust(draw_text(painter, rest, self._title, Font.SMALL, Token.T2) + px(GAP), 0, 0, 0)
        said = Token.ACCENT if is_filter else color
        rest.adjust(draw_text(painter, rest, self.words(), Font.MEDIUM, said) + px(GAP), 0, 0, 0)
        at = QPointF(rest.x(), box.center().y() - px(CHEVRON) / 2)
        draw_icon(painter, at, Icon.CHEVRON_DOWN, CHEVRON, Token.T3)

    def _open(self) -> None:
        if self._choices:
            pop_up(self.menu(), self.mapToGlobal(self.rect().bottomLeft()))

    def _take(self, key: str) -> None:
        if key != self._key:
            self._key = key
            self._tell()
            self.chosen.emit(key)

    def _tell(self) -> None:
        is_filter = bool(self._choices) and self._key != self._choices[0][0]
        self.set_look(ButtonLook.SOFT if is_filter else ButtonLook.SECONDARY)
        self.setAccessibleName(f"{self._title}，{self.words()}")
        self.updateGeometry()
        self.update()
