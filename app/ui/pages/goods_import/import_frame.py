"""Where the parts of the import page stand: columns at the left, cells over results, how it stands at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.goods_import.import_head import ImportHead
from app.ui.pages.goods_import.mapping_panel import MappingPanel
from app.ui.pages.goods_import.repair_popup import RepairPopup
from app.ui.pages.goods_import.result_card import ResultCard
from app.ui.pages.goods_import.sheet_model import SheetModel, Show
from app.ui.pages.goods_import.sheet_table import SheetTable
from app.ui.pages.goods_import.side import Side
from app.ui.pages.path_strip import PathStrip
from app.ui.theme import Icon, Token, theme
from app.ui.widgets import EmptyState, Ground, Part, Segmented, Strip

HOW = "Ctrl+O 选文件，或在 Excel、WPS 里复制后按 Ctrl+Shift+V，也可以把文件拖进来"


class ImportFrame(Ground):
    """The parts are public; the page fills them and answers them."""

    def __init__(self, direction: str, number: str, rule: Sequence[tuple[str, str]], bound: frozenset[str]) -> None:
        super().__init__(Token.APP)
        self.setAcceptDrops(True)
        self.head = ImportHead(direction, number)
        self.strip, self.path_strip = Strip(), PathStrip()
        self.mapping, self.side = MappingPanel(), Side()
        self.model = SheetModel(self)
        self.table = SheetTable(self.model)
        self.tabs = Segmented([Part(Show.ALL.value, "全部", 0)])
        self.card = ResultCard(rule, bound)
        self.popup = RepairPopup(self)
        self._lay_out()

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that no wrapped text in here asks for height: the window would grow beyond the screen."""
        return False

    def minimumSizeHint(self) -> QSize:
        """Return less than the smallest window leaves: what does not fit scrolls inside, never the window."""
        return QSize(theme().px(1_000), theme().px(480))

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, self.strip, self.path_strip):
            column.addWidget(widget)
        body = QHBoxLayout()
        body.setSpacing(0)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        self._top = Ground(Token.SURFACE, "bottom")
        row = QHBoxLayout(self._top)
        row.setContentsMargins(px(12), px(7), px(12), px(8))
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.head.keys_label)
        middle.addWidget(self._top)
        middle.addWidget(self.table, 1)
        self._under = QWidget()
        frame = QVBoxLayout(self._under)
        frame.setContentsMargins(px(14), px(12), px(14), px(12))
        frame.addWidget(self.card)
        middle.addWidget(self._under)
        self._blank = EmptyState(Icon.FILES, "选一份商品清单", HOW)
        middle.addWidget(self._blank, 1)
        body.addWidget(self.mapping)
        body.addLayout(middle, 1)
        body.addWidget(self.side)
        column.addLayout(body, 1)
