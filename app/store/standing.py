"""Where each submission stands, computed from its newest message and that message's receipts; it moves nothing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from app.declarations.finding import Finding, findings_of
from app.declarations.outbox import State
from app.declarations.receipts import STATUS_OF_CHANNEL, ReceiptFact, needs_clerk, status_of
from app.declarations.status import PROGRESS, Status, is_final, shown_state
from app.store.tables import actions, drafts, outbox, receipts, submissions

_Notice = Row[str, datetime | None, str, str, bool, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """One queued submission as ``status`` and the queue page show it.

    ``last_came``: the gateway has marked its last receipt, so that a final state is not only reached but fully told.
    """

    id: str
    draft_id: str | None
    file: str
    client_seq_no: str
    seq_no: str
    entry_id: str
    state: Status
    channels: tuple[str, ...]
    final: bool
    last_came: bool
    needs_clerk: bool
    message_id: str
    revision: int
    outbox_state: State
    attempts: int
    not_before: datetime
    cancel_requested: bool
    last_error_code: str
    findings: tuple[Finding, ...]
    reason: str
    created_at: datetime
    updated_at: datetime


def standing(connection: Connection, submission_id: str) -> Standing | None:
    """Return where a submission stands, None if there is no such submission."""
    submission = connection.execute(select(submissions).where(submissions.c.id == submission_id)).one_or_none()
    message = _newest_message(connection, submission_id)
    if submission is None or message is None:
        return None
    notices = _notices(connection, message.message_id)
    pointed = tuple(finding for notice in notices for finding in findings_of(json.loads(notice.pointers)))
    return Standing(
        id=submission.id,
        draft_id=submission.draft_id,
        file=submission.file,
        client_seq_no=submission.client_seq_no,
        seq_no=submission.seq_no,
        entry_id=submission.entry_id,
        state=Status(submission.status),
        channels=_channels(notices),
        final=submission.final,
        last_came=any(notice.last for notice in notices),
        needs_clerk=needs_clerk(_facts(notices)),
        message_id=message.message_id,
        revision=message.revision,
        outbox_state=State(message.state),
        attempts=message.attempts,
        not_before=message.not_before,
        cancel_requested=message.cancel_requested,
        last_error_code=message.last_error_code,
        findings=findings_of(json.loads(message.problems)) + pointed,
        reason=message.reason,
        created_at=submission.created_at,
        updated_at=message.updated_at,
    )


def standings(connection: Connection, ids: Sequence[str] | None = None) -> list[Standing]:
    """Return the given submissions in the given order, or all in the order they were queued."""
    wanted = connection.execute(select(submissions.c.id).order_by(submissions.c.id)).scalars() if ids is None else ids
    found = (standing(connection, submission_id) for submission_id in wanted)
    return [one for one in found if one is not None]


def find(connection: Connection, text: str) -> list[str]:
    """Return the ids of the submissions a person may mean: by our id, their number, 统一编号 or 海关编号."""
    if not text:
        return []
    columns = submissions.c
    matches = or_(columns.id == text, columns.client_seq_no == text, columns.seq_no == text, columns.entry_id == text)
    return list(connection.execute(select(columns.id).where(matches).order_by(columns.id)).scalars())


def open_ids(connection: Connection) -> list[str]:
    """Return the submissions that are not final, oldest first."""
    waiting = select(submissions.c.id).where(submissions.c.final.is_(False)).order_by(submissions.c.id)
    return list(connection.execute(waiting).scalars())


def refresh(connection: Connection, submission_id: str) -> None:
    """Compute the derived columns of a submission and its draft anew; every change of outbox or receipts ends here."""
    message = _newest_message(connection, submission_id)
    if message is None:
        return
    notices = _notices(connection, message.message_id)
    status = shown_state(State(message.state), status_of(_facts(notices)))
    numbers = {
        "status": status.value,
        "seq_no": message.gateway_no or _newest(notices, "seq_no"),
        "entry_id": _newest(notices, "entry_id"),
    }
    final = is_final(status, any(notice.last for notice in notices))
    connection.execute(update(submissions).where(submissions.c.id == submission_id).values(**numbers, final=final))
    draft_id = connection.execute(select(submissions.c.draft_id).where(submissions.c.id == submission_id)).scalar_one()
    if draft_id is not None and submission_id == submission_of(connection, draft_id):
        connection.execute(update(drafts).where(drafts.c.id == draft_id).values(**numbers))


def submission_of(connection: Connection, draft_id: str) -> str | None:
    """Return the newest submission a draft was filed under, None if it never was."""
    newest = select(submissions.c.id).where(submissions.c.draft_id == draft_id).order_by(submissions.c.id.desc())
    return connection.execute(newest.limit(1)).scalar_one_or_none()


def _newest_message(connection: Connection, submission_id: str) -> Any | None:
    columns = [column for column in outbox.c if column.name not in ("payload", "signature")]
    query = (
        select(*columns, actions.c.reason)
        .join(actions, actions.c.message_id == outbox.c.message_id)
        .where(outbox.c.decl_id == submission_id)
        .order_by(outbox.c.revision.desc())
        .limit(1)
    )
    return connection.execute(query).one_or_none()


def _notices(connection: Connection, message_id: str) -> Sequence[_Notice]:
    columns = receipts.c
    query = (
        select(columns.channel, columns.noticed_at, columns.seq_no, columns.entry_id, columns.last, columns.pointers)
        .where(columns.local_message_id == message_id, columns.verified.is_(True), columns.readable.is_(True))
        .order_by(columns.noticed_at, columns.channel, columns.sha256)  # never by arrival: they come in any order
    )
    return connection.execute(query).all()


def _facts(notices: Sequence[_Notice]) -> list[ReceiptFact]:
    return [ReceiptFact(notice.channel, notice.noticed_at) for notice in notices]


def _newest(notices: Sequence[_Notice], name: str) -> str:
    return next((str(value) for notice in reversed(notices) if (value := getattr(notice, name))), "")


def _channels(notices: Sequence[_Notice]) -> tuple[str, ...]:
    """Return the letters in the order of notice; within one moment in the order a declaration's life takes."""
    distinct = {(notice.noticed_at, notice.channel) for notice in notices}
    order = sorted(distinct, key=lambda one: (one[0] is None, one[0].timestamp() if one[0] else 0.0, _rank(one[1])))
    return tuple(channel for _, channel in order)


def _rank(channel: str) -> tuple[int, str]:
    status = STATUS_OF_CHANNEL.get(channel)
    return (PROGRESS.index(status) if status in PROGRESS else len(PROGRESS)), channel
