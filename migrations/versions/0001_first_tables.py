"""First shape: drafts, submissions, the outbox with its guards, receipts, settings."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(36)
SHA256 = sa.String(64)
MOMENT = sa.String(27)

# What app.declarations.outbox allowed when this step was written.
MOVES = (
    ("FROZEN", "SIGNED"),
    ("FROZEN", "CANCELLED"),
    ("SIGNED", "READY"),
    ("SIGNED", "CANCELLED"),
    ("READY", "SENDING"),
    ("READY", "ACKED"),
    ("READY", "CANCELLED"),
    ("SENDING", "READY"),
    ("SENDING", "ACKED"),
    ("SENDING", "REJECTED"),
    ("SENDING", "PARKED"),
    ("SENDING", "IN_DOUBT"),
    ("IN_DOUBT", "SENDING"),
    ("IN_DOUBT", "ACKED"),
    ("IN_DOUBT", "READY"),
    ("IN_DOUBT", "PARKED"),
    ("PARKED", "ACKED"),
    ("PARKED", "READY"),
)

STATES = "'FROZEN', 'SIGNED', 'READY', 'SENDING', 'ACKED', 'IN_DOUBT', 'REJECTED', 'PARKED', 'CANCELLED'"

TRIGGERS = (
    """CREATE TRIGGER outbox_starts_frozen BEFORE INSERT ON outbox
    WHEN NEW.state <> 'FROZEN'
    BEGIN SELECT RAISE(ABORT, 'outbox: a message starts frozen'); END""",
    """CREATE TRIGGER outbox_moves_only_as_allowed BEFORE UPDATE ON outbox
    WHEN NEW.state IS NOT OLD.state AND NOT EXISTS
      (SELECT 1 FROM outbox_moves WHERE from_state = OLD.state AND to_state = NEW.state)
    BEGIN SELECT RAISE(ABORT, 'outbox: no such move'); END""",
    """CREATE TRIGGER outbox_counts_moves BEFORE UPDATE ON outbox
    WHEN NEW.state IS NOT OLD.state AND NEW.state_version <> OLD.state_version + 1
    BEGIN SELECT RAISE(ABORT, 'outbox: a move counts one version'); END""",
    """CREATE TRIGGER outbox_payload_stays BEFORE UPDATE ON outbox
    WHEN NEW.message_id IS NOT OLD.message_id OR NEW.decl_id IS NOT OLD.decl_id OR NEW.revision IS NOT OLD.revision
      OR NEW.business_no IS NOT OLD.business_no OR NEW.payload IS NOT OLD.payload
      OR NEW.payload_sha256 IS NOT OLD.payload_sha256
    BEGIN SELECT RAISE(ABORT, 'outbox: the payload is immutable'); END""",
    """CREATE TRIGGER outbox_signature_stays BEFORE UPDATE ON outbox
    WHEN OLD.state <> 'FROZEN' AND (NEW.signature IS NOT OLD.signature OR NEW.cert_sha256 IS NOT OLD.cert_sha256)
    BEGIN SELECT RAISE(ABORT, 'outbox: the signature is immutable'); END""",
    """CREATE TRIGGER outbox_endpoint_stays BEFORE UPDATE ON outbox
    WHEN OLD.state IN ('SENDING', 'IN_DOUBT', 'PARKED') AND NEW.endpoint IS NOT OLD.endpoint
    BEGIN SELECT RAISE(ABORT, 'outbox: what may have arrived somewhere is settled there'); END""",
    """CREATE TRIGGER outbox_stays BEFORE DELETE ON outbox
    BEGIN SELECT RAISE(ABORT, 'outbox: append-only'); END""",
    """CREATE TRIGGER attempts_end_once BEFORE UPDATE ON attempts
    WHEN OLD.finished_at IS NOT NULL OR NEW.attempt_id IS NOT OLD.attempt_id OR NEW.message_id IS NOT OLD.message_id
      OR NEW.kind IS NOT OLD.kind OR NEW.started_at IS NOT OLD.started_at
    BEGIN SELECT RAISE(ABORT, 'attempts: append-only'); END""",
    """CREATE TRIGGER attempts_stay BEFORE DELETE ON attempts
    BEGIN SELECT RAISE(ABORT, 'attempts: append-only'); END""",
    """CREATE TRIGGER history_stays BEFORE UPDATE ON history
    BEGIN SELECT RAISE(ABORT, 'history: append-only'); END""",
    """CREATE TRIGGER history_is_kept BEFORE DELETE ON history
    BEGIN SELECT RAISE(ABORT, 'history: append-only'); END""",
    """CREATE TRIGGER receipts_stay BEFORE UPDATE OF id, source, receipt_id, sha256, raw, message_id, client_seq_no,
      seq_no, entry_id, channel, note, noticed_at, pointers, last, verified, readable, received_at ON receipts
    BEGIN SELECT RAISE(ABORT, 'receipts: append-only'); END""",
    """CREATE TRIGGER receipts_are_kept BEFORE DELETE ON receipts
    BEGIN SELECT RAISE(ABORT, 'receipts: append-only'); END""",
)


def upgrade() -> None:
    """Create everything."""
    _drafts()
    _submissions()
    _outbox()
    _around_the_outbox()
    _receipts()
    _office()
    for from_state, to_state in MOVES:
        op.execute(f"INSERT INTO outbox_moves (from_state, to_state) VALUES ('{from_state}', '{to_state}')")
    for trigger in TRIGGERS:
        op.execute(trigger)


def _text(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _moment(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, MOMENT, nullable=nullable)


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", ID, nullable=False),
        *_text("form", "form_version", "mode"),
        sa.Column("document", sa.Text(), nullable=False),
        *_text("client_seq_no", "contract_number", "bill_number", "trade_name", "port", "traffic_mode", "goods"),
        sa.Column("goods_count", sa.Integer(), nullable=False),
        *_text("total", "currency"),
        sa.Column("errors", sa.Integer(), nullable=True),
        *_text("status", "seq_no", "entry_id"),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
        _key("drafts", "id"),
    )
    op.create_index("ix_drafts_updated", "drafts", ["deleted", "updated_at"])
    op.create_index("ix_drafts_status", "drafts", ["deleted", "status", "updated_at"])
    op.create_index("ix_drafts_client_seq_no", "drafts", ["client_seq_no"])


def _submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", ID, nullable=False),
        *_text("identity", "client_seq_no"),
        sa.Column("draft_id", ID, nullable=True),
        *_text("form", "mode", "file"),
        _moment("created_at"),
        *_text("status", "seq_no", "entry_id"),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_submissions_draft_id"),
        _key("submissions", "id"),
        sa.UniqueConstraint("identity", name="uq_submissions_identity"),
    )
    op.create_index("ix_submissions_draft_id", "submissions", ["draft_id"])
    op.create_index("ix_submissions_client_seq_no", "submissions", ["client_seq_no"])
    op.create_index("ix_submissions_seq_no", "submissions", ["seq_no"])
    op.create_table(
        "certificates",
        sa.Column("sha256", SHA256, nullable=False),
        sa.Column("pem", sa.Text(), nullable=False),
        _key("certificates", "sha256"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("message_id", ID, nullable=False),
        sa.Column("decl_id", ID, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        *_text("business_no"),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("payload_sha256", SHA256, nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("cert_sha256", SHA256, nullable=True),
        *_text("state"),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("state_version", "attempts")),
        _moment("not_before"),
        *_text("lease_owner"),
        sa.Column("lease_epoch", sa.Integer(), nullable=False),
        _moment("lease_until", nullable=True),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("doubt", "cancel_requested")),
        *_text("gateway_no", "endpoint", "last_error_code"),
        sa.Column("problems", sa.Text(), nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
        sa.CheckConstraint(f"state IN ({STATES})", name="ck_outbox_state"),
        sa.CheckConstraint("doubt = 0 OR state IN ('SENDING', 'IN_DOUBT', 'PARKED')", name="ck_outbox_doubt"),
        sa.CheckConstraint("state <> 'IN_DOUBT' OR doubt = 1", name="ck_outbox_in_doubt"),
        sa.CheckConstraint("state IN ('FROZEN', 'CANCELLED') OR signature IS NOT NULL", name="ck_outbox_signed"),
        sa.ForeignKeyConstraint(["decl_id"], ["submissions.id"], name="fk_outbox_decl_id"),
        sa.ForeignKeyConstraint(["cert_sha256"], ["certificates.sha256"], name="fk_outbox_cert_sha256"),
        _key("outbox", "message_id"),
        sa.UniqueConstraint("business_no", "revision", name="uq_outbox_business_no_revision"),
    )
    op.create_index("ix_outbox_due", "outbox", ["state", "not_before"])
    op.create_index("ix_outbox_decl_id", "outbox", ["decl_id", "revision"])
    op.create_index("ix_outbox_gateway_no", "outbox", ["gateway_no"])
    op.create_table(
        "outbox_moves",
        *(sa.Column(name, sa.String(9), nullable=False) for name in ("from_state", "to_state")),
        _key("outbox_moves", "from_state", "to_state"),
    )


def _of_message(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["message_id"], ["outbox.message_id"], name=f"fk_{table}_message_id")


def _around_the_outbox() -> None:
    op.create_table(
        "actions",
        *(sa.Column(name, ID, nullable=False) for name in ("id", "submission_id", "message_id")),
        *_text("kind"),
        sa.Column("content_sha256", SHA256, nullable=False),
        *_text("reason"),
        _moment("created_at"),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name="fk_actions_submission_id"),
        _of_message("actions"),
        _key("actions", "id"),
        sa.UniqueConstraint("message_id", name="uq_actions_message_id"),
    )
    op.create_index("ix_actions_submission_id", "actions", ["submission_id"])
    op.create_table(
        "attempts",
        *(sa.Column(name, ID, nullable=False) for name in ("attempt_id", "message_id")),
        *_text("kind"),
        _moment("started_at"),
        _moment("finished_at", nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("resp_sha256", SHA256, nullable=True),
        sa.Column("response", sa.LargeBinary(), nullable=True),
        _of_message("attempts"),
        _key("attempts", "attempt_id"),
    )
    op.create_index("ix_attempts_message_id", "attempts", ["message_id", "started_at"])
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", ID, nullable=False),
        _moment("at"),
        *_text("event", "from_state", "to_state", "detail"),
        _of_message("history"),
        _key("history", "id"),
    )
    op.create_index("ix_history_message_id", "history", ["message_id"])


def _receipts() -> None:
    op.create_table(
        "receipts",
        sa.Column("id", sa.Integer(), nullable=False),
        *_text("source", "receipt_id"),
        sa.Column("sha256", SHA256, nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        *_text("message_id", "client_seq_no", "seq_no", "entry_id", "channel"),
        sa.Column("note", sa.Text(), nullable=False),
        _moment("noticed_at", nullable=True),
        sa.Column("pointers", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("last", "verified", "readable")),
        _moment("received_at"),
        sa.Column("local_message_id", ID, nullable=True),
        _moment("applied_at", nullable=True),
        _moment("seen_at", nullable=True),
        sa.ForeignKeyConstraint(["local_message_id"], ["outbox.message_id"], name="fk_receipts_local_message_id"),
        _key("receipts", "id"),
        sa.UniqueConstraint("source", "receipt_id", name="uq_receipts_source_receipt_id"),
        sa.UniqueConstraint("source", "message_id", "sha256", name="uq_receipts_source_message_id_sha256"),
    )
    op.create_index("ix_receipts_sha256", "receipts", ["sha256"])
    op.create_index("ix_receipts_applied_at", "receipts", ["applied_at"])
    op.create_index("ix_receipts_local_message_id", "receipts", ["local_message_id"])
    op.create_table(
        "poll_cursor",
        *_text("endpoint"),
        sa.Column("cursor", sa.Integer(), nullable=False),
        _moment("updated_at"),
        _key("poll_cursor", "endpoint"),
    )


def _office() -> None:
    op.create_table(
        "settings",
        *_text("key"),
        sa.Column("value", sa.Text(), nullable=False),
        _moment("updated_at"),
        _key("settings", "key"),
    )
    op.create_table(
        "parties",
        sa.Column("id", ID, nullable=False),
        *_text("role", "scc", "customs_code", "ciq_code", "name", "english_name"),
        sa.Column("uses", sa.Integer(), nullable=False),
        _moment("used_at"),
        _key("parties", "id"),
        sa.UniqueConstraint("role", "scc", "customs_code", "name", name="uq_parties_role_scc_customs_code_name"),
    )
    op.create_table(
        "operators",
        sa.Column("id", ID, nullable=False),
        *_text("name", "card_number", "firm_code"),
        sa.Column("current", sa.Boolean(), nullable=False),
        _moment("updated_at"),
        _key("operators", "id"),
    )
