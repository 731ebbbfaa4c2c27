"""Writing down a mandate in the panel of the register: what, until when, how it was signed; it stores nothing."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.border_trade.register import MANDATE_WORDS, Mandate
from app.core.problem import Severity
from app.ui.editors import DateEditor, TextEditor
from app.ui.pages.register.services import Signed
from app.ui.theme import Font, Token, theme
from app.ui.widgets import Button, ButtonLook, Ground, Label, Paragraph
from app.ui.widgets.choice_button import ChoiceButton

BY_HAND = "本人签字"


class MandateForm(Ground):
    """``kept(Signed)``; ``left()`` on Esc."""

    kept = Signal(object)
    left = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(Token.SURFACE)
        px = theme().px
        self._today = today
        self._title = Label("", Font.PAGE)
        self.kind = ChoiceButton("委托", [(one.value, words) for one, words in MANDATE_WORDS.items()])
        self.until, self.by = DateEditor(today), TextEditor()
        self.until.set_title("有效期至", "新签委托")
        self.until.set_hint("留空为长期")
        self.by.set_title("签署方式", "新签委托")
        self._wrong = Paragraph("", Font.SMALL, Token.ERR_TEXT)
        self._keep = Button("签署", ButtonLook.PRIMARY, keys="Ctrl S")
        self._keep.clicked.connect(self.keep)
        cancel = Button("取消", ButtonLook.PLAIN, keys="Esc")
        cancel.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(8))
        column.addWidget(self._title)
        column.addWidget(Paragraph("委托申报只对本人现在所在的互助组有效，可以随时撤回。", Font.SMALL, Token.T2))
        column.addWidget(self.kind)
        column.addLayout(_row("有效期至", self.until))
        column.addLayout(_row("签署方式", self.by))
        column.addWidget(self._wrong)
        buttons = QHBoxLayout()
        for button in (self._keep, cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        self.until.advanced.connect(lambda step: self.by.take_focus() if step > 0 else self.kind.setFocus())
        self.by.advanced.connect(lambda step: self._keep.setFocus() if step > 0 else self.until.take_focus())

    def ask(self, whose: str) -> None:
        """Ask for a mandate of one resident or of several."""
        self._title.set_words(f"新签委托 {whose}")
        self.until.set_text("")
        self.by.set_text(BY_HAND)
        self._say("")
        self.until.take_focus()

    def keep(self) -> None:
        """Hand on what was typed, or say what is wrong."""
        self.until.commit()
        typed = self.until.text().strip()
        try:
            until = date.fromisoformat(typed) if typed else None
        except ValueError:
            self._say("有效期不是日期，例如 2028-05-31")
            return
        if until is not None and until < self._today():
            self._say("有效期已经过去，请改正")
            return
        self._say("")
        self.kept.emit(Signed(Mandate(self.kind.current()), until, self.by.text().strip()))

    def wrong(self) -> str:
        """Return what stands against what was typed."""
        return self._wrong.words()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.keep()
        else:
            super().keyPressEvent(event)

    def _say(self, sentence: str) -> None:
        self._wrong.set_words(sentence)
        self._wrong.setVisible(bool(sentence))
        self.until.set_state(Severity.ERROR if sentence else None, sentence)
        if sentence:
            self.until.take_focus()


def _row(words: str, field: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme().px(8))
    label = Label(words, Font.SMALL, Token.T2)
    label.setFixedWidth(theme().px(72))
    row.addWidget(label)
    row.addWidget(field, 1)
    return row
