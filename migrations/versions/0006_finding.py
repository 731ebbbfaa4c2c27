"""Sixth shape: what finding a declaration among many needs."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.String(27)
COPIED = {
    "binned": "deleted",
    "form": "form",
    "mode": "mode",
    "status": "status",
    "port": "port",
    "trader": "trade_name",
    "own_number": "client_seq_no",
    "customs_number": "entry_id",
    "bill_number": "bill_number",
    "created_at": "created_at",
    "updated_at": "updated_at",
}
TOTAL = "CAST(NULLIF({row}total, '') AS REAL)"
FIRST = ("draft_id", "starred", "label", "superseded", "total", *COPIED)


def upgrade() -> None:
    """Add its tables; the words of declarations that stand are indexed when the program opens."""
    words = ("label", "form", "mode", "status", "port", "trader", "own_number", "customs_number", "bill_number")
    order = {name: sa.Column(name, sa.String(), nullable=False) for name in words}
    op.create_table(
        "finding",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.String(36), nullable=False),
        sa.Column("starred", sa.Boolean(), nullable=False),
        order["label"],
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("binned", "superseded")),
        *(order[name] for name in words[1:]),
        sa.Column("total", sa.Float(), nullable=True),
        *(sa.Column(name, MOMENT, nullable=False) for name in ("created_at", "updated_at")),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_finding_draft_id"),
        sa.PrimaryKeyConstraint("number", name="pk_finding"),
        sa.UniqueConstraint("draft_id", name="uq_finding_draft_id"),
    )
    op.create_index("ix_finding_order", "finding", ["binned", "superseded", "starred", "updated_at", "status"])
    op.create_table(
        "saved_views",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_saved_views"),
    )
    op.execute("CREATE VIRTUAL TABLE finds USING fts5(words, life, detail=none)")
    _copy()
    _follow()


def _copy() -> None:
    """Give every draft that stands its row."""
    columns = ", ".join(f"drafts.{name}" for name in COPIED.values())
    total = TOTAL.format(row="drafts.")
    op.execute(
        f"INSERT INTO finding ({', '.join(FIRST)})"
        f" SELECT drafts.id, 0, '', coalesce(lineage.mark = 'superseded', 0), {total}, {columns}"
        " FROM drafts LEFT JOIN lineage ON lineage.draft_id = drafts.id ORDER BY drafts.id"
    )


def _follow() -> None:
    """Let the rows follow drafts and lineage."""
    fresh = ", ".join(f"NEW.{name}" for name in COPIED.values())
    total = TOTAL.format(row="NEW.")
    op.execute(
        "CREATE TRIGGER finding_begins AFTER INSERT ON drafts BEGIN"
        f" INSERT INTO finding ({', '.join(FIRST)}) VALUES (NEW.id, 0, '', 0, {total}, {fresh}); END"
    )
    changes = ", ".join(f"{name} = NEW.{source}" for name, source in COPIED.items())
    op.execute(
        "CREATE TRIGGER finding_follows AFTER UPDATE ON drafts BEGIN"
        f" UPDATE finding SET {changes}, total = {total} WHERE draft_id = NEW.id; END"
    )
    for name, when in (("finding_placed", "INSERT"), ("finding_marked", "UPDATE OF mark")):
        op.execute(
            f"CREATE TRIGGER {name} AFTER {when} ON lineage BEGIN"
            " UPDATE finding SET superseded = (NEW.mark = 'superseded') WHERE draft_id = NEW.draft_id; END"
        )
