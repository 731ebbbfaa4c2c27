"""Eighth shape: what each 核对单 showed, so that the next one can mark what changed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add its table."""
    op.create_table(
        "proof_prints",
        sa.Column("draft_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("printed_at", sa.String(27), nullable=False),
        sa.Column("printed_by", sa.String(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_proof_prints_draft_id"),
        sa.PrimaryKeyConstraint("draft_id", "number", name="pk_proof_prints"),
    )
