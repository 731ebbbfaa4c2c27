"""A row of choices of which one holds: state filters, panel parts, two-part switches."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import draw_box, draw_text, width_of

HEIGHT = 28
PAD = 12
GAP = 4
DOT = 6


@dataclass(frozen=True, slots=True)
class Part:
    """One choice: its key, words, count (None = no count) and the tone of its dot (None = no dot)."""

    key: str
    words: str
    count: int | None = None
    tone: Tone | None = None


class Segmented(QWidget):
    """One of several; ``chosen(str)`` carries the key. ← and → move, the mouse chooses."""

    accessible_role = QAccessible.Role.PageTabList

    chosen = Signal(str)

    def __init__(self, parts: Sequence[Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tell()

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show other words or counts; the choice stays on its key."""
        key = self.current()
        self._parts = tuple(parts)
        self._at = next((number for number, part in enumerate(parts) if part.key == key), 0)
        self.updateGeometry()
        self._tell()

    def current(self) -> str:
        """Return the key of the choice that holds."""
        return self._parts[self._at].key if self._parts else ""

    def choose(self, key: str) -> None:
        """Make a choice hold without telling anybody."""
        self._at = next((number for number, part in enumerate(self._parts) if part.key == key), self._at)
        self._tell()

    def sizeHint(self) -> QSize:
        areas = self._areas()
        return QSize(math.ceil(areas[-1].right()) if areas else 0, theme().px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._take(min(max(self._at + step, 0), len(self._parts) - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, area in enumerate(self._areas()):
            if area.contains(event.position()):
                self._take(number)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, area in enumerate(self._areas()):
            self._paint_part(painter, area, self._parts[number], number == self._at)
        painter.end()

    def _paint_part(self, painter: QPainter, area: QRectF, part: Part, holds: bool) -> None:
        px = theme().px
        if holds:
            ring = self.hasFocus()
            draw_box(
                painter, area, 6, Token.ACCENT_SOFT, Token.ACCENT if ring else Token.ACCENT_LINE, 1.5 if ring else 1
            )
        inner = area.adjusted(px(PAD), 0, -px(PAD) + 1, 0)
        if part.tone is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().ink(part.tone.fill))
            painter.drawEllipse(QPointF(inner.x() + px(DOT) / 2, inner.center().y()), px(DOT) / 2, px(DOT) / 2)
            inner.adjust(px(DOT) + px(5), 0, 0, 0)
        kind = Font.STRONG if holds else Font.BODY
        taken = draw_text(painter, inner, part.words, kind, Token.ACCENT if holds else Token.T1)
        if part.count is not None:
            rest = inner.adjusted(taken + px(5), 0, 0, 0)
            draw_text(painter, rest, str(part.count), Font.SMALL, Token.ACCENT if holds else Token.T3)

    def _areas(self) -> list[QRectF]:
        px = theme().px
        x, areas = 0.0, []
        for part in self._parts:
            width = width_of(part.words, Font.STRONG) + 2 * px(PAD)
            width += px(DOT) + px(5) if part.tone is not None else 0
            width += width_of(str(part.count), Font.SMALL) + px(5) if part.count is not None else 0
            areas.append(QRectF(x, 0, width, px(HEIGHT)))
            x += width + px(GAP)
        return areas

    def _take(self, number: int) -> None:
        if number != self._at:
            self._at = number
            self._tell()
            self.chosen.emit(self.current())

    def _tell(self) -> None:
        part = self._parts[self._at] if self._parts else Part("", "")
        self.setAccessibleName(f"{part.words} {part.count}" if part.count is not None else part.words)
        self.update()
