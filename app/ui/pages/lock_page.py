"""The locked window: nothing of the work behind it can be seen or reached until somebody tells the passphrase."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.core.problem import Severity
from app.ui.pages.register.ask_line import SecretEditor
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import CENTRE, draw_icon_in
from app.ui.widgets import Button, ButtonLook, Label

WIDTH, SIGN = 320, 44
TITLE = "已锁屏"
NOTE = "数据密钥已从内存清除。没有存好的内容已先存好；队列在解锁后继续发送。"


class _Sign(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme().px(WIDTH), theme().px(SIGN))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon_in(painter, self.rect().toRectF(), Icon.LOCK, 32, Token.T3, 1.5)
        painter.end()


class LockPage(QWidget):
    """``told(str)`` with the passphrase. It covers the window, takes every key, and stays until ``let_go``."""

    accessible_role = QAccessible.Role.Dialog

    told = Signal(str)

    def __init__(self, window: QWidget, title: str = TITLE, note: str = NOTE) -> None:
        super().__init__(window)
        self._window = window
        self._came_from = QApplication.focusWidget()
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        self.field = SecretEditor()
        self.field.setEchoMode(SecretEditor.EchoMode.Password)
        self.field.set_title("口令")
        self.field.setFixedWidth(theme().px(WIDTH))
        self.wrong = Label("", Font.SMALL, Token.ERR_TEXT, CENTRE)
        self.button = Button("解锁", ButtonLook.PRIMARY, Icon.LOCK, "Enter", tall=True)
        self._lay_out(title, note)
        self.field.advanced.connect(lambda _step: self._take())
        self.button.clicked.connect(self._take)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.field.take_focus()

    def refuse(self, sentence: str) -> None:
        """Say why the window stays locked."""
        self.button.setEnabled(True)
        self.wrong.set_words(sentence)
        self.field.set_text("")
        self.field.set_state(Severity.ERROR, sentence)
        self.field.take_focus()

    def let_go(self) -> None:
        """Give the window back, and the keyboard to where it was."""
        self._window.removeEventFilter(self)
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside."""
        (self.button if self.field.hasFocus() else self.field).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(Token.APP))
        painter.end()

    def _take(self) -> None:
        if self.field.text() and self.button.isEnabled():
            self.button.setEnabled(False)
            self.told.emit(self.field.text())

    def _lay_out(self, title: str, note: str) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(12))
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(_Sign(), 0, middle)
        column.addWidget(Label(title, Font.PAGE, Token.T1, CENTRE))
        column.addWidget(Label(note, Font.BODY, Token.T2, CENTRE))
        column.addWidget(self.field, 0, middle)
        column.addWidget(self.wrong)
        column.addWidget(self.button, 0, middle)
        column.addStretch(3)
