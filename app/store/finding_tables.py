"""The tables by which declarations are found, as typed columns; a migration creates them. No queries here."""

from datetime import datetime

from sqlalchemy import DDL, Column, Float, ForeignKey, Index, Integer, Named, String, Table, Text, TypedColumns, event

from app.store.tables import Moment, metadata


class FindingColumns(TypedColumns):
    """One narrow row per draft: the number its words stand under, its star and label, and what filters and orders ask.

    Triggers copy the other columns from drafts and lineage: drafts are too wide to be looked through by the ten
    thousand.
    """

    number: Named[int] = Column(Integer, primary_key=True)
    draft_id: Named[str] = Column(String(36), ForeignKey("drafts.id"), unique=True)
    starred: Named[bool]
    label: Named[str]
    binned: Named[bool]
    superseded: Named[bool]
    form: Named[str]
    mode: Named[str]
    status: Named[str]
    port: Named[str]
    trader: Named[str]
    own_number: Named[str]
    customs_number: Named[str]
    bill_number: Named[str]
    total: Named[float | None] = Column(Float)
    created_at: Named[datetime] = Column(Moment)
    updated_at: Named[datetime] = Column(Moment)


finding = Table(
    "finding",
    metadata,
    FindingColumns,
    Index("ix_finding_order", "binned", "superseded", "starred", "updated_at", "status"),
)


class SavedViewColumns(TypedColumns):
    """Filters people keep under a name, as the line of text they can pass on."""

    name: Named[str] = Column(primary_key=True)
    line: Named[str] = Column(Text)
    updated_at: Named[datetime] = Column(Moment)


saved_views = Table("saved_views", metadata, SavedViewColumns)

WORDS = "CREATE VIRTUAL TABLE finds USING fts5(words, life, detail=none)"
"""The index itself: words of the draft, and of what came back about it. Positions are not kept."""

event.listen(metadata, "after_create", DDL(WORDS))  # type: ignore[no-untyped-call]
