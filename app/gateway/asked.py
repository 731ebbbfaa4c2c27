"""Takes a request about a held declaration in: schema, the declaration it names, what stands against it; no HTTP."""

from __future__ import annotations

from app.gateway.declared import Declared
from app.gateway.document import read, schema_findings
from app.gateway.finding import Finding
from app.gateway.gateway import Gateway
from app.gateway.life import REJECTED, Stage, Step, plan
from app.gateway.register import HeldMessage, NewMessage, channels_of, content_of, messages_of, was_agreed
from app.gateway.requested import Base, Place, Requested, judge
from app.gateway.script import Rule
from app.gateway.settings import Envelope
from schemas import Kind

DECLARING = ("declare", "complete")
_ANSWERED = frozenset({"RqP", "RqE"})


def faults_of(gateway: Gateway, requested: Requested, envelope: Envelope) -> list[Finding]:
    """What keeps a request from being taken in at all: its form, or that it names nothing held here."""
    findings = schema_findings(requested.root, Kind.REQUEST)
    if findings:
        return findings
    if requested.head("Kind") != envelope.action or requested.head("ClientSeqNo") != envelope.business_no:
        return [Finding("GATEWAY", "Head/ClientSeqNo", None, "申请与信封不一致")]
    held = messages_of(gateway.store, envelope.business_no)
    if not held or held[-1].entry_id != requested.head("EntryId"):
        return [Finding("GATEWAY", "Head/EntryId", None, "没有这个海关编号的报关单，不能申请")]
    return []


def stages_of(gateway: Gateway, requested: Requested, envelope: Envelope, rule: Rule) -> list[Stage]:
    """The receipts of a request that was taken in."""
    step = Step.WITHDRAWAL if envelope.action == "withdraw" else Step.REQUEST
    shuffle = gateway.chance if gateway.faults.shuffle_receipts else None
    return plan(rule, judge(requested, _base(gateway, envelope.business_no)), shuffle, step)


def new_request(envelope: Envelope) -> NewMessage:
    """A request as the register keeps it; what it does not state stays as the declaration has it."""
    return NewMessage(
        message_id=envelope.message_id,
        client_seq_no=envelope.business_no,
        contract_no="",
        bill_no="",
        revision=envelope.revision,
        direction="",
        customs_office="",
        entry_day="",
        sha256=envelope.sha256,
        content=envelope.content,
        algorithm=envelope.algorithm,
        certificate=envelope.certificate,
        signature=envelope.signature,
        action=envelope.action,
    )


def _base(gateway: Gateway, client_seq_no: str) -> Base:
    store = gateway.store
    held = messages_of(store, client_seq_no)
    declaring = [one for one in held if one.action in DECLARING]
    standing = [one for one in declaring if not REJECTED & set(channels_of(store, one.key))]
    newest = (standing or declaring)[-1]
    agreed: dict[Place, str] = {}
    for one in held:
        if one.action == "amend" and was_agreed(store, one.key):
            agreed |= {change.place: change.new for change in Requested(read(content_of(store, one.key))).changes()}
    channels = [
        channel for one in held if one.action not in ("amend", "supplement") for channel in channels_of(store, one.key)
    ]
    return Base(Declared(read(content_of(store, newest.key))), newest.sha256, channels, agreed, _pending(gateway, held))


def _pending(gateway: Gateway, held: list[HeldMessage]) -> bool:
    asked = [one for one in held if one.action not in DECLARING]
    return any(not _ANSWERED & set(channels_of(gateway.store, one.key)) for one in asked)
