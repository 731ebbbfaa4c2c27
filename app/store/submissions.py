"""Puts a declaration up for filing once per identity (cli.md, "The same file"); it signs and sends nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from app.core.draft import Draft, Purpose
from app.declarations.actions import completion, in_flight
from app.declarations.message import XmlMessage
from app.declarations.number import new_id, new_message_id
from app.declarations.outbox import State
from app.declarations.refused import SendingRefused
from app.declarations.status import Status
from app.store import audit
from app.store.deeds import Deed, Deeds, deeds_of
from app.store.drafts import create_draft, load_draft, rewrite_draft
from app.store.guarantees import Pledge, pledge
from app.store.lineage import put_first
from app.store.office import present_operator
from app.store.outbox import note
from app.store.stage_tables import requests
from app.store.standing import refresh
from app.store.tables import actions, drafts, outbox, submissions

DECLARE = Purpose.DECLARE.value
NOBODY = "本机"  # who acts in the audit where no operator was named

_UNTOUCHED = {
    "state_version": 1,
    "attempts": 0,
    "lease_owner": "",
    "lease_epoch": 0,
    "doubt": False,
    "cancel_requested": False,
    "gateway_no": "",
    "endpoint": "",
    "last_error_code": "",
    "problems": "[]",
}


@dataclass(frozen=True, slots=True)
class Filing:
    """What is to be filed: the rendered message and how to recognise it when it comes again.

    ``content_sha256`` is of the canonical message as the clerk gave it, before anything of the moment (a number of
    ours, a signing time) was written in; ``given_number`` is the ClientSeqNo the clerk gave, empty if none.
    What comes from a file has no ``draft_id`` but a ``draft``, which is stored together with the message.
    ``action`` is a Purpose; ``pledge`` what the declaration takes of a guarantee.
    """

    message: XmlMessage
    content_sha256: str
    given_number: str
    form: str
    mode: str
    file: str = ""
    draft_id: str | None = None
    draft: Draft | None = None
    reason: str = ""
    action: str = DECLARE
    again: bool = False  # the clerk wants unchanged content that was rejected to be filed once more
    pledge: Pledge | None = None

    @property
    def identity(self) -> str:
        """What makes two filings the same declaration."""
        return f"number:{self.given_number}" if self.given_number else f"sha256:{self.content_sha256}"


@dataclass(frozen=True, slots=True)
class Queued:
    """A filing in the outbox; ``resumed`` means that it had been there before."""

    submission_id: str
    message_id: str
    resumed: bool


class NumberTaken(SendingRefused):
    """R159: the number belongs to other content that was filed; the message is one Chinese sentence."""

    rule = "R159"
    source = "报关单申报电子报文格式（客户端报关单编号）"

    def __init__(self, number: str, what: str = "已用于另一份内容") -> None:
        super().__init__(f"客户端编号 {number} {what}，请勿重复申报；请改用新的编号，或打开原来那份查看")
        self.number = number


class NotNow(SendingRefused):
    """The declaration does not stand so that this may be sent; the message is one Chinese sentence."""

    rule = "R159"
    source = "报关单申报电子报文格式（同一票一次只能有一份报文在途）"


def enqueue(connection: Connection, filing: Filing, now: datetime) -> Queued:
    """Freeze a filing into the outbox (T1), or return the one it repeats; raises NumberTaken, NotNow.

    The same number with other content is another declaration, unless it is the next step of that declaration.
    """
    known = connection.execute(
        select(submissions.c.id).where(submissions.c.identity == filing.identity)
    ).scalar_one_or_none()
    if known is not None:
        return _again(connection, known, filing, now)
    number = filing.message.client_seq_no
    taken = select(outbox.c.message_id).where(outbox.c.business_no == number).limit(1)
    if connection.execute(taken).one_or_none() is not None:
        raise NumberTaken(number)
    newest = connection.execute(select(func.max(submissions.c.id))).scalar_one()
    submission_id = new_id(now, newest or "")
    connection.execute(
        insert(submissions).values(
            id=submission_id,
            identity=filing.identity,
            client_seq_no=number,
            draft_id=filing.draft_id,
            form=filing.form,
            mode=filing.mode,
            file=filing.file,
            created_at=now,
            status=Status.QUEUED.value,
            seq_no="",
            entry_id="",
            final=False,
        )
    )
    return _freeze(connection, submission_id, 1, filing, now)


def _again(connection: Connection, submission_id: str, filing: Filing, now: datetime) -> Queued:
    deeds = deeds_of(connection, submission_id)
    columns = select(submissions.c.status, submissions.c.draft_id).where(submissions.c.id == submission_id)
    status, draft_id = connection.execute(columns).one()
    completes = filing.action == Purpose.COMPLETE
    last = deeds.second if completes else deeds.first or deeds.current
    if last is None:
        if status in (Status.REJECTED, Status.CANCELLED):
            raise NotNow("概要申报已退单或作废，请改正后重报概要")
        _require_next_step(deeds)
        return _freeze(connection, submission_id, deeds.all[-1].message.revision + 1, filing, now)
    ended = status in (Status.REJECTED, Status.CANCELLED) and (completes or completion(deeds.actions) is None)
    same = last.message.content_sha256 == filing.content_sha256
    if same and not (last.state is State.CANCELLED or (ended and filing.again)):
        if filing.draft_id not in (None, draft_id):
            raise NumberTaken(last.message.business_no, "已由另一份单证以同样内容申报")  # this draft would seem filed
        return Queued(submission_id, last.message.message_id, resumed=True)
    if not ended:
        raise NumberTaken(last.message.business_no)
    # What was rejected or withdrawn is corrected under its own identity: a new revision with a key of its own.
    return _freeze(connection, submission_id, deeds.all[-1].message.revision + 1, filing, now)


def _require_next_step(deeds: Deeds) -> None:
    """Raise NotNow unless the first step was taken in and nothing of the declaration is under way."""
    first = deeds.first
    if first is None or first.state is not State.ACKED or not _taken_in(first):
        raise NotNow("概要申报尚未入库，取得海关编号后才能报完整申报，请收回执后再试")
    if in_flight(deeds.actions):
        raise NotNow("这一票还有报文在途，收到结果后再报完整申报")


def _taken_in(first: Deed) -> bool:
    return any(notice.entry_id for notice in first.notices)


def _freeze(connection: Connection, submission_id: str, revision: int, filing: Filing, now: datetime) -> Queued:
    message_id = new_message_id()
    put_message(connection, submission_id, message_id, revision, filing, now)
    _show_as_filed(connection, submission_id, filing, now)
    if filing.pledge is not None:
        pledge(connection, submission_id, filing.pledge, now)
    note(connection, message_id, now, "freeze", "", State.FROZEN.value, filing.file)
    refresh(connection, submission_id)
    return Queued(submission_id, message_id, resumed=False)


def freeze_request(connection: Connection, submission_id: str, draft_id: str, filing: Filing, now: datetime) -> Queued:
    """Freeze a request about a declaration as its next message; what is in force stays shown as it is."""
    deeds = deeds_of(connection, submission_id)
    message_id = new_message_id()
    put_message(connection, submission_id, message_id, deeds.all[-1].message.revision + 1, filing, now)
    connection.execute(insert(requests).values(message_id=message_id, draft_id=draft_id))
    note(connection, message_id, now, "freeze", "", State.FROZEN.value, filing.action)
    refresh(connection, submission_id)
    return Queued(submission_id, message_id, resumed=False)


def put_message(
    connection: Connection, submission_id: str, message_id: str, revision: int, filing: Filing, now: datetime
) -> None:
    """Write a message and what it is for, frozen."""
    message = filing.message
    row = {
        "message_id": message_id,
        "decl_id": submission_id,
        "revision": revision,
        "business_no": message.client_seq_no,
        "payload": message.content,
        "payload_sha256": message.sha256,
        "state": State.FROZEN.value,
        "not_before": now,
        "created_at": now,
        "updated_at": now,
    }
    connection.execute(insert(outbox).values(**row, **_UNTOUCHED))
    connection.execute(
        insert(actions).values(
            id=new_id(now),
            submission_id=submission_id,
            message_id=message_id,
            kind=filing.action,
            content_sha256=filing.content_sha256,
            reason=filing.reason,
            created_at=now,
        )
    )
    operator = present_operator(connection)
    told = {"message": message_id, "sha256": message.sha256, "revision": str(revision)}
    who = operator.name if operator is not None and operator.name else NOBODY
    audit.record(connection, now, who, filing.action, f"submission:{submission_id}", told)


def _show_as_filed(connection: Connection, submission_id: str, filing: Filing, now: datetime) -> None:
    """Tie the submission to the draft that holds what is sent now, and let no bin hide it.

    A correction may come from another draft (a file read in again): its figures are those shown and printed.
    """
    values: dict[str, object] = {"client_seq_no": filing.message.client_seq_no}
    draft_id = filing.draft_id
    known = connection.execute(select(submissions.c.draft_id).where(submissions.c.id == submission_id)).scalar_one()
    if draft_id is None and filing.draft is not None and filing.action == Purpose.COMPLETE and known is not None:
        put_first(connection, known, now)
        whole = filing.draft.copy()
        whole.facts = load_draft(connection, known).draft.facts | whole.facts
        draft_id = rewrite_draft(connection, known, whole, now).id  # one declaration, one record
    elif draft_id is None and filing.draft is not None:
        draft_id = create_draft(connection, filing.draft, now, errors=0).id
    if draft_id is not None:
        values["draft_id"] = draft_id
        connection.execute(update(drafts).where(drafts.c.id == draft_id).values(deleted=False))
    connection.execute(update(submissions).where(submissions.c.id == submission_id).values(**values))
