"""The place and name before the box of one element; tinted by focus and problems like every label of a field."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.problem import Severity
from app.reference.elements import Element
from app.ui.editors.field_label import Labelled
from app.ui.editors.look import HEIGHT
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import CENTRE, RIGHT, draw_box, draw_text, elided, width_of
from app.ui.theme.tip import plain_tip

BADGE, WIDTH, STAR = 22, 150, 11
TINTS = {Severity.ERROR: Token.ERR_TEXT, Severity.WARNING: Token.WARN_TEXT}


class ElementLabel(QWidget):
    """Number, star and name; a click puts the keyboard into the box."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, element: Element, field: Labelled) -> None:
        super().__init__()
        self._element, self._field, self._has_keyboard = element, field, False
        self.setAccessibleName(f"{element.number} {element.name}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = element.name.partition("（")[0]
        is_whole = elided(self._words, Font.SMALL, self._room()) == element.name
        self.setToolTip("" if is_whole else plain_tip(element.name))
        field.entered.connect(self._entered)
        field.looked.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(WIDTH), theme().px(HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._field.take_focus()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect())
        badge = QRectF(0, box.center().y() - px(8), px(BADGE), px(16))
        draw_box(painter, badge, 4, Token.NEU_BG)
        draw_text(painter, badge, str(self._element.number), Font.BADGE, Token.T3, CENTRE)
        severity = self._field.severity()
        color = TINTS[severity] if severity else Token.ACCENT if self._has_keyboard else Token.T2
        area = QRectF(box.right() - self._room(), 0, self._room(), box.height())
        draw_text(painter, area, self._words, Font.SMALL, color, RIGHT)
        if self._field.is_required():
            taken = min(width_of(self._words, Font.SMALL), self._room())
            star = QRectF(box.right() - taken - px(STAR), px(2), px(STAR), box.height())
            draw_text(painter, star, "*", Font.STRONG, Token.ERR_TEXT)
        painter.end()

    def _room(self) -> float:
        return theme().px(WIDTH) - theme().px(BADGE) - theme().px(STAR) - theme().px(4)

    def _entered(self, is_in: bool) -> None:
        self._has_keyboard = is_in
        self.update()
