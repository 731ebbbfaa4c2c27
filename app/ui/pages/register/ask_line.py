"""A line above the register that asks for one short text: why a number is looked at, a group's name, a card."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.problem import Severity
from app.ui.editors import TextEditor
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import draw_line
from app.ui.widgets import Button, ButtonLook, Label
from app.ui.widgets.roles import announce

HEIGHT = 48
BOX = 280
HIDDEN = "•"


class SecretEditor(TextEditor):
    """A text that identifies a person: painted hidden once left, neither copied nor told in a tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setDragEnabled(False)

    def shown(self) -> str:
        return HIDDEN * len(self.text())

    def is_elided(self) -> bool:
        return False  # nothing of it for a tooltip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            event.accept()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()  # it would offer to copy


class AskLine(QWidget):
    """Asks one question at a time; ``left()`` when it was answered or closed."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._done: Callable[[str], object] = lambda _text: None
        self._need = ""
        self._is_secret = False
        self._title, self._note = Label("", Font.CARD), Label("", Font.SMALL, Token.T2)
        self.box, self.secret = TextEditor(), SecretEditor()
        self.secret.setEchoMode(TextEditor.EchoMode.Password)
        for box in (self.box, self.secret):
            box.setFixedWidth(px(BOX))
            box.advanced.connect(lambda _step: self._take())
            box.edited.connect(lambda _raw: self._say(""))
        self._wrong = Label("", Font.SMALL, Token.ERR_TEXT)
        self._act = Button("确定", ButtonLook.PRIMARY, keys="Enter")
        self._act.clicked.connect(self._take)
        self._cancel = Button("取消", ButtonLook.PLAIN, keys="Esc")
        self._cancel.clicked.connect(self.leave)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 0, px(20), 0)
        row.setSpacing(px(10))
        for part in (self._title, self.box, self.secret, self._act, self._cancel, self._wrong, self._note):
            row.addWidget(part)
        row.addStretch(1)
        self.hide()

    def ask(
        self, question: str, act: str, done: Callable[[str], object], need: str, note: str = "", *, secret: bool = False
    ) -> None:
        """Ask ``question`` with the button ``act``; ``need`` is said where nothing was typed."""
        self._done, self._need, self._is_secret = done, need, secret
        self._title.set_words(question)
        self._act.set_words(act)
        self._note.set_words(note)
        for box in (self.box, self.secret):
            box.set_title(question)
            box.set_text("")
        self.box.setVisible(not secret)
        self.secret.setVisible(secret)
        self._say("")
        self.show()
        self._field().take_focus()
        announce(self, f"{question}，{note}")

    def wrong(self) -> str:
        """Return what stands against the answer, "" for nothing."""
        return self._wrong.words()

    def leave(self) -> None:
        """Close, and forget what was typed."""
        self.box.set_text("")
        self.secret.set_text("")
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), theme().color(Token.SUNKEN))
        draw_line(painter, 0, self.height() - 1, self.width(), Token.BORDER)
        painter.end()

    def _field(self) -> TextEditor:
        return self.secret if self._is_secret else self.box

    def _take(self) -> None:
        typed = self._field().text().strip()
        if not typed:
            self._say(self._need)
            self._field().take_focus()
            return
        self.leave()
        self._done(typed)

    def _say(self, wrong: str) -> None:
        self._field().set_state(Severity.ERROR if wrong else None, wrong)
        self._wrong.set_words(wrong)
