"""Asks for a name above the page: one line, Enter keeps it, Esc leaves; it keeps nothing itself."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.editors import TextEditor
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import draw_line
from app.ui.widgets import Button, ButtonLook, Label

HEIGHT = 44
WIDEST = 260


class NameStrip(QWidget):
    """``left`` when it closed, with a name or without."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._done: Callable[[str], object] = lambda name: None
        self._title = Label("", Font.CARD)
        self._note = Label("", Font.SMALL, Token.T2)
        self.field = TextEditor()
        self.field.set_title("名称")
        self.field.setMaximumWidth(theme().px(WIDEST))
        self.field.advanced.connect(lambda _step: self._take())
        keep = Button("保存", ButtonLook.PRIMARY, keys="Enter")
        keep.clicked.connect(self._take)
        cancel = Button("取消", ButtonLook.PLAIN, keys="back")
        cancel.clicked.connect(self._leave)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(20), 0, theme().px(20), 0)
        row.setSpacing(theme().px(8))
        for part in (self._title, self.field, keep, cancel, self._note):
            row.addWidget(part)
        row.addStretch(1)
        self.hide()

    def ask(self, question: str, note: str, done: Callable[[str], object]) -> None:
        """Ask for a name; ``note`` says what it will stand for."""
        self._done = done
        self._title.set_words(question)
        self._note.set_words(note)
        self.field.set_title(question)
        self.field.set_text("")
        self.show()
        self.field.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), theme().color(Token.SUNKEN))
        draw_line(painter, 0, self.height() - 1, self.width(), Token.BORDER)
        painter.end()

    def _take(self) -> None:
        name = self.field.text().strip()
        self._leave()
        if name:
            self._done(name)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
