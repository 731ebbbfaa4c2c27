"""Takes one message in: envelope, key, script, signature, schema, rules, in that order; it never speaks HTTP itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum, auto

from pydantic import ValidationError

from app.gateway import residents
from app.gateway.asked import DECLARING, faults_of, new_request, stages_of
from app.gateway.declared import Declared
from app.gateway.document import Unreadable, read, schema_findings
from app.gateway.finding import Finding
from app.gateway.gateway import Gateway, Profile
from app.gateway.life import Step, plan
from app.gateway.register import (
    HeldMessage,
    NewMessage,
    add_message,
    arrivals,
    count_arrival,
    facts_of,
    message_by_id,
    standing_message,
)
from app.gateway.requested import Requested
from app.gateway.rules import check
from app.gateway.script import Behaviour, Facts, Rule
from app.gateway.settings import Envelope
from app.gateway.signature import fault_in

# 报关单申报 and 报关单+转关单申报; everything else only stores, which is not what this call is for.
_OPERATIONS = ("C", "D")
COMPLETE = "complete"


class Manner(Enum):
    """How an answer travels back."""

    NORMAL = auto()
    LOST = auto()
    GARBAGE = auto()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to one delivery of a message."""

    status: int
    body: dict[str, object]
    manner: Manner = Manner.NORMAL
    delay_ms: int = 0


def take_in(gateway: Gateway, body: bytes, key: str | None) -> Outcome:
    """Judges one delivery and, where nothing stands against it, holds the message before the answer is given."""
    try:
        envelope = Envelope.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        return _bad_envelope(f"{'.'.join(map(str, first['loc'])) or '报文信封'}：{first['msg']}")
    if key != envelope.message_id:
        return _bad_envelope("Idempotency-Key与message_id不一致")
    if hashlib.sha256(envelope.content).hexdigest() != envelope.sha256:
        return _bad_envelope("sha256与报文内容不符")
    gateway.catch_up()
    with gateway.store.change():
        return _known(gateway, envelope) or _judged(gateway, envelope)


def _bad_envelope(detail: str) -> Outcome:
    return Outcome(400, {"error": "bad_envelope", "detail": detail})


def _known(gateway: Gateway, envelope: Envelope) -> Outcome | None:
    """The answer where the key is known already; only a gateway that keeps keys looks."""
    held = message_by_id(gateway.store, envelope.message_id) if gateway.profile is Profile.IDEMPOTENT else None
    if held is None:
        return None
    if held.sha256 != envelope.sha256:
        return _key_reuse(held, "message_id")
    count_arrival(gateway.store, held.key)
    declared = Declared(read(envelope.content), completes=envelope.action == COMPLETE)
    return _answered(gateway, _rule_for(gateway, declared, envelope), held, duplicate=True)


def _judged(gateway: Gateway, envelope: Envelope) -> Outcome:
    try:
        root = read(envelope.content)
    except Unreadable as error:
        return _refused("schema", envelope, [Finding("XML", "", None, str(error))])
    declared = Declared(root, completes=envelope.action == COMPLETE)
    rule = _rule_for(gateway, declared, envelope)
    if Behaviour.UNAVAILABLE in rule.behaviour and gateway.refusals[envelope.message_id] < rule.times:
        gateway.refusals[envelope.message_id] += 1
        return Outcome(503, {"error": "unavailable"})
    fault = fault_in(envelope.content, envelope.algorithm, envelope.certificate, envelope.signature)
    if fault is not None:
        return _refused("signature", envelope, [Finding("SIGN", "", None, fault)])
    if residents.is_lot(root):
        return _shares(gateway, envelope, residents.Lot(root), rule)
    if envelope.action in DECLARING:
        return _declares(gateway, envelope, declared, rule)
    return _asks(gateway, envelope, Requested(root), rule)


def _declares(gateway: Gateway, envelope: Envelope, declared: Declared, rule: Rule) -> Outcome:
    findings = schema_findings(declared.root) or _sending_findings(declared, envelope)
    first = standing_message(gateway.store, envelope.business_no)
    if declared.completes and first is not None and not first.entry_id:
        findings = findings or [Finding("GATEWAY", "DecHead/EntryId", None, "概要申报尚未入库，不能申报完整")]
    if findings:
        return _refused("schema", envelope, findings)
    standing = standing_message(gateway.store, envelope.business_no, envelope.action)
    if standing is not None and gateway.profile is Profile.IDEMPOTENT:
        return _key_reuse(standing, "business_no")
    step = Step.COMPLETE if declared.completes else Step.SUMMARY if declared.is_summary else Step.WHOLE
    shuffle = gateway.chance if gateway.faults.shuffle_receipts else None
    stages = plan(rule, check(declared), shuffle, step)
    # A second step without a first one here (it was filed elsewhere) is a declaration of its own.
    belongs = standing is None and (first is not None or not declared.completes)
    now = gateway.clock.now()
    held = add_message(gateway.store, _new_message(envelope, declared), stages, now, correcting=belongs)
    return _answered(gateway, rule, held, duplicate=False)


