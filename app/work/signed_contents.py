"""What stands in the bytes a clerk signs or has signed, read back from them, with whose signature it is; plain text."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from app.declarations.signed import CertificateUnusable, algorithm_of
from app.signing.facts import facts_of
from app.store import outbox, standing
from app.store.engine import Connection
from app.store.outbox import OutboxRow
from app.wire.shown import ShownField, digest, shown
from app.wire.untrusted import Unreadable

_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class SignedContents:
    """Who signed what: one sentence, the digest in groups, and the contents line by line."""

    sentence: str
    digest: str
    text: str


def signed_contents(connection: Connection, draft_id: str) -> SignedContents | None:
    """Return the newest message of a draft as its bytes say it, None if it was never filed."""
    submission = standing.submission_of(connection, draft_id)
    row = None if submission is None else outbox.newest_of(connection, submission)
    if row is None:
        return None
    return SignedContents(_sentence(row), digest(row.payload), _text(row.payload))


def _sentence(row: OutboxRow) -> str:
    if row.signature is None or row.certificate is None:
        return f"报文 {row.business_no} 已冻结，等待签名。以下各项从将要签名的字节读出"
    try:
        whose = f"{facts_of(row.certificate).owner}，{algorithm_of(row.certificate).value}"
    except CertificateUnusable:
        whose = "证书无法读取"
    return f"报文 {row.business_no} 已签名（{whose}）。以下各项从已签名的字节读出"


def _text(payload: bytes) -> str:
    try:
        return "\n".join(_lines(shown(payload)))
    except Unreadable:  # a request has its own form: it is shown as it stands
        return payload.decode("utf-8", "replace")[:_LONGEST]


def _lines(fields: tuple[ShownField, ...]) -> Iterator[str]:
    for item, group in groupby(fields, key=lambda one: one.item):
        yield f"—— 商品第 {item} 项 ——" if item is not None else "—— 表头及随附 ——"
        for one in group:
            yield f"{one.label}：{one.text}"
