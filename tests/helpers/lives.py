"""A declaration in the store and what the authority says of it, for tests of steps, requests and versions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.core.draft import Draft, Mode, Purpose
from app.declarations.outbox import Event
from app.store import outbox
from app.store.deeds import deeds_of
from app.store.drafts import DraftRow, create_draft, load_draft
from app.store.engine import Database
from app.store.outbox import OutboxRow, get
from app.store.receipts import Incoming, apply_some, store_page
from app.store.standing import Standing, standing, submission_of
from app.store.submissions import Queued, enqueue
from tests.helpers.filings import NOW, filing, incoming

NUMBER = "PD2026031300001"
ENTRY = "070220261000000123"
GATEWAY = "gateway"


class Life:
    """One declaration from its draft on; moments are minutes after NOW."""

    def __init__(self, database: Database, mode: Mode = Mode.ONCE, number: str = NUMBER, **texts: str) -> None:
        self.database = database
        self.number = number
        draft = Draft("import", "2026.1", mode)
        draft.update({"sign.client_seq_no": number, "bill_number": "B1", "gross_weight": "100", **texts})
        with database.writing() as connection:
            self.draft_id = create_draft(connection, draft, NOW).id
        self.minute = 0

    def file(self, action: Purpose = Purpose.DECLARE, text: str = "", **more: object) -> Queued:
        """Queue the draft's message and let it arrive."""
        told = {"action": action.value, "mode": self.draft.mode.value, "draft_id": self.draft_id, **more}
        wanted = filing(self.number, text or action.value, **told)
        with self.database.writing() as connection:
            queued = enqueue(connection, wanted, NOW)
        self.arrive(queued)
        return queued

    def arrive(self, queued: Queued) -> None:
        """Let a queued message be taken by the authority."""
        with self.database.writing() as connection:
            row = get(connection, queued.message_id)
            assert row is not None
            row = outbox.put_signature(connection, row, b"signature", "certificate", "0" * 64, NOW)
            row = outbox.move(connection, row, Event.RELEASE, NOW)
            lease = outbox.lease(row, "test", NOW, timedelta(minutes=1))
            lease["endpoint"] = GATEWAY
            row = outbox.move(connection, row, Event.CLAIM, NOW, **lease)
            outbox.move(connection, row, Event.ACKNOWLEDGED, NOW, gateway_no="I20260000000000123")

    def say(self, queued: Queued, *letters: str, last: bool = False) -> None:
        """Let receipts of a message come, each a minute after the one before."""
        self.deliver([self.notice(queued, letter, last=last and letter == letters[-1]) for letter in letters])

    def notice(self, queued: Queued, letter: str, *, last: bool = False, note: str = "") -> Incoming:
        """Return the next receipt without delivering it."""
        self.minute += 1
        one = incoming(self.row(queued), letter, self.minute, entry_id="" if letter == "7" else ENTRY, last=last)
        return replace(one, note=note)

    def deliver(self, page: Sequence[Incoming]) -> None:
        """Store and apply receipts."""
        with self.database.writing() as connection:
            store_page(connection, GATEWAY, page, self.minute, NOW)
            apply_some(connection, NOW)

    def row(self, queued: Queued) -> OutboxRow:
        """Return a message."""
        with self.database.reading() as connection:
            found = get(connection, queued.message_id)
        assert found is not None
        return found

    def stands(self, draft_id: str = "") -> Standing:
        """Return where the declaration stands."""
        with self.database.reading() as connection:
            submission = submission_of(connection, draft_id or self.draft_id)
            assert submission is not None
            found = standing(connection, submission)
        assert found is not None
        return found

    def shown(self, draft_id: str = "") -> DraftRow:
        """Return how a draft is listed."""
        with self.database.reading() as connection:
            return load_draft(connection, draft_id or self.draft_id).row

    @property
    def draft(self) -> Draft:
        """The declaration's own draft."""
        with self.database.reading() as connection:
            return load_draft(connection, self.draft_id).draft

    def messages(self) -> list[tuple[Purpose, int]]:
        """Return what was sent, oldest first."""
        with self.database.reading() as connection:
            return [(deed.purpose, deed.message.revision) for deed in deeds_of(connection, self.stands().id).all]


def later(minutes: int) -> datetime:
    """Return a moment after NOW."""
    return NOW + timedelta(minutes=minutes)
