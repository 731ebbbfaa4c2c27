"""A box to search in; the input method stays on and Esc empties it."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_box, draw_icon, draw_text, width_of
from app.ui.theme.tip import plain_tip
from app.ui.widgets.halo import Halo
from app.ui.widgets.keycap import HEIGHT as CAP
from app.ui.widgets.keycap import draw_keycap, keycap_width
from app.ui.widgets.menu import pop_up

HEIGHT = 28
PAD = 10


class SearchBox(QLineEdit):
    """``textEdited`` as in Qt; ``accepted`` on Enter unless the input method composes; ``left`` on Esc when empty."""

    accepted = Signal()
    left = Signal()

    def __init__(self, hint: str, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint, self._keys = hint, keys
        self._composing = False
        self._halo: Halo | None = None
        self.setFrame(False)
        self.setAccessibleName(hint)
        self.setToolTip(plain_tip(hint))  # the box may be too narrow for it
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme().px
        end = keycap_width(self._keys) + 6 if self._keys else 0
        words = width_of(self._hint, Font.SMALL) + 2 * px(PAD) + px(16) + px(7) + end
        return QSize(max(px(280), ceil(words)), px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._composing:
                self.accepted.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and not self._composing:
            if self.text():
                self.clear()
                self.textEdited.emit("")
            else:
                self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        pop_up(self.createStandardContextMenu(), event.globalPos())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._halo = self._halo or Halo(self, 6)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._composing = False
        if self._halo is not None:
            self._halo.let_go()
            self._halo = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = theme().px
        right = keycap_width(self._keys) + px(PAD) + 6 if self._keys else px(PAD)
        self.setTextMargins(px(PAD) + px(16) + px(7) - 2, 0, round(right) - 2, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect())
        border, width = (Token.ACCENT, 1.5) if self.hasFocus() else (Token.BORDER_FIELD, 1.0)
        draw_box(painter, box, 6, Token.FIELD, border, width)
        draw_icon(painter, QPointF(px(PAD), (box.height() - px(16)) / 2), Icon.SEARCH, 16, Token.T3)
        if not self.text() and not self._composing:
            end = keycap_width(self._keys) + 6 if self._keys else 0
            hint = box.adjusted(px(PAD) + px(16) + px(7), 0, -px(PAD) - end, 0)
            draw_text(painter, hint, self._hint, Font.SMALL, Token.T3)
        if self._keys and not self.text():
            at = QPointF(box.right() - px(8) - keycap_width(self._keys), (box.height() - px(CAP)) / 2)
            draw_keycap(painter, at, self._keys)
        painter.end()
        super().paintEvent(event)
