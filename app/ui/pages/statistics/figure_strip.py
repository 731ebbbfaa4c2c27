"""The strip of the month's figures: name, value with unit, change; it is told everything."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT, draw_box, draw_column, draw_text, width_of

HEIGHT = 78
PAD = 18


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure."""

    name: str
    value: str
    unit: str
    note: str = ""


class FigureStrip(QWidget):
    """A card of figures side by side."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self._figures: tuple[Figure, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show other figures."""
        self._figures = tuple(figures)
        said = (" ".join(part for part in (f"{one.name} {one.value}{one.unit}", one.note) if part) for one in figures)
        self.setAccessibleName("；".join(said))
        self.update()

    def figures(self) -> tuple[Figure, ...]:
        """Return what is shown."""
        return self._figures

    def sizeHint(self) -> QSize:
        return QSize(theme().px(900), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_strip(painter, QRectF(self.rect()))
        painter.end()

    def paint_strip(self, painter: QPainter, area: QRectF) -> None:
        """Draw the strip into an area of any painter."""
        px = theme().px
        draw_box(painter, area, 8, Token.SURFACE, Token.BORDER)
        width = area.width() / max(len(self._figures), 1)
        for number, one in enumerate(self._figures):
            place = QRectF(area.x() + number * width, area.y(), width, area.height())
            if number:
                draw_column(painter, place.x(), area.y() + px(14), area.bottom() - px(14))
            _paint(painter, place.adjusted(px(PAD), 0, -px(PAD), 0), one)


def _paint(painter: QPainter, place: QRectF, one: Figure) -> None:
    px = theme().px
    top = place.y()
    draw_text(painter, QRectF(place.x(), top + px(9), place.width(), px(20)), one.name, Font.SMALL, Token.T2)
    value = QRectF(place.x(), top + px(31), place.width(), px(36))
    taken = draw_text(painter, value, one.value, Font.COUNTER)
    unit = QRectF(place.x() + taken + px(8), top + px(38), width_of(one.unit, Font.SMALL) + 1, px(24))
    draw_text(painter, unit, one.unit, Font.SMALL, Token.T2)
    note = QRectF(unit.right() + px(8), top + px(38), place.right() - unit.right() - px(8), px(24))
    draw_text(painter, note, one.note, Font.SMALL, Token.T2, RIGHT)
