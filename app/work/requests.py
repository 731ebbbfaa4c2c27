"""Second steps and requests from their drafts to the outbox: what was sent is read back, what is asked is written."""

from datetime import datetime

from app.declarations.reasons import reason
from app.declarations.request import RequestContent
from app.store import asking, outbox, requests, standing
from app.store.asking import RequestView, enqueue_request
from app.store.deeds import deeds_of
from app.store.engine import Connection
from app.store.requests import NotOpen
from app.store.submissions import Queued
from app.wire.read import read_message
from app.wire.request import RequestNotWritable, render_request


def open_completion(connection: Connection, draft_id: str, now: datetime) -> str:
    """Open the second step of a 概要 in the same record, with what was sent as declared; raises NotOpen."""
    return requests.open_completion(connection, draft_id, sent_in_first_step(connection, draft_id), now)


def sent_in_first_step(connection: Connection, draft_id: str) -> dict[str, str]:
    """Return the texts of a declaration's first message by path, empty where it never sent one."""
    submission = standing.submission_of(connection, draft_id)
    first = None if submission is None else deeds_of(connection, submission).first
    row = None if first is None else outbox.get(connection, first.message.message_id)
    return {} if row is None else dict(read_message(row.payload).draft.filled())


def file_request(connection: Connection, draft_id: str, now: datetime) -> Queued:
    """Write a request and put it into the outbox, to be signed and sent; raises NotOpen with one Chinese sentence."""
    view = asking.request_view(connection, draft_id)
    if view.refusal:
        raise NotOpen(view.refusal)
    try:
        message = render_request(content_of(view, now), view.form)
    except RequestNotWritable as error:
        raise NotOpen(str(error)) from error
    return enqueue_request(connection, view, message, now)


def content_of(view: RequestView, now: datetime) -> RequestContent:
    """Return what a request says, made on ``now``."""
    draft, known = view.draft, reason(view.line.reason_code)
    return RequestContent(
        purpose=view.purpose,
        client_seq_no=view.client_seq_no,
        seq_no=view.seq_no,
        entry_id=view.entry_id,
        base_sha256=view.base_sha256,
        reason_code=view.line.reason_code,
        note=view.line.note,
        tolerant=known is not None and known.tolerant,
        company_code=draft.get("sign.company_code") or draft.get("typist_company_code"),
        operator=draft.get(view.form.operator),
        at=now,
        changes=view.changes,
        attachments=view.line.attachments,
    )
