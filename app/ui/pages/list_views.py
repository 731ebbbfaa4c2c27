"""Kept views of the list: a filter under a name, shown again, passed on as a line of text, forgotten."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.pages.alive import while_alive
from app.ui.pages.finding_services import Choices, FindingService
from app.ui.pages.list_filters import ListFilters
from app.ui.pages.name_strip import NameStrip
from app.ui.theme import Tone
from app.ui.widgets import Strip


class ListViews(QObject):
    """``shown(str)`` carries the line of a view somebody chose; ``left`` when the question for a name closed."""

    shown = Signal(str)
    left = Signal()

    def __init__(
        self, page: QWidget, finding: FindingService, filters: ListFilters, names: NameStrip, strip: Strip
    ) -> None:
        super().__init__(page)
        self._finding, self._filters, self._names, self._strip = finding, filters, names, strip
        self._line = ""
        filters.view_asked.connect(self.shown)
        filters.keep_asked.connect(self._ask_name)
        filters.copy_asked.connect(self._copy)
        filters.drop_asked.connect(self._drop)
        names.left.connect(self.left)

    def read(self) -> None:
        """Bring what the chips offer."""
        self._finding.choices(while_alive(self, self._take), while_alive(self, self._fail))

    def follow(self, line: str) -> None:
        """Take what is shown now, as a line."""
        self._line = line

    def _take(self, found: Choices) -> None:
        self._filters.show_choices(found)

    def _ask_name(self) -> None:
        self._names.ask("存为视图", self._line or "全部单证", self._keep)

    def _keep(self, name: str) -> None:
        def kept(_none: None) -> None:
            self.read()
            self._strip.say(Tone.OK, f"已存视图“{name}”", [("知道了", self._strip.be_quiet)])

        self._finding.keep_view(name, self._line, while_alive(self, kept), while_alive(self, self._fail))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._line)
        words = f"已复制筛选文字，粘贴到搜索框即可用：{self._line or '（全部单证）'}"
        self._strip.say(Tone.OK, words, [("知道了", self._strip.be_quiet)])

    def _drop(self, name: str) -> None:
        self._finding.drop_view(name, while_alive(self, lambda _none: self.read()), while_alive(self, self._fail))

    def _fail(self, sentence: str) -> None:
        self._strip.say(Tone.ERR, sentence)
