"""The strip that asks for a day: typed, with a month to look at; it stores nothing."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.problem import Severity
from app.ui.editors import DateEditor
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import draw_line
from app.ui.widgets import Button, ButtonLook, Label

HEIGHT = 48
UNREADABLE = "日期读不出，例如 0318 或 20260318"


class DayStrip(QWidget):
    """Asks one question at a time; ``left()`` when it was answered or closed."""

    left = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._done: Callable[[date], object] = lambda day: None
        self._title, self._about = Label("", Font.CARD), Label("", Font.SMALL, Token.T2)
        self._field = DateEditor(today)
        self._field.set_title("日期")
        self._field.setMaximumWidth(theme().px(160))
        self._field.advanced.connect(lambda _step: self._take())
        self._wrong = Label("", Font.SMALL, Token.ERR_TEXT)
        self._act = Button("确认", ButtonLook.PRIMARY, keys="Enter")
        self._act.clicked.connect(self._take)
        cancel = Button("取消", ButtonLook.PLAIN, keys="Esc")
        cancel.clicked.connect(self._leave)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(20), 0, theme().px(20), 0)
        row.setSpacing(theme().px(10))
        for part in (self._title, self._field, self._act, cancel):
            row.addWidget(part)
        row.addWidget(self._wrong)
        row.addWidget(self._about, 1)
        self.hide()

    def ask(self, question: str, about: str, start: date, done: Callable[[date], object]) -> None:
        """Ask for a day, with ``about`` beside it; ``start`` is offered."""
        self._done = done
        self._title.set_words(question)
        self._about.set_words(about)
        self._field.set_title(question)
        self._field.set_text(f"{start:%Y%m%d}")
        self._say("")
        self.show()
        self._field.take_focus()

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
        draw_line(painter, 0, 0, self.width(), Token.BORDER)
        draw_line(painter, 0, self.height() - 1, self.width(), Token.BORDER)
        painter.end()

    def _take(self) -> None:
        try:
            day = date.fromisoformat(self._field.text().strip())
        except ValueError:
            self._say(UNREADABLE)
            self._field.take_focus()
            return
        self._leave()
        self._done(day)

    def _say(self, wrong: str) -> None:
        self._field.set_state(Severity.ERROR if wrong else None, wrong)
        self._wrong.set_words(wrong)
        self._wrong.setVisible(bool(wrong))

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
