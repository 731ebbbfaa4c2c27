"""Second shape: versions and requests of a declaration, guarantees, told facts, storage; one message in flight each."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.String(36)
MOMENT = sa.String(27)
UNSETTLED = "'FROZEN', 'SIGNED', 'READY', 'SENDING', 'IN_DOUBT', 'PARKED'"

TRIGGERS = (
    f"""CREATE TRIGGER outbox_one_in_flight AFTER INSERT ON outbox
    WHEN EXISTS (SELECT 1 FROM outbox
      WHERE decl_id = NEW.decl_id AND message_id <> NEW.message_id AND state IN ({UNSETTLED}))
    BEGIN SELECT RAISE(ABORT, 'outbox: one message at a time for a declaration'); END""",
    """CREATE TRIGGER requests_stay BEFORE UPDATE ON requests
    BEGIN SELECT RAISE(ABORT, 'requests: append-only'); END""",
    """CREATE TRIGGER requests_are_kept BEFORE DELETE ON requests
    BEGIN SELECT RAISE(ABORT, 'requests: append-only'); END""",
    """CREATE TRIGGER lineage_is_kept BEFORE DELETE ON lineage
    BEGIN SELECT RAISE(ABORT, 'lineage: append-only'); END""",
    """CREATE TRIGGER lineage_stays BEFORE UPDATE OF draft_id, root_id, parent_id, number, kind, created_at ON lineage
    BEGIN SELECT RAISE(ABORT, 'lineage: a version keeps its place'); END""",
)


def upgrade() -> None:
    """Add the tables and guards of stages and requests."""
    _versions()
    _guarantees()
    _goods()
    for trigger in TRIGGERS:
        op.execute(trigger)


def _text(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _long(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _of(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def _versions() -> None:
    op.create_table(
        "lineage",
        *(sa.Column(name, ID, nullable=False) for name in ("draft_id", "root_id")),
        sa.Column("parent_id", ID, nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        *_text("kind", "mark", "reason_code"),
        *_long("note", "attachments"),
        sa.Column("created_at", MOMENT, nullable=False),
        *(_of("lineage", column, "drafts.id") for column in ("draft_id", "root_id", "parent_id")),
        _key("lineage", "draft_id"),
    )
    op.create_index("ix_lineage_root_id", "lineage", ["root_id", "number"])
    op.create_table(
        "requests",
        *(sa.Column(name, ID, nullable=False) for name in ("message_id", "draft_id")),
        _of("requests", "message_id", "outbox.message_id"),
        _of("requests", "draft_id", "drafts.id"),
        _key("requests", "message_id"),
    )
    op.create_index("ix_requests_draft_id", "requests", ["draft_id"])


def _guarantees() -> None:
    op.create_table(
        "guarantees",
        *_text("number", "holder", "limit", "valid_to", "source"),
        *_long("note"),
        sa.Column("updated_at", MOMENT, nullable=False),
        _key("guarantees", "number"),
    )
    op.create_table(
        "guarantee_uses",
        sa.Column("submission_id", ID, nullable=False),
        *_text("number", "amount"),
        sa.Column("updated_at", MOMENT, nullable=False),
        _of("guarantee_uses", "submission_id", "submissions.id"),
        _key("guarantee_uses", "submission_id"),
    )
    op.create_index("ix_guarantee_uses_number", "guarantee_uses", ["number"])


def _goods() -> None:
    op.create_table(
        "told_facts",
        sa.Column("draft_id", ID, nullable=False),
        *_text("name"),
        *_long("value"),
        *_text("source"),
        sa.Column("told_at", MOMENT, nullable=False),
        _of("told_facts", "draft_id", "drafts.id"),
        _key("told_facts", "draft_id", "name"),
    )
    op.create_table(
        "storage",
        sa.Column("draft_id", ID, nullable=False),
        *_text("place", "yard_code", "vehicle"),
        sa.Column("arrived_at", MOMENT, nullable=True),
        *_text("weight", "contact"),
        *_long("note"),
        *_text("sold_on", "registered_by"),
        sa.Column("updated_at", MOMENT, nullable=False),
        _of("storage", "draft_id", "drafts.id"),
        _key("storage", "draft_id"),
    )
    op.create_table(
        "expiries",
        sa.Column("draft_id", ID, nullable=False),
        *_text("name", "day"),
        *_long("note"),
        _of("expiries", "draft_id", "drafts.id"),
        _key("expiries", "draft_id", "name"),
    )
