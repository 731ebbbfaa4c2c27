"""The tables of drafting as typed columns (migration 0005): templates, undo, checkpoints. No queries here."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, Named, String, Table, Text, TypedColumns

from app.store.tables import Moment, metadata


class StepColumns(TypedColumns):
    """One step of a draft's undo stack, numbered from 1; what it changed as JSON text."""

    draft_id: Named[str] = Column(String(36), ForeignKey("drafts.id"), primary_key=True)
    number: Named[int] = Column(Integer, primary_key=True)
    body: Named[str] = Column(Text)


draft_steps = Table("draft_steps", metadata, StepColumns)


class StackColumns(TypedColumns):
    """How many of a draft's steps are done, and of which document that is true."""

    draft_id: Named[str] = Column(String(36), ForeignKey("drafts.id"), primary_key=True)
    done: Named[int]
    sha256: Named[str] = Column(String(64))


draft_stacks = Table("draft_stacks", metadata, StackColumns)


class TemplateColumns(TypedColumns):
    """A 初始值模板: a draft's document, and which of its fields change with every shipment (a JSON list of paths)."""

    id: Named[str] = Column(String(36), primary_key=True)
    name: Named[str]
    letters: Named[str]
    form: Named[str]
    mode: Named[str]
    client: Named[str]
    trade_mode: Named[str]
    port: Named[str]
    document: Named[str] = Column(Text)
    stops: Named[str] = Column(Text)
    uses: Named[int]
    used_at: Named[datetime | None] = Column(Moment)
    updated_at: Named[datetime] = Column(Moment)
    deleted: Named[bool]


templates = Table("templates", metadata, TemplateColumns, Index("ix_templates_form", "form", "mode", "deleted"))


class StartColumns(TypedColumns):
    """From which template a draft was started, with the stops of then, and whether 快填 is still on."""

    draft_id: Named[str] = Column(String(36), ForeignKey("drafts.id"), primary_key=True)
    template_id: Named[str] = Column(String(36))
    name: Named[str]
    stops: Named[str] = Column(Text)
    quick: Named[bool]


draft_starts = Table("draft_starts", metadata, StartColumns)


class CheckpointColumns(TypedColumns):
    """A draft as it stood at a moment worth coming back to: named by a person, or made by the program."""

    id: Named[str] = Column(String(36), primary_key=True)
    draft_id: Named[str] = Column(String(36), ForeignKey("drafts.id"))
    cause: Named[str]
    name: Named[str]
    document: Named[str] = Column(Text)
    made_at: Named[datetime] = Column(Moment)


checkpoints = Table("checkpoints", metadata, CheckpointColumns, Index("ix_checkpoints_draft_id", "draft_id", "made_at"))


class OpenDraftColumns(TypedColumns):
    """A draft that is open in a window, with its document at opening; a row left over tells of a crash."""

    draft_id: Named[str] = Column(String(36), ForeignKey("drafts.id"), primary_key=True)
    run: Named[str] = Column(String(36))
    document: Named[str] = Column(Text)
    opened_at: Named[datetime] = Column(Moment)


open_drafts = Table("open_drafts", metadata, OpenDraftColumns)


class SectionDefaultColumns(TypedColumns):
    """What a section of the page starts with in new drafts of a client ("" = of every one), as JSON path → text."""

    form: Named[str] = Column(primary_key=True)
    section: Named[str] = Column(primary_key=True)
    client: Named[str] = Column(primary_key=True)
    texts: Named[str] = Column(Text)
    updated_at: Named[datetime] = Column(Moment)


section_defaults = Table("section_defaults", metadata, SectionDefaultColumns)