def _shares(gateway: Gateway, envelope: Envelope, lot: residents.Lot, rule: Rule) -> Outcome:
    findings = residents.faults_of(lot, envelope)
    if findings:
        return _refused("schema", envelope, findings)
    standing = standing_message(gateway.store, envelope.business_no, envelope.action)
    if standing is not None and gateway.profile is Profile.IDEMPOTENT:
        return _key_reuse(standing, "business_no")
    shuffle = gateway.chance if gateway.faults.shuffle_receipts else None
    stages = residents.take(gateway.store, lot, rule, shuffle)
    new = residents.new_lot(lot, envelope)
    held = add_message(gateway.store, new, stages, gateway.clock.now(), correcting=standing is None)
    return _answered(gateway, rule, held, duplicate=False)


def _asks(gateway: Gateway, envelope: Envelope, requested: Requested, rule: Rule) -> Outcome:
    findings = faults_of(gateway, requested, envelope)
    if findings:
        return _refused("schema", envelope, findings)
    stages = stages_of(gateway, requested, envelope, rule)
    held = add_message(gateway.store, new_request(envelope), stages, gateway.clock.now(), correcting=True)
    return _answered(gateway, rule, held, duplicate=False)


def _rule_for(gateway: Gateway, declared: Declared, envelope: Envelope) -> Rule:
    """The script's line for a message; a request states no contract or bill, so those of its declaration count."""
    known = facts_of(gateway.store, envelope.business_no) if envelope.action not in DECLARING else ("", "")
    facts = Facts(
        client_seq_no=envelope.business_no,
        contract_no=declared.head("ContrNo") or known[0],
        bill_no=declared.head("BillNo") or known[1],
        action=envelope.action,
    )
    return gateway.script.rule_for(facts)


def _sending_findings(declared: Declared, envelope: Envelope) -> list[Finding]:
    """What the schema cannot see but sending needs: the envelope names this very declaration, and it is one."""
    findings = []
    if declared.raw("DecSign", "ClientSeqNo") != envelope.business_no:
        findings.append(Finding("GATEWAY", "DecSign/ClientSeqNo", None, "客户端报关单编号与信封不一致"))
    if declared.text("DecSign", "OperType") not in _OPERATIONS:
        findings.append(Finding("GATEWAY", "DecSign/OperType", None, "申报时操作类型应为C（含转关的为D）"))
    if declared.head("IEFlag") not in ("I", "E"):
        findings.append(Finding("GATEWAY", "DecHead/IEFlag", None, "进出口标志应为I或E"))
    return findings


def _new_message(envelope: Envelope, declared: Declared) -> NewMessage:
    return NewMessage(
        message_id=envelope.message_id,
        client_seq_no=envelope.business_no,
        contract_no=declared.head("ContrNo"),
        bill_no=declared.head("BillNo"),
        revision=envelope.revision,
        direction=declared.head("IEFlag"),
        customs_office=declared.head("CustomMaster"),
        entry_day=declared.head("IEDate"),
        sha256=envelope.sha256,
        content=envelope.content,
        algorithm=envelope.algorithm,
        certificate=envelope.certificate,
        signature=envelope.signature,
        action=envelope.action,
    )


def _key_reuse(held: HeldMessage, key: str) -> Outcome:
    return Outcome(409, {"error": "key_reuse", "key": key, "message_id": held.message_id, "sha256": held.sha256})


def _refused(error: str, envelope: Envelope, findings: list[Finding]) -> Outcome:
    problems = [finding.as_json() for finding in findings]
    digest = {"message_id": envelope.message_id, "sha256": envelope.sha256}
    return Outcome(422, {"error": error, **digest, "problems": problems})


def _answered(gateway: Gateway, rule: Rule, held: HeldMessage, *, duplicate: bool) -> Outcome:
    body: dict[str, object] = {
        "message_id": held.message_id,
        "sha256": held.sha256,
        "seq_no": held.seq_no,
        "received_at": held.received_at.isoformat(timespec="milliseconds"),
        "duplicate": duplicate,
    }
    manner = Manner.NORMAL
    if arrivals(gateway.store, held.message_id) <= rule.times:
        if Behaviour.ANSWER_LOST in rule.behaviour:
            manner = Manner.LOST
        elif Behaviour.GARBAGE in rule.behaviour:
            manner = Manner.GARBAGE
    delay_ms = rule.delay_ms if Behaviour.SLOW in rule.behaviour else 0
    return Outcome(200 if duplicate else 202, body, manner, delay_ms)
