"""The further life of declarations for the pages: requests, second steps, lanes, what is due; in the store thread."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

import forms
from app.declarations.inbox import needs_rerating
from app.declarations.stage_facts import PLANNED_ARRIVAL, day_of
from app.declarations.version import REQUESTS, Kind
from app.reference.workdays import WorkDays
from app.store import inbox, lineage, requests
from app.store.drafts import load_draft, load_row
from app.store.engine import Connection
from app.ui.desk.drafts import DeskDrafts
from app.ui.desk.needs import needs_of
from app.ui.desk.next_step import next_of
from app.ui.desk.office import Office, Refusal
from app.ui.desk.operator import operator_of
from app.ui.desk.requests import compare_versions, read_request
from app.ui.desk.tax_effect import TaxEffects
from app.ui.desk.two_lanes import note_sale, read_lanes, write_storage
from app.ui.pages.lifecycle import Arrived, Compared, Expiry, Need, Next, Request, Storage, TwoLane
from app.ui.pages.services import Standing
from app.work import requests as work
from app.work.news import Changed, Done

Failed = Callable[[str], None]
_OPENERS = {
    Kind.AMEND: requests.open_amendment,
    Kind.WITHDRAW: requests.open_withdrawal,
    Kind.SUPPLEMENT: requests.open_supplement,
    Kind.RETRY: requests.new_version_of_rejected,
}


class DeskLifecycle(QObject):
    """LifecycleService over the store."""

    changed = Signal(str)

    def __init__(self, office: Office, kept: DeskDrafts) -> None:
        super().__init__(office)
        self._office, self._kept = office, kept
        self._effects = TaxEffects(office)
        self._calendar: WorkDays | None = None  # of the store thread, read when first wanted
        office.changed.connect(self._on_news)

    def start(self, draft_id: str, kind: Kind, done: Callable[[str], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[str]:
            made = self._start(connection, draft_id, kind)
            return Done(made, Changed(drafts=frozenset({made, draft_id})))

        self._office.change(operation, done, failed)

    def complete(self, draft_id: str, done: Callable[[str], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[str]:
            made = work.open_completion(connection, draft_id, self._office.clock.now())
            return Done(made, Changed(drafts=frozenset({made})))

        self._office.change(operation, done, failed)

    def next_step(self, draft_id: str, done: Callable[[Next], None], failed: Failed) -> None:
        self._office.ask(lambda connection: next_of(connection, draft_id, self._days(), self._today()), done, failed)

    def request(self, draft_id: str, done: Callable[[Request], None], failed: Failed) -> None:
        tables, effects = self._office.tables, self._effects

        def operation(connection: Connection) -> Request:
            return read_request(connection, draft_id, tables, effects, self._office.clock.now())

        self._office.ask(operation, done, failed)

    def explain(
        self,
        draft_id: str,
        reason: str,
        note: str,
        attachments: Sequence[str],
        done: Callable[[None], None],
        failed: Failed,
    ) -> None:
        names = tuple(attachments)

        def operation(connection: Connection) -> Done[None]:
            lineage.put_reason(connection, draft_id, reason, note, names)
            return Done(None, Changed(drafts=frozenset({draft_id})))

        self._office.change(operation, done, failed)

    def take_back(self, draft_id: str, paths: Sequence[str], done: Callable[[None], None], failed: Failed) -> None:
        wanted = tuple(paths)

        def operation(connection: Connection) -> Done[None]:
            draft = load_draft(connection, draft_id).draft
            for path in wanted:
                draft.put(path, draft.declared.get(path, ""))
            written = self._kept.write(connection, draft_id, draft, 0)
            return Done(None, written.changed)

        self._office.change(operation, done, failed)

    def file_request(self, draft_id: str, done: Callable[[Standing], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[Standing]:
            queued = work.file_request(connection, draft_id, self._office.clock.now())
            row = load_row(connection, draft_id)
            changed = Changed(drafts=frozenset({draft_id}), submissions=frozenset({queued.submission_id}))
            return Done(Standing(row.status, "", row.seq_no, row.entry_id, row.editable), changed)

        self._office.change(operation, done, failed)

    def compare(self, before: str, after: str, done: Callable[[Compared], None], failed: Failed) -> None:
        self._office.ask(lambda connection: compare_versions(connection, before, after), done, failed)

    def two_lane(self, draft_id: str, done: Callable[[TwoLane], None], failed: Failed) -> None:
        tables = self._office.tables
        self._office.ask(lambda connection: read_lanes(connection, draft_id, tables), done, failed)

    def store_goods(
        self,
        draft_id: str,
        goods: Storage,
        expiries: Sequence[Expiry],
        done: Callable[[None], None],
        failed: Failed,
    ) -> None:
        days = tuple(expiries)

        def operation(connection: Connection) -> Done[None]:
            write_storage(connection, draft_id, goods, days, operator_of(connection), self._office.clock.now())
            return Done(None, Changed(drafts=frozenset({draft_id})))

        self._office.change(operation, done, failed)

    def sell(self, draft_id: str, done: Callable[[None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[None]:
            now = self._office.clock.now()
            note_sale(connection, draft_id, now.date(), operator_of(connection), now)
            return Done(None, Changed(drafts=frozenset({draft_id})))

        self._office.change(operation, done, failed)

    def needs(self, done: Callable[[Sequence[Need]], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Sequence[Need]:
            return needs_of(connection, self._office.tables, self._days(), self._office.clock.now())

        self._office.ask(operation, done, failed)

    def arrived(self, draft_id: str, day: date, done: Callable[[Arrived], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[Arrived]:
            effect = self._arrived(connection, draft_id, day)
            return Done(effect, Changed(drafts=frozenset({draft_id})))

        self._office.change(operation, done, failed)

    # -- inside ------------------------------------------------------------------------------------------------

    def _today(self) -> date:
        return self._office.clock.now().date()

    def _days(self) -> WorkDays:
        self._calendar = self._calendar or WorkDays.load()
        return self._calendar

    def _start(self, connection: Connection, draft_id: str, kind: Kind) -> str:
        now = self._office.clock.now()
        line = lineage.line_of(connection, draft_id)
        base = line.parent_id if line is not None and line.kind in REQUESTS and line.parent_id else draft_id
        if kind is Kind.REFILE:
            requests.refile(connection, draft_id, now)  # the new values wait in a draft of their own
            return requests.open_withdrawal(connection, base, now)
        return _OPENERS[kind](connection, draft_id if kind is Kind.RETRY else base, now)

    def _arrived(self, connection: Connection, draft_id: str, day: date) -> Arrived:
        """Note the day of entry; where its month is another than the planned one, say what that costs."""
        if day > self._today():
            raise Refusal("进境日不能晚于今天")
        stored = load_draft(connection, draft_id)
        planned = day_of(stored.draft.facts, PLANNED_ARRIVAL)
        now = self._office.clock.now()
        inbox.confirm_arrival(connection, draft_id, day, now)
        words = f"进境日已记为 {day:%m-%d}"
        if planned is None or not needs_rerating(f"{planned:%Y-%m}", day):
            return Arrived(words)
        effect = self._effects.of_entry(forms.load(stored.draft.form), stored.draft, planned, day)
        return Arrived(f"{words}，跨月，按进境日的税率、汇率重算", effect)

    def _on_news(self, news: Changed) -> None:
        for draft_id in news.drafts:
            self.changed.emit(draft_id)
        if news.submissions or news.receipts:
            self.changed.emit("")
