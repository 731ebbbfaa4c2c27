"""Reads the gateway's answers; what does not name our message and digest is never taken for a success."""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from app.declarations.finding import Finding, findings_of
from app.declarations.words import NUMBER, harmless
from app.transport.errors import Busy, Forbidden, Garbled, GatewayError, NotSupported
from app.transport.gateway import (
    Envelope,
    GatewayReceipt,
    Held,
    HeldPage,
    HeldSince,
    Kind,
    Manifest,
    ManifestLinked,
    ReceiptPage,
)
from app.transport.outcome import Acked, AuthHold, Duplicate, KeyReuse, Outcome, Refused, RetryAfter, Unknown

_REFUSALS = (400, 413, 415, 422)
_FURTHEST = 2**62  # a cursor is a number the database can hold


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole HTTP answer."""

    status: int
    retry_after: str
    body: bytes

    @property
    def document(self) -> Mapping[str, Any]:
        """The JSON object in the body, empty where there is none."""
        text = self.body.decode("utf-8-sig", "replace")
        try:
            found = json.loads(text)
            if "\\ud" in text.lower():  # perhaps half a character behind an escape, which could be stored nowhere
                found = json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def seconds(self) -> float | None:
        """Retry-After in seconds, None where absent or a date (then our own back-off serves)."""
        return float(self.retry_after) if self.retry_after.isascii() and self.retry_after.isdigit() else None


def outcome_of(answer: Answer, envelope: Envelope) -> Outcome:
    """Return what an answer to a sent message means (T5b–T5h)."""
    status, body, document = answer.status, answer.body, answer.document
    if status in (200, 202, 409):
        return _taken(answer, document, envelope)
    if status in _REFUSALS and "error" in document:
        if document.get("sha256", envelope.signed.message.sha256) != envelope.signed.message.sha256:
            return KeyReuse(status, body)
        return _refused(answer, document)
    if status in (401, 403):
        return AuthHold(f"http_{status}", status, body)
    if status in (429, 503) and answer.seconds is not None:
        return RetryAfter(answer.seconds, status, body)
    return Unknown(f"http_{status}", status, body)


def _taken(answer: Answer, document: Mapping[str, Any], envelope: Envelope) -> Outcome:
    ours = envelope.signed.message.sha256
    if document.get("key") == "business_no":
        # Ours was not taken in: another message stands under our number.
        finding = Finding("R159", "DecSign/ClientSeqNo", None, "客户端编号已被另一份报文使用，请改用新的编号")
        return Refused("number_taken", (finding,), answer.status, answer.body)
    if document.get("message_id") != envelope.message_id or not isinstance(document.get("sha256"), str):
        return Unknown("foreign_answer" if document else "unreadable_answer", answer.status, answer.body)
    if document["sha256"] != ours:
        return KeyReuse(answer.status, answer.body)
    seq_no = _number(document, "seq_no")
    if answer.status == 409 or document.get("duplicate") is True:
        return Duplicate(seq_no, answer.status, answer.body)
    return Acked(seq_no, answer.status, answer.body)


def _refused(answer: Answer, document: Mapping[str, Any]) -> Refused:
    findings = findings_of(document.get("problems"))
    if not findings:
        detail = harmless(str(document.get("detail") or "单一窗口不接受这份报文，请联系技术支持"))
        findings = (Finding("GATEWAY", "", None, detail),)
    return Refused(str(document["error"]), findings, answer.status, answer.body)


def held_of(answer: Answer, message_id: str) -> Held | None:
    """Return what a query found; a 404 counts as "not there" only in the gateway's own words."""
    document = answer.document
    if answer.status == 404 and document.get("error") == "not_found":
        return None
    document = expect_ok(answer)
    if document.get("message_id") != message_id or not isinstance(document.get("sha256"), str):
        raise Garbled("单一窗口的查询答复不完整，稍后自动再查")
    return Held(message_id, document["sha256"], _number(document, "seq_no"), _number(document, "entry_id"))


def manifest_of(answer: Answer) -> Manifest | None:
    """Return what a manifest says; a 404 counts as "there is none" only in the gateway's own words."""
    document = answer.document
    if answer.status == 404 and document.get("error") == "not_found":
        return None
    document = expect_ok(answer)
    try:
        weight = Decimal(str(document["gross_weight"]))
        counts = [int(document[name]) for name in ("packs", "containers")]
        entered = str(document.get("entry_day") or "")
        day = date.fromisoformat(entered) if entered else None
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise Garbled("单一窗口的舱单答复不完整，未作核对") from error
    if document.get("found") is not True or not weight.is_finite() or weight < 0 or min(counts) < 0:
        raise Garbled("单一窗口的舱单答复无法识别，未作核对")
    return Manifest(
        bill_number=_number(document, "bill_number"),
        voyage_number=_number(document, "voyage_number"),
        gross_weight=weight,
        packs=counts[0],
        containers=counts[1],
        traffic_mode=_number(document, "traffic_mode"),
        entry_day=day,
    )


