"""Drafts: saved as typed with the words the list shows, never overwritten unseen, locked while filed."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, or_, select, tuple_, update

from app.core.draft import Draft, Mode
from app.declarations.number import new_id
from app.declarations.status import Mark, Status, is_editable
from app.declarations.summary import DraftSummary, summarise
from app.declarations.version import Kind
from app.declarations.words import NUMBER, harmless
from app.store.finding_index import index_draft
from app.store.goods_lines import index_goods
from app.store.stage_tables import lineage
from app.store.tables import drafts, submissions
from app.store.told import merged, without_told


class StaleDraft(Exception):
    """Somebody else saved the draft since it was read; nothing was overwritten."""

    def __init__(self, draft_id: str) -> None:
        super().__init__("这份单证已在别处修改，本次未覆盖，请打开最新内容核对后再存")
        self.draft_id = draft_id


class DraftLocked(Exception):
    """The draft is filed and not to be changed now."""

    def __init__(self, draft_id: str, status: Status) -> None:
        super().__init__("这份单证已提交申报，内容不能再改；需要更正请走修改或撤销")
        self.draft_id = draft_id
        self.status = status


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft as the list shows it; ``version`` counts within its declaration, ``kind`` says how it came to be."""

    id: str
    form: str
    mode: Mode
    status: Status
    summary: DraftSummary
    errors: int | None
    seq_no: str
    entry_id: str
    rev: int
    deleted: bool
    created_at: datetime
    updated_at: datetime
    kind: Kind = Kind.DECLARE
    mark: Mark = Mark.NONE
    version: int = 1
    starred: bool = False
    label: str = ""

    @property
    def editable(self) -> bool:
        """Whether it may be changed now."""
        return is_editable(self.status, self.mark)


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """One draft with its document."""

    row: DraftRow
    draft: Draft


@dataclass(frozen=True, slots=True)
class StoredText:
    """One draft's revision and its document exactly as it stands."""

    rev: int
    document: str


def create_draft(connection: Connection, draft: Draft, now: datetime, errors: int | None = None) -> DraftRow:
    """Store a new draft and return its row (revision 1)."""
    row = _columns(draft, errors, now) | {"id": new_id(now), "created_at": now, "rev": 1, "deleted": False}
    connection.execute(insert(drafts).values(**row, status=Status.DRAFT.value, seq_no="", entry_id=""))
    index_goods(connection, str(row["id"]), draft)
    index_draft(connection, str(row["id"]), draft)
    return _row(connection, str(row["id"]))


def save_draft(
    connection: Connection, draft_id: str, draft: Draft, rev: int, now: datetime, errors: int | None = None
) -> DraftRow:
    """Store what was typed over revision ``rev``; raises StaleDraft, DraftLocked, LookupError."""
    before = _row(connection, draft_id)
    if not before.editable:
        raise DraftLocked(draft_id, before.status)
    if before.rev != rev:
        raise StaleDraft(draft_id)
    seen = (drafts.c.id == draft_id, drafts.c.rev == rev)
    own = without_told(connection, draft_id, draft)
    connection.execute(update(drafts).where(*seen).values(**_columns(own, errors, now), rev=rev + 1))
    index_goods(connection, draft_id, own)
    index_draft(connection, draft_id, own)
    return _row(connection, draft_id)


def rewrite_draft(connection: Connection, draft_id: str, draft: Draft, now: datetime) -> DraftRow:
    """Store a draft's next stage over what was filed, whatever its lock: the caller has seen to it; LookupError."""
    before = _row(connection, draft_id)
    own = without_told(connection, draft_id, draft)
    values = _columns(own, before.errors, now) | {"rev": before.rev + 1}
    connection.execute(update(drafts).where(drafts.c.id == draft_id).values(**values))
    index_goods(connection, draft_id, own)
    index_draft(connection, draft_id, own)
    return _row(connection, draft_id)


def load_draft(connection: Connection, draft_id: str) -> StoredDraft:
    """Return a draft; raises LookupError, DraftUnreadable."""
    row = _row(connection, draft_id)
    document = connection.execute(select(drafts.c.document).where(drafts.c.id == draft_id)).scalar_one()
    return StoredDraft(row, merged(connection, draft_id, Draft.from_json(document)))


def load_row(connection: Connection, draft_id: str) -> DraftRow:
    """Return a draft's row without its document; raises LookupError."""
    return _row(connection, draft_id)


def stored_text(connection: Connection, draft_id: str) -> StoredText:
    """Return what stands of a draft without reading into it; raises LookupError."""
    row = connection.execute(select(drafts.c.rev, drafts.c.document).where(drafts.c.id == draft_id)).one_or_none()
    if row is None:
        raise LookupError(draft_id)
    return StoredText(row.rev, row.document)


def delete_draft(connection: Connection, draft_id: str, deleted: bool, now: datetime) -> DraftRow:
    """Put a draft into the bin or take it out again; raises DraftLocked, LookupError. Nothing is ever erased here."""
    before = _row(connection, draft_id)
    if not is_editable(before.status):  # one open between its steps is held by the authority all the same
        raise DraftLocked(draft_id, before.status)
    connection.execute(update(drafts).where(drafts.c.id == draft_id).values(deleted=deleted, updated_at=now))
    return _row(connection, draft_id)


