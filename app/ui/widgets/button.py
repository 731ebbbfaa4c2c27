"""Buttons of the six looks, with icon and key cap; the keyboard gives them a ring, the mouse none."""

import math
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.keys import keymap
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_box, draw_icon, draw_text, width_of
from app.ui.widgets.halo import Halo
from app.ui.widgets.keycap import HEIGHT as CAP
from app.ui.widgets.keycap import draw_keycap, keycap_width

RADIUS = 6
PAD = 12
GAP = 7
BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class ButtonLook(Enum):
    """fill, border, text, fill under the mouse."""

    PRIMARY = (Token.ACCENT_FILL, None, Token.ON_FILL, Token.ACCENT_FILL)
    SECONDARY = (Token.SURFACE, Token.BORDER_FIELD, Token.T1, Token.HOVER)
    PLAIN = (None, None, Token.T2, Token.HOVER)
    SOFT = (Token.ACCENT_SOFT, None, Token.ACCENT, Token.SELECTED)
    DANGER = (Token.SURFACE, Token.ERR_LINE, Token.ERR_TEXT, Token.ERR_BG)
    LINK = (None, None, Token.ACCENT, None)


class Button(QAbstractButton):
    """A button 28 high (30 with ``tall``); ``clicked`` as in Qt. Enter presses it too while it has the keyboard.

    keys: the action whose key its cap shows, or plain keys.
    """

    def __init__(
        self,
        words: str,
        look: ButtonLook = ButtonLook.SECONDARY,
        icon: Icon | None = None,
        keys: str = "",
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._icon, self._keys, self._tall = look, icon, keys, tall
        self._hovered = False
        self._halo: Halo | None = None
        keymap().changed.connect(self._follow_keys)
        self.setText(words)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if look is ButtonLook.LINK:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_words(self, words: str) -> None:
        """Show other words."""
        if words == self.text() == self.accessibleName():
            return
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def set_look(self, look: ButtonLook) -> None:
        """Change the look, e.g. to filled for the current card."""
        if look is not self._look:
            self._look = look
            self.update()

    def set_keys(self, keys: str) -> None:
        """Show or hide the key cap (small windows have none)."""
        self._keys = keys
        self.updateGeometry()
        self.update()

    def _follow_keys(self) -> None:
        if self._keys:
            self.set_keys(self._keys)

    def sizeHint(self) -> QSize:
        px = theme().px
        pad = 0 if self._look is ButtonLook.LINK else 2 * px(PAD)
        width = pad + width_of(self.text(), Font.MEDIUM)
        if self._icon:
            width += px(16) + (px(GAP) if self.text() else 0)
        if self._keys:
            width += keycap_width(self._keys) + px(8)
        return QSize(math.ceil(width), px(30 if self._tall else 28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEYBOARD and self._halo is None:
            self._halo = Halo(self, RADIUS)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._halo is not None:
            self._halo.let_go()
            self._halo = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        fill, border, color, hovered = self._look.value
        if not self.isEnabled():
            self._paint_disabled_ground(painter, box)
            color = Token.T_DIS
        else:
            ground = hovered if (self._hovered or self.isDown()) and hovered else fill
            if ground or border:
                draw_box(painter, box, RADIUS, ground, border)
            if self._halo is not None:
                draw_box(painter, box, RADIUS, None, Token.ACCENT, 1.5)
        self._paint_words(painter, box, color)
        painter.end()

    def _paint_disabled_ground(self, painter: QPainter, box: QRectF) -> None:
        if self._look not in (ButtonLook.PLAIN, ButtonLook.LINK):
            draw_box(painter, box, RADIUS, Token.FIELD_RO, Token.BORDER)

    def _paint_words(self, painter: QPainter, box: QRectF, color: Token) -> None:
        px = theme().px
        spare = (self.width() - self.sizeHint().width()) // 2  # a stretched button keeps its words in the middle
        x = box.x() + max(spare, 0) + (0 if self._look is ButtonLook.LINK else px(PAD))
        if self._icon:
            side = px(16)
            at = QPointF(x, box.y() + (box.height() - side) / 2)
            draw_icon(painter, at, self._icon, 16, Token.T2 if color is Token.T1 else color)
            x += side + px(GAP)
        area = QRectF(x, box.y(), width_of(self.text(), Font.MEDIUM) + 1, box.height())
        x += draw_text(painter, area, self.text(), Font.MEDIUM, color) + px(8)
        if self._keys:
            at = QPointF(x, box.y() + (box.height() - px(CAP)) / 2)
            if self._look is ButtonLook.PRIMARY and self.isEnabled():
                draw_keycap(painter, at, self._keys, Token.KEY_ON_FILL, None, Token.ON_FILL)
            else:
                draw_keycap(painter, at, self._keys, Token.NEU_BG, None, Token.T3 if self.isEnabled() else Token.T_DIS)


class IconButton(Button):
    """A square plain button with an icon only; its name is for the screen reader and the tooltip."""

    def __init__(self, icon: Icon, name: str, side: int = 28, parent: QWidget | None = None) -> None:
        super().__init__("", ButtonLook.PLAIN, icon, parent=parent)
        self._side = side
        self._dot = False
        self.setAccessibleName(name)
        self.setToolTip(name)

    def show_icon(self, icon: Icon, name: str) -> None:
        """Show another icon under another name."""
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def show_dot(self, on: bool) -> None:
        """Put the dot of something new on the icon, or take it away."""
        self._dot = on
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._side), theme().px(self._side))

    def _paint_words(self, painter: QPainter, box: QRectF, color: Token) -> None:
        side = theme().px(16)
        at = QPointF(box.x() + (box.width() - side) / 2, box.y() + (box.height() - side) / 2)
        if self._icon:
            draw_icon(painter, at, self._icon, 16, Token.T2 if color is Token.T1 else color)
        if self._dot:
            dot = QRectF(at.x() + side - theme().px(5), at.y() - theme().px(1), theme().px(6), theme().px(6))
            draw_box(painter, dot, dot.width() / 2, Token.BADGE)
