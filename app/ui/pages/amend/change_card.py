"""改了什么: the table of differences with its title and how many of each kind; it takes nothing back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.declarations.amendment import WORDS
from app.ui.models.change_list import ChangeListModel
from app.ui.pages.amend.change_rows import EDGE, HEAD, ROW, WAYS, WIDTHS, ChangeDelegate
from app.ui.pages.amend.request_words import base_words, count_words
from app.ui.pages.lifecycle import Compared, Request
from app.ui.pages.row_table import RowTable
from app.ui.theme import Font, Token, theme
from app.ui.widgets import Card, Chip, Label


class ChangeCard(Card):
    """The table is public."""

    def __init__(self, model: ChangeListModel) -> None:
        super().__init__()
        px = theme().px
        self.model = model
        self.table = RowTable("改了什么", WIDTHS, ROW, HEAD, edges=(EDGE, EDGE))
        self.table.setModel(model)
        self.table.setItemDelegate(ChangeDelegate(self.table))
        self.table.keep_place(lambda number: model.row(number).change.path, model.number_of)
        self._title, self._note = Label("改了什么", Font.CARD), Label("", Font.SMALL, Token.T2)
        self._empty = Label("还没有改动。按“改表单”进去改，改过的字段会列在这里。", Font.BODY, Token.T3)
        self._chips = {way: Chip(words, WAYS[way][1], WAYS[way][0]) for way, words in WORDS.items()}
        self.body.setContentsMargins(1, px(10), 1, px(4))
        self.body.setSpacing(0)
        self.head.setContentsMargins(px(EDGE), 0, px(EDGE), px(8))
        self.head.addWidget(self._title)
        self.head.addWidget(self._note, 1)
        for chip in self._chips.values():
            self.head.addWidget(chip)
        self.body.addLayout(self.head)
        self.body.addWidget(self.table, 1)
        self._under = QWidget()
        line = QHBoxLayout(self._under)
        line.setContentsMargins(px(EDGE), px(10), px(EDGE), px(10))
        line.addWidget(self._empty)
        self.body.addWidget(self._under)
        self.body.addStretch(0)

    def show_request(self, request: Request, names: tuple[str, str]) -> None:
        """Show what a request changes of the version in force."""
        self.model.show_changes(request.form, request.changes, request.declared, request.texts, names)
        count = len(request.changes)
        self._title.set_words("改了什么")
        base = base_words(request).replace("现行", "海关现行版本")
        base = f" {base}" if base[:1].isascii() else base
        self._note.set_words(f"与{base} 比，{count} 处不同" if count else f"与{base} 相同")
        for way, number in count_words(request).items():
            self._chips[way].show_state(f"{WORDS[way]} {number}", WAYS[way][1], WAYS[way][0])
            self._chips[way].setVisible(number > 0)
        self._show_rows("" if request.standing.editable else "这份申请没有改动字段。")

    def show_compared(self, compared: Compared) -> None:
        """Show what one version changes of another."""
        first, second = compared.words
        self.model.show_changes(compared.form, compared.changes, compared.before, compared.after, compared.words)
        self._title.set_words(f"{first} 与 {second} 比较")
        self._note.set_words(f"{len(compared.changes)} 处不同，只读" if compared.changes else "内容相同")
        for chip in self._chips.values():
            chip.hide()
        self._show_rows("两版内容相同。")

    def _show_rows(self, empty: str) -> None:
        has_rows = bool(self.model.rowCount())
        self.table.show_head_only(not has_rows)
        if empty:
            self._empty.set_words(empty)
        self._under.setVisible(not has_rows)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_rows else Qt.FocusPolicy.NoFocus)