def list_drafts(
    connection: Connection,
    statuses: frozenset[Status] = frozenset(),
    text: str = "",
    before: DraftRow | None = None,
    limit: int = 200,
    deleted: bool = False,
) -> list[DraftRow]:
    """Return drafts newest first: of any of the statuses (empty = all), holding ``text``, after the row ``before``.

    A text that is the code of an office finds what was filed there.
    Of a declaration's versions the superseded ones are left out: they stand in its version tree.
    """
    query = _rows().where(drafts.c.deleted.is_(deleted), _IN_FORCE)
    if statuses:
        query = query.where(drafts.c.status.in_([status.value for status in statuses]))
    if text:
        holding = (column.icontains(text, autoescape=True) for column in _SEARCHED)
        query = query.where(or_(drafts.c.port == text, *holding))
    if before is not None:
        query = query.where(tuple_(drafts.c.updated_at, drafts.c.id) < (before.updated_at, before.id))
    newest = query.order_by(drafts.c.updated_at.desc(), drafts.c.id.desc()).limit(limit)
    return [_read(row) for row in connection.execute(newest)]


def rows_where(connection: Connection, *conditions: ColumnElement[bool]) -> list[DraftRow]:
    """Return the rows of all drafts for which the conditions hold, in no order."""
    return [_read(row) for row in connection.execute(_rows().where(*conditions))]


def rows_filed_as(connection: Connection, submission_ids: Iterable[str]) -> Mapping[str, DraftRow]:
    """Return the row of the draft behind each submission; a lot of 互市 has none."""
    filed = select(submissions.c.id.label("submission"), *_LISTED)
    query = filed.select_from(_WITH_LINEAGE.join(submissions, submissions.c.draft_id == drafts.c.id))
    found = connection.execute(query.where(submissions.c.id.in_(set(submission_ids))))
    return {row.submission: _read(row) for row in found}


def count_by_status(connection: Connection) -> Mapping[Status, int]:
    """Return how many drafts stand where (the bin not counted)."""
    counted = select(drafts.c.status, func.count()).select_from(_WITH_LINEAGE)
    query = counted.where(drafts.c.deleted.is_(False), _IN_FORCE).group_by(drafts.c.status)
    return {Status(status): count for status, count in connection.execute(query)}


def doubtful_twin(connection: Connection, summary: DraftSummary, draft_id: str | None = None) -> DraftRow | None:
    """Return a draft with the same 提运单号 and 合同号 whose filing is in doubt: its copy must not be filed yet."""
    if not summary.bill_number or not summary.contract_number:
        return None
    same = (
        drafts.c.bill_number == summary.bill_number,
        drafts.c.contract_number == summary.contract_number,
        drafts.c.status.in_((Status.UNKNOWN.value, Status.PARKED.value)),
        drafts.c.id != (draft_id or ""),
    )
    row = connection.execute(_rows().where(*same).limit(1)).one_or_none()
    return None if row is None else _read(row)


_LISTED = (
    *(column for column in drafts.c if column.name != "document"),
    lineage.c.kind,
    lineage.c.mark,
    lineage.c.number,
)
_WITH_LINEAGE = drafts.join(lineage, lineage.c.draft_id == drafts.c.id, isouter=True)
_IN_FORCE = or_(lineage.c.mark.is_(None), lineage.c.mark != Mark.SUPERSEDED.value)
_SEARCHED = (
    drafts.c.client_seq_no,
    drafts.c.contract_number,
    drafts.c.bill_number,
    drafts.c.trade_name,
    drafts.c.goods,
    drafts.c.seq_no,
    drafts.c.entry_id,
)


def _rows() -> Select[Any]:
    return select(*_LISTED).select_from(_WITH_LINEAGE)


def _columns(draft: Draft, errors: int | None, now: datetime) -> dict[str, object]:
    document = {
        "form": draft.form,
        "form_version": harmless(draft.version, NUMBER),
        "mode": draft.mode.value,
        "document": draft.to_json(),
    }
    return document | asdict(summarise(draft)) | {"errors": errors, "updated_at": now}


def _row(connection: Connection, draft_id: str) -> DraftRow:
    row = connection.execute(_rows().where(drafts.c.id == draft_id)).one_or_none()
    if row is None:
        raise LookupError(draft_id)
    return _read(row)


def _read(row: Row[Any]) -> DraftRow:
    return DraftRow(
        id=row.id,
        form=row.form,
        mode=Mode(row.mode),
        status=Status(row.status),
        summary=DraftSummary(**{name: getattr(row, name) for name in DraftSummary.__slots__}),
        errors=row.errors,
        seq_no=row.seq_no,
        entry_id=row.entry_id,
        rev=row.rev,
        deleted=row.deleted,
        created_at=row.created_at,
        updated_at=row.updated_at,
        kind=Kind(row.kind or Kind.DECLARE),
        mark=Mark(row.mark or Mark.NONE),
        version=row.number or 1,
    )
