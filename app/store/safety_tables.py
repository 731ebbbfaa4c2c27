"""The tables of what keeps the others safe, as typed columns; a migration creates them. No queries here."""

from datetime import datetime

from sqlalchemy import Column, Integer, LargeBinary, Named, String, Table, TypedColumns

from app.store.tables import Moment, metadata


class CommitMarkColumns(TypedColumns):
    """The last write transaction of each open database, by which a COMMIT that failed is judged afterwards."""

    slot: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    owner: Named[str]
    number: Named[int]


commit_marks = Table("commit_marks", metadata, CommitMarkColumns)


class SignedHeadColumns(TypedColumns):
    """Heads of the audit chain signed by an operator, append-only; the same stand in a file beside it."""

    seq: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    digest: Named[str] = Column(String(64))
    at: Named[datetime] = Column(Moment)
    algorithm: Named[str]
    certificate_sha256: Named[str] = Column(String(64))
    signature: Named[bytes] = Column(LargeBinary)


signed_heads = Table("signed_heads", metadata, SignedHeadColumns)


class FieldKeyColumns(TypedColumns):
    """The keys of sealed fields wrapped with the data key, once that was renewed; no row before."""

    id: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    wrapped: Named[bytes] = Column(LargeBinary)


field_keys = Table("field_keys", metadata, FieldKeyColumns)
