"""What can come of sending a message, as a closed set of types (reliability.md §2.3, T5a–T5h); no decisions here."""

from dataclasses import dataclass
from typing import ClassVar

from app.declarations.finding import Finding


@dataclass(frozen=True, slots=True)
class Acked:
    """T5b: taken in; the answer names our message id and digest."""

    name: ClassVar[str] = "acked"
    seq_no: str
    status: int
    answer: bytes


@dataclass(frozen=True, slots=True)
class Duplicate:
    """T5c: it had been taken in before, with our digest."""

    name: ClassVar[str] = "duplicate"
    seq_no: str
    status: int
    answer: bytes


@dataclass(frozen=True, slots=True)
class KeyReuse:
    """T5d: the gateway holds our message id with other bytes."""

    name: ClassVar[str] = "key_reuse"
    status: int
    answer: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """T5e: not taken in for what it is; ``code`` is the gateway's word for why."""

    name: ClassVar[str] = "refused"
    code: str
    findings: tuple[Finding, ...]
    status: int
    answer: bytes


@dataclass(frozen=True, slots=True)
class NotSent:
    """T5a: proven that not one byte of it left."""

    name: ClassVar[str] = "not_sent"
    code: str


@dataclass(frozen=True, slots=True)
class AuthHold:
    """T5f: our card or certificate is not accepted; nothing under it can be sent until a person acts."""

    name: ClassVar[str] = "auth_hold"
    code: str
    status: int | None
    answer: bytes | None


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """T5g: the gateway says to come again in ``seconds``; whether that proves anything its profile tells."""

    name: ClassVar[str] = "retry_after"
    seconds: float
    status: int
    answer: bytes


@dataclass(frozen=True, slots=True)
class Unknown:
    """T5h: it may have arrived and may not have."""

    name: ClassVar[str] = "unknown"
    code: str
    status: int | None = None
    answer: bytes | None = None


Outcome = Acked | Duplicate | KeyReuse | Refused | NotSent | AuthHold | RetryAfter | Unknown
