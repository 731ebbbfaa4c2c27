"""Puts the conflict page in the place of a form whose draft was changed in two places, and the form back after."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.ui.desk.conflicts import DeskConflicts
from app.ui.desk.drafts import DeskDrafts
from app.ui.desk.office import Office
from app.ui.pages.conflict.conflict_page import ConflictPage
from app.ui.pages.conflict.services import Conflict
from app.ui.pages.services import OpenedDraft
from app.ui.theme import Tone
from app.ui.windows import MainWindow, Page

KEY = "draft:{}"  # the tab of the declaration itself: the page takes its place
MakeForm = Callable[[OpenedDraft, Callable[[Page], None]], None]


class ConflictTabs(QObject):
    """``make_form`` makes the page of a declaration and gives it later, ``rail_key`` is its part of the program."""

    def __init__(
        self,
        window: MainWindow,
        office: Office,
        drafts: DeskDrafts,
        conflicts: DeskConflicts,
        make_form: MakeForm,
        rail_key: str,
    ) -> None:
        super().__init__(window)
        self._window, self._office, self._drafts, self._conflicts = window, office, drafts, conflicts
        self._make_form, self._rail_key = make_form, rail_key
        self._loading: set[str] = set()
        drafts.conflicted.connect(self.open)

    def takes(self, draft_id: str) -> bool:
        """Show the conflict page if a draft waits to be merged; returns whether it does."""
        if draft_id not in self._conflicts.waiting:
            return False
        self.open(draft_id)
        return True

    def open(self, draft_id: str) -> None:
        """Bring the conflict of a draft to the front."""
        key = KEY.format(draft_id)
        if self._window.is_open(key) and isinstance(self._window.page(key), ConflictPage):
            self._window.turn_to(key)
        elif draft_id not in self._loading:
            self._loading.add(draft_id)
            self._conflicts.load(draft_id, self._show, partial(self._not_loaded, draft_id))

    def _show(self, conflict: Conflict) -> None:
        self._loading.discard(conflict.draft_id)
        page = ConflictPage(conflict, self._conflicts, self._office.tables, self._office.clock)
        page.said.connect(self._window.toast.say)
        page.saved.connect(self._saved)
        key = KEY.format(conflict.draft_id)
        if self._window.is_open(key):
            self._window.replace(key, page)
            self._window.turn_to(key)
        else:
            self._window.open_document(key, page, self._rail_key)

    def _saved(self, draft_id: str) -> None:
        self._drafts.load(draft_id, self._back_to_form, partial(self._not_loaded, draft_id))

    def _back_to_form(self, opened: OpenedDraft) -> None:
        if self._window.is_open(KEY.format(opened.id)):
            self._make_form(opened, partial(self._replace, opened.id))

    def _replace(self, draft_id: str, page: Page) -> None:
        key = KEY.format(draft_id)
        if self._window.is_open(key):
            self._window.replace(key, page)
        else:  # closed while it was made
            page.widget().deleteLater()

    def _not_loaded(self, draft_id: str, sentence: str) -> None:
        self._loading.discard(draft_id)
        self._window.toast.say(sentence, Tone.ERR)
