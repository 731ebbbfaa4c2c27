"""An ID number on the page: masked, for ten seconds in full; it has no other words, so nothing else can tell it."""

from PySide6.QtCore import QPointF, QRectF, QSize, QTimer
from PySide6.QtGui import QAccessible, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_icon, draw_text

SHOWN_MS = 10_000
HEIGHT = 22


class NumberLine(QWidget):
    """Accessible name and tooltip hold the masked form always; the full one lives in the painter alone."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self._masked, self._full = "", ""
        self.timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self.timer.timeout.connect(self.hide_number)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_masked(self, masked: str) -> None:
        """Show another person's number, masked."""
        self._masked = masked
        self.hide_number()

    def reveal(self, number: str) -> None:
        """Show the number in full until the time is over or the page goes."""
        self._full = number
        self.timer.start()
        self._tell()

    def hide_number(self) -> None:
        """Forget the number."""
        self._full = ""
        self.timer.stop()
        self._tell()

    def is_revealed(self) -> bool:
        """Tell whether the number is shown in full."""
        return bool(self._full)

    def painted(self) -> str:
        """Return what is painted now."""
        return self._full or self._masked

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(HEIGHT))

    def hideEvent(self, event: QHideEvent) -> None:
        self.hide_number()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        color = Token.WARN_TEXT if self._full else Token.T2
        draw_text(painter, QRectF(self.rect()).adjusted(0, 0, -px(22), 0), self.painted(), Font.BODY, color)
        icon = Icon.CIRCLE_ALERT if self._full else Icon.EYE_OFF
        draw_icon(painter, QPointF(self.width() - px(16), (self.height() - px(16)) / 2), icon, 16, Token.T3)
        painter.end()

    def _tell(self) -> None:
        state = "，完整证号显示 10 秒" if self._full else ""
        self.setAccessibleName(f"身份证号 {self._masked}{state}")
        self.update()
