"""Sixth shape: what finding a declaration among many needs."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add its tables; declarations that stand are indexed when the program opens."""
    op.create_table(
        "finding",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.String(36), nullable=False),
        sa.Column("starred", sa.Boolean(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_finding_draft_id"),
        sa.PrimaryKeyConstraint("number", name="pk_finding"),
        sa.UniqueConstraint("draft_id", name="uq_finding_draft_id"),
    )
    op.create_table(
        "saved_views",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_saved_views"),
    )
    op.execute("CREATE VIRTUAL TABLE finds USING fts5(words, life, detail=none)")
    op.execute("INSERT INTO finding (draft_id, starred, label) SELECT id, 0, '' FROM drafts")
