"""The strip that asks for a file: a path typed with completion, or the system's own dialog; it opens no file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QWidget

from app.core.problem import Severity
from app.ui.editors import TextEditor
from app.ui.pages.path_completer import PathCompleter
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_line
from app.ui.widgets import Button, ButtonLook, Label

HEIGHT = 48
WIDEST = 560


class PathStrip(QWidget):
    """Asks one question at a time; ``ask`` says which. ``left()`` when it was answered or closed."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._wants = QFileDialog.FileMode.ExistingFile
        self._filter = ""
        self._check: Callable[[Path], str] = lambda path: ""
        self._done: Callable[[Path], object] = lambda path: None
        self._dialog: QFileDialog | None = None
        self._title = Label("", Font.CARD)
        self._field = TextEditor()
        self._field.set_title("文件路径")
        self._field.setMaximumWidth(theme().px(WIDEST))
        self._field.advanced.connect(lambda _step: self._take())
        self._field.edited.connect(lambda _raw: self._say(""))
        self._wrong = Label("", Font.SMALL, Token.ERR_TEXT)
        self._browse = Button("浏览", icon=Icon.FILES)
        self._browse.clicked.connect(self._open_dialog)
        self._act = Button("确定", ButtonLook.PRIMARY, keys="Enter")
        self._act.clicked.connect(self._take)
        self._cancel = Button("取消", ButtonLook.PLAIN, keys="Esc")
        self._cancel.clicked.connect(self._leave)
        self._lay_out()
        self.hide()

    def ask(
        self,
        question: str,
        act: str,
        done: Callable[[Path], object],
        start: str = "",
        check: Callable[[Path], str] = lambda path: "",
        wants: QFileDialog.FileMode = QFileDialog.FileMode.ExistingFile,
        kinds: str = "",
    ) -> None:
        """Ask ``question`` with the button ``act``; ``check`` returns a sentence for a path that will not do."""
        self._wants, self._filter, self._check, self._done = wants, kinds, check, done
        self._title.set_words(question)
        self._act.set_words(act)
        self._field.set_title(question)
        self._field.set_text(start)
        self._say("")
        if self._field.completer() is None:
            self._field.setCompleter(PathCompleter(self._field, self))
        self.show()
        self._field.take_focus()

    def wrong(self) -> str:
        """Return why the typed path will not do, empty while nothing is wrong."""
        return self._wrong.words()

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

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(20), 0, theme().px(20), 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self._title)
        row.addSpacing(theme().px(8))
        row.addWidget(self._field, 1)
        for part in (self._browse, self._act, self._cancel):
            row.addWidget(part)
        row.addWidget(self._wrong, 1)

    def _take(self) -> None:
        typed = self._field.text().strip().strip('"')
        wrong = "请写出文件的完整路径" if not typed else self._check(Path(typed).expanduser())
        if wrong:
            self._say(wrong)
            self._field.take_focus()
            return
        self._leave()
        self._done(Path(typed).expanduser())

    def _say(self, wrong: str) -> None:
        self._field.set_state(Severity.ERROR if wrong else None, wrong)
        self._wrong.set_words(wrong)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def _open_dialog(self) -> None:
        """Open the system's dialog without waiting for it; it takes the keyboard until it is closed."""
        dialog = QFileDialog(self, self._title.words(), self._field.text(), self._filter)
        dialog.setFileMode(self._wants)
        if self._wants is QFileDialog.FileMode.AnyFile:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._picked)
        self._dialog = dialog
        dialog.open()

    def _picked(self, path: str) -> None:
        self._field.set_text(QDir.toNativeSeparators(path))
        self._field.take_focus()
