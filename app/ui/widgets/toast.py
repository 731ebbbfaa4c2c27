"""A short notice floating over the foot of the window; it leaves by itself and never takes the keyboard."""

import math

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_box, draw_icon, draw_shadow, draw_text, width_of
from app.ui.widgets.roles import announce

SHADOW = 14
HEIGHT = 40
RISE = 48  # above the foot of the window, clear of the status bar
STAYS_MS = 4000
SIGNS = {Tone.OK: Icon.CIRCLE_CHECK, Tone.ERR: Icon.CIRCLE_X, Tone.WARN: Icon.TRIANGLE_ALERT}


class Toast(QWidget):
    """One notice at a time."""

    accessible_role = QAccessible.Role.AlertMessage

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._words = ""
        self._tone = Tone.OK
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.installEventFilter(self)
        self.hide()

    def say(self, words: str, tone: Tone = Tone.OK) -> None:
        """Show a notice in place of the one before."""
        self._words, self._tone = words, tone
        self.setAccessibleName(words)
        announce(self, words)
        self._place()
        self.show()
        self.raise_()
        self.update()
        self._timer.start(STAYS_MS)

    def words(self) -> str:
        """Return the notice."""
        return self._words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        draw_shadow(painter, box, 9, SHADOW)
        draw_box(painter, box, 9, Token.SURFACE, Token.BORDER)
        at = QPointF(box.x() + px(14), box.y() + (box.height() - px(16)) / 2)
        draw_icon(painter, at, SIGNS.get(self._tone, Icon.INFO), 16, self._tone.text)
        draw_text(painter, box.adjusted(px(38), 0, -px(14), 0), self._words, Font.BODY, Token.T1)
        painter.end()

    def _place(self) -> None:
        px = theme().px
        window = self._window
        width = min(math.ceil(width_of(self._words, Font.BODY)) + px(54), window.width() - px(40))
        width += 2 * SHADOW
        height = px(HEIGHT) + 2 * SHADOW
        top = window.height() - px(RISE) - height + SHADOW
        self.setGeometry((window.width() - width) // 2, top, width, height)
