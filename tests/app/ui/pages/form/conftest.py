"""A shown form page over in-memory services, with a driver of keys."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import forms
from app.core.draft import Draft, Mode
from app.declarations.guarantee import Balance, Guarantee
from app.declarations.status import Status, is_editable
from app.reference import Reference, load
from app.reference.workdays import WorkDays
from app.ui.models.page_order import head_sections
from app.ui.pages.form.field_cells import RARE
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.form.form_services import FormServices
from app.ui.pages.form.mode_services import Held, ManifestAnswer, ModeServices
from app.ui.pages.services import Done, Failed, OpenedDraft, Standing, Started
from app.ui.tour.key_driver import KeyDriver
from tests.helpers.ui_checkpoints import FakeCheckpoints
from tests.helpers.ui_services import FakeDrafts, FakeMemory, FakeSubmissions, FixedClock, row
from tests.helpers.ui_templates import FakeTemplates

BESIDE = QSize(1440 - 68, 900 - 70)  # what the window's frame leaves to a page
SMALL = QSize(1280 - 68, 720 - 70)


@dataclass
class Stage:
    """One open declaration."""

    page: FormPage
    window: QWidget
    keys: KeyDriver
    drafts: FakeDrafts
    submissions: FakeSubmissions
    memory: FakeMemory

    @property
    def at(self) -> str:
        """Path of the field that has the keyboard."""
        assert self.page.isAncestorOf(self.keys.focused())
        return self.page.binder.current

    def after(self, path: str) -> str:
        """Return the field Enter goes to from a head field, by the form's own order."""
        form = self.page.document.form
        order = [
            field.path
            for section in head_sections(form)
            for field in form.page(section.id)
            if not field.box.read_only and field.box.order < RARE
        ]
        return order[order.index(path) + 1]

    def settle(self) -> None:
        """Let the check tell what it found."""
        self.page.document.settle()
        QApplication.processEvents()


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The bundled code tables."""
    return load()


class FakeLedger:
    """A ledger with one guarantee, or none."""

    def __init__(self, limit: Decimal | None, used: Decimal) -> None:
        self._limit, self._used = limit, used

    def held(self, number: str, this: Decimal, draft_id: str, done: Done[Held | None], failed: Failed) -> None:
        if self._limit is None:
            done(None)
            return
        kept = Guarantee(number, "TEST", self._limit, date(2027, 6, 30))
        done(Held(kept, Balance(self._limit, self._used, this), 6))

    def known(self, done: Done[Sequence[Guarantee]], failed: Failed) -> None:
        done([])


class FakeManifests:
    """Gives one answer to whoever asks."""

    def __init__(self, answer: ManifestAnswer) -> None:
        self._answer = answer

    def look(self, draft_id: str, done: Done[ManifestAnswer], failed: Failed) -> None:
        done(self._answer)


Open = Callable[..., Stage]


@pytest.fixture
def open_page(qtbot: QtBot, reference: Reference) -> Iterator[Open]:
    """Open a draft on a shown page: ``open_page(draft, status=…, size=…, last=…, limit=…, used=…)``."""

    def opened(
        draft: Draft | None = None,
        status: Status = Status.DRAFT,
        size: QSize = BESIDE,
        last: Draft | None = None,
        limit: Decimal | None = None,
        used: Decimal = Decimal(),
        manifest: ManifestAnswer | None = None,
        started: Started | None = None,
        templates: FakeTemplates | None = None,
        checkpoints: FakeCheckpoints | None = None,
    ) -> Stage:
        made = forms.load("import").new(Mode.ADVANCE) if draft is None else draft
        drafts, submissions, memory = FakeDrafts([row(1)]), FakeSubmissions(), FakeMemory()
        drafts.previous = last
        drafts.templates, drafts.checkpoints = templates, checkpoints
        submissions.standings["draft-1"] = Standing(status, editable=is_editable(status))
        modes = ModeServices(WorkDays.load(), FakeLedger(limit, used), FakeManifests(manifest) if manifest else None)
        services = FormServices(drafts, submissions, reference, FixedClock(), memory, modes=modes)
        page = FormPage(OpenedDraft("draft-1", forms.load(made.form), made, status, started=started), services)
        window = QWidget()
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        qtbot.addWidget(window)
        window.resize(size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        page.activated()
        QApplication.processEvents()
        return Stage(page, window, KeyDriver(window), drafts, submissions, memory)

    yield opened
