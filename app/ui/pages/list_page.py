"""单证: the list of declarations with its filters and what can be done to rows; it reads no store."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.clock import Clock
from app.core.tables import CodeTables
from app.declarations.list_filter import ListFilter, parse_filter
from app.declarations.status import Status
from app.ui.keys import Act, Keys
from app.ui.models.draft_cells import Column
from app.ui.models.draft_list import DraftListModel
from app.ui.pages import list_tabs as tabs
from app.ui.pages.alive import while_alive
from app.ui.pages.finding_services import FindingService
from app.ui.pages.keyboard import back_to, has_keyboard, to_first_button
from app.ui.pages.list_acts import ListActs
from app.ui.pages.list_bulk import ListBulk
from app.ui.pages.list_columns import ListColumns
from app.ui.pages.list_delegate import HEAD, ROW, WIDTHS, DraftDelegate, ListHead
from app.ui.pages.list_empty import empty_state
from app.ui.pages.list_export import ListExport
from app.ui.pages.list_filters import ListFilters
from app.ui.pages.list_hands import ListHands, Outside
from app.ui.pages.list_preview import ListPreview, beside
from app.ui.pages.list_top import MARGIN, ListTop
from app.ui.pages.list_views import ListViews
from app.ui.pages.name_strip import NameStrip
from app.ui.pages.new_strip import NewStrip
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.row_table import RowTable
from app.ui.pages.services import DraftService, Memory, SubmissionService
from app.ui.theme import Icon, Token, Tone, theme
from app.ui.widgets import Ground, Strip
from app.ui.windows import KeyHint
from app.ui.windows.page import FOLDED

SEARCH_AFTER_MS = 200
REFRESH_AFTER_MS = 150
ROOM_FOR_BAR = 72
IN_BIN = (KeyHint("Enter", "取回"), KeyHint("back", "返回单证"))
EMPTY, FOUND_NONE = (
    (KeyHint("new", "新建"), KeyHint("import", "导入")),
    (KeyHint("back", "清除筛选"), KeyHint("new", "新建")),
)
HINTS = (KeyHint("row.tick", "选中"), KeyHint("Enter", "打开"), KeyHint("go_on", "下一步"), KeyHint("search", "搜索"))


class ListPage(Ground):
    """``open_document`` and ``go_on`` (with a draft's id) and ``preview`` (with those of several) are the window's."""

    folds_to = FOLDED
    retitled = Signal()
    hinted = Signal()

    def __init__(
        self,
        drafts: DraftService,
        finding: FindingService,
        submissions: SubmissionService,
        tables: CodeTables,
        clock: Clock,
        memory: Memory,
        open_document: Callable[[str], object],
        preview: Callable[[Sequence[str]], object],
        go_on: Callable[[str], object],
        amend: Callable[[str], object],
    ) -> None:
        super().__init__(Token.SURFACE)
        self._drafts, self._open, self._was_in_front = drafts, open_document, False
        self._counts: Mapping[Status, int] = {}
        self._changed: set[str] = set()
        self._empty: QWidget | None = None
        self.model = DraftListModel(finding, tables, _words(drafts), clock.now, self)
        self.table = RowTable("单证列表", WIDTHS, ROW, HEAD, edges=(0, MARGIN))
        self.filters = ListFilters(drafts.kinds(), tables)
        self.top = ListTop(self.filters)
        self.states, self.search = self.top.states, self.top.search
        self.strip = Strip()
        self.new_strip = NewStrip(drafts, memory)
        self.path_strip, self.name_strip = PathStrip(), NameStrip()
        self._set_up_table(tables)
        self.acts = ListActs(self, drafts, self.model, self.strip, self.path_strip, open_document)
        self.views = ListViews(self, finding, self.filters, self.name_strip, self.strip)
        self.columns = ListColumns(self.table, memory)
        self.preview = ListPreview(self.table, self.model, drafts, submissions, tables, memory)
        outside = Outside(preview, go_on, amend, self.top.shows_bin, self.columns.shown)
        self.hands = self._make_hands(finding, submissions, outside)
        self._search_timer = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._refresh_timer = QTimer(self, singleShot=True, interval=REFRESH_AFTER_MS)
        self._keys = Keys(self, self._key_acts())
        self._lay_out()
        self._bind()
        self._filter()
        self.views.read()

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        return "单证"

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.FILES

    def is_marked(self) -> bool:
        """Tell that nothing here can be left unsaved."""
        return False

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys worth knowing now."""
        if self.top.shows_bin():
            return IN_BIN
        if self._empty is not None:
            return FOUND_NONE if self._narrows() else EMPTY
        return (KeyHint("back", "取消选择"), *HINTS) if self.model.checked() else HINTS

    def activated(self) -> None:
        """Bring the rows up to date and give them the keyboard."""
        if self._changed:
            self._refresh()
        if self._was_in_front:
            back_to(self, self.focus_rows)
        else:
            self._was_in_front = True
            self.focus_rows()

    def may_close(self) -> bool:
        """Tell that the tab may always go."""
        return True

    # -- from outside ------------------------------------------------------------------------------------------

    def show_state(self, key: str) -> None:
        """Show one state filter, e.g. ``list_tabs.MINE``; the search text goes."""
        self.search.clear()
        self.top.choose(key)
        self._filter()

    def current_draft(self) -> str:
        """Return the declaration an act is meant for, "" where there is none or more than one."""
        return self.hands.current_draft()

    def ask_new(self) -> None:
        """Ask what to start."""
        self.path_strip.hide()
        self.new_strip.ask()

    def ask_import(self) -> None:
        """Ask for a file to read."""
        self.new_strip.hide()
        self.acts.ask_import()

    def focus_rows(self) -> None:
        """Put the keyboard on the rows, or on the first thing to do where there are none."""
        if self._empty is None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            to_first_button(self._empty)

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.focus_rows()
        elif not self._keys.press(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.top.fit()
        self.bulk.place()

    # -- building ----------------------------------------------------------------------------------------------

    def _set_up_table(self, tables: CodeTables) -> None:
        self.table.setModel(self.model)
        head = ListHead(self.table, self.model)
        head.sort_asked.connect(self.filters.sort_by)
        self.table.set_head(head)
        self.table.setItemDelegate(DraftDelegate(self.table, tables))
        self.table.keep_place(self.model.key, self.model.number_of)

    def _make_hands(self, finding: FindingService, submissions: SubmissionService, outside: Outside) -> ListHands:
        many = ListBulk(self, self._drafts, finding, submissions, self.model, self.strip)
        sheet = ListExport(self.model, finding, self.strip, self.path_strip)
        hands = ListHands(self, self.table, self.model, self.acts, many, sheet, outside)
        self.bulk = hands.bar
        return hands

    def _lay_out(self) -> None:
        px = theme().px
        self._room = QWidget()
        self._room.setFixedHeight(px(ROOM_FOR_BAR))
        self._room.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.top)
        for part in (self.new_strip, self.path_strip, self.name_strip):
            column.addWidget(part)
        column.addLayout(beside(self.table, self.preview), 1)
        self._under = QVBoxLayout()
        column.addLayout(self._under)
        column.addWidget(self._room)

    def _bind(self) -> None:
        self.table.opened.connect(self._opened)
        self.top.new_asked.connect(self.ask_new)
        self.top.import_asked.connect(self.ask_import)
        self.top.export_asked.connect(self.hands.export)
        self.top.clear_asked.connect(self._clear_filter)
        self.top.bin_asked.connect(self._turn_bin)
        self.table.clicked.connect(self._clicked)
        self.model.loaded.connect(self._loaded)
        self.model.refused.connect(lambda sentence: self._refused(sentence))
        self.model.checks_changed.connect(self._checks_changed)
        self.top.columns_asked.connect(self.columns.ask)
        self.top.preview.clicked.connect(self.preview.toggle)
        self.states.chosen.connect(lambda _key: self._filter())
        self.filters.changed.connect(self._filter)
        self.views.shown.connect(self._show_line)
        self.views.left.connect(self.focus_rows)
        self.search.textEdited.connect(lambda _text: self._search_timer.start())
        self.search.accepted.connect(self._search_now)
        self.search.left.connect(self.focus_rows)
        self._search_timer.timeout.connect(self._filter)
        self._refresh_timer.timeout.connect(self._refresh)
        self._drafts.changed.connect(self._note_change)
        self.new_strip.started.connect(self._open)
        self.new_strip.failed.connect(self._refused)
        self.new_strip.left.connect(self.focus_rows)
        self.path_strip.left.connect(self.focus_rows)

    def _key_acts(self) -> dict[str, Act]:
        return {
            "back": self._step_back,
            "new": self.ask_new,
            "new.summary": self.new_strip.start_summary,
            "import": self.ask_import,
            "list.columns": self.columns.ask,
            "panel": self.preview.toggle,
            "search": partial(self.search.setFocus, Qt.FocusReason.ShortcutFocusReason),
            **self.hands.key_acts(),
        }

    # -- rows --------------------------------------------------------------------------------------------------

    def _filter(self) -> None:
        """Ask for the rows of the filter as it stands."""
        self._search_timer.stop()
        self.top.show_filter()
        self.table.forget_place()
        self.table.set_busy(True)
        wanted = self._wanted()
        self.views.follow(wanted.to_text())
        self.model.show(wanted)
        self._count()

    def _wanted(self) -> ListFilter:
        """Return what state, chips and search box ask for together; what is typed wins."""
        chips = self.filters.wanted()
        typed = parse_filter(self.search.text())
        state = tabs.tab_of(self.states.current()).statuses
        both = replace(chips, statuses=state).and_also(typed)
        return ListFilter(binned=True, text=typed.text) if self.top.shows_bin() else both

    def _show_line(self, line: str) -> None:
        """Show a kept view: its line stands in the search box, where it can be read and changed."""
        self.filters.clear()
        self.show_text(line)

    def _refresh(self) -> None:
        changed, self._changed = self._changed, set()
        self.model.refresh(changed)
        self._count()

    def _count(self) -> None:
        self._drafts.counts(while_alive(self, self._counted), while_alive(self, self._refused))

    def _counted(self, counts: Mapping[Status, int]) -> None:
        self._counts = counts
        self.top.show_counts(counts)
        self._show_rows()

    def _loaded(self) -> None:
        self.table.set_busy(False)
        if self.model.has_labels:
            self.columns.offer_labels()
        if self.table.current_row() < 0:
            self.table.go_to(0)
        self._show_rows()

    def _show_rows(self) -> None:
        """Show the table, or why it is empty."""
        if self.model.is_busy() or not self.model.has_answer():
            return
        before = self._empty
        had_keyboard = has_keyboard(self.table) or (before is not None and has_keyboard(before))
        if before is not None:
            before.hide()
            before.deleteLater()
            self._empty = None
        self.table.show_head_only(not self.model.rowCount())
        self.top.export.setEnabled(bool(self.model.rowCount()))
        if not self.model.rowCount():
            self._empty = self._empty_state()
            self._under.addWidget(self._empty, 1)
            self._empty.show()  # now, so that it can take the keyboard
        self.hinted.emit()
        if had_keyboard:
            self.focus_rows()

    def _empty_state(self) -> QWidget:
        return empty_state(
            tabs.tab_of(self.states.current()),
            self.search.text().strip(),
            is_first=not sum(self._counts.values()),
            new=self.ask_new,
            read=self.ask_import,
            clear=self._clear_filter,
            widen=lambda: self.show_text(self.search.text()),
        )

    def show_text(self, text: str) -> None:
        """Look for a text in all states."""
        self.states.choose(tabs.ALL)
        self.search.setText(text)
        self._filter()

    def _refused(self, sentence: str) -> None:
        self.table.set_busy(False)
        self.strip.say(Tone.ERR, sentence, [("再试", self._retry)])

    def _retry(self) -> None:
        self.strip.be_quiet()
        self._filter()

    def _note_change(self, draft_id: str) -> None:
        self._changed.add(draft_id)
        if self.isVisible():
            self._refresh_timer.start()

    def _search_now(self) -> None:
        self._filter()
        self.focus_rows()

    def _clear_filter(self) -> None:
        self.filters.clear()
        self.show_text("")
        self.focus_rows()

    def _step_back(self) -> None:
        """Take back the nearest thing: ticks, a notice, the filter or the look into the bin."""
        if self.model.checked():
            self.model.clear_checks()
        elif self.strip.isVisible():
            self.strip.be_quiet()
        elif self._narrows():
            self._clear_filter()

    def _narrows(self) -> bool:
        return bool(self.search.text()) or self.states.current() != tabs.ALL or self.filters.narrows()

    # -- acts --------------------------------------------------------------------------------------------------

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == Column.CHECK:
            self.model.toggle(index.row())

    def _checks_changed(self) -> None:
        self.hands.follow()
        self._room.setVisible(bool(self.model.checked()))
        self.hinted.emit()

    def _opened(self, number: int) -> None:
        if self.top.shows_bin():
            self.hands.restore()
        else:
            self._open(self.model.key(number))

    def _turn_bin(self, on: bool) -> None:
        self.show_state(tabs.BIN if on else tabs.ALL)
        self.focus_rows()
        self.hinted.emit()


def _words(drafts: DraftService) -> dict[str, str]:
    return {kind.id: kind.words for kind in drafts.kinds()}
