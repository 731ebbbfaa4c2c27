"""The 申报要素 of a tariff number with their places, three in a row where their names fit; it is told them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.reference.elements import Element
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_text, width_of

ROW, BADGE = 25, 20
GAPS = 12
SHORT = 5  # letters of a name that fit three times in a row


class ElementGrid(QWidget):
    """Number and name of each element."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self._elements: tuple[Element, ...] = ()
        self._places: tuple[tuple[int, float, float], ...] = ()
        self._rows = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_elements(self, elements: Sequence[Element]) -> None:
        """Show other elements."""
        self._elements = tuple(elements)
        self._place()
        self.setAccessibleName("申报要素 " + "、".join(f"{one.number} {one.name}" for one in elements))
        self.setToolTip("\n".join(f"{one.number} {one.name}" for one in elements))
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(ROW) * self._rows)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        for one, (row, start, share) in zip(self._elements, self._places, strict=True):
            area = QRectF(start * self.width(), row * px(ROW), share * self.width() - px(6), px(ROW))
            badge = QRectF(area.x(), area.center().y() - px(8), px(BADGE), px(16))
            draw_box(painter, badge, 4, Token.NEU_BG)
            draw_text(painter, badge, str(one.number), Font.BADGE, Token.T2, CENTRE)
            words = area.adjusted(px(BADGE) + px(6), 0, 0, 0)
            draw_text(painter, words, short_name(one), Font.SMALL, Token.T1 if one.required else Token.T3)
        painter.end()

    def _place(self) -> None:
        """Give each element its place; the height follows where names need other rows than before."""
        before = self._rows
        self._places, self._rows = _laid_out(self._elements, self.width())
        if self._rows != before:
            self.updateGeometry()


def _laid_out(elements: Sequence[Element], room: int) -> tuple[tuple[tuple[int, float, float], ...], int]:
    """Return row, start and share of the width of each element, and the number of rows; a long name has its own row."""
    names = [short_name(one) for one in elements]
    per_row = 3 if max(map(len, names), default=0) <= SHORT else 2
    most = room / per_row - theme().px(BADGE + GAPS)
    places: list[tuple[int, float, float]] = []
    row, place = 0, 0
    for name in names:
        takes = per_row if per_row == 2 and width_of(name, Font.SMALL) > most else 1
        if place + takes > per_row:
            row, place = row + 1, 0
        places.append((row, place / per_row, takes / per_row))
        place += takes
    return tuple(places), row + 1 if places else 0


def short_name(element: Element) -> str:
    """Return the name without what the catalogue says of it in brackets."""
    return element.name.partition("（")[0]
