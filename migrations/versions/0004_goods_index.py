"""Fourth shape: the goods lines of all drafts to be found by article, and which codes are chosen for whom."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LONGEST = 200  # what app.store.goods_lines kept of a text when this step was written; of a specification, 600
LONGEST_MODEL = 600
FIELDS = {
    "hs_code": "hs_code",
    "name": "name",
    "model": "model",
    "quantity": "quantity",
    "unit": "unit",
    "price": "price",
    "currency": "currency",
    "origin": "origin_country",
}
MOST_LINES = 9_999


def upgrade() -> None:
    """Add both tables and index the drafts there are."""
    op.create_table(
        "goods_lines",
        sa.Column("draft_id", sa.String(36), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("hs_code", "name")),
        sa.Column("model", sa.Text(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("quantity", "unit", "price", "currency", "origin")),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_goods_lines_draft_id"),
        sa.PrimaryKeyConstraint("draft_id", "item", name="pk_goods_lines"),
    )
    op.create_index("ix_goods_lines_hs_code", "goods_lines", ["hs_code", "draft_id"])
    op.create_table(
        "code_uses",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("stem", "client", "code")),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("stem", "client", "code", name="pk_code_uses"),
    )
    op.create_index("ix_code_uses_used_at", "code_uses", ["used_at"])
    _index_drafts()


def _index_drafts() -> None:
    connection = op.get_bind()
    columns = ", ".join(("draft_id", "item", *FIELDS))
    places = ", ".join(f":{name}" for name in ("draft_id", "item", *FIELDS))
    insert = sa.text(f"INSERT INTO goods_lines ({columns}) VALUES ({places})")
    for draft_id, document in connection.execute(sa.text("SELECT id, document FROM drafts")).all():
        fields = json.loads(document).get("fields", {})
        for number in range(MOST_LINES):
            texts = {name: _text(fields.get(f"items[{number}].{field}", ""), name) for name, field in FIELDS.items()}
            if not any(texts.values()):
                break
            if texts["hs_code"]:
                connection.execute(insert, texts | {"draft_id": draft_id, "item": number + 1})


def _text(raw: object, name: str) -> str:
    text = raw if isinstance(raw, str) else ""
    text = text.strip()[: LONGEST_MODEL if name == "model" else LONGEST]
    return "".join(letter for letter in text if not "\ud800" <= letter <= "\udfff")
