"""An import at work: what it is doing in words, and the way to call it off; nothing is written halfway."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.theme import Font, Token, theme
from app.ui.widgets import Button, ButtonLook, Ground, Label, Paragraph
from app.ui.widgets.roles import announce


class BusyCard(Ground):
    """``cancelled()`` calls the import off."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(Token.SURFACE)
        px = theme().px
        self._title, self._words = Label("", Font.PAGE), Label("", Font.BODY, Token.T2)
        self.cancel = Button("取消", ButtonLook.SECONDARY, keys="Esc", tall=True)
        self.cancel.clicked.connect(self.cancelled)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(14))
        column.setSpacing(px(10))
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(Paragraph("取消后什么都不会写入。", Font.SMALL, Token.T3))
        row = QHBoxLayout()
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def start(self, name: str) -> None:
        """Say what is being read, with the keyboard on the way out."""
        self._title.set_words(name)
        self.show_progress("正在读取")
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self, words: str) -> None:
        """Say how far it is."""
        self._words.set_words(words)
        announce(self, words)

    def words(self) -> str:
        """Return what is said."""
        return self._words.words()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), 2), theme().color(Token.ACCENT_FILL))
        painter.end()
