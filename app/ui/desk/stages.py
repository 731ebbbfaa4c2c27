"""What leads a declaration on: its next step, its requests, its lanes, what it waits for; it decides nothing itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from app.declarations.inbox import NeedKind
from app.declarations.status import Status
from app.declarations.version import Kind
from app.ui.desk.drafts import DeskDrafts
from app.ui.desk.lifecycle import DeskLifecycle
from app.ui.desk.office import Office
from app.ui.desk.submissions import DeskSubmissions
from app.ui.pages.alive import while_alive
from app.ui.pages.amend.amend_page import AmendPage
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.lifecycle import Need, Next, NextStep
from app.ui.pages.services import ReceiptItem
from app.ui.pages.two_lane.two_lane_page import TwoLanePage
from app.ui.theme import Tone
from app.ui.windows import MainWindow

NEWEST = 20
_OF_LANES = frozenset({NeedKind.STORAGE})
_OF_REQUEST = frozenset({NeedKind.PAPERS, NeedKind.REFUSED})
_OF_STEPS = frozenset({NeedKind.COMPLETE, NeedKind.OVERDUE})
_NOTHING = "这一票现在没有下一步可办；看右侧说明或回执"


class OpenForm(Protocol):
    """Opens a declaration in the form, at a field."""

    def __call__(self, draft_id: str, path: str = "", *, as_form: bool = True) -> object: ...


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the window leads: to a form, to the question for a day of entry, back from a tab."""

    form: OpenForm
    arrival: Callable[[str], object]
    back: Callable[[str, str], object]


class Stages(QObject):
    """Opens pages in the window; ``rail`` is the page of the rail they belong to."""

    def __init__(
        self,
        window: MainWindow,
        office: Office,
        drafts: DeskDrafts,
        submissions: DeskSubmissions,
        lifecycle: DeskLifecycle,
        doors: Doors,
        rail: str,
    ) -> None:
        super().__init__(window)
        self._window, self._office, self._doors, self._rail = window, office, doors, rail
        self._drafts, self._submissions, self._lifecycle = drafts, submissions, lifecycle

    def take(self, need: Need) -> None:
        """Lead to what a declaration waits for."""
        if need.wants in _OF_STEPS:
            self.complete(need.draft_id)
        elif need.wants in _OF_LANES:
            self.open_lanes(need.draft_id)
        elif need.wants in _OF_REQUEST:
            self.open_request(need.draft_id)
        elif need.wants is NeedKind.SUPPLEMENT:
            self.start(need.draft_id, Kind.SUPPLEMENT)
        elif need.wants is NeedKind.REJECTED:
            self.retry(need.draft_id)
        elif need.wants is NeedKind.ARRIVAL:
            self._doors.arrival(need.draft_id)
        else:
            self._doors.form(need.draft_id, as_form=False)

    def go_on(self, draft_id: str) -> None:
        """Do what comes next for a declaration (Shift+F10)."""
        took = while_alive(self, partial(self._go_on, draft_id))
        self._lifecycle.next_step(draft_id, took, self._fail)

    def complete(self, draft_id: str) -> None:
        """Take a 概要 over into its 完整 and open it in the form."""
        self._lifecycle.complete(draft_id, while_alive(self, self._open_anew), self._fail)

    def start(self, draft_id: str, kind: Kind) -> None:
        """Begin a request and open its page."""
        self._lifecycle.start(draft_id, kind, while_alive(self, self.open_request), self._fail)

    def retry(self, draft_id: str) -> None:
        """Make the new version of a rejected declaration, and open it in the first field that was wrong."""

        def opened(receipts: Sequence[ReceiptItem]) -> None:
            wrong = (one.path for one in receipts if one.status is Status.REJECTED and one.path)
            path = next(wrong, "")

            def made(made: str) -> None:
                self._doors.form(made, path)

            self._lifecycle.start(draft_id, Kind.RETRY, while_alive(self, made), self._fail)

        self._submissions.receipts(draft_id, NEWEST, while_alive(self, opened), self._fail)

    def open_request(self, draft_id: str) -> None:
        """Bring a request to the front."""
        key = f"request:{draft_id}"
        if self._window.is_open(key):
            self._window.turn_to(key)
            return
        page = AmendPage(
            draft_id,
            self._lifecycle,
            self._drafts,
            self._office.tables,
            self._office.clock,
            self._doors.form,
            self.open_request,
            self._put_back,
        )
        self._window.open_document(key, page, self._rail)

    def open_lanes(self, draft_id: str) -> None:
        """Bring the two lanes of a declaration to the front."""
        key, before = f"lanes:{draft_id}", self._window.current()
        if self._window.is_open(key):
            self._window.turn_to(key)
            return
        back = partial(self._doors.back, key, before)
        page = TwoLanePage(draft_id, self._lifecycle, self._submissions, self._office.clock, self._doors.form, back)
        self._window.open_document(key, page, self._rail)

    # -- inside ------------------------------------------------------------------------------------------------

    def _go_on(self, draft_id: str, known: Next) -> None:
        match known.step:
            case NextStep.COMPLETE:
                self.complete(draft_id)
            case NextStep.ARRIVE:
                self._doors.arrival(draft_id)
            case NextStep.AMEND:
                self.start(draft_id, Kind.AMEND)
            case NextStep.RETRY:
                self.retry(draft_id)
            case NextStep.REQUEST:
                self.open_request(draft_id)
            case NextStep.NONE:
                self._window.toast.say(_NOTHING, Tone.INFO)

    def _open_anew(self, draft_id: str) -> None:
        """Open a draft whose stage is another now: what its tab shows is out of date."""
        self._window.close_tab(f"draft:{draft_id}")
        self._doors.form(draft_id)

    def _put_back(self, draft_id: str, texts: dict[str, str]) -> bool:
        """Let an open form take texts back, so that it does not write its own over them; False if none is open."""
        key = f"draft:{draft_id}"
        page = self._window.page(key) if self._window.is_open(key) else None
        if not isinstance(page, FormPage):
            return False
        page.document.put_all(texts, next(iter(texts)))
        page.autosave.flush()
        return True

    def _fail(self, sentence: str) -> None:
        self._window.toast.say(sentence, Tone.ERR)
