"""The page of one declaration: its parts put together, and the keys of the page; each part does its own work."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.core.draft import Draft
from app.core.path import bind, rows_of, section_of
from app.core.problem import Fix, Problem
from app.declarations.summary import DraftSummary, summarise
from app.ui.editors import CodeBrowser, CodeEditor, Editor, Services
from app.ui.messages import Trouble, TroubleBar
from app.ui.models.autosave import Autosave
from app.ui.models.document import DraftDocument
from app.ui.models.field_search import FieldSearch, Target
from app.ui.models.page_order import goods_section, head_sections
from app.ui.models.wording import goods_words, tab_words
from app.ui.pages.alive import while_alive
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.document_head import DocumentHead
from app.ui.pages.form.facts_block import TITLE as FACTS_TITLE
from app.ui.pages.form.field_finder import FieldFinder
from app.ui.pages.form.filing import Filing, Said
from app.ui.pages.form.form_frame import FormFrame
from app.ui.pages.form.form_services import MODES, VEHICLES, FormServices
from app.ui.pages.form.goods_area import GoodsArea
from app.ui.pages.form.panel import HELP, PROBLEMS, RECEIPTS, FormPanel
from app.ui.pages.form.sections_area import Region, SectionsArea
from app.ui.pages.form.tab_order import following, tab_stops
from app.ui.pages.services import OpenedDraft
from app.ui.theme import Icon, theme
from app.ui.windows.page import KeyHint

SAVE = "save"
HINTS = (KeyHint("F2", "查代码"), KeyHint("F4", "抄上票"), KeyHint("F8", "下一问题"), KeyHint("F6", "放大商品区"))
OWN = Qt.ShortcutContext.WidgetWithChildrenShortcut


class FormPage(QWidget):
    """One open declaration.

    Signals beside those of a Page: ``save_told(str, bool)`` for the status bar (words, failed), ``said(str, Tone)`` for
    a notice, ``preview_asked(str)`` and ``copy_asked(str)`` with the draft's id.
    """

    retitled = Signal()
    hinted = Signal()
    save_told = Signal(str, bool)
    said = Signal(str, object)
    preview_asked = Signal(str)
    copy_asked = Signal(str)

    def __init__(self, opened: OpenedDraft, services: FormServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened, self._services = opened, services
        self._last: Draft | None = None
        clock, reference = services.clock, services.reference
        today = clock.now().date()
        self.document = DraftDocument(opened.form, opened.draft, reference, today, self, opened.checker)
        self.autosave = Autosave(self.document, partial(services.drafts.save, opened.id), self)
        self.filing = Filing(opened, self.document, self.autosave, services.submissions, self)
        self.binder = Binder(self.document, self)
        self._build(Services(reference, lambda: clock.now().date()))
        self._connect()
        self._bind_keys()
        self._show_standing()
        services.drafts.last(opened.id, while_alive(self, self._keep_last), lambda _sentence: None)
        self.filing.refresh()

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        summary = summarise(self.document.draft)
        return tab_words(summary, self._direction(), self._port(), self._number(summary))

    def icon(self) -> Icon:
        """Return the vehicle of the declaration."""
        return VEHICLES.get(summarise(self.document.draft).traffic_mode, Icon.FILE_TEXT)

    def is_marked(self) -> bool:
        """Tell whether something typed is not stored yet."""
        return not self.autosave.is_clean

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth knowing."""
        return HINTS

    def activated(self) -> None:
        """Put the keyboard where it was, or into the first field."""
        focused = QApplication.focusWidget()
        if self.binder.current and focused is not None and self.isAncestorOf(focused):
            return
        editor = self.binder.editor_at(self.binder.current)
        if editor is not None:
            editor.take_focus()
        else:
            self._take_from(0, 1)

    def may_close(self) -> bool:
        """Store what was typed and tell whether it is; if not yet, ``retitled`` tells when it is."""
        self.autosave.flush()
        return self.autosave.is_clean

    # -- the keyboard ------------------------------------------------------------------------------------------

    def regions(self) -> list[Region]:
        """Return the parts Enter goes through, in order."""
        sections: list[Region] = [] if self.frame.is_full() else self.sections.regions()
        return [*sections, self.goods]

    def advance(self, editor: Editor, direction: int) -> None:
        """Go from an editor to the next or previous field of the page."""
        regions = self.regions()
        for at, region in enumerate(regions):
            if region.owns(editor):
                if not region.step(editor, direction):
                    self._take_from(at + direction, direction)
                return

    def reveal(self, path: str) -> None:
        """Bring the field of a path into view and the keyboard into it."""
        if path.startswith(self.goods.section.rows):
            self.goods.reveal(path)
            return
        self.frame.show_head()
        self.sections.reveal(path)

    def go_to_field(self, pattern: str) -> None:
        """Go to a field by its pattern: in the current row of its table, adding a first row if there is none."""
        rows: tuple[int, ...] = ()
        for at in range(pattern.count("[]")):
            section = bind("[]".join(pattern.split("[]")[: at + 1]), rows)
            if not self.document.rows(section):
                self.document.insert_row(section, 0)
            same = self.binder.current.startswith(f"{section}[")
            rows = (*rows, rows_of(self.binder.current)[at] if same else 0)
        path = bind(pattern, rows)
        if section_of(path) and not self.document.rows(section_of(path)):
            return  # the draft is locked and has no such row
        self.reveal(path)

    def walk_problems(self, direction: int) -> None:
        """Go to the next or previous problem (F8)."""
        if self.panel.problems.walk(direction) is None:
            self.filing.check()

    def apply_fix(self, problem: Problem | None) -> None:
        """Apply the cure of a problem and go on to the next one (Alt+Enter)."""
        fix = self.panel.problems.fix_of(problem) if problem is not None else None
        if fix is None or self.document.locked:
            return
        self.document.put_all({fix.path: fix.text}, fix.path)
        self.document.settle()
        following = self.panel.problems.current()
        self.reveal(following.path if following is not None else fix.path)

    def take_last(self) -> None:
        """Copy the value of the last declaration into the field under the keyboard (F4)."""
        path = self.binder.current
        value = self._last.get(path) if self._last is not None and path else ""
        if value:
            self.document.put_all({path: value}, path)

    def go_to_section(self, number: int) -> None:
        """Go to the n-th section of the page; 9 is the goods. The section the keyboard is in folds."""
        keys = self.sections.ids()
        if number == 9:
            self.goods.take(1)
            return
        if number <= len(keys):
            self.frame.show_head()
            self.sections.open(keys[number - 1])

    # -- Qt ----------------------------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that no wrapped text in here asks for height: the window would grow beyond the screen."""
        return False

    def minimumSizeHint(self) -> QSize:
        """Return less than the smallest window leaves: what does not fit scrolls inside, never the window."""
        return QSize(theme().px(1_000), theme().px(480))

    def parts(self) -> tuple[QWidget, ...]:
        """Return the parts Tab goes through, in order."""
        sections = (self.sections.content(), self.sections.strip())
        return (*sections, self.goods, self.panel.side, self.panel.strip, self.head)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go with Tab through sections, goods, panel and head; beyond their ends to the rest of the window."""
        stops = tab_stops(self, self.parts())
        stop = following(stops, QApplication.focusWidget(), forward)
        if stop is None:
            return super().focusNextPrevChild(forward)
        stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.autosave.flush()

    # -- inside ------------------------------------------------------------------------------------------------

    def _build(self, editors: Services) -> None:
        form = self.document.form
        goods = goods_section(form)
        self.head = DocumentHead(form.title, MODES)
        self.troubles = TroubleBar()
        self.sections = SectionsArea(head_sections(form), self.binder, editors, self.advance)
        self.goods = GoodsArea(goods, self.binder, editors)
        self.panel = FormPanel(self.document)
        self.frame = FormFrame(
            self.head,
            self.troubles,
            self.sections,
            self.goods,
            self.panel.side,
            self.panel.strip,
            self._services.memory,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)

    def _connect(self) -> None:
        self.binder.advanced.connect(self.advance)
        self.binder.reached.connect(self._reached)
        self.binder.browse_asked.connect(self._browse)
        self.goods.full_asked.connect(self.frame.toggle_full)
        self.panel.problems.jump_asked.connect(self.reveal)
        self.panel.problems.fix_asked.connect(self.apply_fix)
        self.panel.fold_asked.connect(self.frame.show_panel)
        self.document.went.connect(self.reveal)
        self.document.changed.connect(self.retitled)
        self.document.checked.connect(self._offer_last)
        self.document.checked.connect(self._show_facts)
        self.document.mode_changed.connect(self._show_standing)
        self.document.lock_changed.connect(self._show_standing)
        self.autosave.saved.connect(self._saved)
        self.autosave.failed.connect(self._not_saved)
        self.filing.stood.connect(self._show_standing)
        self.filing.events.connect(self.panel.receipts.show_events)
        self.filing.troubled.connect(self.troubles.tell)
        self.filing.over.connect(self.troubles.over)
        self.filing.said.connect(self._say)
        self.filing.stopped.connect(self._stopped)
        self.filing.went.connect(self.reveal)
        self.filing.receipts_asked.connect(partial(self._turn_panel, RECEIPTS))
        self.head.mode_chosen.connect(self._choose_mode)
        self.head.check.clicked.connect(self._check)
        self.head.file.clicked.connect(self.filing.file)
        self.head.recall.clicked.connect(self.filing.recall)
        self.head.preview.clicked.connect(self._preview)
        self.head.copy.clicked.connect(self._copy)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "F1": partial(self._turn_panel, HELP),
            "F4": self.take_last,
            "F6": self.frame.toggle_full,
            "F7": lambda: self.frame.show_panel(not self.frame.panel_is_shown()),
            "F8": partial(self.walk_problems, 1),
            "Shift+F8": partial(self.walk_problems, -1),
            "F9": self._check,
            "F10": self.filing.file,
            "Alt+Return": lambda: self.apply_fix(self.panel.problems.current()),
            "Ctrl+Z": self.document.undo,
            "Ctrl+Y": self.document.redo,
            "Ctrl+Shift+Z": self.document.redo,
            "Ctrl+Shift+F": self._find_field,
            "Ctrl+S": self.autosave.flush,
            "Ctrl+P": self._preview,
            "Ctrl+Shift+D": self._copy,
            "Ctrl+Down": partial(self.goods.open_detail, True),
            "Ctrl+Up": partial(self.goods.open_detail, False),
        }
        keys |= {f"Ctrl+{number}": partial(self.go_to_section, number) for number in range(1, 10)}
        for sequence, act in keys.items():
            shortcut = QShortcut(QKeySequence(sequence), self, context=OWN)
            shortcut.activated.connect(act)

    def _take_from(self, at: int, direction: int) -> None:
        regions = self.regions()
        while 0 <= at < len(regions):
            if direction > 0 and regions[at] is self.goods and self.sections.open_lacking():
                return
            if regions[at].take(direction):
                return
            at += direction
        if direction > 0:
            self.head.check.setFocus(Qt.FocusReason.TabFocusReason)

    def _reached(self, path: str) -> None:
        last = self._last.get(path) if self._last is not None else ""
        self.panel.show_field(path, last)
        self.sections.keep_in_view(path)
        widget = self.binder.widget_at(path)
        if widget is not None:
            self.frame.uncover(widget)

    def _browse(self, editor: CodeEditor, words: str) -> None:
        CodeBrowser(self.window(), self._services.reference, editor, words)

    def _find_field(self) -> None:
        search = FieldSearch(self.document.form, self._services.reference.spelling, FACTS_TITLE)
        FieldFinder(self.window(), search).chosen.connect(self._found)

    def _found(self, target: Target) -> None:
        if target.pattern:
            self.go_to_field(target.pattern)
        else:
            self.frame.show_head()
            self.sections.open_fact(target.fact)

    def _check(self) -> None:
        errors = self.filing.check()
        self.panel.problems.show_checked(self._services.clock.now())
        self._turn_panel(PROBLEMS)
        if errors:
            self.panel.problems.start()

    def _stopped(self) -> None:
        self._turn_panel(PROBLEMS)
        self.panel.problems.start()

    def _turn_panel(self, key: str) -> None:
        self.panel.side.turn(key)
        self.frame.show_panel(True)

    def _choose_mode(self, value: str) -> None:
        self.document.set_mode(type(self.document.mode)(value))

    def _preview(self) -> None:
        self.autosave.flush(lambda: self.preview_asked.emit(self._opened.id))

    def _copy(self) -> None:
        self.autosave.flush(lambda: self.copy_asked.emit(self._opened.id))

    def _keep_last(self, last: Draft | None) -> None:
        self._last = last
        self._offer_last()

    def _offer_last(self) -> None:
        """Offer the last declaration's value for every field shown as missing."""
        if self._last is None:
            return
        empty = {one.path for one in self.document.shown_problems() if one.fix is None and not section_of(one.path)}
        values = {path: self._last.get(path) for path in empty if not self.document.get(path)}
        self.panel.problems.offer({path: Fix(path, text, "填上一票的值") for path, text in values.items() if text})

    def _saved(self, at: datetime) -> None:
        self.troubles.over(SAVE)
        self.save_told.emit(f"已自动保存 {at:%H:%M:%S}", False)
        self.retitled.emit()

    def _not_saved(self, sentence: str) -> None:
        self.troubles.tell(Trouble(SAVE, sentence, "稍后自动再存", (("立即再存", self.autosave.flush),)))
        self.save_told.emit("未能保存，内容仍在窗口中", True)

    def _say(self, said: Said) -> None:
        self.said.emit(said.words, said.tone)

    def _show_standing(self) -> None:
        standing, locked = self.filing.standing, self.document.locked
        self.head.show_mode(self.document.mode, locked)
        self.head.show_status(standing.status, locked, standing.can_recall, self.filing.busy)
        self.head.show_offline(self.filing.is_offline)
        self._show_facts()
        self.panel.receipts.show_standing(standing)
        numbers = {"unified": standing.seq_no, "customs": standing.entry_id, "pre_entry": standing.seq_no}
        self.binder.show_assigned(numbers)
        self.retitled.emit()

    def _show_facts(self) -> None:
        summary = summarise(self.document.draft)
        self.head.show_facts((self._port(), goods_words(summary), self._number(summary)))

    def _number(self, summary: DraftSummary) -> str:
        """Return the number people know the declaration by now."""
        standing = self.filing.standing
        return standing.entry_id or standing.seq_no or summary.client_seq_no

    def _direction(self) -> str:
        return "出口" if self.document.form.direction == "E" else "进口"

    def _port(self) -> str:
        code = summarise(self.document.draft).port
        row = self._services.reference.row("customs_offices", code) if code else None
        return row.name if row is not None else ""
