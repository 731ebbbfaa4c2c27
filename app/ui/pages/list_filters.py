"""The filters of the list as chips, and the kept views; together with the search box they say what is shown."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.tables import CodeTables
from app.declarations.labels import Label
from app.declarations.list_filter import MODES, STAR, ListFilter, Sort
from app.ui.models.wording import named
from app.ui.pages.finding_services import Choices
from app.ui.pages.services import FormKind
from app.ui.theme import theme
from app.ui.widgets.choice_button import Choice, ChoiceButton
from app.ui.widgets.many_choice_button import ManyChoiceButton

ANY = ""
LONGEST = 8
DAYS = (("1", "今天"), ("7", "近 7 天"), ("30", "近 30 天"), ("90", "近 90 天"), ("365", "近一年"))
LEFT = (("1", "今天到期"), ("3", "3 天内到期"), ("7", "7 天内到期"))
KEEP, COPY, DROP = "+", "=", "-"
_ALL: Choice = (ANY, "全部")


class ListFilters(QWidget):
    """``changed`` when a chip was turned; ``keep_asked``, ``copy_asked``, ``drop_asked`` for the view that is shown.

    ``view_asked(str)`` carries the line of a kept view.
    """

    changed = Signal()
    view_asked = Signal(str)
    keep_asked = Signal()
    copy_asked = Signal()
    drop_asked = Signal(str)

    def __init__(self, kinds: Sequence[FormKind], tables: CodeTables) -> None:
        super().__init__()
        self._tables = tables
        self._views: tuple[tuple[str, str], ...] = ()
        types = [_ALL, *((kind.id, kind.words) for kind in kinds), *((mode, words) for words, mode in MODES.items())]
        self.kind = ManyChoiceButton("类型", types)
        self.port = ManyChoiceButton("口岸", [_ALL])
        self.client = ManyChoiceButton("客户", [_ALL])
        self.day = ChoiceButton("日期", [_ALL, *DAYS, *((f"<{days}", words) for days, words in LEFT)])
        labels = [_ALL, (STAR, STAR), *((one.value, one.value) for one in Label)]
        self.label = ChoiceButton("标签", labels)
        self.order = ChoiceButton("排序", [(one.value, one.value) for one in Sort])
        self.view = ChoiceButton("视图", [_ALL, (KEEP, "存为视图"), (COPY, "复制筛选文字")])
        self._forms = {kind.id for kind in kinds}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        for chip in self.chips():
            row.addWidget(chip)
            if chip is not self.view:
                chip.chosen.connect(lambda _key: self.changed.emit())
        self.view.chosen.connect(self._view_chosen)

    def chips(self) -> tuple[ChoiceButton, ...]:
        """Return the chips in their order."""
        return (self.kind, self.port, self.client, self.day, self.label, self.order, self.view)

    def show_choices(self, found: Choices) -> None:
        """Offer firms, offices and kept views; what is chosen stays."""
        self._views = found.views
        ports = [(code, named(self._tables, "customs_offices", code) or code) for code in found.ports]
        self._offer(self.port, ports)
        self._offer(self.client, [(name, _short(name)) for name in found.clients])
        kept = [(name, name) for name, _line in found.views]
        drops = [(f"{DROP}{name}", f"删除视图 {name}") for name, _line in found.views]
        self.view.show_choices([_ALL, *kept, (KEEP, "存为视图"), (COPY, "复制筛选文字"), *drops], self.view.current())

    def wanted(self) -> ListFilter:
        """Return what the chips ask for."""
        day, label = self.day.current(), self.label.current()
        return ListFilter(
            forms=self.kind.held() & self._forms,
            modes=frozenset(mode for mode in MODES.values() if mode in self.kind.held()),
            ports=self.port.held(),
            clients=self.client.held(),
            within=int(day) if day.isdecimal() else 0,
            days_left=int(day[1:]) if day.startswith("<") else 0,
            starred=label == STAR,
            labels=frozenset(one for one in Label if one.value == label),
            sort=Sort(self.order.current()),
            descending=Sort(self.order.current()) in (Sort.UPDATED, Sort.CREATED, Sort.TOTAL),
        )

    def narrows(self) -> bool:
        """Tell whether a chip leaves something out."""
        wanted = self.wanted()
        return replace(wanted, sort=Sort.UPDATED, descending=True) != ListFilter()

    def clear(self) -> None:
        """Turn every chip back to all, without telling."""
        for chip in self.chips():
            chip.show_choices(chip.choices(), chip.choices()[0][0])

    def sort_by(self, sort: Sort) -> None:
        """Order by a column."""
        self.order.show_choices(self.order.choices(), sort.value)
        self.changed.emit()

    def show_view(self, name: str) -> None:
        """Say which kept view is shown."""
        self.view.show_choices(self.view.choices(), name)

    def _view_chosen(self, key: str) -> None:
        if key == KEEP:
            self.keep_asked.emit()
        elif key == COPY:
            self.copy_asked.emit()
        elif key.startswith(DROP):
            self.drop_asked.emit(key[1:])
        else:
            self.view_asked.emit(dict(self._views).get(key, ""))
            self.show_view(key)
            return
        self.show_view(ANY)

    def _offer(self, chip: ManyChoiceButton, choices: list[Choice]) -> None:
        choices += [(held, _short(held)) for held in sorted(chip.held() - dict(choices).keys())]
        chip.show_choices([_ALL, *choices], chip.current())


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
