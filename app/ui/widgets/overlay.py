"""A dialog inside the window: a scrim and a card; no window of its own and no nested event loop."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_box, draw_icon_in, draw_shadow
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.label import Label, Paragraph

RADIUS = 12
WIDTH = 600
SHADOW = 18
PAD = 24
DISC = 40
Action = tuple[str, Callable[[], object]]


class _Card(QWidget):
    """The card of an overlay."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        draw_shadow(painter, box, RADIUS, SHADOW)
        draw_box(painter, box, RADIUS, Token.SURFACE)
        painter.end()


class _Disc(QWidget):
    """The sign beside the title."""

    def __init__(self, icon: Icon, tone: Tone) -> None:
        super().__init__()
        self._icon, self._tone = icon, tone
        self.setFixedSize(theme().px(DISC), theme().px(DISC))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_box(painter, box, box.width() / 2, self._tone.bg)
        draw_icon_in(painter, box, self._icon, 20, self._tone.text)
        painter.end()


def _heading(title: str, sentence: str, sign: tuple[Icon, Tone] | None) -> QHBoxLayout:
    px = theme().px
    row = QHBoxLayout()
    row.setSpacing(px(14))
    if sign is not None:
        row.addWidget(_Disc(*sign), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(px(4) if sign else px(10))
    words.addWidget(Label(title, Font.TITLE))
    if sentence:
        words.addWidget(Paragraph(sentence, Font.BODY, Token.T2))
    row.addLayout(words, 1)
    return row


class Overlay(QWidget):
    """A finished or blocked act in words, with its actions, the last of them the default.

    Esc closes it and gives the keyboard back to the field it came from; every action closes it first.
    """

    accessible_role = QAccessible.Role.Dialog

    closed = Signal()

    def __init__(
        self,
        window: QWidget,
        title: str,
        sentence: str = "",
        width: int = WIDTH,
        sign: tuple[Icon, Tone] | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._came_from = QApplication.focusWidget()
        self._width = width
        self._card = _Card(self)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        px = theme().px
        self._column = QVBoxLayout(self._card)
        edge = px(PAD) + SHADOW
        self._column.setContentsMargins(edge, px(20) + SHADOW, edge, px(20) + SHADOW)
        self._column.setSpacing(px(10))
        self._column.addLayout(_heading(title, sentence, sign))
        window.installEventFilter(self)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget under the words."""
        self._column.addWidget(widget, stretch)

    def add_actions(self, actions: Sequence[Action]) -> None:
        """Put the buttons at the foot."""
        row = QHBoxLayout()
        row.setContentsMargins(0, theme().px(8), 0, 0)
        row.setSpacing(theme().px(8))
        row.addStretch(1)
        for number, (words, act) in enumerate(actions):
            is_last = number == len(actions) - 1
            button = Button(words, ButtonLook.PRIMARY if is_last else ButtonLook.SECONDARY, tall=True)
            button.clicked.connect(lambda _checked=False, act=act: self._do(act))
            row.addWidget(button)
            if is_last:
                self.setFocusProxy(button)
        self._column.addLayout(row)

    def open(self, first: QWidget | None = None) -> None:
        """Show the dialog with the keyboard in ``first`` or on the default button."""
        self._place()
        self.show()
        self.raise_()
        (first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Close for good and give the keyboard back."""
        if self.isHidden():
            return
        self.hide()
        came_from = self._came_from
        if came_from is not None and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        # Keys meant for the page behind must not reach it: nothing is a shortcut while a dialog is open.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside the dialog."""
        moved = super().focusNextPrevChild(forward)
        inside = QApplication.focusWidget()
        if inside is None or not self.isAncestorOf(inside):
            self.setFocus(Qt.FocusReason.TabFocusReason)
        return moved

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(Token.SCRIM))
        painter.end()

    def _place(self) -> None:
        window = self._window
        self.setGeometry(window.rect())
        width = min(theme().px(self._width), window.width() - theme().px(40)) + 2 * SHADOW
        layout = self._card.layout()
        tall = layout.heightForWidth(width) if layout is not None and layout.hasHeightForWidth() else -1
        height = min(max(tall, self._card.sizeHint().height()), window.height())
        self._card.setGeometry((window.width() - width) // 2, (window.height() - height) // 2, width, height)

    def _do(self, act: Callable[[], object]) -> None:
        self.dismiss()
        act()

    def sizeHint(self) -> QSize:
        return self._window.size()
