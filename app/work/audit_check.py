"""Signs the end of the audit chain and judges the whole of it against what was signed; it mends nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from app.core.clock import Clock
from app.declarations.signed import CertificateUnusable, verifies
from app.signing.signer import Signer
from app.store import audit, signed_heads
from app.store.engine import Connection, Database, StoreTrouble
from app.store.signed_heads import SignedHead

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AuditReport:
    """How the chain stands: how many entries, how many signed heads, and a sentence for each thing that is wrong."""

    entries: int
    heads: int
    newest: SignedHead | None
    broken: tuple[str, ...]


def sign_head(database: Database, signer: Signer, clock: Clock) -> SignedHead | None:
    """Sign the end of the chain, if it has moved since; raises SignerUnavailable, StoreTrouble."""
    with database.reading() as connection:
        head, last = audit.head(connection), signed_heads.newest(connection)
    if head.seq == 0 or (last is not None and last.head.seq >= head.seq):
        return None
    certificate = signer.certificate
    signed = SignedHead(
        head,
        clock.now(),
        signer.algorithm.value,
        sha256(certificate.encode("ascii")).hexdigest(),
        signer.sign(signed_heads.words_of(head)),
    )
    with database.writing() as connection:
        signed_heads.keep(connection, signed, certificate)
    return signed


def is_due(connection: Connection, now: datetime) -> bool:
    """Tell whether the daily signature is due: the chain has moved and none was given for a day."""
    head, last = audit.head(connection), signed_heads.newest(connection)
    if head.seq == 0 or (last is not None and last.head.seq >= head.seq):
        return False
    return last is None or not timedelta() <= now - last.at < _DAY


def report(connection: Connection, folder: Path) -> AuditReport:
    """Judge the chain: entry by entry, and against every head signed, in the database and beside it."""
    inside = signed_heads.kept(connection)
    broken = list(_broken(connection, inside, folder))
    return AuditReport(audit.head(connection).seq, len(inside), inside[-1] if inside else None, tuple(broken))


def _broken(connection: Connection, inside: list[SignedHead], folder: Path) -> Iterator[str]:
    digests: dict[int, str] = {}
    at = audit.broken_at(connection, seen=digests.__setitem__)
    if at is not None:
        yield f"操作记录第 {at} 条与写下时不符（被改、被删、被插入或换了次序），请用备份核对"
    try:
        beside = signed_heads.outside(folder)
    except StoreTrouble as trouble:
        yield str(trouble)
        beside = []
    known = {one.head.seq: one for one in inside}
    for one in (*inside, *(one for one in beside if known.get(one.head.seq) != one)):
        if one.head.seq not in digests:
            if at is None:
                yield f"操作记录的末尾少了：签过名的有 {one.head.seq} 条，现在只有 {len(digests)} 条，请用备份核对"
        elif digests[one.head.seq] != one.head.digest:
            yield f"操作记录第 {one.head.seq} 条与签名时不符（整段被换过），请用备份核对"
        elif not _is_genuine(one, lambda digest: signed_heads.certificate_of(connection, digest)):
            yield f"操作记录第 {one.head.seq} 条上的签名不对，请用备份核对"


def _is_genuine(one: SignedHead, pem_of: Callable[[str], str | None]) -> bool:
    pem = pem_of(one.certificate_sha256)
    if pem is None or sha256(pem.encode("ascii")).hexdigest() != one.certificate_sha256:
        return False
    try:
        return verifies(pem, one.signature, signed_heads.words_of(one.head))
    except CertificateUnusable:
        return False
