"""The tables of the audit chain and of 边民互市 as typed columns (migration 0003). No queries here.

What tells a person apart (ID, phone and card numbers) is sealed; beside it stand a blind index and the masked form.
"""

from datetime import datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Named,
    String,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
)

from app.store.tables import Moment, metadata


class AuditColumns(TypedColumns):
    """What was done, append-only; every entry holds the digest of the one before. No field values, no ID numbers."""

    seq: Named[int] = Column(Integer, primary_key=True)
    at: Named[datetime] = Column(Moment)
    actor: Named[str]
    event: Named[str]
    subject: Named[str]
    detail: Named[str] = Column(Text)
    previous: Named[str] = Column(String(64))
    digest: Named[str] = Column(String(64))


audit = Table("audit", metadata, AuditColumns, Index("ix_audit_subject", "subject", "seq"))


class ResidentColumns(TypedColumns):
    """A registered border resident; days as ISO text, empty = not known or without end."""

    id: Named[str] = Column(String(36), primary_key=True)
    record_number: Named[str]
    name: Named[str]
    pinyin: Named[str]
    id_sealed: Named[bytes] = Column(LargeBinary)
    id_mark: Named[str] = Column(String(64), unique=True)
    id_masked: Named[str]
    id_until: Named[str]
    record_until: Named[str]
    county: Named[str]
    sex: Named[str]
    nation: Named[str]
    phone_sealed: Named[bytes | None] = Column(LargeBinary)
    phone_masked: Named[str]
    card_mark: Named[str]
    note: Named[str] = Column(Text)
    active: Named[bool]
    created_at: Named[datetime] = Column(Moment)
    updated_at: Named[datetime] = Column(Moment)
    photo_sealed: Named[bytes | None] = Column(LargeBinary)  # last: a row is read up to the columns asked for


residents = Table(
    "residents",
    metadata,
    ResidentColumns,
    Index("ix_residents_name", "name"),
    Index("ix_residents_card_mark", "card_mark"),
)


class GroupColumns(TypedColumns):
    """A 互助组."""

    id: Named[str] = Column(String(36), primary_key=True)
    number: Named[str] = Column(unique=True)
    name: Named[str]
    zone: Named[str]
    leader_id: Named[str | None] = Column(String(36), ForeignKey("residents.id"))
    created_at: Named[datetime] = Column(Moment)
    closed_on: Named[str]


groups = Table("border_groups", metadata, GroupColumns)


class MembershipColumns(TypedColumns):
    """Who was in which group from when to when; ``until`` empty = still."""

    id: Named[int] = Column(Integer, primary_key=True)
    group_id: Named[str] = Column(String(36), ForeignKey("border_groups.id"))
    resident_id: Named[str] = Column(String(36), ForeignKey("residents.id"))
    since: Named[str]
    until: Named[str]


memberships = Table(
    "border_memberships",
    metadata,
    MembershipColumns,
    Index("ix_border_memberships_group_id", "group_id", "until"),
    Index("ix_border_memberships_resident_id", "resident_id", "until"),
)


class MandateColumns(TypedColumns):
    """A 委托书 or consent of one resident; ``until`` empty = without end, ``withdrawn_on`` empty = in force."""

    id: Named[str] = Column(String(36), primary_key=True)
    resident_id: Named[str] = Column(String(36), ForeignKey("residents.id"))
    group_id: Named[str | None] = Column(String(36), ForeignKey("border_groups.id"))
    kind: Named[str]
    since: Named[str]
    until: Named[str]
    signed_by: Named[str]
    withdrawn_on: Named[str]
    created_at: Named[datetime] = Column(Moment)


mandates = Table("border_mandates", metadata, MandateColumns, Index("ix_border_mandates_resident_id", "resident_id"))


class LotColumns(TypedColumns):
    """One lot: its document is a draft of the 互市 form, sealed whole because it names people."""

    id: Named[str] = Column(String(36), primary_key=True)
    number: Named[int]
    zone: Named[str]
    day: Named[str]
    group_id: Named[str | None] = Column(String(36), ForeignKey("border_groups.id"))
    document: Named[bytes] = Column(LargeBinary)
    goods: Named[str]
    quantity: Named[int]
    value: Named[int]
    rev: Named[int]
    created_at: Named[datetime] = Column(Moment)
    updated_at: Named[datetime] = Column(Moment)


lots = Table("border_lots", metadata, LotColumns, UniqueConstraint("day", "number"))


class ShareColumns(TypedColumns):
    """One resident's part of a lot: thousandths of the unit, fen; it counts against the day's quota by its state."""

    id: Named[str] = Column(String(36), primary_key=True)
    lot_id: Named[str] = Column(String(36), ForeignKey("border_lots.id"))
    resident_id: Named[str] = Column(String(36), ForeignKey("residents.id"))
    place: Named[int]
    day: Named[str]
    quantity: Named[int]
    value: Named[int]
    exempt: Named[int]
    tax: Named[int | None]
    state: Named[str]
    reason: Named[str]
    confirmed_by: Named[str]
    confirmed_at: Named[datetime | None] = Column(Moment)
    submission_id: Named[str | None] = Column(String(36), ForeignKey("submissions.id"))
    message_row: Named[int | None]  # by which the message, and so the authority, names it
    updated_at: Named[datetime] = Column(Moment)


shares = Table(
    "border_shares",
    metadata,
    ShareColumns,
    UniqueConstraint("lot_id", "resident_id"),
    Index("ix_border_shares_resident_id", "resident_id", "day"),
    Index("ix_border_shares_submission_id", "submission_id"),
)


class ProcessingColumns(TypedColumns):
    """The ledger of 落地加工: what went from a lot to a plant, append-only."""

    id: Named[int] = Column(Integer, primary_key=True)
    lot_id: Named[str] = Column(String(36), ForeignKey("border_lots.id"))
    plant_scc: Named[str]
    plant_name: Named[str]
    quantity: Named[int]
    value: Named[int]
    note: Named[str] = Column(Text)
    at: Named[datetime] = Column(Moment)


processing = Table(
    "border_processing", metadata, ProcessingColumns, Index("ix_border_processing_plant_scc", "plant_scc", "at")
)
