"""代码库: tables with their age, the lines of one, what a code means; Enter fills the field that asked."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.clock import Clock
from app.reference.reference import Installed
from app.reference.tree import HsTree
from app.ui.keys import Act, Keys
from app.ui.models.code_lines import CodeLine, CodeLinesModel, hit_lines, plain_lines, tree_lines
from app.ui.pages.alive import while_alive
from app.ui.pages.codes.detail import TARIFF, UNITS, CodeDetail
from app.ui.pages.codes.importing import Importing
from app.ui.pages.codes.rows import EDGE, HEAD, ROW, WIDTHS, CodeDelegate
from app.ui.pages.codes.services import CodesService, Fill, LastImport, OwnUse, Target
from app.ui.pages.codes.tables_pane import TablesPane
from app.ui.pages.keyboard import back_to
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.row_table import RowTable
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.tip import plain_tip
from app.ui.widgets import Ground, Label, Part, SearchBox, Segmented, Strip
from app.ui.windows import KeyHint

MOST = 400
TYPING_MS = 60
ALL, USED, CHANGED = "all", "used", "changed"
HINTS = (
    KeyHint("search", "查找"),
    KeyHint("← →", "折叠展开"),
    KeyHint("Enter", "填入"),
    KeyHint("import", "从文件更新"),
)


class CodesPage(Ground):
    """``fill`` and ``target`` lead to the field that asked; ``open_document(draft id)`` is the window's."""

    retitled = Signal()
    hinted = Signal()

    def __init__(
        self,
        service: CodesService,
        clock: Clock,
        fill: Fill,
        target: Target,
        open_document: Callable[[str], object],
    ) -> None:
        super().__init__(Token.SURFACE)
        self._service, self._clock = service, clock
        self._put_code, self._target, self._open = fill, target, open_document
        self._tree: HsTree | None = None
        self._opened: frozenset[str] = frozenset()
        self._folded: frozenset[str] = frozenset()
        self._last: LastImport | None = None
        self._question = 0
        self._was_in_front = False
        self.digest, self.strip, self.paths = Strip(), Strip(), PathStrip()
        self._make_tables()
        self.search = SearchBox("编码、名称、拼音、首字母、英文、旧代码")
        self.filter = Segmented([Part(ALL, "全部"), Part(USED, "用过的"), Part(CHANGED, "有变化")])
        self.detail = CodeDetail(service)
        self._stack = QStackedWidget()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._keys = Keys(self, self._key_acts())
        self._lay_out()
        self.importing = Importing(self._stack, service, self.strip, self.paths)
        self._bind()
        self._refresh()

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        return "代码库"

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.BOOK_OPEN

    def is_marked(self) -> bool:
        """Tell that nothing here can be left unsaved."""
        return False

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth knowing."""
        return HINTS

    def activated(self) -> None:
        """Put the keyboard where it was, or into the search; what asks for a code may be another field now."""
        self._show_line()
        if self._was_in_front:
            back_to(self, self._to_search)
        else:
            self._was_in_front = True
            self._to_search()

    def may_close(self) -> bool:
        """Tell that the tab may always go."""
        return True

    # -- asking ------------------------------------------------------------------------------------------------

    def show_table(self, stem: str) -> None:
        """Bring a table to the front."""
        row = self.table_model.number_of(stem)
        if row >= 0:
            self.tables.go_to(row)

    def table(self) -> str:
        """Return the stem of the table shown."""
        row = self.tables.current_row()
        return self.table_model.stem(row) if row >= 0 else TARIFF

    # -- Qt ----------------------------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that no wrapped text in here asks for height: the window would grow beyond the screen."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if watched is self.search and key == Qt.Key.Key_Down:
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if watched is self.lines and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._turn(key == Qt.Key.Key_Right)
            return True
        return False

    # -- building ----------------------------------------------------------------------------------------------

    def _key_acts(self) -> dict[str, Act]:
        return {"search": self._to_search, "import": self._import, "back": self._step_back}

    def _make_tables(self) -> None:
        self.pane = TablesPane()
        self.tables, self.table_model = self.pane.table, self.pane.model
        self.model = CodeLinesModel(self)
        self.lines = RowTable("代码", WIDTHS, ROW, HEAD, edges=(EDGE, EDGE))
        self.lines.setModel(self.model)
        names = self._service.name
        self.lines.setItemDelegate(
            CodeDelegate(self.lines, self.model, self._service.rates, lambda code: names(UNITS, code))
        )
        self.lines.keep_place(self.model.key, self.model.number_of)
        self.lines.installEventFilter(self)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.pane)
        self._stack.addWidget(self._middle())
        row.addWidget(self._stack, 9)
        row.addWidget(self.detail, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.digest, self.strip, self.paths):
            column.addWidget(part)
        column.addLayout(row, 1)

    def _middle(self) -> QWidget:
        px = theme().px
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, px(12), 0, 0)
        column.setSpacing(px(8))
        head, line, told = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (head, line, told):
            row.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
            row.setSpacing(px(10))
        self._table_title, self._table_note = Label("", Font.PAGE), Label("", Font.SMALL, Token.T2)
        head.addWidget(self._table_title)
        head.addWidget(self._table_note, 1)
        line.addWidget(self.search, 1)
        line.addWidget(self.filter)
        self._told = Label("", Font.SMALL, Token.T2)
        told.addWidget(self._told, 1)
        for layout in (head, line, told):
            column.addLayout(layout)
        column.addWidget(self.lines, 1)
        return middle

    def _bind(self) -> None:
        self.tables.moved.connect(lambda _row: self._table_chosen())
        self.tables.slipped.connect(lambda _row: self._table_chosen())
        self.tables.opened.connect(lambda _row: self._to_search())
        self.lines.moved.connect(lambda _row: self._show_line())
        self.lines.slipped.connect(lambda _row: self._show_line())
        self.lines.opened.connect(self._enter)
        self.search.textEdited.connect(lambda _text: self._typing.start())
        self.search.accepted.connect(self._search_entered)
        self.search.left.connect(self._search_left)
        self.search.installEventFilter(self)
        self.filter.chosen.connect(lambda _key: self._look())
        self._typing.timeout.connect(self._look)
        self.detail.fill_asked.connect(lambda: self._enter(self.lines.current_row()))
        self.pane.update_file.clicked.connect(self._import)
        self.pane.undo.clicked.connect(self.importing.undo)
        self.importing.ended.connect(self._to_search)
        self.paths.left.connect(self._to_search)
        self._service.changed.connect(self._refresh)

    # -- bringing ----------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        self._tree = None
        fail = while_alive(self, self._fail)
        self._service.tables(while_alive(self, self._show_tables), fail)
        self._service.last_import(while_alive(self, self._show_last), fail)

    def _show_tables(self, tables: Sequence[Installed]) -> None:
        stem = self.table() if self.tables.current_row() >= 0 else TARIFF
        self.table_model.show_tables(tables, self._clock.now().date())
        self.tables.go_to(max(self.table_model.number_of(stem), 0))
        self._table_chosen()

    def _show_last(self, last: LastImport | None) -> None:
        self._last = last
        self.pane.undo.setVisible(last is not None)
        if last is None or last.seen:
            self.digest.be_quiet()
        else:
            acts: list[tuple[str, Callable[[], object]]] = [("标为已看", self._seen), ("看变化", self._see_changes)]
            if last.drafts:
                acts.append((f"打开 {len(last.drafts)} 份草稿", self._open_drafts))
            self.digest.say(Tone.INFO, f"{last.at:%m-%d} 已装入 {last.origin}   {last.digest}", acts)
        self._look()

    def _fail(self, sentence: str) -> None:
        self.strip.say(Tone.ERR, sentence, [("再试", self._refresh)])

    # -- lines -------------------------------------------------------------------------------------------------

    def _table_chosen(self) -> None:
        row = self.tables.current_row()
        if row < 0:
            return
        one = self.table_model.table(row)
        self._table_title.set_words(one.info.title)
        self._table_note.set_words(f"{'' if one.info.complete else '部分收录   '}截至 {one.info.as_of:%Y-%m-%d}")
        self._table_note.setToolTip(plain_tip(one.info.source))
        self.lines.forget_place()
        self._opened, self._folded = self._sections(), frozenset()
        self._look()

    def _sections(self) -> frozenset[str]:
        return frozenset(node.code for node in self._made_tree().sections()) if self.table() == TARIFF else frozenset()

    def _made_tree(self) -> HsTree:
        if self._tree is None:
            self._tree = self._service.tree()
        return self._tree

    def _look(self) -> None:
        """Find and show the lines of the table for what is typed and chosen."""
        self._typing.stop()
        text, stem = self.search.text().strip(), self.table()
        lines = self._found(stem, text)
        used = {line.code: self._service.used(stem, line.code) for line in lines if not line.is_heading}
        self.model.show_lines(lines, stem == TARIFF, used, self._clock.now().date())
        self.lines.horizontalHeader().headerDataChanged(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        leaves = [line for line in lines if not line.is_heading]
        headings = {line.code[:4] for line in leaves} if stem == TARIFF else set()
        more = "以上" if len(leaves) >= MOST else ""
        spread = f"，分布在 {len(headings)} 个品目" if len(headings) > 1 else ""
        told = f"命中 {len(leaves)} 条{more}{spread}" if text else f"显示 {len(leaves)} 条{more}"
        nothing = f"没有“{text}”，换编码、名称、拼音或首字母再找，或从文件装入完整的表"
        self._told.set_words(nothing if text and not leaves else told)
        first = next((row for row, line in enumerate(lines) if not line.is_heading), 0)
        if text or self.lines.current_row() < 0:
            self.lines.go_to(first)
        self._show_line()

    def _found(self, stem: str, text: str) -> list[CodeLine]:
        match self.filter.current():
            case choice if choice == USED:
                hits = self._service.hits(stem, text, MOST)
                return plain_lines([hit for hit in hits if self._service.used(stem, hit.row.code)])
            case choice if choice == CHANGED:
                return self._changed_lines(stem, text)
        if stem != TARIFF:
            return plain_lines(self._service.hits(stem, text, MOST))
        if text:
            return hit_lines(self._made_tree().found(text), text, self._folded)
        return tree_lines(self._made_tree(), self._opened)

    def _changed_lines(self, stem: str, text: str) -> list[CodeLine]:
        """Return what the newest import changed in the table, each with a word for it."""
        changed = self._last.codes.get(stem, {}) if self._last is not None else {}
        hits = (hit for code in changed for hit in self._service.hits(stem, code, 1) if hit.row.code == code)
        lines = plain_lines([hit for hit in hits if text in hit.row.code or text in hit.row.name])
        return [replace(line, chip=changed[line.code], code_span=None) for line in lines]

    def _turn(self, opens: bool) -> None:
        """Unfold or fold a heading; from a line, fold goes to its heading."""
        row = self.lines.current_row()
        if row < 0:
            return
        line = self.model.line(row)
        if not line.is_heading or line.is_open is opens:
            step = 1 if opens else -1
            parent = next((at for at in range(row - 1, -1, -1) if self.model.line(at).depth < line.depth), row)
            self.lines.go_to(min(row + step, self.model.rowCount() - 1) if opens else parent)
            return
        code = frozenset({line.code})
        if self.search.text().strip():
            self._folded = self._folded - code if opens else self._folded | code
        else:
            self._opened = self._opened | code if opens else self._opened - code
        lines = self._found(self.table(), self.search.text().strip())
        used = {one.code: self._service.used(self.table(), one.code) for one in lines if not one.is_heading}
        self.model.show_lines(lines, True, used, self._clock.now().date())

    def _show_line(self) -> None:
        row = self.lines.current_row()
        line = self.model.line(row) if 0 <= row < self.model.rowCount() else None
        stem = self.table()
        self.detail.show_line(stem, line, self._target(stem), self._clock.now().date())
        self._question += 1
        question = self._question

        def show(own: OwnUse) -> None:
            if question == self._question:
                self.detail.show_own(own)

        if line is not None and not line.is_heading:
            self._service.own(stem, line.code, while_alive(self, show), lambda _sentence: None)

    # -- acts --------------------------------------------------------------------------------------------------

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def _search_left(self) -> None:
        if self.strip.isVisible():
            self.strip.be_quiet()
        else:
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search_entered(self) -> None:
        if self._typing.isActive():
            self._look()
        self._enter(self.lines.current_row())

    def _enter(self, row: int) -> None:
        """Fill the field that asked with the code of a line; a heading is unfolded or folded."""
        if not 0 <= row < self.model.rowCount():
            return
        line = self.model.line(row)
        if line.is_heading:
            self._turn(not line.is_open)
        elif not self._put_code(self.table(), line.code):
            words = "没有等着填这种代码的格；先在表单里把光标放到要填的格，再回到代码库"
            self.strip.say(Tone.INFO, words, [("知道了", self.strip.be_quiet)])

    def _import(self) -> None:
        self.importing.ask()

    def _seen(self) -> None:
        if self._last is not None:
            self._service.mark_seen(self._last.number)
            self.digest.be_quiet()
            self._to_search()

    def _see_changes(self) -> None:
        if self._last is not None and self._last.codes and self.table() not in self._last.codes:
            self.show_table(next(iter(self._last.codes)))
        self.filter.choose(CHANGED)
        self._look()
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_drafts(self) -> None:
        for draft_id in self._last.drafts if self._last is not None else ():
            self._open(draft_id)

    def _step_back(self) -> None:
        if self.strip.isVisible():
            self.strip.be_quiet()
        elif self.search.text():
            self.search.clear()
            self._look()
