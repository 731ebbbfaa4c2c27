"""Typing what of a released lot went to a processing plant; it stores nothing, the ledger says what cannot be."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.editors import TextEditor
from app.ui.theme import Font, Token, theme
from app.ui.widgets import Button, ButtonLook, Ground, Label, Paragraph

FIELDS = (
    ("scc", "企业统一社会信用代码", 200),
    ("plant", "加工企业", 180),
    ("quantity", "数量", 90),
    ("value", "金额（元）", 110),
)
RULE = "只有海关已放行的份额可以交付加工；台账只增不改，写错的另记一笔冲回。"


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was typed of a delivery from a lot."""

    lot_id: str
    plant: tuple[str, str]
    amount: tuple[str, str]


class DeliveryForm(Ground):
    """``kept(Delivered)`` on Enter after the last field or Ctrl+S; ``left()`` on Esc."""

    kept = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(Token.SUNKEN, "bottom")
        px = theme().px
        self._lot_id = ""
        self._title, self._wrong = Label("", Font.CARD), Label("", Font.SMALL, Token.ERR_TEXT)
        self.fields: dict[str, TextEditor] = {}
        line = QHBoxLayout()
        line.setSpacing(px(8))
        for number, (name, words, width) in enumerate(FIELDS):
            field = TextEditor()
            field.set_title(words, "交付加工")
            field.setFixedWidth(px(width))
            field.advanced.connect(lambda step, number=number: self._advance(number + step))
            self.fields[name] = field
            line.addWidget(Label(words, Font.SMALL, Token.T2))
            line.addWidget(field)
        keep = Button("记入台账", ButtonLook.PRIMARY, keys="Ctrl S")
        keep.clicked.connect(self.keep)
        cancel = Button("取消", ButtonLook.PLAIN, keys="Esc")
        cancel.clicked.connect(self.left)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(self._wrong, 1)
        foot.addWidget(cancel)
        foot.addWidget(keep)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(10), px(16), px(10))
        column.setSpacing(px(6))
        column.addWidget(self._title)
        column.addWidget(Paragraph(RULE, Font.SMALL, Token.T2))
        column.addLayout(line)
        column.addLayout(foot)
        self.hide()

    def ask(self, lot_id: str, words: str) -> None:
        """Ask what went from a lot, named in words."""
        self._lot_id = lot_id
        self._title.set_words(f"交付加工 {words}")
        for field in self.fields.values():
            field.set_text("")
        self.say("")
        self.show()
        self.fields["scc"].take_focus()

    def say(self, sentence: str) -> None:
        """Say why it was not written, with the keyboard back in the form."""
        self._wrong.set_words(sentence)
        if sentence:
            self.fields["quantity"].take_focus()

    def wrong(self) -> str:
        """Return why it was not written."""
        return self._wrong.words()

    def keep(self) -> None:
        """Hand on what was typed."""
        said = {name: field.text().strip() for name, field in self.fields.items()}
        amount = said["quantity"].replace(",", ""), said["value"].replace(",", "")
        self.kept.emit(Delivered(self._lot_id, (said["scc"].upper(), said["plant"]), amount))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.keep()
        else:
            super().keyPressEvent(event)

    def _advance(self, number: int) -> None:
        if number >= len(FIELDS):
            self.keep()
        elif number >= 0:
            self.fields[FIELDS[number][0]].take_focus()
