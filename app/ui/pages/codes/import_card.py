"""What a file would change, before it is written: table by table with the digest; 装入 and 取消 are the page's."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.pages.codes.services import Foreseen, ForeseenTable
from app.ui.pages.tax.fact_rows import Age, FactRow, FactRows
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Ground, Label, Paragraph
from app.ui.widgets.scroll import ScrollArea


class ImportCard(Ground):
    """``taken()`` wants it written, ``left()`` does not."""

    taken = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(Token.SURFACE)
        self._title, self._digest = Label("", Font.PAGE), Paragraph("", Font.CARD)
        self._note = Paragraph("", Font.SMALL, Token.WARN_TEXT)
        self._tables = FactRows()
        self.take = Button("装入", ButtonLook.PRIMARY, Icon.CHECK, "Enter", tall=True)
        self.leave = Button("取消", ButtonLook.SECONDARY, keys="Esc", tall=True)
        self.take.clicked.connect(self.taken)
        self.leave.clicked.connect(self.left)
        self._lay_out()

    def show_foreseen(self, name: str, foreseen: Foreseen) -> None:
        """Show what a file would change, with the keyboard on 装入 where there is anything."""
        self._title.set_words(f"预览 {name}")
        self._digest.set_words(foreseen.digest)
        self._tables.show_rows([_row(one) for one in foreseen.tables])
        notes = [f"{one.title}：{one.note}" for one in foreseen.tables if one.note]
        notes += [f"没有用上：{'、'.join(foreseen.passed_over)}"] if foreseen.passed_over else []
        self._note.set_words("\n".join(notes))
        self._note.setVisible(bool(notes))
        self.take.setEnabled(foreseen.changes > 0)
        (self.take if foreseen.changes else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def digest(self) -> str:
        """Return the digest as shown."""
        return self._digest.words()

    def rows(self) -> Sequence[FactRow]:
        """Return the tables as shown."""
        return self._tables.rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        px = theme().px
        inside = Ground(Token.SURFACE)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(10))
        column.addWidget(self._title)
        column.addWidget(self._digest)
        words = "还没有写入。装入在一次事务里完成，可以撤销；单证里用着的代码不会消失，停用的仍可查到。"
        column.addWidget(Paragraph(words, Font.SMALL, Token.T2))
        column.addWidget(self._tables)
        column.addWidget(self._note)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.take)
        column.addLayout(buttons)
        column.addStretch(1)
        scroll = ScrollArea()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)


def _row(one: ForeseenTable) -> FactRow:
    changed = "  ".join(f"{word} {count}" for word, count in one.counts.items()) or "没有变化"
    return FactRow(f"{one.title}  {one.place}", f"{one.rows:,} 行", changed, age=Age(f"{one.as_of}", Tone.NEU))
