"""The versions of a declaration as a tree: what is in force, what is asked for; it opens and compares none itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_box, draw_icon_in, draw_text

ROW, DISC, INDENT, GAP = 78, 24, 28, 6
BASE = "与此版比"


@dataclass(frozen=True, slots=True)
class Node:
    """One version: draft, title, two lines, its sign, how deep it hangs, and whether it exists or is only possible."""

    key: str
    title: str
    first: str
    second: str
    icon: Icon
    tone: Tone
    depth: int = 0
    exists: bool = True


class VersionTree(QWidget):
    """↑ ↓ move, Enter and a click open (``opened(str)``), F12 asks to compare (``compared(str)``).

    Space takes the version the keyboard is on as the one to compare with.
    """

    accessible_role = QAccessible.Role.Tree

    opened = Signal(str)
    compared = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._nodes: tuple[Node, ...] = ()
        self._at = 0
        self._shown = ""
        self._base = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_nodes(self, nodes: Sequence[Node], shown: str) -> None:
        """Show other versions; ``shown`` is the one this page is about."""
        key = self._nodes[self._at].key if self._nodes else shown
        self._nodes, self._shown = tuple(nodes), shown
        self._at = next((n for n, node in enumerate(self._nodes) if node.key == key), 0)
        self.updateGeometry()
        self._tell()

    def current(self) -> str:
        """Return the version the keyboard is on, "" where there is none."""
        return self._nodes[self._at].key if self._nodes else ""

    def base(self) -> str:
        """Return the version taken to compare with, "" where none was."""
        return self._base

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(ROW) * max(len(self._nodes), 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and self._nodes:
            self._at = min(max(self._at + step, 0), len(self._nodes) - 1)
            self._tell()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current():
            self.opened.emit(self.current())
        elif event.key() == Qt.Key.Key_Space and self.current():
            self._base = "" if self._base == self.current() else self.current()
            self._tell()
        elif event.key() == Qt.Key.Key_F12 and self.current():
            self.compared.emit(self.current())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = int(event.position().y() // theme().px(ROW))
        if 0 <= number < len(self._nodes):
            self._at = number
            self._tell()
            if self.current():
                self.opened.emit(self.current())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(len(self._nodes)):
            self._paint_ground(painter, number)
        for number in range(1, len(self._nodes)):
            self._paint_line(painter, number)
        for number, node in enumerate(self._nodes):
            self._paint_node(painter, number, node)
        painter.end()

    def _paint_ground(self, painter: QPainter, number: int) -> None:
        px = theme().px
        area = self._area(number).adjusted(px(4), 2, -px(4), -px(6))
        node = self._nodes[number]
        rings = self.hasFocus() and number == self._at
        if node.key and node.key == self._shown:
            draw_box(
                painter, area, 8, Token.SELECTED, Token.ACCENT if rings else Token.ACCENT_LINE, 1.5 if rings else 1
            )
        elif rings:
            draw_box(painter, area, 8, None, Token.ACCENT, 1.5)

    def _paint_line(self, painter: QPainter, number: int) -> None:
        """Join a version to the one it was made from: dashed while it does not exist."""
        node = self._nodes[number]
        above = next(n for n in range(number - 1, -1, -1) if self._nodes[n].depth <= node.depth or n == 0)
        pen = QPen(theme().color(Token.BORDER_STRONG), 1.5)
        if not node.exists:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        start, end = self._disc(above), self._disc(number)
        bottom = QPointF(start.center().x(), start.bottom() + 3)
        if node.depth == self._nodes[above].depth:
            painter.drawLine(bottom, QPointF(end.center().x(), end.y() - 3))
        else:
            corner = QPointF(bottom.x(), end.center().y())
            painter.drawLine(bottom, corner)
            painter.drawLine(corner, QPointF(end.x() - 3, end.center().y()))

    def _paint_node(self, painter: QPainter, number: int, node: Node) -> None:
        px = theme().px
        disc = self._disc(number)
        draw_box(painter, disc, disc.width() / 2, node.tone.bg if node.exists else Token.SURFACE, node.tone.line)
        draw_icon_in(painter, disc, node.icon, 14, node.tone.text)
        left = disc.right() + px(12)
        line = QRectF(left, disc.y() - px(4), self.width() - left - px(10), px(20))
        taken = draw_text(painter, line, node.title, Font.STRONG, Token.T1)
        if node.key and node.key == self._base:
            draw_text(painter, line.adjusted(taken + px(8), 0, 0, 0), BASE, Font.SMALL, Token.ACCENT)
        draw_text(painter, line.translated(0, px(19)), node.first, Font.SMALL, Token.T2)
        draw_text(painter, line.translated(0, px(36)), node.second, Font.SMALL, Token.T2)

    def _area(self, number: int) -> QRectF:
        return QRectF(0, number * theme().px(ROW), self.width(), theme().px(ROW))

    def _disc(self, number: int) -> QRectF:
        px = theme().px
        left = px(14) + px(INDENT) * self._nodes[number].depth
        return QRectF(left, self._area(number).y() + px(14), px(DISC), px(DISC))

    def _tell(self) -> None:
        node = self._nodes[self._at] if self._nodes else None
        base = BASE if node is not None and node.key and node.key == self._base else ""
        said = (node.title, base, node.first, node.second) if node is not None else ("没有版本",)
        self.setAccessibleName("版本，" + "，".join(part for part in said if part))
        self.update()
