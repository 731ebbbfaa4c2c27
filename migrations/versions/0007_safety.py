"""Seventh shape: what keeps declarations safe."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

FAULT_TRIGGERS = (
    """CREATE TRIGGER receipt_faults_stay BEFORE UPDATE ON receipt_faults
    BEGIN SELECT RAISE(ABORT, 'receipt_faults: append-only'); END""",
    """CREATE TRIGGER receipt_faults_are_kept BEFORE DELETE ON receipt_faults
    BEGIN SELECT RAISE(ABORT, 'receipt_faults: append-only'); END""",
)


SAFETY_TRIGGERS = (
    """CREATE TRIGGER signed_heads_stay BEFORE UPDATE ON signed_heads
    BEGIN SELECT RAISE(ABORT, 'signed_heads: append-only'); END""",
    """CREATE TRIGGER signed_heads_are_kept BEFORE DELETE ON signed_heads
    BEGIN SELECT RAISE(ABORT, 'signed_heads: append-only'); END""",
)


def upgrade() -> None:
    """Add its tables."""
    _sending()
    _safety()


def _sending() -> None:
    op.create_table(
        "queue_wishes",
        sa.Column("message_id", sa.String(36), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["outbox.message_id"], name="fk_queue_wishes_message_id"),
        sa.PrimaryKeyConstraint("message_id", name="pk_queue_wishes"),
    )
    op.create_table(
        "receipt_faults",
        sa.Column("receipt", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["receipt"], ["receipts.id"], name="fk_receipt_faults_receipt"),
        sa.PrimaryKeyConstraint("receipt", name="pk_receipt_faults"),
    )
    for trigger in FAULT_TRIGGERS:
        op.execute(trigger)


def _safety() -> None:
    op.create_table(
        "commit_marks",
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("slot", name="pk_commit_marks"),
    )
    op.create_table(
        "signed_heads",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("algorithm", sa.String(), nullable=False),
        sa.Column("certificate_sha256", sa.String(64), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_signed_heads"),
    )
    op.create_table(
        "field_keys",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_field_keys"),
    )
    for trigger in SAFETY_TRIGGERS:
        op.execute(trigger)
