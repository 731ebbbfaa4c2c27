"""The tables of the goods index and of chosen codes as typed columns (migration 0004). No queries here."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, Named, String, Table, Text, TypedColumns

from app.store.tables import Moment, metadata


class GoodsLineColumns(TypedColumns):
    """One goods line of a draft as it stands, written anew with every save: what the document says, to be found by."""

    draft_id: Named[str] = Column(String(36), ForeignKey("drafts.id"), primary_key=True)
    item: Named[int] = Column(Integer, primary_key=True)
    hs_code: Named[str]
    name: Named[str]
    model: Named[str] = Column(Text)
    quantity: Named[str]
    unit: Named[str]
    price: Named[str]
    currency: Named[str]
    origin: Named[str]


goods_lines = Table("goods_lines", metadata, GoodsLineColumns, Index("ix_goods_lines_hs_code", "hs_code", "draft_id"))


class CodeUseColumns(TypedColumns):
    """How often and when a code was last chosen for a client (empty: no client was known)."""

    stem: Named[str] = Column(primary_key=True)
    client: Named[str] = Column(primary_key=True)
    code: Named[str] = Column(primary_key=True)
    uses: Named[int]
    used_at: Named[datetime] = Column(Moment)


code_uses = Table("code_uses", metadata, CodeUseColumns, Index("ix_code_uses_used_at", "used_at"))
