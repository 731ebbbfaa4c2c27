"""The tables by which declarations are found, as typed columns; a migration creates them. No queries here."""

from datetime import datetime

from sqlalchemy import DDL, Column, ForeignKey, Integer, Named, String, Table, Text, TypedColumns, event

from app.store.tables import Moment, metadata


class FindingColumns(TypedColumns):
    """One row per draft: the number its words stand under in the index, its star and its label."""

    number: Named[int] = Column(Integer, primary_key=True)
    draft_id: Named[str] = Column(String(36), ForeignKey("drafts.id"), unique=True)
    starred: Named[bool]
    label: Named[str]


finding = Table("finding", metadata, FindingColumns)


class SavedViewColumns(TypedColumns):
    """Filters people keep under a name, as the line of text they can pass on."""

    name: Named[str] = Column(primary_key=True)
    line: Named[str] = Column(Text)
    updated_at: Named[datetime] = Column(Moment)


saved_views = Table("saved_views", metadata, SavedViewColumns)

WORDS = "CREATE VIRTUAL TABLE finds USING fts5(words, life, detail=none)"
"""The index itself: words of the draft, and of what came back about it. Positions are not kept: nobody asks for them."""

event.listen(metadata, "after_create", DDL(WORDS))
