"""Fifth shape: what drafting keeps besides the declaration: undo, templates, checkpoints, defaults."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.String(27)


def upgrade() -> None:
    """Add its tables."""
    _undo()
    _templates()
    op.create_table(
        "checkpoints",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("draft_id", sa.String(36), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("cause", "name")),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_checkpoints_draft_id"),
        sa.PrimaryKeyConstraint("id", name="pk_checkpoints"),
    )
    op.create_index("ix_checkpoints_draft_id", "checkpoints", ["draft_id", "made_at"])
    op.create_table(
        "open_drafts",
        sa.Column("draft_id", sa.String(36), nullable=False),
        sa.Column("run", sa.String(36), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_open_drafts_draft_id"),
        sa.PrimaryKeyConstraint("draft_id", name="pk_open_drafts"),
    )
    op.create_table(
        "section_defaults",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("form", "section", "client")),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("form", "section", "client", name="pk_section_defaults"),
    )


def _undo() -> None:
    op.create_table(
        "draft_steps",
        sa.Column("draft_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_draft_steps_draft_id"),
        sa.PrimaryKeyConstraint("draft_id", "number", name="pk_draft_steps"),
    )
    op.create_table(
        "draft_stacks",
        sa.Column("draft_id", sa.String(36), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_draft_stacks_draft_id"),
        sa.PrimaryKeyConstraint("draft_id", name="pk_draft_stacks"),
    )


def _templates() -> None:
    words = ("name", "letters", "form", "mode", "client", "trade_mode", "port")
    op.create_table(
        "templates",
        sa.Column("id", sa.String(36), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in words),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("document", "stops")),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_templates"),
    )
    op.create_index("ix_templates_form", "templates", ["form", "mode", "deleted"])
    op.create_table(
        "draft_starts",
        sa.Column("draft_id", sa.String(36), nullable=False),
        sa.Column("template_id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("stops", sa.Text(), nullable=False),
        sa.Column("quick", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_draft_starts_draft_id"),
        sa.PrimaryKeyConstraint("draft_id", name="pk_draft_starts"),
    )
