"""The name of a form section at its left edge, and under it how many of its fields are missing."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import draw_text

WIDTH = 66
LINE = 26
SECOND = 20


class SectionGutter(QWidget):
    """Section title; ``缺 1 项`` or ``1 项须改`` under it where the section has two rows or more."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._note = title, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        """Name another section, or another row of it."""
        if title != self._title:
            self._title = title
            self.setAccessibleName(f"{title}，{self._note}" if self._note else title)
            self.update()

    def set_note(self, note: str) -> None:
        """Show or remove the second line."""
        if note != self._note:
            self._note = note
            self.setAccessibleName(f"{self._title}，{note}" if note else self._title)
            self.update()

    def note(self) -> str:
        """Return the second line."""
        return self._note

    def sizeHint(self) -> QSize:
        return QSize(theme().px(WIDTH), theme().px(LINE))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        draw_text(painter, QRectF(0, 0, self.width(), px(LINE)), self._title, Font.SMALL_STRONG, Token.T1)
        if self._note and self.height() >= px(LINE) + px(SECOND):
            second = QRectF(0, px(LINE) - 2, self.width(), px(SECOND))
            draw_text(painter, second, self._note, Font.SMALL, Token.ERR_TEXT)
        painter.end()
