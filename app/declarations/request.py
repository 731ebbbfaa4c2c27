"""A request about a declaration as plain values, ready to be written; it knows neither bytes nor tables."""

from dataclasses import dataclass
from datetime import datetime

from app.core.draft import Purpose
from app.declarations.amendment import Change


@dataclass(frozen=True, slots=True)
class RequestContent:
    """All a request says; ``base_sha256`` names the message by which the version in force stands."""

    purpose: Purpose
    client_seq_no: str
    seq_no: str
    entry_id: str
    base_sha256: str
    reason_code: str
    note: str
    tolerant: bool
    company_code: str
    operator: str
    at: datetime
    changes: tuple[Change, ...] = ()
    attachments: tuple[str, ...] = ()
