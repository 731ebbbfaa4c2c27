"""Rows of a name, a small middle word and a figure at the right, painted as one block; it knows no tax."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.models.age import age_tone, age_words
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_box, draw_text, width_of
from app.ui.theme.tip import plain_tip
from app.ui.widgets.chip import HEIGHT as CHIP
from app.ui.widgets.chip import chip_width, draw_chip

ROW = 27
SQUARE = 8


@dataclass(frozen=True, slots=True)
class Age:
    """A chip at the end of a row."""

    words: str
    tone: Tone

    @classmethod
    def of(cls, as_of: date, today: date, yearly: bool = False) -> "Age":
        """Return the chip of something of a day."""
        return cls(age_words(as_of, today), age_tone(as_of, today, yearly))


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row; ``color`` puts a square before the name, ``age`` a chip behind the figure, ``strong`` sets it bold."""

    name: str
    middle: str = ""
    figure: str = ""
    color: Token | None = None
    age: Age | None = None
    strong: bool = False


class FactRows(QWidget):
    """The rows; their height is their number."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FactRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[FactRow]) -> None:
        """Show other rows."""
        is_as_high = len(rows) == len(self._rows)
        self._rows = tuple(rows)
        said = [" ".join(filter(None, (one.name, one.middle, one.figure, _age(one)))) for one in rows]
        self.setAccessibleName("；".join(said))
        self.setToolTip(plain_tip("\n".join(said)))
        if not is_as_high:
            self.updateGeometry()
        self.update()

    def rows(self) -> tuple[FactRow, ...]:
        """Return what is shown."""
        return self._rows

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(ROW) * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        height = theme().px(ROW)
        for number, one in enumerate(self._rows):
            _paint(painter, QRectF(0, number * height, self.width(), height), one)
        painter.end()


def _age(one: FactRow) -> str:
    return one.age.words if one.age is not None else ""


def _paint(painter: QPainter, area: QRectF, one: FactRow) -> None:
    px = theme().px
    left, right = area.x(), area.right()
    if one.age is not None:
        right -= chip_width(one.age.words)
        at = QPointF(right, area.center().y() - px(CHIP) / 2)
        draw_chip(painter, at, one.age.words, one.age.tone)
        right -= px(8)
    kind = Font.STRONG if one.strong else Font.BODY
    width = min(width_of(one.figure, kind), (right - left) * 0.8)
    draw_text(painter, QRectF(right - width, area.y(), width, area.height()), one.figure, kind, Token.T1, RIGHT)
    right -= width + px(10)
    if one.color is not None:
        draw_box(painter, QRectF(left, area.center().y() - px(SQUARE) / 2, px(SQUARE), px(SQUARE)), 2, one.color)
        left += px(SQUARE) + px(7)
    if one.middle:
        middle = width_of(one.middle, Font.SMALL)
        place = QRectF(max(right - middle - px(14), left), area.y(), middle, area.height())
        draw_text(painter, place, one.middle, Font.SMALL, Token.T2, RIGHT)
        right = place.x() - px(6)
    draw_text(painter, QRectF(left, area.y(), right - left, area.height()), one.name, Font.SMALL, Token.T2)
