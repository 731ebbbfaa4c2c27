"""The label before a field: right-aligned, with the star of a required field, tinted by focus and problems."""

from typing import Protocol

from PySide6.QtCore import QRectF, QSize, SignalInstance
from PySide6.QtGui import QAccessible, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.problem import Severity
from app.ui.editors.look import HEIGHT
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT, draw_text, elided, width_of

WIDTH = 80
STAR = 11


class Labelled(Protocol):
    """What a label must know of its field: an editor, or the box around several."""

    @property
    def entered(self) -> SignalInstance: ...

    @property
    def looked(self) -> SignalInstance: ...

    def severity(self) -> Severity | None: ...

    def is_required(self) -> bool: ...

    def take_focus(self) -> None: ...


class FieldLabel(QWidget):
    """One label; a click puts the keyboard into its field."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, words: str, field: Labelled, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._field = field
        self._focused = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        field.entered.connect(self._entered)
        field.looked.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(WIDTH + STAR), theme().px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.toolTip() and self.is_elided():
            self.setToolTip(self._words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._field.take_focus()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        star = theme().px(STAR) if self._field.is_required() else 0
        room = QRectF(star, 0, self.width() - star, self.height())
        taken = draw_text(painter, room, self._words, Font.SMALL, self._color(), RIGHT)
        if star:
            at = QRectF(self.width() - taken - star, 0, star, self.height())
            draw_text(painter, at, "*", Font.SMALL, Token.ERR_TEXT)
        painter.end()

    def is_elided(self) -> bool:
        """Tell whether the label does not fit."""
        return elided(self._words, Font.SMALL, self.width()) != self._words

    def wanted_width(self) -> float:
        """Return the width the label needs with a star."""
        return width_of(self._words, Font.SMALL) + theme().px(STAR)

    def _color(self) -> Token:
        severity = self._field.severity()
        if severity is not None:
            return Token.ERR_TEXT if severity is Severity.ERROR else Token.WARN_TEXT
        return Token.ACCENT if self._focused else Token.T2

    def _entered(self, is_in: bool) -> None:
        self._focused = is_in
        self.update()
