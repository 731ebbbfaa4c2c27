"""The tables as typed columns; the migrations create them and a test holds the two together. No queries here."""

from datetime import UTC, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Named,
    String,
    Table,
    Text,
    TypedColumns,
    TypeDecorator,
    UniqueConstraint,
)

from app.core.clock import SHANGHAI
from app.declarations.outbox import State


class Moment(TypeDecorator[datetime]):
    """An aware datetime as fixed-width UTC text, so that the order of texts is the order of time."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value).astimezone(SHANGHAI)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class DraftColumns(TypedColumns):
    """One JSON document and the columns the list shows; ``status``, ``seq_no`` and ``entry_id`` are derived."""

    id: Named[str] = Column(String(36), primary_key=True)
    form: Named[str]
    form_version: Named[str]
    mode: Named[str]
    document: Named[str] = Column(Text)
    client_seq_no: Named[str]
    contract_number: Named[str]
    bill_number: Named[str]
    trade_name: Named[str]
    port: Named[str]
    traffic_mode: Named[str]
    goods: Named[str]
    goods_count: Named[int]
    total: Named[str]
    currency: Named[str]
    errors: Named[int | None]  # findings that block filing at the last save, None where nobody counted
    status: Named[str]
    seq_no: Named[str]
    entry_id: Named[str]
    rev: Named[int]
    deleted: Named[bool]
    created_at: Named[datetime] = Column(Moment)
    updated_at: Named[datetime] = Column(Moment)


drafts = Table(
    "drafts",
    metadata,
    DraftColumns,
    Index("ix_drafts_updated", "deleted", "updated_at"),
    Index("ix_drafts_status", "deleted", "status", "updated_at"),
    Index("ix_drafts_client_seq_no", "client_seq_no"),
)


class SubmissionColumns(TypedColumns):
    """What was put up for filing, once per identity; the four last columns are derived from outbox and receipts."""

    id: Named[str] = Column(String(36), primary_key=True)
    identity: Named[str] = Column(unique=True)
    client_seq_no: Named[str]
    draft_id: Named[str | None] = Column(String(36), ForeignKey("drafts.id"))
    form: Named[str]
    mode: Named[str]
    file: Named[str]
    created_at: Named[datetime] = Column(Moment)
    status: Named[str]
    seq_no: Named[str]
    entry_id: Named[str]
    final: Named[bool]


submissions = Table(
    "submissions",
    metadata,
    SubmissionColumns,
    Index("ix_submissions_draft_id", "draft_id"),
    Index("ix_submissions_client_seq_no", "client_seq_no"),
    Index("ix_submissions_seq_no", "seq_no"),
)


class ActionColumns(TypedColumns):
    """One thing asked of the authority for a submission: declare, and later complete, amend, withdraw."""

    id: Named[str] = Column(String(36), primary_key=True)
    submission_id: Named[str] = Column(String(36), ForeignKey("submissions.id"))
    message_id: Named[str] = Column(String(36), ForeignKey("outbox.message_id"), unique=True)
    kind: Named[str]
    content_sha256: Named[str] = Column(String(64))
    reason: Named[str]
    created_at: Named[datetime] = Column(Moment)


actions = Table("actions", metadata, ActionColumns, Index("ix_actions_submission_id", "submission_id"))


class CertificateColumns(TypedColumns):
    """Certificates by digest: the envelope of a resend must be the envelope of the first send."""

    sha256: Named[str] = Column(String(64), primary_key=True)
    pem: Named[str] = Column(Text)


certificates = Table("certificates", metadata, CertificateColumns)

_STATES = ", ".join(f"'{state}'" for state in State)


class OutboxColumns(TypedColumns):
    """Messages on their way out, exactly reliability.md §2.3; triggers forbid what the design forbids."""

    message_id: Named[str] = Column(String(36), primary_key=True)
    decl_id: Named[str] = Column(String(36), ForeignKey("submissions.id"))
    revision: Named[int]
    business_no: Named[str]
    payload: Named[bytes] = Column(LargeBinary)
    payload_sha256: Named[str] = Column(String(64))
    signature: Named[bytes | None] = Column(LargeBinary)
    cert_sha256: Named[str | None] = Column(String(64), ForeignKey("certificates.sha256"))
    state: Named[str]
    state_version: Named[int]
    attempts: Named[int]
    not_before: Named[datetime] = Column(Moment)
    lease_owner: Named[str]
    lease_epoch: Named[int]
    lease_until: Named[datetime | None] = Column(Moment)
    doubt: Named[bool]
    cancel_requested: Named[bool]
    gateway_no: Named[str]
    endpoint: Named[str]  # the gateway that may hold it: whom it was first sent to; "" before
    last_error_code: Named[str]
    problems: Named[str] = Column(Text)  # the gateway's findings as JSON, for REJECTED
    created_at: Named[datetime] = Column(Moment)
    updated_at: Named[datetime] = Column(Moment)


outbox = Table(
    "outbox",
    metadata,
    OutboxColumns,
    UniqueConstraint("business_no", "revision"),
    CheckConstraint(f"state IN ({_STATES})", name="state"),
    CheckConstraint("doubt = 0 OR state IN ('SENDING', 'IN_DOUBT', 'PARKED')", name="doubt"),
    CheckConstraint("state <> 'IN_DOUBT' OR doubt = 1", name="in_doubt"),
    CheckConstraint("state IN ('FROZEN', 'CANCELLED') OR signature IS NOT NULL", name="signed"),
    Index("ix_outbox_due", "state", "not_before"),
    Index("ix_outbox_decl_id", "decl_id", "revision"),
    Index("ix_outbox_gateway_no", "gateway_no"),
)


class MoveColumns(TypedColumns):
    """The pairs of states the trigger lets a row step between."""

    from_state: Named[str] = Column(String(9), primary_key=True)
    to_state: Named[str] = Column(String(9), primary_key=True)


outbox_moves = Table("outbox_moves", metadata, MoveColumns)


class HistoryColumns(TypedColumns):
    """What happened to a message on our side, append-only; with the receipts it makes the timeline."""

    id: Named[int] = Column(Integer, primary_key=True)
    message_id: Named[str] = Column(String(36), ForeignKey("outbox.message_id"))
    at: Named[datetime] = Column(Moment)
    event: Named[str]
    from_state: Named[str]
    to_state: Named[str]
    detail: Named[str]


history = Table("history", metadata, HistoryColumns, Index("ix_history_message_id", "message_id"))


class AttemptColumns(TypedColumns):
    """One HTTP try, of sending or of asking; an unfinished row is a try nobody heard the end of."""

    attempt_id: Named[str] = Column(String(36), primary_key=True)
    message_id: Named[str] = Column(String(36), ForeignKey("outbox.message_id"))
    kind: Named[str]
    started_at: Named[datetime] = Column(Moment)
    finished_at: Named[datetime | None] = Column(Moment)
    outcome: Named[str | None]
    http_status: Named[int | None]
    resp_sha256: Named[str | None] = Column(String(64))
    response: Named[bytes | None] = Column(LargeBinary)


attempts = Table("attempts", metadata, AttemptColumns, Index("ix_attempts_message_id", "message_id", "started_at"))


class ReceiptColumns(TypedColumns):
    """Receipts as they came, append-only; only what became of them (the three last columns) may be set later."""

    id: Named[int] = Column(Integer, primary_key=True)
    source: Named[str]
    receipt_id: Named[str]
    sha256: Named[str] = Column(String(64))
    raw: Named[bytes] = Column(LargeBinary)
    message_id: Named[str]  # as the gateway names it; may be nobody's of ours
    client_seq_no: Named[str]
    seq_no: Named[str]
    entry_id: Named[str]
    channel: Named[str]
    note: Named[str] = Column(Text)
    noticed_at: Named[datetime | None] = Column(Moment)
    pointers: Named[str] = Column(Text)
    last: Named[bool]
    verified: Named[bool]
    readable: Named[bool]
    received_at: Named[datetime] = Column(Moment)
    local_message_id: Named[str | None] = Column(String(36), ForeignKey("outbox.message_id"))
    applied_at: Named[datetime | None] = Column(Moment)
    seen_at: Named[datetime | None] = Column(Moment)


receipts = Table(
    "receipts",
    metadata,
    ReceiptColumns,
    UniqueConstraint("source", "receipt_id"),
    UniqueConstraint("source", "message_id", "sha256"),
    Index("ix_receipts_sha256", "sha256"),
    Index("ix_receipts_applied_at", "applied_at"),
    Index("ix_receipts_local_message_id", "local_message_id"),
)


class CursorColumns(TypedColumns):
    """How far the receipts of one gateway address were read."""

    endpoint: Named[str] = Column(primary_key=True)
    cursor: Named[int]
    updated_at: Named[datetime] = Column(Moment)


poll_cursor = Table("poll_cursor", metadata, CursorColumns)


class SettingColumns(TypedColumns):
    """Settings by name, each a JSON value."""

    key: Named[str] = Column(primary_key=True)
    value: Named[str] = Column(Text)
    updated_at: Named[datetime] = Column(Moment)


settings = Table("settings", metadata, SettingColumns)


class PartyColumns(TypedColumns):
    """Firms the office files for, offered while typing."""

    id: Named[str] = Column(String(36), primary_key=True)
    role: Named[str]
    scc: Named[str]
    customs_code: Named[str]
    ciq_code: Named[str]
    name: Named[str]
    english_name: Named[str]
    uses: Named[int]
    used_at: Named[datetime] = Column(Moment)


parties = Table("parties", metadata, PartyColumns, UniqueConstraint("role", "scc", "customs_code", "name"))


class OperatorColumns(TypedColumns):
    """The people who file at this desk, with what DecSign needs of them."""

    id: Named[str] = Column(String(36), primary_key=True)
    name: Named[str]
    card_number: Named[str]
    firm_code: Named[str]
    current: Named[bool]
    updated_at: Named[datetime] = Column(Moment)


operators = Table("operators", metadata, OperatorColumns)
