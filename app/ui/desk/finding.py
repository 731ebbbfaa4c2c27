"""Finding declarations for the pages: filters, words, stars, labels and kept views, all in the store thread."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject

import forms
from app.core.check import Checker
from app.declarations.labels import Label
from app.declarations.list_filter import ListFilter
from app.reference.workdays import WorkDays
from app.store import drafts, finding
from app.store.engine import Connection
from app.store.inbox import inbox
from app.ui.desk.office import Office
from app.ui.pages.finding_services import Choices
from app.ui.pages.services import ListedDraft
from app.work.news import Changed, Done

Failed = Callable[[str], None]


class DeskFinding(QObject):
    """FindingService over the store."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._office = office
        self._calendar: WorkDays | None = None  # of the store thread, read when first wanted

    def catch_up(self) -> None:
        """Index what an older file brought without its words, a batch after the other behind everybody's back."""

        def operation(connection: Connection) -> Done[int]:
            return Done(finding.catch_up(connection))

        def go_on(done: int) -> None:
            if done:
                self.catch_up()

        self._office.change(operation, go_on, lambda _sentence: None)

    def find(self, wanted: ListFilter, done: Callable[[Sequence[int]], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Sequence[int]:
            now = self._office.clock.now()
            among = self._due(connection, wanted.days_left) if wanted.days_left else None
            return finding.find(connection, wanted, now, among)

        self._office.ask(operation, done, failed)

    def rows(self, numbers: Sequence[int], done: Callable[[Mapping[int, ListedDraft]], None], failed: Failed) -> None:
        self._office.ask(lambda connection: finding.rows_of(connection, numbers), done, failed)

    def choices(self, done: Callable[[Choices], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Choices:
            firms, offices = finding.clients(connection), finding.ports(connection)
            return Choices(tuple(firms), tuple(offices), tuple(finding.views(connection)))

        self._office.ask(operation, done, failed)

    def star(self, draft_ids: Sequence[str], on: bool, done: Callable[[None], None], failed: Failed) -> None:
        self._marked(draft_ids, lambda connection: finding.put_star(connection, draft_ids, on), done, failed)

    def label(
        self, draft_ids: Sequence[str], label: Label | None, done: Callable[[None], None], failed: Failed
    ) -> None:
        self._marked(draft_ids, lambda connection: finding.put_label(connection, draft_ids, label), done, failed)

    def keep_view(self, name: str, line: str, done: Callable[[None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[None]:
            finding.save_view(connection, name, line, self._office.clock.now())
            return Done(None)

        self._office.change(operation, done, failed)

    def drop_view(self, name: str, done: Callable[[None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[None]:
            finding.drop_view(connection, name)
            return Done(None)

        self._office.change(operation, done, failed)

    def check(self, draft_ids: Sequence[str], done: Callable[[Mapping[str, int]], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[Mapping[str, int]]:
            found: dict[str, int] = {}
            for draft_id in draft_ids:
                stored = drafts.load_draft(connection, draft_id)
                today = self._office.clock.now().date()
                checker = Checker(forms.load(stored.row.form), stored.draft, self._office.tables, today)
                found[draft_id] = sum(problem.blocks for problem in checker.problems())
                finding.note_errors(connection, draft_id, found[draft_id])
            return Done(found, Changed(drafts=frozenset(draft_ids)))

        self._office.change(operation, done, failed)

    def _marked(
        self,
        draft_ids: Sequence[str],
        mark: Callable[[Connection], None],
        done: Callable[[None], None],
        failed: Failed,
    ) -> None:
        def operation(connection: Connection) -> Done[None]:
            mark(connection)
            return Done(None, Changed(drafts=frozenset(draft_ids)))

        self._office.change(operation, done, failed)

    def _days(self) -> WorkDays:
        self._calendar = self._calendar or WorkDays.load()
        return self._calendar

    def _due(self, connection: Connection, days: int) -> list[str]:
        """Return the declarations with less than so many days left for what they wait for."""
        now = self._office.clock.now()
        needs = inbox(connection, now, self._days())
        return [one.draft_id for one in needs if one.due is not None and (one.due - now.date()).days < days]
