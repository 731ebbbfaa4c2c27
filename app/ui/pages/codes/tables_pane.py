"""The installed tables at the left of 代码库, and what renews them."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.models.table_list import TableListModel
from app.ui.pages.codes.rows import EDGE, TABLE_ROW, TABLE_WIDTHS, TableDelegate
from app.ui.pages.row_table import RowTable
from app.ui.theme import Font, Token, theme
from app.ui.widgets import Button, ButtonLook, Ground, Label

SIDE = 236


class TablesPane(Ground):
    """``table`` with ``model``; ``update_file`` and ``undo`` are its buttons."""

    def __init__(self) -> None:
        super().__init__(Token.SURFACE, "right")
        px = theme().px
        self.setFixedWidth(px(SIDE))
        self.model = TableListModel(self)
        self.table = RowTable("代码表", TABLE_WIDTHS, TABLE_ROW)
        self.table.setModel(self.model)
        self.table.setItemDelegate(TableDelegate(self.table, self.model))
        self.table.keep_place(self.model.stem, self.model.number_of)
        self.update_file = Button("从文件更新", ButtonLook.LINK)
        self.undo = Button("撤销上次装入", ButtonLook.LINK)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(px(EDGE), px(12), px(EDGE), px(8))
        head.addWidget(Label("代码表", Font.CARD), 1)
        head.addWidget(Label("截至日", Font.SMALL, Token.T3))
        foot = QHBoxLayout()
        foot.setContentsMargins(px(EDGE), px(8), px(EDGE), px(8))
        foot.addWidget(self.update_file)
        foot.addStretch(1)
        foot.addWidget(self.undo)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
