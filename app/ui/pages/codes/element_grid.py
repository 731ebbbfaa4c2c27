"""The 申报要素 of a tariff number with their places, three in a row where their names fit; it is told them."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.reference.elements import Element
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_text

ROW, BADGE = 25, 20
SHORT = 5  # letters of a name that fit three times in a row


class ElementGrid(QWidget):
    """Number and name of each element."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self._elements: tuple[Element, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_elements(self, elements: Sequence[Element]) -> None:
        """Show other elements."""
        self._elements = tuple(elements)
        self.setAccessibleName("申报要素 " + "、".join(f"{one.number} {one.name}" for one in elements))
        self.setToolTip("\n".join(f"{one.number} {one.name}" for one in elements))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(ROW) * math.ceil(len(self._elements) / self._per_row()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        per_row = self._per_row()
        width = self.width() / per_row
        for one in self._elements:
            row, place = divmod(one.number, per_row)
            area = QRectF(place * width, row * px(ROW), width - px(6), px(ROW))
            badge = QRectF(area.x(), area.center().y() - px(8), px(BADGE), px(16))
            draw_box(painter, badge, 4, Token.NEU_BG)
            draw_text(painter, badge, str(one.number), Font.BADGE, Token.T2, CENTRE)
            words = area.adjusted(px(BADGE) + px(6), 0, 0, 0)
            draw_text(painter, words, short_name(one), Font.SMALL, Token.T1 if one.required else Token.T3)
        painter.end()

    def _per_row(self) -> int:
        longest = max((len(short_name(one)) for one in self._elements), default=0)
        return 3 if longest <= SHORT else 2


def short_name(element: Element) -> str:
    """Return the name without what the catalogue says of it in brackets."""
    return element.name.partition("（")[0]
