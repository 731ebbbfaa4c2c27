"""The right end of the bar over the page: search over everything, light or dark, notices, the operator."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Scheme, Token, Tone, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_icon, draw_icon_in, draw_text
from app.ui.widgets.button import IconButton
from app.ui.widgets.chip import Chip
from app.ui.widgets.keycap import HEIGHT as CAP
from app.ui.widgets.keycap import draw_keycap, keycap_width

WIDE, NARROW = 280, 200
AVATAR = 26


class SearchDoor(QAbstractButton):
    """The box that opens the search over everything; it looks like a field and is a button."""

    def __init__(self, words: str, keys: str) -> None:
        super().__init__()
        self._keys = keys
        self.setText(words)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(WIDE), theme().px(27))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(NARROW), theme().px(27))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_box(painter, box, 6, Token.SURFACE, Token.BORDER)
        draw_icon(painter, QPointF(px(9), (box.height() - px(14)) / 2), Icon.SEARCH, 14, Token.T3)
        draw_text(painter, box.adjusted(px(30), 0, -px(60), 0), self.text(), Font.SMALL, Token.T3)
        at = QPointF(box.right() - px(8) - keycap_width(self._keys), (box.height() - px(CAP)) / 2)
        draw_keycap(painter, at, self._keys)
        painter.end()


class Avatar(QWidget):
    """The first character of the operator's name in a circle."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        """Show another operator."""
        self._name = name
        self.setAccessibleName(f"操作员 {name}" if name else "操作员未填")
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(AVATAR), theme().px(AVATAR))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_box(painter, box, box.width() / 2, Token.AVATAR)
        if self._name:
            draw_text(painter, box, self._name[:1], Font.SMALL_STRONG, Token.ON_FILL, CENTRE)
        else:
            draw_icon_in(painter, box, Icon.ID_CARD, 14, Token.ON_FILL)
        painter.end()


class TopBar(QWidget):
    """Signals: ``search_asked``, ``notices_asked``, ``light_switched`` once the theme was changed here, to be kept."""

    search_asked = Signal()
    notices_asked = Signal()
    light_switched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = SearchDoor("搜单号、合同、企业、商品", "Ctrl K")
        self._door.clicked.connect(lambda: self.search_asked.emit())
        self._light = IconButton(Icon.MOON, "换成深色")
        self._light.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._light.clicked.connect(self._switch_light)
        self._bell = IconButton(Icon.BELL, "通知")
        self._bell.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bell.clicked.connect(lambda: self.notices_asked.emit())
        self._avatar = Avatar()
        self.practice = Chip("模拟环境", Tone.WARN, Icon.CIRCLE_DOT)
        self.practice.setToolTip("申报只到内置的模拟海关，不会到海关")
        self.practice.hide()
        row = QHBoxLayout(self)
        px = theme().px
        row.setContentsMargins(px(12), 0, px(18), 0)
        row.setSpacing(px(6))
        for part in (self.practice, self._door, self._light, self._bell, self._avatar):
            row.addWidget(part)
        theme().changed.connect(self._follow_scheme)
        self._follow_scheme()

    def show_operator(self, name: str) -> None:
        """Show another operator."""
        self._avatar.show_name(name)

    def show_practice(self, on: bool) -> None:
        """Show or remove the mark of practice."""
        self.practice.setVisible(on)

    def show_new(self, on: bool) -> None:
        """Show or remove the dot of unread notices."""
        self._bell.show_dot(on)
        self._bell.setAccessibleName("通知，有未读" if on else "通知")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(Token.APP))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme().color(Token.BORDER))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _switch_light(self) -> None:
        theme().toggle()
        self.light_switched.emit()

    def _follow_scheme(self) -> None:
        is_dark = theme().scheme is Scheme.DARK
        self._light.show_icon(Icon.SUN if is_dark else Icon.MOON, "换成浅色" if is_dark else "换成深色")
