"""A request as its page shows it, and its way into the outbox; the words of the message are written elsewhere."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

import forms
from app.core.draft import Draft, Purpose
from app.core.form import Form
from app.declarations.actions import declaration_status, held_actions
from app.declarations.amendment import Change, difference_of
from app.declarations.conditions import Condition, conditions, refusal
from app.declarations.message import XmlMessage
from app.declarations.status import Status
from app.declarations.version import REQUESTS
from app.store.deeds import deeds_of
from app.store.drafts import DraftRow, load_draft
from app.store.lineage import Line, line_of
from app.store.requests import NotOpen
from app.store.standing import submission_of
from app.store.submissions import Filing, Queued, freeze_request


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request with all that its page shows: what it asks, on which grounds, and whether it may be sent.

    ``base_*`` is the version in force it is about, ``base_sha256`` the digest of the message by which that stands.
    """

    row: DraftRow
    draft: Draft
    form: Form
    line: Line
    changes: tuple[Change, ...]
    conditions: tuple[Condition, ...]
    submission_id: str
    base_draft_id: str
    base_status: Status
    seq_no: str
    entry_id: str
    client_seq_no: str
    base_sha256: str = field(repr=False)

    @property
    def purpose(self) -> Purpose:
        """What is asked for."""
        return self.draft.purpose

    @property
    def refusal(self) -> str:
        """Why it may not be sent now, "" if it may."""
        return refusal(self.conditions)


def request_view(connection: Connection, draft_id: str) -> RequestView:
    """Return a request by its draft; raises LookupError for a draft that is none."""
    stored, line = load_draft(connection, draft_id), line_of(connection, draft_id)
    if line is None or line.kind not in REQUESTS or line.parent_id is None:
        raise LookupError(draft_id)
    base = load_draft(connection, line.parent_id)
    submission = submission_of(connection, line.parent_id)
    if submission is None:
        raise LookupError(line.parent_id)
    deeds, form = deeds_of(connection, submission), forms.load(stored.draft.form)
    held = held_actions(deeds.actions)
    changes = difference_of(stored.draft, form) if stored.draft.purpose is Purpose.AMEND else ()
    return RequestView(
        row=stored.row,
        draft=stored.draft,
        form=form,
        line=line,
        changes=changes,
        conditions=conditions(
            stored.draft.purpose, declaration_status(held), deeds.actions, line.reason_code, line.note, changes
        ),
        submission_id=submission,
        base_draft_id=base.row.id,
        base_status=declaration_status(held),
        seq_no=base.row.seq_no,
        entry_id=base.row.entry_id,
        client_seq_no=deeds.held.message.business_no,
        base_sha256=deeds.held.message.payload_sha256,
    )


def enqueue_request(connection: Connection, view: RequestView, message: XmlMessage, now: datetime) -> Queued:
    """Freeze a request into the outbox as the next message of its declaration; raises NotOpen."""
    if view.refusal:
        raise NotOpen(view.refusal)
    if not view.row.editable:
        raise NotOpen("这份申请已提交，请等海关答复")
    filing = Filing(
        message=message,
        content_sha256=hashlib.sha256(message.content).hexdigest(),
        given_number=view.client_seq_no,
        form=view.form.id,
        mode=view.draft.mode.value,
        reason=view.line.reason_code,
        action=view.purpose.value,
    )
    return freeze_request(connection, view.submission_id, view.row.id, filing, now)
