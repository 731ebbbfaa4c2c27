"""The strips over the rows of a lot: how to divide, whose card, how to send; each asks one thing and sends nothing."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.border_trade.allocation import Strategy
from app.ui.editors import TextEditor
from app.ui.pages.lots.words import STRATEGIES
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import draw_line
from app.ui.widgets import Button, ButtonLook, Label, Part, Segmented
from app.work.lot_filing import Manner

HEIGHT = 48
CARD_WIDTH = 220
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
REMAINDER = "单价不变，合计分毫不差：除不尽的克每人至多一克，给谁与名单次序无关；余下的分给小数最大的"


class AskBar(QWidget):
    """A strip with a question; ``left()`` when it was closed."""

    left = Signal()

    def __init__(self, title: str, act: str, keys: str = "Enter") -> None:
        super().__init__()
        px = theme().px
        self.note = Label("", Font.SMALL, Token.T2)
        self.act = Button(act, ButtonLook.PRIMARY, keys=keys)
        self.act.clicked.connect(self.take)
        self.cancel = Button("关闭", ButtonLook.PLAIN, keys="Esc")
        self.cancel.clicked.connect(self.leave)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(px(20), 0, px(20), 0)
        self.row.setSpacing(px(8))
        self.row.addWidget(Label(title, Font.CARD))
        self.row.addSpacing(px(8))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def finish(self) -> None:
        """Lay the buttons and the note after what was asked."""
        for part in (self.act, self.cancel):
            self.row.addWidget(part)
        self.row.addWidget(self.note, 1)

    def say(self, words: str, tone: Tone | None = None) -> None:
        """Say something beside the question."""
        self.note.set_words(words)
        self.note.set_color(tone.text if tone else Token.T2)

    def take(self) -> None:
        """Take what is chosen; each kind says what that is."""
        raise NotImplementedError

    def leave(self) -> None:
        """Close the strip."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.take()
        elif event.key() == Qt.Key.Key_Escape:
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


class DivideBar(AskBar):
    """Each choice is tried at once: ``tried(str)`` a strategy; ``refused(int)`` how many tries go back."""

    tried = Signal(str)
    refused = Signal(int)

    def __init__(self) -> None:
        super().__init__("分配", "就这样分")
        self._tries = 0
        self.ways = Segmented([Part(way.value, words) for way, words in STRATEGIES.items()])
        self.ways.setAccessibleDescription("怎样分配，左右键选择，立即可见")
        self.ways.chosen.connect(self._try)
        self.row.addWidget(self.ways)
        self.finish()

    def ask(self, strategy: Strategy) -> None:
        """Show the strip and divide as last time."""
        self.ways.choose(strategy.value)
        self._tries = 0
        self.say(REMAINDER)
        self.show()
        self.ways.setFocus(Qt.FocusReason.OtherFocusReason)
        self._try(strategy.value)

    def take(self) -> None:
        self._tries = 0
        self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._tries:
            tries, self._tries = self._tries, 0
            self.refused.emit(tries)
        super().keyPressEvent(event)

    def not_done(self, words: str) -> None:
        """Say why the last try changed nothing."""
        self._tries = max(self._tries - 1, 0)
        self.say(words, Tone.ERR)

    def _try(self, way: str) -> None:
        self._tries += 1
        self.tried.emit(way)


class CardBar(AskBar):
    """``read(str)`` with what a reader or a person typed, one resident at a time."""

    read = Signal(str)

    def __init__(self) -> None:
        super().__init__("本人确认", "确认")
        self.box = TextEditor()
        self.box.set_title("刷卡或证件后四位")
        self.box.set_hint("刷卡，或输入证件后四位")
        self.box.setFixedWidth(theme().px(CARD_WIDTH))
        self.box.advanced.connect(lambda _step: self.take())
        self.row.addWidget(self.box)
        self.finish()

    def ask(self, words: str) -> None:
        """Show the strip with the keyboard in its box."""
        self.box.set_text("")
        self.say(words)
        self.show()
        self.box.take_focus()

    def take(self) -> None:
        typed = self.box.text().strip()
        self.box.set_text("")  # a card number does not stay on the screen
        if typed:
            self.read.emit(typed)


class SendBar(AskBar):
    """``chosen(str)`` with the manner of sending; ``again`` sends only what was refused."""

    chosen = Signal(str)
    retried = Signal(str)

    def __init__(self) -> None:
        super().__init__("申报", "申报")
        self._again = False
        parts = [Part(Manner.GROUP.value, "集中申报"), Part(Manner.EACH.value, "一人一单")]
        self.manners = Segmented(parts)
        self.manners.setAccessibleDescription("怎样申报，左右键选择")
        self.row.addWidget(self.manners)
        self.finish()

    def ask(self, words: str, *, again: bool = False) -> None:
        """Show the strip; nothing is sent before Enter."""
        self._again = again
        self.act.set_words("重报" if again else "申报")
        self.say(words)
        self.show()
        self.manners.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        self.leave()
        (self.retried if self._again else self.chosen).emit(self.manners.current())
