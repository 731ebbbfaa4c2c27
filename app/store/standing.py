"""Where each submission stands, computed from its actions and all their receipts; it moves nothing."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select, update

from app.core.draft import Mode, Purpose
from app.declarations.actions import (
    REQUESTS,
    asks_clerk,
    declaration_status,
    in_flight,
    is_at_rest,
    rank,
    request_pending,
    request_status,
)
from app.declarations.finding import Finding, findings_of
from app.declarations.outbox import State
from app.declarations.receipts import STATUS_OF_CHANNEL
from app.declarations.status import Status, is_final
from app.declarations.version import Kind
from app.store.deeds import Deed, Deeds, Notice, deeds_of, withdrawn_on
from app.store.finding_index import index_life
from app.store.lineage import children_of, remark, successor_of
from app.store.stage_tables import requests
from app.store.tables import drafts, outbox, submissions
from app.store.told import tell

WITHDRAWN_FACT = "withdrawn_on"
"""Fact of a declaration filed anew: the day its predecessor was withdrawn; the late fee starts 15 days after it."""


@dataclass(frozen=True, slots=True)
class ActionStanding:
    """One message of a submission: what it asks for and how far it came; ``draft_id`` of a request's own draft."""

    purpose: Purpose
    message_id: str
    revision: int
    outbox_state: State
    status: Status
    channels: tuple[str, ...]
    reason: str
    created_at: datetime
    draft_id: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One queued submission as ``status`` and the queue page show it.

    ``last_came``: the gateway has marked its last receipt, so that a final state is not only reached but fully told.
    ``at_rest``: no receipt is due before the filer acts (a 概要 that may leave). ``actions``: every message, oldest
    first; the fields of one message (``message_id``, ``attempts`` …) are those of the one that declares now.
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
    at_rest: bool = False
    mode: Mode = Mode.ONCE
    actions: tuple[ActionStanding, ...] = ()


def standing(connection: Connection, submission_id: str) -> Standing | None:
    """Return where a submission stands, None if there is no such submission."""
    submission = connection.execute(select(submissions).where(submissions.c.id == submission_id)).one_or_none()
    deeds = deeds_of(connection, submission_id)
    if submission is None or not deeds.all:
        return None
    message, status = deeds.current.message, Status(submission.status)
    return Standing(
        id=submission.id,
        draft_id=submission.draft_id,
        file=submission.file,
        client_seq_no=submission.client_seq_no,
        seq_no=submission.seq_no,
        entry_id=submission.entry_id,
        state=status,
        channels=_channels(deeds.declaring),
        final=submission.final,
        last_came=deeds.current.last_came,
        needs_clerk=asks_clerk(deeds.actions),
        message_id=message.message_id,
        revision=message.revision,
        outbox_state=State(message.state),
        attempts=message.attempts,
        not_before=message.not_before,
        cancel_requested=message.cancel_requested,
        last_error_code=message.last_error_code,
        findings=_findings(deeds.current),
        reason=message.reason,
        created_at=submission.created_at,
        updated_at=message.updated_at,
        at_rest=is_at_rest(status, deeds.actions, deeds.current.last_came, submission.mode == Mode.SUMMARY),
        mode=Mode(submission.mode),
        actions=tuple(_action(deed) for deed in deeds.all),
    )


def _findings(deed: Deed) -> tuple[Finding, ...]:
    pointed = tuple(finding for notice in deed.notices for finding in findings_of(json.loads(notice.pointers)))
    return findings_of(json.loads(deed.message.problems)) + pointed


