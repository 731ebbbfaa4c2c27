"""The panel at the right: 问题, 税费, 帮助 and 回执 behind tabs, or a narrow strip of them in a narrow window."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_icon, draw_line, draw_text
from app.ui.widgets.badge import badge_width, draw_badge
from app.ui.widgets.button import IconButton
from app.ui.widgets.card import Ground
from app.ui.widgets.panel_tabs import PanelTab, PanelTabs

WIDTH = 312
WIDE = 360
STRIP = 40
ICONS = {
    "problems": Icon.CIRCLE_ALERT,
    "taxes": Icon.CALCULATOR,
    "help": Icon.CIRCLE_HELP,
    "receipts": Icon.INBOX,
    "person": Icon.ID_CARD,
}


class StripButton(QAbstractButton):
    """One tab of the narrow strip: sign, word, count."""

    def __init__(self, tab: PanelTab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tab = tab
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_tab(tab)

    def show_tab(self, tab: PanelTab) -> None:
        """Show another count."""
        self._tab = tab
        self.setAccessibleName(f"{tab.words} {tab.count}" if tab.count else tab.words)
        self.setToolTip(f"{self.accessibleName()}  F7")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(STRIP - 6), theme().px(54))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect())
        is_alarm = self._tab.count > 0 and self._tab.tone is Tone.ERR
        if is_alarm or self.hasFocus():
            draw_box(painter, box, 6, Token.ERR_BG if is_alarm else None, Token.ACCENT if self.hasFocus() else None)
        color = Token.ERR_TEXT if is_alarm else Token.T2
        at = QPointF((box.width() - px(16)) / 2, px(9))
        draw_icon(painter, at, ICONS.get(self._tab.key, Icon.INFO), 16, color)
        draw_text(painter, QRectF(0, px(28), box.width(), px(20)), self._tab.words, Font.SMALL, color, CENTRE)
        corner = QPointF(box.width() - badge_width(self._tab.count) + px(2), 0)
        draw_badge(painter, corner, self._tab.count, Token.BADGE if is_alarm else Tone.NEU.fill)
        painter.end()


class SidePanel(Ground):
    """Tabs over pages; ``folded_asked()`` when the button at its head is pressed, ``turned(key)`` for another tab."""

    folded_asked = Signal()
    turned = Signal(str)

    def __init__(self, pages: Sequence[tuple[PanelTab, QWidget]], foot: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Token.SURFACE, "left", parent)
        self._keys = [tab.key for tab, _ in pages]
        self.tabs = PanelTabs([tab for tab, _ in pages])
        self._stack = QStackedWidget()
        for _, page in pages:
            self._stack.addWidget(page)
        self._fold = IconButton(Icon.PANEL_RIGHT, "收起右栏 F7")
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, theme().px(8), 0)
        head.addWidget(self.tabs, 1)
        head.addWidget(self._fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(foot)
        self.tabs.chosen.connect(self._turn)
        self._fold.clicked.connect(self.folded_asked)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        draw_line(painter, 0, self.tabs.height() - 1, self.width(), Token.BORDER)
        painter.end()

    def show_tabs(self, tabs: Sequence[PanelTab]) -> None:
        """Show other counts."""
        self.tabs.show_tabs(tabs)

    def turn(self, key: str) -> None:
        """Bring a page of the panel to the front."""
        self.tabs.choose(key)
        self._turn(key)

    def current(self) -> str:
        """Return the key of the page in front."""
        return self.tabs.current()

    def _turn(self, key: str) -> None:
        self._stack.setCurrentIndex(self._keys.index(key))
        self.turned.emit(key)


class PanelStrip(Ground):
    """The narrow strip; ``chosen(key)`` asks to open the panel on that tab."""

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[PanelTab], parent: QWidget | None = None) -> None:
        super().__init__(Token.APP, "left", parent)
        px = theme().px
        self.setFixedWidth(px(STRIP))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(4), px(8), px(2), px(8))
        column.setSpacing(px(8))
        self._buttons: dict[str, StripButton] = {}
        for tab in tabs:
            button = StripButton(tab)
            button.clicked.connect(lambda _checked=False, key=tab.key: self.chosen.emit(key))
            self._buttons[tab.key] = button
            column.addWidget(button)
        column.addStretch(1)

    def show_tabs(self, tabs: Sequence[PanelTab]) -> None:
        """Show other counts."""
        for tab in tabs:
            self._buttons[tab.key].show_tab(tab)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        draw_line(painter, 0, 0, self.width(), Token.BORDER)
        painter.end()
