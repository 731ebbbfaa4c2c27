"""Guarantees and manifests for the form page: read in the store thread, asked for through the delivery thread."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QObject

from app.declarations.guarantee import Guarantee
from app.declarations.manifest_fill import FOUND, texts_of
from app.reference.workdays import WorkDays
from app.store import guarantees, standing
from app.store.engine import Connection
from app.store.told import told
from app.ui.desk.office import Office
from app.ui.pages.form.mode_services import Held, ManifestAnswer, ModeServices
from app.ui.pages.ledger_pane import Entry
from app.work.manifest import SOURCE
from app.work.news import Changed, Done

Failed = Callable[[str], None]
NOT_ASKED = "舱单未核对：网关没有答复或没有提运单号，不影响申报"


class DeskGuarantees:
    """GuaranteeService and LedgerService over the ledger."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def held(
        self, number: str, this: Decimal, draft_id: str, done: Callable[[Held | None], None], failed: Failed
    ) -> None:
        def operation(connection: Connection) -> Held | None:
            known = guarantees.guarantee(connection, number)
            own = standing.submission_of(connection, draft_id) or ""
            left = guarantees.balance(connection, number, this, own)
            if known is None or left is None:
                return None
            uses = guarantees.uses(connection, number)
            return Held(known, left, sum(one.counts and one.submission_id != own for one in uses))

        self._office.ask(operation, done, failed)

    def known(self, done: Callable[[Sequence[Guarantee]], None], failed: Failed) -> None:
        self._office.ask(guarantees.list_guarantees, done, failed)

    def entries(self, done: Callable[[Sequence[Entry]], None], failed: Failed) -> None:
        self._office.ask(_entries, done, failed)

    def put(self, guarantee: Guarantee, done: Callable[[None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[None]:
            guarantees.put_guarantee(connection, guarantee, self._office.clock.now())
            return Done(None, Changed(settings=frozenset({"guarantees"})))

        self._office.change(operation, done, failed)


def _entries(connection: Connection) -> list[Entry]:
    found = []
    for known in guarantees.list_guarantees(connection):
        left = guarantees.balance(connection, known.number)
        if left is not None:
            found.append(Entry(known, left))
    return found


class DeskManifests(QObject):
    """ManifestService over the delivery thread; what it found stands beside the draft."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._office = office
        self._waiting: dict[str, tuple[datetime, Callable[[ManifestAnswer], None], Failed]] = {}
        office.changed.connect(self._on_news)

    def look(self, draft_id: str, done: Callable[[ManifestAnswer], None], failed: Failed) -> None:
        self._waiting[draft_id] = self._office.clock.now(), done, failed
        self._office.runner.ask_manifest(draft_id)

    def _on_news(self, news: Changed) -> None:
        for draft_id in news.drafts & set(self._waiting):
            since, done, failed = self._waiting.pop(draft_id)
            self._office.ask(partial(_answer, draft_id, since), done, failed)


def _answer(draft_id: str, since: datetime, connection: Connection) -> ManifestAnswer:
    known = told(connection, draft_id)
    fresh = {name: one.value for name, one in known.items() if one.source == SOURCE and one.told_at >= since}
    if FOUND not in fresh:
        return ManifestAnswer(None, NOT_ASKED)
    if not fresh[FOUND]:
        return ManifestAnswer(False, "海关系统中还没有这份舱单，可先申报，放行前须有", facts=fresh)
    return ManifestAnswer(True, "舱单已核对", texts_of(fresh), fresh)


def mode_services(office: Office) -> ModeServices:
    """Return what the filing modes live by, over an office."""
    return ModeServices(WorkDays.load(), DeskGuarantees(office), DeskManifests(office))
