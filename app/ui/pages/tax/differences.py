"""差多少: the totals of the columns as bars of their taxes, from 0; told everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.models.tax_words import money
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT, draw_text
from app.ui.widgets.charts import Chart

PITCH, THICK, LETTER, FIGURE = 26, 9, 22, 92
VAT, REST = Token.CH2, Token.CH1


@dataclass(frozen=True, slots=True)
class Amounts:
    """One column: letter, value added tax, all other taxes, total (None = not known)."""

    letter: str
    vat: Decimal
    rest: Decimal
    total: Decimal | None


class Differences(Chart):
    """One bar per column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._amounts: tuple[Amounts, ...] = ()
        self._chosen = 0
        super().__init__("差多少", parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_amounts(self, amounts: Sequence[Amounts], chosen: int) -> None:
        """Show other columns."""
        self._amounts, self._chosen = tuple(amounts), chosen
        self.updateGeometry()
        self.tell()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(PITCH) * len(self._amounts))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def values(self) -> int:
        return len(self._amounts)

    def words_of(self, number: int) -> str:
        one = self._amounts[number]
        return f"{one.letter} 合计 {money(one.total)} 元，增值税 {money(one.vat)}，其余 {money(one.rest)}"

    def place_of(self, number: int, area: QRectF) -> QRectF:
        pitch = theme().px(PITCH)
        return QRectF(area.x(), area.y() + number * pitch, area.width(), pitch)

    def paint_chart(self, painter: QPainter, area: QRectF) -> None:
        px = theme().px
        most = max((one.vat + one.rest for one in self._amounts), default=Decimal(0)) or Decimal(1)
        for number, one in enumerate(self._amounts):
            place = self.place_of(number, area)
            is_chosen = number == self._chosen
            draw_text(painter, place, one.letter, Font.STRONG, Token.ACCENT if is_chosen else Token.T2)
            track = QRectF(
                place.x() + px(LETTER),
                place.center().y() - px(THICK) / 2,
                place.width() - px(LETTER) - px(FIGURE) - px(8),
                px(THICK),
            )
            painter.fillRect(track, theme().color(Token.NEU_BG))
            left = track.x()
            for amount, token in ((one.vat, VAT), (one.rest, REST)):
                width = track.width() * float(amount / most)
                painter.fillRect(QRectF(left, track.y(), max(width - 1, 0), track.height()), theme().color(token))
                left += width
            figure = place.adjusted(place.width() - px(FIGURE), 0, 0, 0)
            kind = Font.STRONG if is_chosen else Font.BODY
            draw_text(painter, figure, money(one.total), kind, Token.T1, RIGHT)
