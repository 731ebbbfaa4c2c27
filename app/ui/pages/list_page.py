"""单证: the list of declarations with its filters and what can be done to rows; it reads no store."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.clock import Clock
from app.core.tables import CodeTables
from app.declarations.status import Status
from app.ui.keys import Act, Keys
from app.ui.models.draft_list import Column, DraftListModel
from app.ui.pages import list_tabs as tabs
from app.ui.pages.alive import while_alive
from app.ui.pages.bulk_bar import BulkAction, BulkBar
from app.ui.pages.keyboard import back_to, has_keyboard, to_first_button
from app.ui.pages.list_acts import ListActs
from app.ui.pages.list_delegate import HEAD, ROW, WIDTHS, DraftDelegate, ListHead
from app.ui.pages.list_empty import empty_state
from app.ui.pages.list_top import MARGIN, ListTop
from app.ui.pages.new_strip import NewStrip
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.row_table import RowTable
from app.ui.pages.services import DraftService, Memory
from app.ui.theme import Icon, Token, Tone, theme
from app.ui.widgets import Ground, Strip
from app.ui.windows import KeyHint

SEARCH_AFTER_MS = 200
REFRESH_AFTER_MS = 150
ROOM_FOR_BAR = 72
NEXT, AMEND = "下一步", "修改、撤销"
IN_BIN = (KeyHint("Enter", "取回"), KeyHint("back", "返回单证"))
HINTS = (KeyHint("row.tick", "选中"), KeyHint("Enter", "打开"), KeyHint("go_on", NEXT), KeyHint("search", "搜索"))


class ListPage(Ground):
    """``open_document``, ``preview_document`` and ``go_on`` (each with a draft's id) are the window's."""

    retitled = Signal()
    hinted = Signal()

    def __init__(
        self,
        drafts: DraftService,
        tables: CodeTables,
        clock: Clock,
        memory: Memory,
        open_document: Callable[[str], object],
        preview_document: Callable[[str], object],
        go_on: Callable[[str], object],
        amend: Callable[[str], object],
    ) -> None:
        super().__init__(Token.SURFACE)
        self._drafts, self._open, self._preview = drafts, open_document, preview_document
        self._go_on, self._amend = go_on, amend
        self._counts: Mapping[Status, int] = {}
        self._changed: set[str] = set()
        self._was_in_front = False
        self._empty: QWidget | None = None
        words = {kind.id: kind.words for kind in drafts.kinds()}
        self.model = DraftListModel(drafts.list, tables, words, clock.now, self)
        self.table = RowTable("单证列表", WIDTHS, ROW, HEAD, edges=(0, MARGIN))
        self.top = ListTop()
        self.states, self.search = self.top.states, self.top.search
        self.strip = Strip()
        self.new_strip = NewStrip(drafts, memory)
        self.path_strip = PathStrip()
        self.acts = ListActs(self, drafts, self.model, self.strip, self.path_strip, open_document)
        self.bulk = BulkBar(self, self._bulk_acts())
        self._search_timer = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._refresh_timer = QTimer(self, singleShot=True, interval=REFRESH_AFTER_MS)
        self._keys = Keys(self, self._key_acts())
        self._set_up_table(tables)
        self._lay_out()
        self._bind()
        self._filter()

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
        rows = self.acts.rows(self.table.current_row())
        return rows[0].id if len(rows) == 1 and not self.top.shows_bin() else ""

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
        self.table.set_head(ListHead(self.table, self.model))
        self.table.setItemDelegate(DraftDelegate(self.table, tables))
        self.table.keep_place(lambda number: self.model.row(number).id, self.model.number_of)

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
        for part in (self.new_strip, self.path_strip):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self._under = QVBoxLayout()
        column.addLayout(self._under)
        column.addWidget(self._room)

    def _bind(self) -> None:
        self.table.opened.connect(self._opened)
        self.top.new_asked.connect(self.ask_new)
        self.top.import_asked.connect(self.ask_import)
        self.top.export_asked.connect(self._export)
        self.top.clear_asked.connect(self._clear_filter)
        self.top.bin_asked.connect(self._turn_bin)
        self.table.clicked.connect(self._clicked)
        self.model.loaded.connect(self._loaded)
        self.model.refused.connect(lambda sentence: self._refused(sentence))
        self.model.checks_changed.connect(self._checks_changed)
        self.states.chosen.connect(lambda _key: self._filter())
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

    def _bulk_acts(self) -> list[BulkAction]:
        return [
            (NEXT, Icon.CHEVRON_RIGHT, "go_on", lambda: self._go_on(self.current_draft())),
            (AMEND, Icon.PENCIL, "", self._ask_amend),
            ("打印预览", Icon.PRINTER, "preview", self._preview_current),
            ("导出报文", Icon.DOWNLOAD, "export", self._export),
            ("复制为新票", Icon.COPY, "", self._copy),
            ("移入回收站", Icon.TRASH_2, "row.bin", self._delete),
            ("取回", Icon.ROTATE_CCW, "Enter", self._restore),
        ]

    def _key_acts(self) -> dict[str, Act]:
        return {
            "back": self._step_back,
            "row.tick": self._tick,
            "new": self.ask_new,
            "new.summary": self.new_strip.start_summary,
            "import": self.ask_import,
            "export": self._export,
            "preview": self._preview_current,
            "copy": self._copy,
            "row.tick_all": self.model.toggle_all,
            "undo": self.acts.undo,
            "row.bin": self._delete_here,
            "search": partial(self.search.setFocus, Qt.FocusReason.ShortcutFocusReason),
        }

    # -- rows --------------------------------------------------------------------------------------------------

    def _filter(self) -> None:
        """Ask for the rows of the filter as it stands."""
        self._search_timer.stop()
        text = self.search.text().strip()
        self.top.show_filter()
        self.table.forget_place()
        self.table.set_busy(True)
        self.model.show(tabs.tab_of(self.states.current()).statuses, text, self.top.shows_bin())
        self._count()

    def _refresh(self) -> None:
        changed, self._changed = self._changed, set()
        self.model.refresh(changed - {""})
        self._count()

    def _count(self) -> None:
        self._drafts.counts(while_alive(self, self._counted), while_alive(self, self._refused))

    def _counted(self, counts: Mapping[Status, int]) -> None:
        self._counts = counts
        self.top.show_counts(counts)
        self._show_rows()

    def _loaded(self) -> None:
        self.table.set_busy(False)
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
        self.show_text("")
        self.focus_rows()

    def _step_back(self) -> None:
        """Take back the nearest thing: ticks, a notice, the filter or the look into the bin."""
        if self.model.checked():
            self.model.clear_checks()
        elif self.strip.isVisible():
            self.strip.be_quiet()
        elif self.search.text() or self.states.current() != tabs.ALL:
            self._clear_filter()

    # -- acts --------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        if self.table.hasFocus() and self.table.current_row() >= 0:
            self.model.toggle(self.table.current_row())

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == Column.CHECK:
            self.model.toggle(index.row())

    def _checks_changed(self) -> None:
        rows = self.model.checked()
        self.bulk.show_rows(rows)
        self.bulk.limit("移入回收站", self.acts.locked(rows), "已申报，不能删除")
        one = [] if len(rows) < 2 else [f"选了 {len(rows)} 票"]
        self.bulk.limit(AMEND, one, "一次办一票")
        self.bulk.limit(NEXT, one, "一次办一票")
        self.bulk.limit("打印预览", one, "一次预览一票")
        self.bulk.offer({"取回"} if self.top.shows_bin() else set(self.bulk.names()) - {"取回"})
        self._room.setVisible(bool(rows))
        self.hinted.emit()

    def _preview_current(self) -> None:
        for row in self.acts.rows(self.table.current_row())[:1]:
            self._preview(row.id)

    def _export(self) -> None:
        self.new_strip.hide()
        self.acts.ask_export(self.table.current_row())

    def _copy(self) -> None:
        self.acts.copy(self.table.current_row())

    def _delete(self) -> None:
        self.acts.delete(self.table.current_row())

    def _opened(self, number: int) -> None:
        if self.top.shows_bin():
            self._restore()
        else:
            self._open(self.model.row(number).id)

    def _ask_amend(self) -> None:
        draft_id = self.current_draft()
        if draft_id:
            self._amend(draft_id)

    def _restore(self) -> None:
        self.acts.restore(self.table.current_row())

    def _turn_bin(self, on: bool) -> None:
        self.show_state(tabs.BIN if on else tabs.ALL)
        self.focus_rows()
        self.hinted.emit()

    def _delete_here(self) -> None:
        if self.table.hasFocus() and not self.top.shows_bin():  # not from a button or a tab: nobody means a row there
            self._delete()