def _action(deed: Deed) -> ActionStanding:
    message = deed.message
    asked = deed.purpose in REQUESTS
    status = request_status(deed.action) if asked else declaration_status([deed.action])
    return ActionStanding(
        purpose=deed.purpose,
        message_id=message.message_id,
        revision=message.revision,
        outbox_state=deed.state,
        status=status,
        channels=_channels(deed.notices),
        reason=message.reason,
        created_at=message.created_at,
        draft_id=deed.draft_id,
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
    """Compute the derived columns of a submission and its drafts anew; every change of outbox or receipts ends here."""
    deeds = deeds_of(connection, submission_id)
    if not deeds.all:
        return
    status = declaration_status(deeds.actions)
    notices = deeds.declaring
    numbers = {
        "status": status.value,
        "seq_no": deeds.current.message.gateway_no or _newest(notices, "seq_no"),
        "entry_id": _newest(notices, "entry_id"),
    }
    asked = [deed.action for deed in deeds.requests.values()]
    final = is_final(status, deeds.current.last_came) and not (in_flight(asked) or request_pending(asked))
    connection.execute(update(submissions).where(submissions.c.id == submission_id).values(**numbers, final=final))
    _refresh_requests(connection, deeds, numbers)
    remark(connection, submission_id, deeds)
    draft_id = connection.execute(select(submissions.c.draft_id).where(submissions.c.id == submission_id)).scalar_one()
    if draft_id is not None and submission_id == submission_of(connection, draft_id):
        connection.execute(update(drafts).where(drafts.c.id == draft_id).values(**numbers))
        index_life(connection, draft_id, [numbers["seq_no"], numbers["entry_id"], *(one.note for one in notices)])
        _tell_withdrawal(connection, draft_id, deeds)
        _tell_stage(connection, draft_id, deeds, status)


def _tell_withdrawal(connection: Connection, draft_id: str, deeds: Deeds) -> None:
    """Let what was begun anew know the day of withdrawal: its late fee starts from there."""
    moment = withdrawn_on(deeds)
    if moment is None:
        return
    for child in children_of(connection, draft_id, Kind.REFILE):
        tell(connection, child, {WITHDRAWN_FACT: moment.date().isoformat()}, "撤销申请回执", moment)


def _tell_stage(connection: Connection, draft_id: str, deeds: Deeds, status: Status) -> None:
    """Let the draft know the day it was filed and whether it was released: rates and R144 hang on them."""
    moments = [one.noticed_at for one in deeds.declaring if one.noticed_at is not None]
    if moments:
        free = status in (Status.RELEASED, Status.CLOSED)
        facts = {"filed_on": min(moments).date().isoformat(), "released": True if free else None}
        tell(connection, draft_id, facts, "回执", min(moments))


def _refresh_requests(connection: Connection, deeds: Deeds, numbers: dict[str, str]) -> None:
    for draft_id, deed in deeds.requests.items():
        own = numbers | {"status": request_status(deed.action).value}
        connection.execute(update(drafts).where(drafts.c.id == draft_id).values(**own))


def submission_of(connection: Connection, draft_id: str) -> str | None:
    """Return the newest submission a draft was filed under, None if it never was.

    A request belongs to the submission it asks about, a superseded version to the one that superseded it.
    """
    direct = select(submissions.c.id).where(submissions.c.draft_id == draft_id).order_by(submissions.c.id.desc())
    asked = (
        select(outbox.c.decl_id)
        .join(requests, requests.c.message_id == outbox.c.message_id)
        .where(requests.c.draft_id == draft_id)
        .order_by(outbox.c.revision.desc())
    )
    for query in (direct, asked):
        found = connection.execute(query.limit(1)).scalar_one_or_none()
        if found is not None:
            return str(found)
    later = successor_of(connection, draft_id)
    return None if later is None else submission_of(connection, later)


def _newest(notices: Sequence[Notice], name: str) -> str:
    return next((str(value) for notice in reversed(notices) if (value := getattr(notice, name))), "")


def _channels(notices: Iterable[Notice]) -> tuple[str, ...]:
    """Return the letters in the order of notice; within one moment in the order a declaration's life takes."""
    distinct = {(notice.noticed_at, notice.channel) for notice in notices}

    def place(one: tuple[datetime | None, str]) -> tuple[bool, float, tuple[int, str]]:
        at, channel = one
        return at is None, at.timestamp() if at else 0.0, rank(channel, STATUS_OF_CHANNEL.get(channel))

    return tuple(channel for _, channel in sorted(distinct, key=place))
