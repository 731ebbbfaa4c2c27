"""The last look before a signature: frozen bytes are read back and compared with the declaration they come from."""

import forms
from app.declarations.message import XmlMessage
from app.signing.trouble import Cause, SignerUnavailable
from app.store.engine import Connection
from app.store.filed import filed_draft
from app.store.outbox import OutboxRow
from app.wire.render import ready
from app.wire.shown import differing
from app.wire.untrusted import Unreadable


class NotWhatWasChecked(SignerUnavailable):
    """The bytes to be signed are not those of the checked declaration; the message names fields, never values."""

    def __init__(self, what: str) -> None:
        told = f"冻结的报文与已核对的单证不一致（{what}），为安全不予签名；请撤回后重新申报，并检查磁盘"
        super().__init__(told, Cause.REFUSED)


def refuse_changed(connection: Connection, row: OutboxRow) -> None:
    """Raise NotWhatWasChecked if the bytes or any field of them changed since they were frozen.

    A request (修改, 撤销, 补充申报) is held to its digest: it is written from several records at one moment.
    """
    if XmlMessage(row.payload, row.business_no).sha256 != row.payload_sha256:
        raise NotWhatWasChecked("报文摘要")
    draft = filed_draft(connection, row.message_id)
    if draft is None:
        return
    form = forms.load(draft.form)
    try:
        paths = differing(form, row.payload, ready(form, draft))
    except Unreadable as error:
        raise NotWhatWasChecked("报文无法读取") from error
    if paths:
        raise NotWhatWasChecked("、".join(dict.fromkeys(form.field(path).label for path in paths[:5])))
