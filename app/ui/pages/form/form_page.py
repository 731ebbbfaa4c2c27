"""The page of one declaration: its parts put together, and the keys of the page; each part does its own work."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.core.draft import Mode, Purpose
from app.declarations.summary import client_of
from app.reference.for_client import ForClient
from app.ui.editors import CodeBrowser, CodeEditor, Editor, Services
from app.ui.keys import Act, bind
from app.ui.messages import Trouble, TroubleBar
from app.ui.models.autosave import Autosave
from app.ui.models.bringing import Bringing
from app.ui.models.document import DraftDocument
from app.ui.models.field_search import Target, field_search
from app.ui.models.page_order import goods_section, head_sections
from app.ui.pages.alive import while_alive
from app.ui.pages.elements.hook import unfold_elements
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.brought_bar import watch_brought
from app.ui.pages.form.document_head import DocumentHead
from app.ui.pages.form.drafting import Drafting
from app.ui.pages.form.facts_block import TITLE as FACTS_TITLE
from app.ui.pages.form.field_finder import FieldFinder
from app.ui.pages.form.filing import Filing, Said
from app.ui.pages.form.filing_acts import FilingActs
from app.ui.pages.form.form_frame import FormFrame
from app.ui.pages.form.form_services import FormServices, modes_for
from app.ui.pages.form.goods_area import GoodsArea
from app.ui.pages.form.goods_import import GoodsImporter
from app.ui.pages.form.last_values import LastValues
from app.ui.pages.form.modes import ModeParts
from app.ui.pages.form.naming import facts_of, icon_of, title_of
from app.ui.pages.form.panel import HELP, RECEIPTS, FormPanel
from app.ui.pages.form.reason_strip import ReasonStrip
from app.ui.pages.form.sections_area import SectionsArea
from app.ui.pages.form.setting_aside import SettingAside
from app.ui.pages.form.tab_order import following, tab_stops
from app.ui.pages.form.walk import Walk
from app.ui.pages.services import OpenedDraft
from app.ui.pages.tax.live import live_taxes, show_total
from app.ui.pages.tax.tax_panel import TaxPanel
from app.ui.theme import Icon, theme
from app.ui.windows.page import FOLDED, KeyHint

SAVE = "save"
SHARED_HINTS = (
    KeyHint("field.lookup", "查代码"),
    KeyHint("field.last", "抄上票"),
    KeyHint("problem.next", "下一问题"),
)
HINTS = (*SHARED_HINTS, KeyHint("goods.tall", "放大商品区"))
QUICK_HINTS = (KeyHint("field.next", "下一待填"), KeyHint("field.last", "抄上票"), KeyHint("undo", "撤销"))
SUMMARY_HINTS = (*SHARED_HINTS, KeyHint("goods.tall", "完整申报内容"))
OWN = Qt.ShortcutContext.WidgetWithChildrenShortcut
ERASING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class FormPage(QWidget):
    """One open declaration.

    Signals beside those of a Page: ``save_told(str, bool)`` for the status bar (words, failed), ``said(str, Tone)`` for
    a notice, ``preview_asked(str)``, ``proof_asked(str)`` (核对单), ``copy_asked(str, str)``, ``next_asked(str)``,
    ``amend_asked(str)`` and ``compare_asked(str)`` (税费比较) with the draft's id, ``rule_asked(str)`` with a rule's.
    """

    folds_to = FOLDED
    retitled = Signal()
    hinted = Signal()
    save_told = Signal(str, bool)
    said = Signal(str, object)
    preview_asked = Signal(str)
    proof_asked = Signal(str)
    copy_asked = Signal(str, str)
    next_asked = Signal(str)
    amend_asked = Signal(str)
    compare_asked = Signal(str)
    rule_asked = Signal(str)

    def __init__(
        self, opened: OpenedDraft, services: FormServices, parent: QWidget | None = None, at_once: bool = True
    ) -> None:
        """Make the page; where not ``at_once``, whoever wants it takes the steps of ``making`` before anything else."""
        super().__init__(parent)
        self._opened, self._services = opened, services
        known, today = (opened.checker, opened.stack), services.clock.now().date()
        self.document = DraftDocument(opened.form, opened.draft, services.reference, today, self, *known)
        self.autosave = Autosave(self.document, partial(services.drafts.save, opened.id), self)
        self.filing = Filing(opened, self.document, self.autosave, services.submissions, self)
        self.binder = Binder(self.document, self)
        self._bringing = Bringing(self.document, today, self)
        self.binder.typed.connect(self._bringing.typed)
        self.binder.left.connect(self._bringing.left)
        if at_once:
            for _step in self.making():
                pass

    def making(self) -> Iterator[None]:
        """Make what is in the page, in steps between which keys are answered."""
        opened, services = self._opened, self._services
        client = ForClient(services.reference, lambda: client_of(self.document.draft))
        yield from self._build(Services(client, lambda: services.clock.now().date()))
        self._connect()
        self._bind_keys()
        self.modes.counted.connect(self.panel.problems.show_stage)
        self.modes.turned.connect(self.hinted)
        self.modes.show_taxes(self.taxes)
        self._show_standing()
        services.drafts.last(opened.id, while_alive(self, self.last.keep), lambda _sentence: None)
        self.filing.refresh()

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        return title_of(self.document, self._number())

    def icon(self) -> Icon:
        """Return the vehicle of the declaration."""
        return icon_of(self.document)

    def is_marked(self) -> bool:
        return not self.autosave.is_clean

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth knowing."""
        if self.drafting.quick.is_on:
            return QUICK_HINTS
        return SUMMARY_HINTS if self.modes.head.is_summary() else HINTS

    def activated(self) -> None:
        """Put the keyboard where it was, or into the first field."""
        focused = QApplication.focusWidget()
        if self.binder.current and focused is not None and self.isAncestorOf(focused):
            return
        self.walk.back()

    def may_close(self) -> bool:
        """Store what was typed and tell whether it is; if not yet, ``retitled`` tells when it is."""
        self.autosave.flush()
        if self.autosave.is_clean:
            self.drafting.versions.close()
        return self.autosave.is_clean

    def readying(self, size: QSize) -> Iterator[None]:
        """Make and lay out what will be shown at a size in steps, before the page is; it may also be shown without."""
        if not self.modes.head.is_summary():
            yield from self.sections.readying(size)
        self.resize(size)
        self.grab(QRect(0, 0, 1, 1))  # hidden, it puts off its layout until it is shown or a picture is taken
        yield
        field_search(self.document.form, self._services.reference.spelling, FACTS_TITLE)  # for Ctrl+Shift+F
        yield

    # -- the keyboard ------------------------------------------------------------------------------------------

    def reveal(self, path: str) -> None:
        """Bring the field of a path into view and the keyboard into it."""
        self.walk.reveal(path)

    def go_to_field(self, pattern: str) -> None:
        """Go to a field by its pattern, in the current row of its table."""
        self.walk.go_to_field(pattern)

    # -- Qt ----------------------------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return False  # no wrapped text in here asks for height: the window would grow beyond the screen

    def minimumSizeHint(self) -> QSize:
        """Return less than the smallest window leaves: what does not fit scrolls inside, never the window."""
        return QSize(theme().px(1_000), theme().px(480))

    def parts(self) -> tuple[QWidget, ...]:
        """Return the parts Tab goes through, in order."""
        front = self.modes.head
        above = (*self.frame.bars, front.content(), front.strip())
        return (*above, self.goods, self.modes.foot, self.panel.side, self.panel.strip, self.head)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go with Tab through sections, goods, panel and head; beyond their ends to the rest of the window."""
        stops = tab_stops(self, self.parts())
        stop = following(stops, QApplication.focusWidget(), forward)
        if stop is None:
            return super().focusNextPrevChild(forward)
        stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer what no field took: Esc folds a panel lying over the form; typing into a locked field is explained."""
        if event.key() == Qt.Key.Key_Escape and self.frame.is_floating():
            self.frame.show_panel(False)
            self.activated()
        elif event.key() == Qt.Key.Key_Escape and self.drafting.step_back():
            event.accept()
        elif self._is_typing(event) and self.document.locked_at(self.binder.current):
            self.filing.explain_lock(self.binder.current)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.autosave.flush()

    # -- inside ------------------------------------------------------------------------------------------------

    def _is_typing(self, event: QKeyEvent) -> bool:
        """Tell whether a key was meant for the field under the keyboard."""
        at = self.binder.widget_at(self.binder.current)
        focused = QApplication.focusWidget()
        if at is None or focused is None or not (at is focused or at.isAncestorOf(focused)):
            return False
        return (event.text().isprintable() and bool(event.text())) or event.key() in ERASING

    def _build(self, editors: Services) -> Iterator[None]:
        form = self.document.form
        self.head = DocumentHead(form.title, modes_for(form.direction))
        self.troubles = TroubleBar()
        self.reasons = ReasonStrip()
        self.aside = SettingAside(self.document, self.reasons, self._services.memory, self)
        self.sections = SectionsArea(head_sections(form), self.binder, editors, self._advance)
        yield
        self.goods = GoodsArea(goods_section(form), self.binder, editors)
        yield from self.goods.making()
        yield
        self.taxes = live_taxes(self.document, self._services.clock, self._services.taxes, self)
        about = (self._opened.id, self.document, self.binder, editors, self.sections, self.goods)
        asked = (self._services.modes, self._services.clock)
        self.modes = ModeParts(*about, *asked, self._advance, self.autosave.flush, self)
        yield
        self.panel = FormPanel(self.document, TaxPanel(self.taxes), self._services.memory)
        self.last = LastValues(self.document, self.panel.problems)
        known = (self._opened, self.document, self.binder, self._services, self.panel, self.last)
        self.drafting = Drafting(self, *known, self.autosave.flush)
        bars = (self.reasons, *self.drafting.questions(), self.troubles, self.drafting.parts.strip)
        parts = (self.head, self.modes.bar, bars, self.modes.head, self.goods, self.modes.foot)
        self.frame = FormFrame(*parts, self.panel.side, self.panel.strip, self._services.memory)
        yield
        self._add_movers(editors)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)

    def _add_movers(self, editors: Services) -> None:
        """Make what moves about on the page: elements under a row, the walk of the keyboard, the acts of filing."""
        self.elements = unfold_elements(self.goods, self.frame, self.binder, editors, self._services.elements)
        self.walk = Walk(self.document, self.binder, self.modes.head, self.goods, self.frame, self.head.check)
        self.drafting.settle_in(self.walk, self.head, self.troubles)
        about = (self._opened.id, self.goods, self.document, self._services, self.autosave.flush)
        self.importer = GoodsImporter(self, *about, self.title, self.said.emit)
        self.acts = FilingActs(
            self.document, self.filing, self.aside, self.panel, self.frame, self.reveal, self._services.clock, self
        )

    def _advance(self, editor: Editor, direction: int) -> None:
        self.walk.advance(editor, direction)

    def _connect(self) -> None:
        self.binder.advanced.connect(self.walk.advance)
        self.binder.reached.connect(self._reached)
        self.binder.browse_asked.connect(self._browse)
        self.goods.full_asked.connect(self.frame.toggle_full)
        self.panel.problems.jump_asked.connect(self.reveal)
        self.panel.fold_asked.connect(self.frame.show_panel)
        self.panel.help.rule_asked.connect(self.rule_asked)
        self.panel.taxes.compare_asked.connect(partial(self.compare_asked.emit, self._opened.id))
        show_total(self.taxes, self.goods.totals)
        self.document.went.connect(self.reveal)
        self.document.changed.connect(self.retitled)
        self.document.checked.connect(self._show_facts)
        self.document.mode_changed.connect(self._show_standing)
        self.document.lock_changed.connect(self._show_standing)
        self.autosave.saved.connect(self._saved)
        self.autosave.failed.connect(self._not_saved)
        self._connect_filing()
        watch_brought(self.troubles, self._bringing, self.document, self.said.emit)
        self.head.mode_chosen.connect(lambda value: self.document.set_mode(Mode(value)))
        self.head.check.clicked.connect(self.acts.check)
        self.head.file.clicked.connect(self.acts.file)
        self.head.recall.clicked.connect(self.filing.recall)
        self.head.preview.clicked.connect(lambda: self._ask_paper(self.preview_asked))
        self.head.copy.clicked.connect(self.drafting.copier.ask)

    def _connect_filing(self) -> None:
        self.filing.stood.connect(self._show_standing)
        self.filing.events.connect(self.panel.receipts.show_events)
        self.filing.events.connect(self.modes.show_events)
        self.taxes.told.connect(lambda: self.modes.show_taxes(self.taxes))
        self.filing.troubled.connect(self.troubles.tell)
        self.filing.over.connect(self.troubles.over)
        self.filing.said.connect(self._say)
        self.filing.copy_asked.connect(self.drafting.copier.ask)
        self.head.next.clicked.connect(lambda: self.next_asked.emit(self._opened.id))
        self.head.amend.clicked.connect(lambda: self.amend_asked.emit(self._opened.id))
        self.aside.leaving.connect(self.walk.back)
        self.acts.said.connect(self._say)
        self.drafting.said.connect(self._say)
        self.drafting.copier.chosen.connect(self._copy)
        self.drafting.turned.connect(self.hinted)
        self.drafting.turned.connect(self._show_standing)
        self.filing.went.connect(self.reveal)
        self.filing.receipts_asked.connect(partial(self.acts.turn_panel, RECEIPTS))

    def _bind_keys(self) -> None:
        acts: dict[str, Act] = {
            "field.help": partial(self.acts.turn_panel, HELP),
            "field.rule": lambda: self.rule_asked.emit(self.panel.help.first_rule(self.binder.current)),
            "field.last": lambda: self.last.take(self.binder.current),
            "goods.tall": self._toggle_tall,
            "panel": lambda: self.frame.show_panel(not self.frame.panel_is_shown()),
            "problem.next": partial(self.acts.walk_problems, 1),
            "problem.previous": partial(self.acts.walk_problems, -1),
            "check": self.acts.check,
            "file": self.acts.file,
            "problem.cure": self.acts.cure,
            "undo": self.document.undo,
            "redo": self.document.redo,
            "field.find": self._find_field,
            "save": self.autosave.flush,
            "receive": self._services.submissions.receive,
            "preview": partial(self._ask_paper, self.preview_asked),
            "proof": partial(self._ask_paper, self.proof_asked),
            "taxes": self.panel.taxes.compare_asked.emit,
        }
        acts |= {f"section.{number}": partial(self.walk.go_to_section, number) for number in range(1, 10)}
        acts |= self.drafting.acts()
        bind(self, acts, OWN)

    def _reached(self, path: str) -> None:
        self.panel.show_field(path, self.last.at(path))
        self.modes.head.keep_in_view(path)
        widget = self.binder.widget_at(path)
        if widget is not None:
            self.frame.uncover(widget)

    def _browse(self, editor: CodeEditor, words: str) -> None:
        CodeBrowser(self.window(), self._services.reference, editor, words)

    def _find_field(self) -> None:
        search = field_search(self.document.form, self._services.reference.spelling, FACTS_TITLE)
        FieldFinder(self.window(), search).chosen.connect(self._found)

    def _found(self, target: Target) -> None:
        go, at = (self.go_to_field, target.pattern) if target.pattern else (self.walk.go_to_fact, target.fact)
        go(at)

    def _toggle_tall(self) -> None:
        """Give the goods the whole height, or of a 概要 show what comes later (F6)."""
        if self.modes.head.is_summary():
            self.modes.toggle_later()
        else:
            self.frame.toggle_full()

    def _ask_paper(self, asked: SignalInstance) -> None:
        self.autosave.flush(lambda: asked.emit(self._opened.id))

    def _copy(self, part: str) -> None:
        self.autosave.flush(lambda: self.copy_asked.emit(self._opened.id, part))

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
        is_set = locked or self.drafting.quick.is_on or self.document.draft.purpose is not Purpose.DECLARE
        self.head.show_mode(self.document.mode, is_set)
        self.modes.show_status(standing.status)
        self.head.show_status(standing.status, locked, standing.can_recall, self.filing.busy)
        self.head.show_offline(self.filing.is_offline)
        self._show_facts()
        self.panel.receipts.show_standing(standing)
        numbers = {"unified": standing.seq_no, "customs": standing.entry_id, "pre_entry": standing.seq_no}
        self.binder.show_assigned(numbers)
        self.retitled.emit()

    def _show_facts(self) -> None:
        rates, today = self.modes.rate_words(self.taxes), self._services.clock.now().date()
        self.head.show_facts(facts_of(self.document, self._number(), today, self.drafting.template, rates))

    def _number(self) -> str:
        """Return the number the authority gave."""
        return self.filing.standing.entry_id or self.filing.standing.seq_no
