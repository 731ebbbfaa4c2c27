"""What statistics count: every declaration the gateway has, with the first moment of each kind of receipt. Pure SQL."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, case, func, select

import forms
from app.core.clock import SHANGHAI
from app.core.draft import Mode
from app.declarations.clearance import Filed
from app.declarations.finding import findings_of
from app.declarations.outbox import State
from app.declarations.receipts import STATUS_OF_CHANNEL
from app.declarations.status import Status
from app.store.tables import actions, drafts, outbox, receipts, submissions

DECLARE, COMPLETE = "declare", "complete"
_LEAVES = (Status.CONDITIONAL, Status.RELEASED)  # from either on the goods may leave
_SENT_BACK = {channel for channel, status in STATUS_OF_CHANNEL.items() if status is Status.REJECTED}
_CLAUSE = re.compile(r"[，。；：:,;\[【（(]")
_WORDS = 24


def filed_since(connection: Connection, since: datetime) -> list[Filed]:
    """Return the declarations first filed at or after a moment and known to have arrived, oldest first."""
    sent_back = _reasons(connection, since)
    return [_filed(row, sent_back) for row in connection.execute(_query(since))]


def _query(since: datetime) -> Any:
    document = drafts.c.document
    heard = (receipts.c.verified.is_(True), receipts.c.readable.is_(True))
    return (
        select(
            submissions.c.id,
            submissions.c.draft_id,
            submissions.c.created_at,
            drafts.c.port,
            drafts.c.traffic_mode,
            drafts.c.form,
            drafts.c.mode,
            func.json_extract(document, "$.facts.entry_day").label("entry_day"),
            func.json_extract(document, "$.fields.ie_date").label("ie_date"),
            _first(Status.REVIEWED).label("reviewed"),
            _first(Status.INSPECTION).label("inspected"),
            _first(*_LEAVES).label("released"),
            _completed().label("completed"),
            func.max(case((receipts.c.channel.in_(_SENT_BACK), 1), else_=0)).label("sent_back"),
            func.max(case((outbox.c.state == State.REJECTED.value, 1), else_=0)).label("refused"),
        )
        .join(drafts, drafts.c.id == submissions.c.draft_id)
        .join(outbox, outbox.c.decl_id == submissions.c.id)
        .join(actions, (actions.c.message_id == outbox.c.message_id) & (actions.c.kind == DECLARE))
        .outerjoin(receipts, (receipts.c.local_message_id == outbox.c.message_id) & heard[0] & heard[1])
        .where(submissions.c.created_at >= since)
        .where(outbox.c.state.in_((State.ACKED.value, State.REJECTED.value)))
        .group_by(submissions.c.id)
        .order_by(submissions.c.created_at, submissions.c.id)
    )


def _completed() -> Any:
    done = select(func.min(actions.c.created_at)).where(
        actions.c.submission_id == submissions.c.id, actions.c.kind == COMPLETE
    )
    return done.correlate(submissions).scalar_subquery()


def _first(*statuses: Status) -> ColumnElement[Any]:
    """Return the first moment of a receipt that tells one of these states."""
    letters = [channel for channel, status in STATUS_OF_CHANNEL.items() if status in statuses]
    return func.min(case((receipts.c.channel.in_(letters), receipts.c.noticed_at)))


def _reasons(connection: Connection, since: datetime) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return by submission why it was sent back: by receipt, or at the door by the gateway."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    told = (
        select(outbox.c.decl_id, receipts.c.pointers, receipts.c.note)
        .join(outbox, outbox.c.message_id == receipts.c.local_message_id)
        .join(submissions, submissions.c.id == outbox.c.decl_id)
        .where(receipts.c.channel.in_(_SENT_BACK), receipts.c.verified.is_(True), submissions.c.created_at >= since)
    )
    for row in connection.execute(told):
        found[row.decl_id] += _words(row.pointers, row.note)
    refused = (
        select(outbox.c.decl_id, outbox.c.problems)
        .join(submissions, submissions.c.id == outbox.c.decl_id)
        .where(outbox.c.state == State.REJECTED.value, submissions.c.created_at >= since)
    )
    for submission, problems in connection.execute(refused):
        found[submission] += _words(problems, "")
    return found


def _words(pointers: str, note: str) -> Iterable[tuple[str, str]]:
    """Return rule and first clause of each finding; without any the note's own words."""
    named = list(dict.fromkeys((one.rule, _clause(one.message)) for one in findings_of(json.loads(pointers))))
    return named or [("", _clause(note.removeprefix("退单").lstrip("：: ")) or "未说明原因")]


def _clause(words: str) -> str:
    return _CLAUSE.split(words.strip(), maxsplit=1)[0].strip()[:_WORDS]


def _filed(row: Row[Any], sent_back: Mapping[str, Sequence[tuple[str, str]]]) -> Filed:
    return Filed(
        draft_id=row.draft_id,
        port=row.port,
        vehicle=row.traffic_mode,
        is_import=forms.load(row.form).direction == "I",
        mode=Mode(row.mode),
        filed=row.created_at,
        arrived=_day(row.entry_day) or _day(row.ie_date),
        reviewed=_moment(row.reviewed),
        inspected=_moment(row.inspected),
        released=_moment(row.released),
        completed=_moment(row.completed),
        rejected=bool(row.sent_back or row.refused),
        reasons=tuple(sent_back.get(row.id, ())),
    )


def _moment(stored: str | datetime | None) -> datetime | None:
    """Read a moment that went through an aggregate: the column type's own reading is lost there."""
    if stored is None or isinstance(stored, datetime):
        return stored
    return datetime.fromisoformat(stored).replace(tzinfo=UTC).astimezone(SHANGHAI)


def _day(text: object) -> date | None:
    """Read a day as ISO text or as the message's eight digits; None if it is none."""
    try:
        return date.fromisoformat(text.strip()) if isinstance(text, str) else None
    except ValueError:
        return None
