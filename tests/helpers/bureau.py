"""The services of the window over a real database, real worker threads and a gateway in memory; no window."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

import app.reference
from app.core.clock import ShiftedClock
from app.core.draft import Draft
from app.declarations.status import Status
from app.store import drafts
from app.store.drafts import StoredDraft
from app.store.engine import Database
from app.ui.desk.drafts import DeskDrafts
from app.ui.desk.office import Office
from app.ui.desk.submissions import DeskSubmissions
from app.ui.pages.services import Standing
from app.work.bridge import Bridge
from app.work.deliver import Delivery
from app.work.news import Trouble
from app.work.patience import HURRIED, PollPace
from app.work.runner import Runner
from tests.helpers import scenarios
from tests.helpers.fake_gateway import FakeGateway
from tests.helpers.filings import NOW
from tests.helpers.signing import signer

_OFTEN = PollPace(steps=((3600.0, 0.05),), longest=0.05)
_LONGEST = 10_000  # ms


def until(happened: Callable[[], bool]) -> None:
    """Let posted calls run until something has happened; raises TimeoutError."""
    loop, deadline = QEventLoop(), QTimer()
    deadline.setSingleShot(True)
    deadline.timeout.connect(loop.quit)
    deadline.start(_LONGEST)
    while not happened():
        if not deadline.isActive():
            raise TimeoutError
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


class Refused(Exception):
    """A service answered with a sentence instead of a value."""


class Bureau:
    """One desk; ``ask(call, …)`` waits for the answer of a service."""

    def __init__(self, database: Database, start: datetime = NOW) -> None:
        self.database = database
        self.clock = ShiftedClock(start)
        self.gateway = FakeGateway()
        self.office = Office(self.clock, app.reference.load())
        self.drafts = DeskDrafts(self.office)
        self.submissions = DeskSubmissions(self.office, self.drafts)
        self.troubles: list[Trouble] = []
        self.office.troubled.connect(self.troubles.append)
        self._bridge = Bridge()
        delivery = Delivery(database, self.gateway, signer(), self.clock, patience=HURRIED)
        self.runner = Runner(database, delivery, _OFTEN, self._bridge.post, self.office.hear)
        self.office.employ(self.runner)

    def ask(self, call: Callable[..., None], *arguments: object) -> Any:
        """Return what a service answers; raises Refused with its sentence, TimeoutError if it never answers."""
        answers: list[Any] = []
        failures: list[str] = []
        call(*arguments, answers.append, failures.append)
        until(lambda: bool(answers or failures))
        if failures:
            raise Refused(failures[0])
        return answers[0]

    def until(self, happened: Callable[[], bool]) -> None:
        """Let posted calls run until something has happened; raises TimeoutError."""
        until(happened)

    def keep(self, draft: Draft, number: str) -> str:
        """Store a draft under a number of its own and return its id."""
        kept = draft.copy()
        kept.put("sign.client_seq_no", number)
        with self.database.writing() as connection:
            return drafts.create_draft(connection, kept, self.clock.now()).id

    def stored(self, draft_id: str) -> StoredDraft:
        """Return a draft as it stands in the store."""
        with self.database.reading() as connection:
            return drafts.load_draft(connection, draft_id)

    def file(self, draft_id: str, **changes: str) -> Standing:
        """File a draft as it stands with some fields changed."""
        draft = self.stored(draft_id).draft
        draft.update(changes)
        answer: Standing = self.ask(self.submissions.submit, draft_id, draft)
        return answer

    def until_status(self, draft_id: str, status: Status) -> None:
        """Wait until a draft stands somewhere."""
        end = self.clock.now() + timedelta(milliseconds=_LONGEST)
        while self.stored(draft_id).row.status is not status:
            if self.clock.now() > end:
                raise TimeoutError(status)
            self.ask(self.submissions.standing, draft_id)


@contextmanager
def at_work(database: Database, start: datetime = NOW) -> Iterator[Bureau]:
    """Give a bureau with its workers running, and end them."""
    bureau = Bureau(database, start)
    bureau.runner.start()
    try:
        yield bureau
    finally:
        assert bureau.runner.stop()


def coal() -> Draft:
    """Return a draft that can be filed on the day the bureau works."""
    return scenarios.s01()
