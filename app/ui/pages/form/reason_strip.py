"""One warning with a box for the reason it is set aside with, above the form; it sets nothing aside itself."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.editors import TextEditor
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_icon, draw_line
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.label import Label
from app.ui.widgets.roles import announce

HEIGHT = 62
BAR = 4
BOX = 300
TITLE = "留意理由"


class ReasonStrip(QWidget):
    """``given(str)`` carries the reason after Enter; ``left()`` tells that Esc left the warning as it is."""

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._title = Label("", Font.STRONG, Token.T1)
        self._body = Label("", Font.SMALL, Token.T2)
        self.box = TextEditor()
        self.box.set_title(TITLE)
        self.box.set_hint("属实的理由")
        self.box.setFixedWidth(px(BOX))
        self._back = Button("返回 Esc", ButtonLook.SECONDARY)
        self._take = Button("记下理由", ButtonLook.PRIMARY)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._body)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(44), px(6), px(16), px(6))
        row.setSpacing(px(8))
        row.addLayout(words, 1)
        for widget in (self.box, self._back, self._take):
            row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.advanced.connect(lambda _step: self.give())
        self._take.clicked.connect(self.give)
        self._back.clicked.connect(self.left)
        self.hide()

    def ask(self, title: str, body: str, place: str, reason: str, number: int, count: int) -> None:
        """Ask for the reason of one warning, the ``number``-th of ``count``, with a reason to begin with."""
        many = f"留意 {number} / {count}  " if count > 1 else "留意  "
        self._title.set_words(f"{many}{title}")
        self._body.set_words("  ".join(part for part in (place, body) if part))
        self.box.set_text(reason)
        self._take.set_words("记下，看下一项" if number < count else "记下理由")
        self.show()
        self.box.take_focus()
        announce(self, f"{title}，{body}")

    def is_asking(self) -> bool:
        """Tell whether a warning is shown."""
        return not self.isHidden()

    def words(self) -> str:
        """Return what is said of the warning."""
        return f"{self._title.words()}\n{self._body.words()}"

    def give(self) -> None:
        """Take the reason as it stands; without one the box keeps the keyboard."""
        reason = self.box.text().strip()
        if reason:
            self.given.emit(reason)
        else:
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
        painter.fillRect(box, theme().color(Tone.WARN.bg))
        painter.fillRect(QRectF(0, 0, BAR, box.height()), theme().color(Tone.WARN.fill))
        draw_line(painter, 0, box.height() - 1, box.width(), Tone.WARN.line)
        draw_icon(painter, QPointF(px(20), px(12)), Icon.TRIANGLE_ALERT, 16, Tone.WARN.text)
        painter.end()
