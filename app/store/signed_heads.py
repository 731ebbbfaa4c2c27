"""Heads of the audit chain signed by an operator, kept in the database and in a file beside it; it holds no key.

A chain cut at its end, or written anew from its beginning, is whole in itself: only a head that somebody signed and
that lies elsewhere too gives it away.
"""

import base64
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or_ignore

from app.store.audit import Head
from app.store.durable import sync_folder
from app.store.engine import StoreTrouble
from app.store.safety_tables import signed_heads
from app.store.tables import certificates

OUTSIDE = "audit-heads.jsonl"


@dataclass(frozen=True, slots=True)
class SignedHead:
    """How far the chain reached and what it ended with when an operator signed it."""

    head: Head
    at: datetime
    algorithm: str
    certificate_sha256: str
    signature: bytes

    def to_json(self) -> dict[str, Any]:
        """Return it as the file and a backup's manifest hold it."""
        return {
            "seq": self.head.seq,
            "digest": self.head.digest,
            "at": self.at.isoformat(),
            "algorithm": self.algorithm,
            "certificate_sha256": self.certificate_sha256,
            "signature": base64.b64encode(self.signature).decode("ascii"),
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self:
        """Return what ``to_json`` wrote; raises ValueError, KeyError, TypeError."""
        return cls(
            Head(int(told["seq"]), str(told["digest"])),
            datetime.fromisoformat(str(told["at"])),
            str(told["algorithm"]),
            str(told["certificate_sha256"]),
            base64.b64decode(told["signature"], validate=True),
        )


def words_of(head: Head) -> bytes:
    """Return the bytes an operator signs: no XML, so that a signature can never pass for one of a declaration."""
    return f"portdesk audit head|{head.seq}|{head.digest}".encode("ascii")


def keep(connection: Connection, signed: SignedHead, certificate: str) -> None:
    """Keep a signed head with its certificate; one of the same length is kept once."""
    pem = insert_or_ignore(certificates).values(sha256=signed.certificate_sha256, pem=certificate)
    connection.execute(pem.on_conflict_do_nothing())
    if connection.execute(select(signed_heads.c.seq).where(signed_heads.c.seq == signed.head.seq)).first() is None:
        row = {"seq": signed.head.seq, "digest": signed.head.digest, "at": signed.at, "algorithm": signed.algorithm}
        values = {**row, "certificate_sha256": signed.certificate_sha256, "signature": signed.signature}
        connection.execute(insert(signed_heads).values(**values))


def kept(connection: Connection, after: int = 0) -> list[SignedHead]:
    """Return the signed heads behind an entry, in their order."""
    rows = connection.execute(select(signed_heads).where(signed_heads.c.seq > after).order_by(signed_heads.c.seq))
    return [
        SignedHead(Head(row.seq, row.digest), row.at, row.algorithm, row.certificate_sha256, row.signature)
        for row in rows
    ]


def newest(connection: Connection) -> SignedHead | None:
    """Return the newest signed head, None before the first."""
    last = connection.execute(select(signed_heads.c.seq).order_by(signed_heads.c.seq.desc()).limit(1)).scalar()
    return None if last is None else kept(connection, last - 1)[0]


def certificate_of(connection: Connection, sha256: str) -> str | None:
    """Return the certificate (PEM) of a digest, None where it is not known here."""
    return connection.execute(select(certificates.c.pem).where(certificates.c.sha256 == sha256)).scalar_one_or_none()


def outside(folder: Path) -> list[SignedHead]:
    """Return the heads in the file beside the database; raises StoreTrouble where it is not as it was written."""
    try:
        lines = (folder / OUTSIDE).read_text(encoding="ascii").splitlines()
        return [SignedHead.from_json(json.loads(line)) for line in lines]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreTrouble(f"操作记录的签名文件 {folder / OUTSIDE} 无法读取或被改动", "heads_unreadable") from error


def put_outside(connection: Connection, folder: Path) -> int:
    """Append to the file what the database has and the file has not; returns how many. Raises StoreTrouble."""
    there = outside(folder)
    new = kept(connection, there[-1].head.seq if there else 0)
    if not new:
        return 0
    try:
        file = os.open(folder / OUTSIDE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(file, "ab") as opened:
            opened.write(b"".join(json.dumps(one.to_json()).encode("ascii") + b"\n" for one in new))
            opened.flush()
            os.fsync(opened.fileno())
        sync_folder(folder)
    except OSError as error:
        raise StoreTrouble(
            f"操作记录的签名无法写到 {folder / OUTSIDE}，请检查磁盘空间和权限", "heads_unwritable"
        ) from error
    return len(new)
