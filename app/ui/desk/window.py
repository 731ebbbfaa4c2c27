"""The window of the program: its pages over the desk's services, and what passes between them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

import forms
from app.core.form import Form
from app.declarations.actions import REQUESTS
from app.declarations.copying import CopyPart
from app.declarations.version import Kind
from app.ui.desk.asked_field import AskedField
from app.ui.desk.changes import Changes
from app.ui.desk.conflict_tabs import ConflictTabs
from app.ui.desk.first_run import FirstStart
from app.ui.desk.furniture import Desk, furnish
from app.ui.desk.guided import Guided
from app.ui.desk.import_tabs import ImportTabs
from app.ui.desk.key_desk import KeyDesk
from app.ui.desk.lock_guard import LockGuard
from app.ui.desk.lot_tabs import LOTS, LotTabs
from app.ui.desk.modes import DeskGuarantees
from app.ui.desk.needs_me import NeedsMe
from app.ui.desk.outages import Outages
from app.ui.desk.palette import PaletteDesk
from app.ui.desk.paper_tabs import PaperTabs
from app.ui.desk.proofs import DeskProofs
from app.ui.desk.register_tab import RegisterTab
from app.ui.desk.rejections import Rejections
from app.ui.desk.rule_tab import RuleTab
from app.ui.desk.sent_back import SentBack
from app.ui.desk.stages import Doors, Stages
from app.ui.desk.status_facts import StatusFacts
from app.ui.desk.tax_tabs import TaxTabs
from app.ui.keys import bind
from app.ui.models.quiet_hours import kept_hours
from app.ui.pages.alive import while_alive
from app.ui.pages.codes.codes_page import CodesPage
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.form.form_services import FormServices
from app.ui.pages.in_steps import in_steps
from app.ui.pages.list_limits import ListLimits
from app.ui.pages.list_page import ListPage
from app.ui.pages.list_tabs import ALL
from app.ui.pages.receipts_page import ReceiptsPage
from app.ui.pages.services import OpenedDraft, Preferences
from app.ui.pages.settings_page import GUIDE, SettingsPage
from app.ui.pages.statistics.statistics_page import StatisticsPage
from app.ui.pages.workbench_page import WorkbenchPage
from app.ui.theme import Choice, Icon, Tone, theme
from app.ui.windows import Door, MainWindow, RailItem
from app.work.news import Changed

__all__ = ["CODES", "LIST", "RECEIPTS", "SETTINGS", "STATISTICS", "WORKBENCH", "Desk", "PortdeskWindow", "furnish"]

WORKBENCH, LIST, RECEIPTS, SETTINGS = "workbench", "list", "receipts", "settings"
CODES, STATISTICS = "codes", "statistics"
_ABOUT = {"link": SETTINGS, "operator": SETTINGS, "queue": RECEIPTS}  # where a fact of the status bar is told in full


class PortdeskWindow(QObject):
    """The one window with its documents; ``window`` is the widget, ``key_of(draft)`` the tab of a declaration."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._opening: set[str] = set()
        self.window = MainWindow(self._rail())
        proofs = DeskProofs(desk.office, desk.printing)
        self.papers = PaperTabs(self.window, desk.drafts, desk.printing, proofs, LIST)
        self.facts = StatusFacts(self.window, desk.office, desk.submissions, RECEIPTS)
        conflicts = (desk.office, desk.drafts, desk.conflicts)
        self.conflicts = ConflictTabs(self.window, *conflicts, self._form_page, LIST)
        see_queue = partial(self.window.go, RECEIPTS)
        told = (desk.office, desk.submissions, desk.settings, self.facts)
        self.outages = Outages(self.window, *told, see_queue, self._new)
        doors = Doors(self._open_form, self._ask_arrival, self._back)
        self.stages = Stages(self.window, desk.office, desk.drafts, desk.submissions, desk.lifecycle, doors, LIST)
        self.lots = LotTabs(self.window, desk.office, desk.lots)
        self.keys = KeyDesk(self.window, desk.memory, partial(self.window.go, SETTINGS))
        self.register = RegisterTab(self.window, desk.office, LOTS)
        self.lots.register_asked.connect(self.register.open)
        self.asked = AskedField(self.window)
        self.rules = RuleTab(self.window, LIST)
        self.imports = ImportTabs(self.window, LIST)
        self.changes = Changes(self.window, desk.memory)
        self.tax_tabs = TaxTabs(self.window, desk.office, desk.memory, LIST)
        self.palette = PaletteDesk(self.window, desk.office, self.open_document, self._to_code)
        self.lock_guard = LockGuard(self.window, desk.upkeep) if desk.upkeep is not None else None
        self.guided = Guided(self.window)
        self.first_start = FirstStart(self.window, desk, self.guided)
        self.rejections = Rejections(desk.office, desk.submissions)
        self.sent_back = SentBack(self.window, desk.office, desk.submissions)
        self.needs_me = NeedsMe(self.window, desk.lifecycle, self.stages.take)
        self._listen()
        desk.finding.catch_up()
        self.window.go(WORKBENCH)

    def _rail(self) -> list[Door]:
        return [
            Door(RailItem(WORKBENCH, "工作台", Icon.LAYOUT_DASHBOARD), self._workbench, is_home=True),
            Door(RailItem(LIST, "单证", Icon.FILES), self._list_page, is_home=True),
            Door(RailItem(LOTS, "互市", Icon.USERS), lambda: self.lots.list_page()),
            Door(RailItem(RECEIPTS, "回执", Icon.INBOX), self._receipts_page),
            Door(RailItem(CODES, "代码库", Icon.BOOK_OPEN), self._codes_page),
            Door(RailItem(STATISTICS, "统计", Icon.CHART_COLUMN), self._statistics_page),
            Door(RailItem(SETTINGS, "设置", Icon.SETTINGS, at_foot=True), self._settings_page),
        ]

    def _listen(self) -> None:
        desk = self._desk
        acts = {"new": self._new, "new.summary": self._new_summary, "go_on": self._go_on}
        bind(self.window, acts)
        self.window.top.notices_asked.connect(partial(self.window.go, RECEIPTS))
        self.window.top.light_switched.connect(self._keep_light)
        self.window.status.asked.connect(self._tell_about)
        desk.drafts.left_out.connect(self._show_left_out)
        desk.settings.applied.connect(self.apply)
        desk.office.changed.connect(self._on_news)

    def begin(self) -> None:
        """Greet who opens the program here for the first time."""
        self.first_start.begin(self.facts.is_practice)
        self.changes.tell()

    @staticmethod
    def key_of(draft_id: str) -> str:
        """Return the key of a declaration's tab."""
        return f"draft:{draft_id}"

    def apply(self, preferences: Preferences) -> None:
        """Let settings take effect."""
        look = theme()
        look.choose(Choice(preferences.theme))
        look.set_percent(preferences.percent)
        look.set_strong_borders(preferences.strong_borders)
        self.window.strip.be_quiet()  # it spoke of the settings before
        self.facts.name_gateway(preferences.gateway)
        self.sent_back.keep_quiet(kept_hours(preferences.quiet_hours))
        if self.lock_guard is not None:
            self.lock_guard.set_minutes(preferences.lock_minutes)
        self._show_operator(preferences)

    def _keep_light(self) -> None:
        """Store the look chosen in the top bar with all else as it is."""

        def keep(preferences: Preferences) -> None:
            chosen = replace(preferences, theme=theme().choice.value)
            self._desk.settings.save(chosen, lambda _none: None, self._fail)

        self._desk.settings.load(keep, self._fail)

    def _show_left_out(self, sentence: str) -> None:
        self.window.strip.say(Tone.WARN, sentence, [("知道了", self.window.strip.be_quiet)])

    def _show_operator(self, preferences: Preferences) -> None:
        self.facts.show_operator(preferences.profile.get(self._form().operator, ""))

    def open_document(self, draft_id: str, path: str = "", *, as_form: bool = False) -> None:
        """Bring a declaration to the front, with the keyboard in the field at ``path`` if one is named.

        A request is shown as what it changes, unless its form is asked for.
        """
        key = self.key_of(draft_id)
        if self.window.is_open(key):
            self.window.turn_to(key)
            self._reveal(key, path)
        elif draft_id not in self._opening:
            self._opening.add(draft_id)
            self._desk.drafts.load(draft_id, partial(self._opened, path, as_form), partial(self._not_opened, draft_id))

    def _back(self, key: str, before: str) -> None:
        self.window.close_tab(key)
        if self.window.is_open(before):
            self.window.turn_to(before)

    def _open_form(self, draft_id: str, path: str = "", *, as_form: bool = True) -> None:
        self.open_document(draft_id, path, as_form=as_form)

    def _ask_arrival(self, draft_id: str) -> None:
        self.window.go(WORKBENCH)
        page = self.window.page(WORKBENCH)
        if isinstance(page, WorkbenchPage):
            page.ask_arrival(draft_id)

    def _go_on(self) -> None:
        """Do what comes next for the declaration in front (Shift+F10)."""
        key = self.window.current()
        page = self.window.page(key)
        draft_id = key.partition(":")[2]
        if isinstance(page, WorkbenchPage | ListPage | ReceiptsPage):
            draft_id = page.current_draft()
        if draft_id:
            self.stages.go_on(draft_id)

    def _opened(self, path: str, as_form: bool, opened: OpenedDraft) -> None:
        """Make the page now and show it a moment later: in one go they would hold up the keyboard."""
        if opened.draft.purpose in REQUESTS and not (as_form or path):
            self._opening.discard(opened.id)
            self.stages.open_request(opened.id)
        elif self.conflicts.takes(opened.id):
            self._opening.discard(opened.id)
        else:
            self._form_page(opened, partial(self._show_document, opened.id, path))

    def _making(self, page: FormPage, opened: OpenedDraft) -> Iterator[None]:
        yield from page.making()
        self._tie(page, opened)
        yield from page.readying(self.window.page_size())

    def _form_services(self) -> FormServices:
        desk = self._desk
        known = (desk.taxes, desk.elements, desk.modes)
        return FormServices(desk.drafts, desk.submissions, desk.office.tables, desk.office.clock, desk.memory, *known)

    def _form_page(self, opened: OpenedDraft, then: Callable[[FormPage], None]) -> None:
        page = FormPage(opened, self._form_services(), at_once=False)
        in_steps(self, self._making(page, opened), partial(then, page))

    def _tie(self, page: FormPage, opened: OpenedDraft) -> None:
        """Let what a page asks for be done."""
        page.save_told.connect(self.window.status.show_saved)
        page.said.connect(self.window.toast.say)
        page.copy_asked.connect(self._copy)
        page.next_asked.connect(self.stages.go_on)
        page.amend_asked.connect(lambda draft_id: self.stages.start(draft_id, Kind.AMEND))
        page.preview_asked.connect(self.papers.preview)
        page.proof_asked.connect(self.papers.proof)
        page.rule_asked.connect(self.rules.open)
        page.importer.asked.connect(partial(self.imports.open, self.key_of(opened.id), page))
        page.compare_asked.connect(partial(self.tax_tabs.open, self.key_of(opened.id), page))
        page.destroyed.connect(partial(self._desk.drafts.let_go, opened.id))
        self.rejections.watch(opened.id, page)

    def _show_document(self, draft_id: str, path: str, page: FormPage) -> None:
        key = self.key_of(draft_id)
        self._opening.discard(draft_id)
        self.window.open_document(key, page, LIST)
        self._reveal(key, path)

    def _not_opened(self, draft_id: str, sentence: str) -> None:
        self._opening.discard(draft_id)
        self._fail(sentence)

    def _reveal(self, key: str, path: str) -> None:
        page = self.window.page(key)
        if path and isinstance(page, FormPage):
            page.reveal(path)

    def _copy(self, draft_id: str, part: str) -> None:
        self._desk.drafts.copy(draft_id, self.open_document, self._fail, CopyPart(part))

    def _fail(self, sentence: str) -> None:
        self.window.toast.say(sentence, Tone.ERR)

    def _list_page(self) -> ListPage:
        desk = self._desk
        tables, clock = desk.office.tables, desk.office.clock
        page = ListPage(
            desk.drafts,
            desk.finding,
            desk.submissions,
            tables,
            clock,
            desk.memory,
            self.open_document,
            lambda draft_ids: self.papers.together(draft_ids),  # the home pages are made before it
            self._lead_on,
            lambda draft_id: self.stages.start(draft_id, Kind.AMEND),
        )
        ListLimits(page.model, desk.lifecycle)
        return page

    def _receipts_page(self) -> ReceiptsPage:
        desk = self._desk
        return ReceiptsPage(
            desk.submissions,
            desk.office.clock,
            self.open_document,
            desk.lifecycle,
            self._lead_on,
            lambda draft_id: self.stages.open_lanes(draft_id),
        )

    def _codes_page(self) -> CodesPage:
        asked = self.asked
        return CodesPage(self._desk.codes, self._desk.office.clock, asked.fill, asked.name, self.open_document)

    def _statistics_page(self) -> StatisticsPage:
        desk = self._desk
        tables, clock = desk.office.tables, desk.office.clock
        return StatisticsPage(desk.statistics, tables, clock, self.open_document, self._open_found)

    def _workbench(self) -> WorkbenchPage:
        desk = self._desk
        tables, clock = desk.office.tables, desk.office.clock
        page = WorkbenchPage(
            desk.drafts,
            desk.submissions,
            tables,
            clock,
            desk.memory,
            self.open_document,
            self._open_list,
            self._open_receipt,
            desk.lifecycle,
            lambda need: self.stages.take(need),  # the home pages are made before it
        )
        page.lot_asked.connect(lambda: self.lots.begin())
        return page

    def _lead_on(self, draft_id: str) -> None:
        self.stages.go_on(draft_id)

    def _settings_page(self) -> SettingsPage:
        form = self._form()
        fields = [(path, bound.label) for path, bound in form.fields.items() if bound.box.profile]
        office, upkeep = self._desk.office, self._desk.upkeep
        known = (DeskGuarantees(office), office.clock, fields, upkeep, self._desk.signing, self.palette.spelling)
        page = SettingsPage(self._desk.settings, *known)
        page.went.connect(lambda key: self.guided.begin() if key == GUIDE else self.window.go(key))
        return page

    def _form(self) -> Form:
        """Return any form: what an operator fills in once is the same in all of them."""
        return forms.load(self._desk.drafts.kinds()[0].id)

    def _list(self) -> ListPage:
        self.window.go(LIST)
        page = self.window.page(LIST)
        if not isinstance(page, ListPage):
            raise TypeError(f"{LIST} is not the list")
        return page

    def _new(self) -> None:
        page = self.window.page(self.window.current())
        if isinstance(page, WorkbenchPage):
            page.new_strip.ask()
        else:
            self._list().ask_new()

    def _new_summary(self) -> None:
        self._list().new_strip.start_summary()

    def _open_list(self, state: str) -> None:
        self._list().show_state(state)

    def _open_found(self, text: str) -> None:
        """Show the declarations that hold a text."""
        page = self._list()
        page.show_state(ALL)
        page.search.setText(text)
        page.search.textEdited.emit(text)

    def _open_receipt(self, receipt_id: str) -> None:
        self.window.go(RECEIPTS)
        page = self.window.page(RECEIPTS)
        if isinstance(page, ReceiptsPage):
            page.show_receipt(receipt_id)

    def _to_code(self, table: str, code: str) -> None:
        """Put a code found into the field that asks for one of its table, else show it in the library."""
        if self.asked.fill(table, code):
            return
        self.window.go(CODES)
        page = self.window.page(CODES)
        if isinstance(page, CodesPage):
            page.show_table(table)
            page.search.setText(code)
            page.search.accepted.emit()

    def _on_news(self, news: Changed) -> None:
        if news.settings:
            self._desk.settings.load(while_alive(self, self._show_operator), while_alive(self, self._fail))

    def _tell_about(self, fact: str) -> None:
        if fact in _ABOUT:
            self.window.go(_ABOUT[fact])
