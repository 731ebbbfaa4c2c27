"""The tables of a person's wishes about the queue and of receipts set aside, as typed columns. No queries here."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Integer, Named, String, Table, TypedColumns

from app.store.tables import Moment, metadata


class WishColumns(TypedColumns):
    """What a person wants of a message that waits: not to leave yet, or to leave before others."""

    message_id: Named[str] = Column(String(36), ForeignKey("outbox.message_id"), primary_key=True)
    held: Named[bool]
    priority: Named[int]
    updated_at: Named[datetime] = Column(Moment)


queue_wishes = Table("queue_wishes", metadata, WishColumns)


class FaultColumns(TypedColumns):
    """Why a receipt counts for nothing, append-only; the receipt itself stays as it came."""

    receipt: Named[int] = Column(Integer, ForeignKey("receipts.id"), primary_key=True, autoincrement=False)
    fault: Named[str]
    at: Named[datetime] = Column(Moment)


receipt_faults = Table("receipt_faults", metadata, FaultColumns)
