"""A note on the field under the keyboard, for oneself or for who reviews; it is kept here and never sent."""

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.note import Note, Reader
from app.ui.editors import TextEditor
from app.ui.models.document import DraftDocument
from app.ui.pages.form.binder import Binder
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_icon, draw_line
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.label import Label
from app.ui.widgets.segmented import Part, Segmented

HEIGHT = 44
BAR = 4
BOX = 420
READERS = {Reader.SELF: "给自己", Reader.REVIEWER: "给复核"}


class NoteStrip(QWidget):
    """``given(str, str)`` on Enter: the text and whom it is for; ``left()`` on Esc."""

    given = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._title = Label("", Font.STRONG, Token.T1)
        self.box = TextEditor()
        self.box.set_title("备注")
        self.box.set_hint("不申报、不打印、不随包发出；清空即删")
        self.box.setFixedWidth(px(BOX))
        self.reader = Segmented([Part(one.value, words) for one, words in READERS.items()])
        self._back = Button("取消", ButtonLook.SECONDARY, keys="Esc")
        self._keep = Button("记下", ButtonLook.PRIMARY, keys="Enter")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(44), 0, px(16), 1)
        row.setSpacing(px(8))
        row.addWidget(self._title)
        row.addWidget(self.box)
        row.addWidget(self.reader)
        row.addStretch(1)
        row.addWidget(self._back)
        row.addWidget(self._keep)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.advanced.connect(lambda _step: self._give())
        self._keep.clicked.connect(self._give)
        self._back.clicked.connect(self.left)
        self.hide()

    def ask(self, label: str, note: Note | None) -> None:
        """Ask for the note on a field, with the one there is to begin with."""
        self._title.set_words(f"备注 {label}")
        self.box.set_text(note.text if note is not None else "")
        self.reader.choose((note.reader if note is not None else Reader.SELF).value)
        self.show()
        self.box.take_focus()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(640), theme().px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, theme().color(Tone.INFO.bg))
        painter.fillRect(QRectF(0, 0, BAR, box.height()), theme().color(Tone.INFO.fill))
        draw_line(painter, 0, box.height() - 1, box.width(), Tone.INFO.line)
        draw_icon(painter, QPointF(px(20), (box.height() - px(16)) / 2), Icon.PENCIL, 16, Tone.INFO.text)
        painter.end()

    def _give(self) -> None:
        self.given.emit(self.box.text().strip(), self.reader.current())


class Notes(QObject):
    """Asks for notes with its strip and puts them on the field; ``left()`` when the keyboard may go back."""

    left = Signal()

    def __init__(self, document: DraftDocument, binder: Binder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._binder, self._path = document, binder, ""
        self.strip = NoteStrip()
        self.strip.given.connect(self._put)
        self.strip.left.connect(self._leave)

    def ask(self) -> None:
        """Ask for the note on the field under the keyboard (Ctrl+M)."""
        self._path = self._binder.current
        if self._path:
            field = self._document.form.field(self._path)
            self.strip.ask(field.box.words, self._document.draft.notes.get(self._path))

    def leave(self) -> bool:
        """Ask no more; tells whether anything was asked."""
        was_open = not self.strip.isHidden()
        if was_open:
            self._leave()
        return was_open

    def _put(self, text: str, reader: str) -> None:
        self._document.set_note(self._path, Note(text, Reader(reader)) if text else None)
        self._leave()

    def _leave(self) -> None:
        self.strip.hide()
        self.left.emit()
