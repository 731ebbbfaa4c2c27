"""The tables of versions, requests, guarantees and storage as typed columns (migration 0002). No queries here."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Named, String, Table, Text, TypedColumns

from app.store.tables import Moment, metadata


class LineageColumns(TypedColumns):
    """How a draft stands to others of the same declaration; ``mark`` is derived from outbox and receipts."""

    draft_id: Named[str] = Column(String(36), ForeignKey("drafts.id"), primary_key=True)
    root_id: Named[str] = Column(String(36), ForeignKey("drafts.id"))
    parent_id: Named[str | None] = Column(String(36), ForeignKey("drafts.id"))
    number: Named[int]
    kind: Named[str]
    mark: Named[str]
    reason_code: Named[str]
    note: Named[str] = Column(Text)
    attachments: Named[str] = Column(Text)  # names as a JSON list
    created_at: Named[datetime] = Column(Moment)


lineage = Table("lineage", metadata, LineageColumns, Index("ix_lineage_root_id", "root_id", "number"))


class RequestColumns(TypedColumns):
    """Which draft a request's message was made from; the declaration itself keeps its own."""

    message_id: Named[str] = Column(String(36), ForeignKey("outbox.message_id"), primary_key=True)
    draft_id: Named[str] = Column(String(36), ForeignKey("drafts.id"))


requests = Table("requests", metadata, RequestColumns, Index("ix_requests_draft_id", "draft_id"))


class GuaranteeColumns(TypedColumns):
    """The ledger of 担保备案: amounts as decimal text in CNY, days as ISO text."""

    number: Named[str] = Column(primary_key=True)
    holder: Named[str]
    limit: Named[str]
    valid_to: Named[str]
    source: Named[str]
    note: Named[str] = Column(Text)
    updated_at: Named[datetime] = Column(Moment)


guarantees = Table("guarantees", metadata, GuaranteeColumns)


class GuaranteeUseColumns(TypedColumns):
    """What a submission takes of a guarantee; whether it still does follows from the submission's status."""

    submission_id: Named[str] = Column(String(36), ForeignKey("submissions.id"), primary_key=True)
    number: Named[str]
    amount: Named[str]
    updated_at: Named[datetime] = Column(Moment)


guarantee_uses = Table("guarantee_uses", metadata, GuaranteeUseColumns, Index("ix_guarantee_uses_number", "number"))


class ToldFactColumns(TypedColumns):
    """Facts others told about a draft (the manifest, the day of entry), kept beside it: a filed draft is locked."""

    draft_id: Named[str] = Column(String(36), ForeignKey("drafts.id"), primary_key=True)
    name: Named[str] = Column(primary_key=True)
    value: Named[str] = Column(Text)  # JSON
    source: Named[str]
    told_at: Named[datetime] = Column(Moment)


told_facts = Table("told_facts", metadata, ToldFactColumns)


class StorageColumns(TypedColumns):
    """Where goods lie that may be moved but not yet be sold or used."""

    draft_id: Named[str] = Column(String(36), ForeignKey("drafts.id"), primary_key=True)
    place: Named[str]
    yard_code: Named[str]
    vehicle: Named[str]
    arrived_at: Named[datetime | None] = Column(Moment)
    weight: Named[str]
    contact: Named[str]
    note: Named[str] = Column(Text)
    sold_on: Named[str]
    registered_by: Named[str]
    updated_at: Named[datetime] = Column(Moment)


storage = Table("storage", metadata, StorageColumns)


class ExpiryColumns(TypedColumns):
    """Days by which something of a declaration must have happened: a result, a permit, a storage term."""

    draft_id: Named[str] = Column(String(36), ForeignKey("drafts.id"), primary_key=True)
    name: Named[str] = Column(primary_key=True)
    day: Named[str]
    note: Named[str] = Column(Text)


expiries = Table("expiries", metadata, ExpiryColumns)
