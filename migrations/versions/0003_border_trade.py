"""Third shape: the audit chain; border residents, their groups, mandates, lots and shares."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.String(36)
DIGEST = sa.String(64)
MOMENT = sa.String(27)


def _kept(table: str, *, also_unchanged: bool) -> tuple[str, ...]:
    kept = f"""CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, '{table}: append-only'); END"""
    stays = f"""CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, '{table}: append-only'); END"""
    return (kept, stays) if also_unchanged else (kept,)


TRIGGERS = (
    *_kept("audit", also_unchanged=True),
    *_kept("border_processing", also_unchanged=True),
    *_kept("border_memberships", also_unchanged=False),
    *_kept("border_mandates", also_unchanged=False),
    """CREATE TRIGGER border_shares_sent_are_kept BEFORE DELETE ON border_shares WHEN OLD.submission_id IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'border_shares: a share that was sent is kept'); END""",
)


def upgrade() -> None:
    """Add the tables and guards of the audit chain and of border trade."""
    _audit()
    _people()
    _groups()
    _lots()
    for trigger in TRIGGERS:
        op.execute(trigger)


def _ids(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, ID, nullable=nullable) for name in names]


def _text(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _long(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _moments(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, MOMENT, nullable=False) for name in names]


def _marks(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, DIGEST, nullable=False) for name in names]


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _of(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def _only(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _audit() -> None:
    op.create_table(
        "audit",
        *_numbers("seq"),
        *_moments("at"),
        *_text("actor", "event", "subject"),
        *_long("detail"),
        *_marks("previous", "digest"),
        _key("audit", "seq"),
    )
    op.create_index("ix_audit_subject", "audit", ["subject", "seq"])


def _people() -> None:
    op.create_table(
        "residents",
        *_ids("id"),
        *_text("record_number", "name", "pinyin"),
        sa.Column("id_sealed", sa.LargeBinary(), nullable=False),
        *_marks("id_mark"),
        *_text("id_masked", "id_until", "record_until", "county", "sex", "nation"),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        *_text("phone_masked", "card_mark"),
        *_long("note"),
        sa.Column("active", sa.Boolean(), nullable=False),
        *_moments("created_at", "updated_at"),
        sa.Column("photo_sealed", sa.LargeBinary(), nullable=True),
        _key("residents", "id"),
        _only("residents", "id_mark"),
    )
    op.create_index("ix_residents_name", "residents", ["name"])
    op.create_index("ix_residents_card_mark", "residents", ["card_mark"])


def _groups() -> None:
    op.create_table(
        "border_groups",
        *_ids("id"),
        *_text("number", "name", "zone"),
        *_ids("leader_id", nullable=True),
        *_moments("created_at"),
        *_text("closed_on"),
        _of("border_groups", "leader_id", "residents.id"),
        _key("border_groups", "id"),
        _only("border_groups", "number"),
    )
    op.create_table(
        "border_memberships",
        *_numbers("id"),
        *_ids("group_id", "resident_id"),
        *_text("since", "until"),
        _of("border_memberships", "group_id", "border_groups.id"),
        _of("border_memberships", "resident_id", "residents.id"),
        _key("border_memberships", "id"),
    )
    for column in ("group_id", "resident_id"):
        op.create_index(f"ix_border_memberships_{column}", "border_memberships", [column, "until"])
    op.create_table(
        "border_mandates",
        *_ids("id", "resident_id"),
        *_ids("group_id", nullable=True),
        *_text("kind", "since", "until", "signed_by", "withdrawn_on"),
        *_moments("created_at"),
        _of("border_mandates", "resident_id", "residents.id"),
        _of("border_mandates", "group_id", "border_groups.id"),
        _key("border_mandates", "id"),
    )
    op.create_index("ix_border_mandates_resident_id", "border_mandates", ["resident_id"])


def _lots() -> None:
    op.create_table(
        "border_lots",
        *_ids("id"),
        *_numbers("number"),
        *_text("zone", "day"),
        *_ids("group_id", nullable=True),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        *_text("goods"),
        *_numbers("quantity", "value", "rev"),
        *_moments("created_at", "updated_at"),
        _of("border_lots", "group_id", "border_groups.id"),
        _key("border_lots", "id"),
        _only("border_lots", "day", "number"),
    )
    op.create_table(
        "border_shares",
        *_ids("id", "lot_id", "resident_id"),
        *_numbers("place"),
        *_text("day"),
        *_numbers("quantity", "value", "exempt"),
        sa.Column("tax", sa.Integer(), nullable=True),
        *_text("state", "reason", "confirmed_by"),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        *_ids("submission_id", nullable=True),
        sa.Column("message_row", sa.Integer(), nullable=True),
        *_moments("updated_at"),
        _of("border_shares", "lot_id", "border_lots.id"),
        _of("border_shares", "resident_id", "residents.id"),
        _of("border_shares", "submission_id", "submissions.id"),
        _key("border_shares", "id"),
        _only("border_shares", "lot_id", "resident_id"),
    )
    op.create_index("ix_border_shares_resident_id", "border_shares", ["resident_id", "day"])
    op.create_index("ix_border_shares_submission_id", "border_shares", ["submission_id"])
    op.create_table(
        "border_processing",
        *_numbers("id"),
        *_ids("lot_id"),
        *_text("plant_scc", "plant_name"),
        *_numbers("quantity", "value"),
        *_long("note"),
        *_moments("at"),
        _of("border_processing", "lot_id", "border_lots.id"),
        _key("border_processing", "id"),
    )
    op.create_index("ix_border_processing_plant_scc", "border_processing", ["plant_scc", "at"])