def linked_of(answer: Answer) -> ManifestLinked:
    """Return what came of a 核注 or 反核注; a refusal in the gateway's own words is an answer, not an error."""
    if answer.status in (400, 422):
        return ManifestLinked(False, "单一窗口不接受这次核注，请核对批次号、互市区和重量")
    document = expect_ok(answer)
    if document.get("Result") not in ("0", "1"):
        raise Garbled("单一窗口的核注答复无法识别，请稍后再试")
    return ManifestLinked(document["Result"] == "0", harmless(str(document.get("Msg") or "")))


def _number(document: Mapping[str, Any], name: str) -> str:
    return harmless(str(document.get(name) or ""), NUMBER)


def page_of(answer: Answer) -> ReceiptPage:
    """Return a page of receipts; one that cannot be taken apart spoils the page, so that none is skipped."""
    document = expect_ok(answer)
    try:
        receipts = tuple(_receipt(row) for row in document["receipts"])
        return ReceiptPage(receipts, _cursor(document["next"]))
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise Garbled("单一窗口的回执答复不完整，稍后自动再取") from error


def held_page_of(answer: Answer) -> HeldPage:
    """Return a page of the list of messages; a gateway that knows no such list does not support it."""
    if answer.status in (404, 405):
        raise NotSupported("这个单一窗口不提供报文清单，请在其网页上核对")
    document = expect_ok(answer)
    try:
        held = tuple(
            HeldSince(_number(row, "message_id"), _number(row, "client_seq_no"), _number(row, "seq_no"))
            for row in document["messages"]
        )
        return HeldPage(held, _cursor(document["next"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Garbled("单一窗口的报文清单不完整，稍后自动再取") from error


def _cursor(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _FURTHEST:
        raise ValueError("no cursor")
    return value


def _id(told: str) -> str:
    """Return the id, or what stands for one nobody would give: two must never become the same by being cut."""
    plain = harmless(told, NUMBER)
    return plain if plain == told else hashlib.sha256(told.encode()).hexdigest()


def _receipt(row: Mapping[str, Any]) -> GatewayReceipt:
    content = base64.b64decode(row["content"], validate=True)
    return GatewayReceipt(
        receipt_id=_id(str(row["receipt_id"])),
        message_id=_number(row, "message_id"),
        client_seq_no=_number(row, "client_seq_no"),
        seq_no=_number(row, "seq_no"),
        sha256=str(row["sha256"]),
        content=content,
        findings=findings_of(row.get("pointers")),
        last=row.get("last") is True,
        message_sha256=_number(row, "message_sha256"),
        statement=_statement(row, content),
        signature=base64.b64decode(str(row.get("signature") or ""), validate=True),
        signer=str(row.get("signer") or ""),
    )


def _statement(row: Mapping[str, Any], content: bytes) -> bytes:
    """Return what a receipt's signature is over: a line each of what it is about, an empty line, its bytes."""
    pointers = json.dumps(row.get("pointers"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    names = ("receipt_id", "message_id", "message_sha256", "client_seq_no", "seq_no")
    about = [str(row.get(name, "")).replace("\n", " ") for name in names]
    digest = hashlib.sha256(pointers.encode("utf-8", "replace")).hexdigest()
    told = ["receipt-1", *about, "1" if row.get("last") is True else "0", digest]
    return "\n".join(told).encode("utf-8", "replace") + b"\n\n" + content


def time_of(document: Mapping[str, Any]) -> datetime | None:
    """Return the gateway's clock, None where it does not tell it properly."""
    try:
        moment = datetime.fromisoformat(str(document.get("now")))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def kind_of(document: Mapping[str, Any]) -> Kind | None:
    """Return the gateway's kind, None where it does not tell one we know."""
    told = document.get("profile")
    return Kind(told) if told in list(Kind) else None


def expect_ok(answer: Answer) -> Mapping[str, Any]:
    """Return the document of a 200; raises the GatewayError any other answer stands for."""
    if answer.status == 200 and answer.document:
        return answer.document
    raise _error_of(answer)


def _error_of(answer: Answer) -> GatewayError:
    if answer.status in (401, 403):
        return Forbidden("单一窗口不接受本操作员的证书，请检查操作员卡或证书有效期")
    if answer.status in (429, 503):
        return Busy("单一窗口繁忙，稍后自动再试", answer.seconds)
    if answer.status == 501:
        return NotSupported("这个单一窗口不提供查询，请在其网页上核对")
    return Garbled(f"单一窗口的答复无法识别（HTTP {answer.status}），稍后自动再试；如持续出现请检查网关地址")
