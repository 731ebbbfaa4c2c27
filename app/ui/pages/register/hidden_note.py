"""The line that says how ID numbers are shown here."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_icon, draw_text

WORDS = "证号只显示前 6 后 4；Ctrl Shift V 看 10 秒并记入日志"


class HiddenNote(QWidget):
    """A sign and its words."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(WORDS)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        draw_icon(painter, QPointF(0, (self.height() - px(16)) / 2), Icon.EYE_OFF, 16, Token.T3)
        draw_text(painter, QRectF(self.rect()).adjusted(px(22), 0, 0, 0), WORDS, Font.SMALL, Token.T2)
        painter.end()
