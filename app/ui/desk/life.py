"""What happened to declarations, in words: the receipts, the whole life; read in the store thread."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

import forms
from app.core.form import Form
from app.core.tables import CodeTables
from app.declarations.actions import REQUEST_STATUS
from app.declarations.receipt_fault import words_of
from app.declarations.receipts import STATUS_OF_CHANNEL
from app.declarations.rejection import pointers_of
from app.declarations.status import Status
from app.store import drafts, outbox, receipts, standing
from app.store.drafts import DraftRow
from app.store.engine import Connection
from app.store.receipts import Receipt
from app.ui.models.filing_words import ENQUEUE
from app.ui.models.wording import document_words
from app.ui.pages.services import Event, PointedAt, ReceiptItem

_STEPS: Mapping[str, str] = MappingProxyType(
    {
        "freeze": "内容定稿",
        "sign": "签名",
        "release": ENQUEUE,
        "claim": "开始发送",
        "resend": "用同一编号再次发送",
        "acknowledged": "单一窗口已接收",
        "duplicate": "单一窗口早已接收",
        "not_sent": "没有连上，稍后再试",
        "no_answer": "结果未知，正在核实",
        "interrupted": "发送被打断，正在核实",
        "found": "核实：单一窗口已收到",
        "absent": "核实：单一窗口没有收到",
        "retry_after": "单一窗口繁忙，稍后再试",
        "auth_hold": "证书未被接受，等待处理",
        "refused": "单一窗口拒收",
        "key_reuse": "编号被另一份内容占用，等待人工核实",
        "give_up": "无法自动核实，等待人工核实",
        "person_found": "人工核实：已收到",
        "person_absent": "人工核实：未收到，重新发送",
        "cancel": "作废",
        "receipt": "由回执确认已收到",
    }
)
REQUEST_NAMES: Mapping[str, str] = MappingProxyType(
    {"RqL": "申请已受理", "RqB": "申请须补材料", "RqP": "申请已同意", "RqE": "申请未获同意"}
)
NOBODYS = "本机没有对应的单证，请核对是否换过数据文件夹"
_TAKEN = frozenset({Status.SENT, Status.ACCEPTED})


def receipts_of(connection: Connection, tables: CodeTables, draft_id: str, limit: int) -> list[ReceiptItem]:
    """Return receipts of one declaration, or of all, newest first."""
    if draft_id:
        submission = standing.submission_of(connection, draft_id)
        found = list(reversed(receipts.of_submission(connection, submission))) if submission else []
    else:
        apart = [*receipts.orphans(connection), *receipts.set_aside(connection)]  # they are few, or much is wrong
        found = sorted([*receipts.newest(connection, limit), *apart], key=lambda one: one.id, reverse=True)
    found = found[:limit]
    rows = drafts.rows_filed_as(connection, {one.submission_id for one in found if one.submission_id})
    return [_item(tables, one, rows.get(one.submission_id or "")) for one in found]


def events_of(connection: Connection, tables: CodeTables, draft_id: str) -> list[Event]:
    """Return the whole life of a declaration, newest first."""
    row = drafts.load_row(connection, draft_id)
    events = [Event(row.created_at, "建立草稿", row.summary.client_seq_no)]
    submission = standing.submission_of(connection, draft_id)
    if submission is not None:
        message = outbox.newest_of(connection, submission)
        if message is not None:
            for step in outbox.steps_of(connection, message.message_id):
                events.append(Event(step.at, _STEPS.get(step.event, step.event)))
        for one in receipts.of_submission(connection, submission):
            at = one.noticed_at or one.received_at
            title = channel_words(tables, one.channel)
            status = status_by(one.channel)
            events.append(Event(at, title, _note(one), one.channel or "？", str(one.id), status))
    return [event for _, event in sorted(enumerate(events), key=_moment_of, reverse=True)]


def _moment_of(numbered: tuple[int, Event]) -> tuple[datetime, int]:
    """Return what events are sorted by: receipts tell whole seconds only, and come after what we did in that second."""
    number, event = numbered
    return event.at.replace(microsecond=0), number


def declared_on(connection: Connection, draft_id: str) -> date | None:
    """Return the day of declaration (box 6): the customs day of the first receipt that says it was taken in."""
    submission = standing.submission_of(connection, draft_id)
    known = receipts.of_submission(connection, submission) if submission else []
    taken = [one.noticed_at for one in known if STATUS_OF_CHANNEL.get(one.channel) in _TAKEN and one.noticed_at]
    return min(taken).date() if taken else None


def title_of(row: DraftRow, tables: CodeTables) -> str:
    """Return the words by which people know a declaration: ``进口 甘其毛都 炼焦煤 1 项``."""
    direction = "出口" if forms.load(row.form).direction == "E" else "进口"
    port = tables.row("customs_offices", row.summary.port)
    return document_words(row.summary, direction, port.name if port else row.summary.port)


def channel_words(tables: CodeTables, channel: str) -> str:
    """Return the name of a receipt letter; an unknown one is shown as it came."""
    row = tables.row("receipt_status", channel)
    named = row.name if row is not None else REQUEST_NAMES.get(channel, "")
    return named or (f"回执 {channel}" if channel else "无法读出的回执")


def _item(tables: CodeTables, one: Receipt, row: DraftRow | None) -> ReceiptItem:
    apart = (
        words_of(one.fault) if one.fault else "" if one.submission_id else NOBODYS
    )  # a lot of 互市 is ours without a draft
    return ReceiptItem(
        id=str(one.id),
        draft_id=row.id if row else "",
        channel=one.channel,
        title=channel_words(tables, one.channel),
        note=f"{apart}；{_note(one)}" if apart and _note(one) else apart or _note(one),
        number=one.entry_id or one.seq_no or one.client_seq_no,
        status=None if apart else status_by(one.channel),
        at=one.noticed_at or one.received_at,
        seen=one.seen,
        apart=apart,
        about=title_of(row, tables) if row else "",
        pointers=_pointers(one, forms.load(row.form)) if row else (),
    )


def status_by(channel: str) -> Status | None:
    """Return what a receipt letter brings: of a declaration or of a request."""
    return STATUS_OF_CHANNEL.get(channel) or (REQUEST_STATUS.get(channel) if channel in REQUEST_NAMES else None)


def _pointers(one: Receipt, form: Form) -> tuple[PointedAt, ...]:
    """Return the rules and fields a rejection points at: by the gateway's pointers, else by the words of its note."""
    if STATUS_OF_CHANNEL.get(one.channel) is not Status.REJECTED:
        return ()
    found = pointers_of(one.findings, one.note, form)
    return tuple(
        PointedAt(each.rule, each.path or "", form.field(each.path).label if each.path else "", each.words)
        for each in found
    )


def _note(one: Receipt) -> str:
    pointed = "；".join(finding.message for finding in one.findings)
    return f"{one.note}：{pointed}" if pointed and pointed not in one.note else one.note
