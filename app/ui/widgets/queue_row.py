"""One sending in the queue: state, document, bar with the reason in words, time."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_line, draw_text
from app.ui.theme.tip import plain_tip
from app.ui.widgets.bar import HEIGHT as BAR
from app.ui.widgets.bar import draw_bar
from app.ui.widgets.chip import HEIGHT as CHIP
from app.ui.widgets.chip import draw_chip

ROW = 46
STATE_X, DOCUMENT_X, SHARE_X, BAR_WIDTH = 16, 116, 0.49, 70


@dataclass(frozen=True, slots=True)
class Sending:
    """What a row says; ``share`` from 0 to 1, ``reason`` in words (a waiting row names the act it waits for)."""

    state: str
    tone: Tone
    icon: Icon
    title: str
    note: str
    share: float
    reason: str
    time: str


def draw_sending(painter: QPainter, area: QRectF, sending: Sending) -> None:
    """Draw a row of the queue; tables may call it from a delegate."""
    px = theme().px
    middle = area.center().y()
    draw_chip(
        painter, QPointF(area.x() + px(STATE_X), middle - px(CHIP) / 2), sending.state, sending.tone, sending.icon
    )
    share_x = area.x() + max(area.width() * SHARE_X, px(DOCUMENT_X + 170))
    title = QRectF(area.x() + px(DOCUMENT_X), middle - px(19), share_x - area.x() - px(DOCUMENT_X + 10), px(19))
    draw_text(painter, title, sending.title, Font.MEDIUM, Token.T1)
    draw_text(painter, title.translated(0, px(18)), sending.note, Font.SMALL, Token.T2)
    draw_bar(painter, QRectF(share_x, middle - px(BAR) / 2, px(BAR_WIDTH), px(BAR)), sending.share, sending.tone)
    end = QRectF(area.x(), area.y(), area.width() - px(16), area.height())
    taken = draw_text(painter, end, sending.time, Font.SMALL, Token.T3, RIGHT)
    reason_x = share_x + px(BAR_WIDTH) + px(8)
    reason = QRectF(reason_x, area.y(), end.right() - taken - px(10) - reason_x, area.height())
    draw_text(painter, reason, sending.reason, Font.SMALL, Token.T2)


class QueueRow(QWidget):
    """One row standing alone."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, sending: Sending, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_sending(sending)

    def show_sending(self, sending: Sending) -> None:
        """Show another state."""
        self._sending = sending
        parts = (sending.state, sending.title, sending.note, sending.reason, sending.time)
        self.setAccessibleName("，".join(part for part in parts if part))
        self.setToolTip(plain_tip(sending.reason))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(560), theme().px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        draw_sending(painter, area, self._sending)
        draw_line(painter, area.x(), area.bottom() - 1, area.right())
        painter.end()
