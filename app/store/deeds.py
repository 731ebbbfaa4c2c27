"""A submission's messages and the receipts of each, read once for whoever computes where things stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from app.core.draft import Purpose
from app.declarations.actions import AGREED, DELETED, Action, completion, held_actions, newest
from app.declarations.outbox import State
from app.declarations.receipts import ReceiptFact
from app.store.stage_tables import requests
from app.store.tables import actions, outbox, receipts

Notice = Row[str, datetime | None, str, str, bool, str, str, str | None]


@dataclass(frozen=True, slots=True)
class Deed:
    """One message (everything but its bytes) with its receipts in the order of notice; ``draft_id`` of a request."""

    message: Any
    notices: tuple[Notice, ...]
    draft_id: str | None

    @property
    def purpose(self) -> Purpose:
        """What the message asks for."""
        return Purpose(self.message.kind)

    @property
    def state(self) -> State:
        """Where it stands on our side."""
        return State(self.message.state)

    @property
    def facts(self) -> tuple[ReceiptFact, ...]:
        """What its receipts say, as far as they bear on the status."""
        return tuple(ReceiptFact(notice.channel, notice.noticed_at) for notice in self.notices)

    @property
    def action(self) -> Action:
        """The message as the pure functions see it."""
        return Action(self.purpose, self.message.revision, self.state, self.facts)

    @property
    def last_came(self) -> bool:
        """Whether the gateway marked a receipt of it as the last."""
        return any(notice.last for notice in self.notices)


@dataclass(frozen=True, slots=True)
class Deeds:
    """All messages of a submission, oldest first."""

    all: tuple[Deed, ...]

    @property
    def actions(self) -> list[Action]:
        """All of them as the pure functions see them."""
        return [deed.action for deed in self.all]

    @property
    def first(self) -> Deed | None:
        """The newest message of the first step."""
        return self._of(newest(self.actions, Purpose.DECLARE))

    @property
    def second(self) -> Deed | None:
        """The message of the second step, unless it was taken back unsent."""
        return self._of(completion(self.actions))

    @property
    def current(self) -> Deed:
        """The message that declares: of the second step where there is one."""
        found = self.second or self.first or (self.all[-1] if self.all else None)
        if found is None:
            raise LookupError("a submission without a message")
        return found

    @property
    def held(self) -> Deed:
        """The message the authority goes by: of the second step unless that was sent back."""
        kept = newest(held_actions(self.actions), Purpose.COMPLETE)
        return self.current if kept is not None or self.first is None else self.first

    @property
    def declaring(self) -> tuple[Notice, ...]:
        """The receipts of both steps, in the order of notice."""
        both = [notice for deed in (self.first, self.second) if deed is not None for notice in deed.notices]
        return tuple(sorted(both, key=lambda one: one.noticed_at.timestamp() if one.noticed_at else 0.0))

    @property
    def requests(self) -> dict[str, Deed]:
        """The newest message of each request, by the draft it was made from."""
        return {deed.draft_id: deed for deed in self.all if deed.draft_id is not None}

    def _of(self, action: Action | None) -> Deed | None:
        if action is None:
            return None
        return next(deed for deed in self.all if deed.message.revision == action.revision)


def deeds_of(connection: Connection, submission_id: str) -> Deeds:
    """Return all messages of a submission with their receipts."""
    columns = [column for column in outbox.c if column.name not in ("payload", "signature")]
    query = (
        select(*columns, actions.c.kind, actions.c.reason, actions.c.content_sha256, requests.c.draft_id)
        .join(actions, actions.c.message_id == outbox.c.message_id)
        .join(requests, requests.c.message_id == outbox.c.message_id, isouter=True)
        .where(outbox.c.decl_id == submission_id)
        .order_by(outbox.c.revision)
    )
    rows = connection.execute(query).all()
    notices = _notices(connection, [row.message_id for row in rows])
    return Deeds(tuple(Deed(row, tuple(notices[row.message_id]), row.draft_id) for row in rows))


def _notices(connection: Connection, message_ids: Sequence[str]) -> Mapping[str, list[Notice]]:
    columns = receipts.c
    wanted = (columns.channel, columns.noticed_at, columns.seq_no, columns.entry_id, columns.last, columns.pointers)
    query = (
        select(*wanted, columns.note, columns.local_message_id)
        .where(columns.local_message_id.in_(message_ids), columns.verified.is_(True), columns.readable.is_(True))
        .order_by(columns.noticed_at, columns.channel, columns.sha256)  # never by arrival: they come in any order
    )
    found: dict[str, list[Notice]] = {message_id: [] for message_id in message_ids}
    for notice in connection.execute(query):
        found[notice.local_message_id].append(notice)
    return found


def withdrawn_on(deeds: Deeds) -> datetime | None:
    """Return when the authority agreed to a declaration's withdrawal, None if it did not."""
    moments = [
        notice.noticed_at
        for deed in deeds.all
        if deed.purpose is Purpose.WITHDRAW
        for notice in deed.notices
        if notice.channel in (AGREED, DELETED) and notice.noticed_at is not None
    ]
    return min(moments, default=None)
