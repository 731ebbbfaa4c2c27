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


def upgrade() -> None:
    """Add its tables."""
    _sending()


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
