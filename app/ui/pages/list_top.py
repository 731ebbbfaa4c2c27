"""The upper part of 单证: title, count, acts, state filters and the search box; it asks no store."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.declarations.status import Status
from app.ui.pages import list_tabs as tabs
from app.ui.pages.list_filters import ListFilters
from app.ui.theme import Font, Icon, Token, theme
from app.ui.widgets import Button, ButtonLook, IconButton, Label, SearchBox, Segmented

MARGIN = 20
SEARCH_SHARE = 100  # of the room beside the chips, up to its greatest width: the rest stays free


class ListTop(QWidget):
    """Signals: ``new_asked``, ``import_asked``, ``export_asked``, ``columns_asked``, ``clear_asked``.

    ``bin_asked(bool)``: in or out.
    """

    new_asked = Signal()
    import_asked = Signal()
    export_asked = Signal()
    clear_asked = Signal()
    columns_asked = Signal()
    bin_asked = Signal(bool)

    def __init__(self, filters: ListFilters) -> None:
        super().__init__()
        self.filters = filters
        px = theme().px
        self._counts: Mapping[Status, int] = {}
        self.states = Segmented(tabs.parts({}, tabs.ALL))
        self.search = SearchBox("单号、企业、商品、拼音", "search")
        self.search.setMaximumWidth(px(280))
        self._note = Label("", Font.SMALL, Token.T2)
        self._clear = Button("清除筛选", ButtonLook.LINK)
        self._clear.clicked.connect(lambda: self.clear_asked.emit())
        self.columns = IconButton(Icon.COLUMNS_3, "选列")
        self.columns.clicked.connect(lambda: self.columns_asked.emit())
        self.preview = IconButton(Icon.PANEL_RIGHT, "预览 F7")
        self._bin = Button("回收站", ButtonLook.PLAIN, Icon.TRASH_2)
        self._bin.clicked.connect(lambda: self.bin_asked.emit(not self.shows_bin()))
        self.export = self._act("导出", Icon.DOWNLOAD, self.export_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(MARGIN), px(13), px(MARGIN), px(10))
        column.setSpacing(px(10))
        column.addLayout(self._head())
        column.addWidget(self.states)
        column.addLayout(self._filters())

    def shows_bin(self) -> bool:
        """Tell whether the bin is looked into."""
        return self.states.current() == tabs.BIN

    def show_counts(self, counts: Mapping[Status, int]) -> None:
        """Show how many there are, in all and of each state."""
        self._counts = counts
        self._note.set_words(f"共 {sum(counts.values())} 票")
        self.fit()

    def show_filter(self) -> None:
        """Offer what leads out of the filter in force."""
        in_bin = self.shows_bin()
        text, state = self.search.text().strip(), self.states.current()
        narrowed = bool(text) or state != tabs.ALL or self.filters.narrows()
        self._clear.setVisible(not in_bin and narrowed)
        self.filters.setVisible(not in_bin)
        self._bin.set_words("返回单证" if in_bin else "回收站")

    def choose(self, key: str) -> None:
        """Make a state filter hold, shown or not until now."""
        self.fit(key)
        self.states.choose(key)

    def fit(self, key: str = "") -> None:
        """Show as many state filters as there is room for; large text leaves the rarer ones out."""
        key = key or self.states.current()
        for shown in tabs.fewer_and_fewer(tabs.parts(self._counts, key), key):
            self.states.show_parts(shown)
            if self.states.sizeHint().width() <= self.width() - 2 * theme().px(MARGIN):
                return

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(Label("单证", Font.PAGE))
        row.addSpacing(theme().px(4))
        row.addWidget(self._note, 1)
        row.addWidget(self._act("导入", Icon.UPLOAD, self.import_asked))
        row.addWidget(self.export)
        new = Button("新建", ButtonLook.PRIMARY, Icon.PLUS, "new", tall=True)
        new.clicked.connect(lambda: self.new_asked.emit())
        row.addWidget(new)
        return row

    def _filters(self) -> QHBoxLayout:
        self._clear.hide()
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(self.search, SEARCH_SHARE)
        row.addWidget(self.filters)
        row.addWidget(self._clear)
        row.addStretch(1)
        row.addWidget(self.columns)
        row.addWidget(self.preview)
        row.addWidget(self._bin)
        return row

    def _act(self, words: str, icon: Icon, asked: SignalInstance) -> Button:
        button = Button(words, ButtonLook.PLAIN, icon, tall=True)
        button.clicked.connect(lambda: asked.emit())
        return button
