"""Puts a declaration up for filing once per identity (cli.md, "The same file"); it signs and sends nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from app.core.draft import Draft
from app.declarations.message import XmlMessage
from app.declarations.number import new_id, new_message_id
from app.declarations.outbox import State
from app.declarations.refused import SendingRefused
from app.declarations.status import Status
from app.store.drafts import create_draft
from app.store.outbox import newest_of, note
from app.store.standing import refresh
from app.store.tables import actions, drafts, outbox, submissions

DECLARE = "declare"

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


def enqueue(connection: Connection, filing: Filing, now: datetime) -> Queued:
    """Freeze a filing into the outbox (T1), or return the one it repeats; raises NumberTaken."""
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
    newest = newest_of(connection, submission_id)
    columns = select(submissions.c.status, submissions.c.draft_id).where(submissions.c.id == submission_id)
    status, draft_id = connection.execute(columns).one()
    if newest is None:
        raise LookupError(f"submission {submission_id} without a message")
    content = connection.execute(
        select(actions.c.content_sha256).where(actions.c.message_id == newest.message_id)
    ).scalar_one()
    ended = status in (Status.REJECTED, Status.CANCELLED)
    if content == filing.content_sha256 and not (newest.state is State.CANCELLED or (ended and filing.again)):
        if filing.draft_id not in (None, draft_id):
            raise NumberTaken(newest.business_no, "已由另一份单证以同样内容申报")  # this draft would seem to be filed
        return Queued(submission_id, newest.message_id, resumed=True)
    if not ended:
        raise NumberTaken(newest.business_no)
    # What was rejected or withdrawn is corrected under its own identity: a new revision with a key of its own.
    return _freeze(connection, submission_id, newest.revision + 1, filing, now)


def _freeze(connection: Connection, submission_id: str, revision: int, filing: Filing, now: datetime) -> Queued:
    message = filing.message
    message_id = new_message_id()
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
    _show_as_filed(connection, submission_id, filing, now)
    note(connection, message_id, now, "freeze", "", State.FROZEN.value, filing.file)
    refresh(connection, submission_id)
    return Queued(submission_id, message_id, resumed=False)


def _show_as_filed(connection: Connection, submission_id: str, filing: Filing, now: datetime) -> None:
    """Tie the submission to the draft that holds what is sent now, and let no bin hide it.

    A correction may come from another draft (a file read in again): its figures are those shown and printed.
    """
    values: dict[str, object] = {"client_seq_no": filing.message.client_seq_no}
    draft_id = filing.draft_id
    if draft_id is None and filing.draft is not None:
        draft_id = create_draft(connection, filing.draft, now, errors=0).id
    if draft_id is not None:
        values["draft_id"] = draft_id
        connection.execute(update(drafts).where(drafts.c.id == draft_id).values(deleted=False))
    connection.execute(update(submissions).where(submissions.c.id == submission_id).values(**values))
