"""The register of border residents: numbers sealed, found by blind index, opened one at a time and written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, update

from app.border_trade.masking import masked, masked_phone
from app.border_trade.register import Person
from app.declarations.number import new_id
from app.reference.spelling import syllables
from app.store import audit
from app.store.border_tables import memberships, residents
from app.store.sealed import Place, Sealer

_TABLE, _ID, _PHONE, _PHOTO = "residents", "id_number", "phone", "photo"
PHOTO_BYTES = 200 * 1024
_PHOTO_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_LISTED = [column for column in residents.c if column is not residents.c.photo_sealed]  # no photo rides along


class PhotoUnusable(ValueError):
    """A file is no photo that can be kept; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Resident:
    """A registered resident as lists show him: no number in full."""

    id: str
    record_number: str
    name: str
    id_masked: str
    id_until: date | None
    record_until: date | None
    county: str
    sex: str
    nation: str
    phone_masked: str
    note: str
    active: bool
    updated_at: datetime


def add(connection: Connection, sealer: Sealer, person: Person, now: datetime) -> tuple[str, bool]:
    """Register a person, or bring the one with that ID number up to date; returns his id and whether he is new."""
    known = find(connection, sealer, person.id_number)
    resident_id = known.id if known is not None else new_id(now)
    row = _row(sealer, resident_id, person) | {"updated_at": now}
    if known is None:
        connection.execute(insert(residents).values(id=resident_id, active=True, created_at=now, **row))
    else:
        connection.execute(update(residents).where(residents.c.id == resident_id).values(**row))
    return resident_id, known is None


def find(connection: Connection, sealer: Sealer, id_number: str) -> Resident | None:
    """Return the resident with an ID number."""
    return _one(connection, residents.c.id_mark == sealer.index(_plain(id_number)))


def find_by_card(connection: Connection, sealer: Sealer, card: str) -> Resident | None:
    """Return the resident whose card a reader typed through."""
    return _one(connection, residents.c.card_mark == sealer.index(_plain(card))) if card.strip() else None


def get(connection: Connection, resident_id: str) -> Resident:
    """Return a resident; raises LookupError."""
    found = _one(connection, residents.c.id == resident_id)
    if found is None:
        raise LookupError(resident_id)
    return found


def many(connection: Connection, resident_ids: Sequence[str]) -> dict[str, Resident]:
    """Return residents by id, in one question."""
    rows = connection.execute(select(*_LISTED).where(residents.c.id.in_(resident_ids)))
    return {row.id: _resident(row) for row in rows}


def search(connection: Connection, text: str = "", group_id: str = "", limit: int = 500) -> list[Resident]:
    """Return residents by name, pinyin, initials, record number or the ID number's last four; all without a text."""
    query = select(*_LISTED)
    if group_id:
        members = select(memberships.c.resident_id).where(memberships.c.group_id == group_id, memberships.c.until == "")
        query = query.where(residents.c.id.in_(members))
    wanted = text.strip().lower().replace(" ", "")
    if wanted:
        columns = residents.c
        query = query.where(
            or_(
                columns.name.contains(wanted, autoescape=True),
                columns.pinyin.contains(wanted, autoescape=True),
                columns.record_number.icontains(wanted, autoescape=True),
                columns.id_masked.endswith(wanted.upper(), autoescape=True) if len(wanted) == 4 else columns.id == "",
            )
        )
    return [_resident(row) for row in connection.execute(query.order_by(residents.c.pinyin).limit(limit))]


def set_active(connection: Connection, resident_id: str, on: bool, now: datetime) -> None:
    """Let a resident take part, or not any more; he is never deleted."""
    connection.execute(update(residents).where(residents.c.id == resident_id).values(active=on, updated_at=now))


def reveal(connection: Connection, sealer: Sealer, resident_id: str, who: str, why: str, now: datetime) -> str:
    """Return an ID number in full; that it was looked at, by whom and why, is written down in the same transaction."""
    row = connection.execute(select(residents.c.id_sealed).where(residents.c.id == resident_id)).one()
    audit.record(connection, now, who, "reveal_id", f"resident:{resident_id}", {"why": why})
    return sealer.open(row.id_sealed, Place(_TABLE, resident_id, _ID))


def numbers_for_sending(connection: Connection, sealer: Sealer, resident_ids: Sequence[str]) -> dict[str, str]:
    """Return ID numbers for a message that is sealed at once; nothing else may ask for them."""
    rows = connection.execute(select(residents.c.id, residents.c.id_sealed).where(residents.c.id.in_(resident_ids)))
    return {row.id: sealer.open(row.id_sealed, Place(_TABLE, row.id, _ID)) for row in rows}


def put_photo(
    connection: Connection, sealer: Sealer, resident_id: str, photo: bytes | None, who: str, now: datetime
) -> None:
    """Keep a photo sealed, or (None) forget it; raises PhotoUnusable, and LookupError for nobody."""
    sealed = None
    if photo is not None:
        check_photo(photo)
        sealed = sealer.seal_bytes(photo, Place(_TABLE, resident_id, _PHOTO))
    changed = update(residents).where(residents.c.id == resident_id).values(photo_sealed=sealed, updated_at=now)
    if not connection.execute(changed).rowcount:
        raise LookupError(resident_id)
    audit.record(connection, now, who, "photo_removed" if photo is None else "photo_set", f"resident:{resident_id}")


def check_photo(photo: bytes) -> None:
    """Raise PhotoUnusable for what is neither JPEG nor PNG, or is too big."""
    if not photo.startswith(_PHOTO_STARTS):
        raise PhotoUnusable("照片只收 JPEG 或 PNG，请换一个文件")
    if len(photo) > PHOTO_BYTES:
        raise PhotoUnusable("照片不能超过 200 KB，请压缩后再选")


def photo_of(connection: Connection, sealer: Sealer, resident_id: str) -> bytes | None:
    """Return the photo of a resident; None where there is none."""
    sealed = connection.scalar(select(residents.c.photo_sealed).where(residents.c.id == resident_id))
    return None if sealed is None else sealer.open_bytes(sealed, Place(_TABLE, resident_id, _PHOTO))


def _row(sealer: Sealer, resident_id: str, person: Person) -> dict[str, object]:
    number, phone, card = _plain(person.id_number), _plain(person.phone), _plain(person.card)
    return {
        "record_number": person.record_number,
        "name": person.name,
        "pinyin": _spelled(person.name),
        "id_sealed": sealer.seal(number, Place(_TABLE, resident_id, _ID)),
        "id_mark": sealer.index(number),
        "id_masked": masked(number),
        "id_until": _iso(person.id_until),
        "record_until": _iso(person.record_until),
        "county": person.county,
        "sex": person.sex,
        "nation": person.nation,
        "phone_sealed": sealer.seal(phone, Place(_TABLE, resident_id, _PHONE)) if phone else None,
        "phone_masked": masked_phone(phone),
        "card_mark": sealer.index(card) if card else "",
        "note": person.note,
    }


def _plain(number: str) -> str:
    return number.strip().upper()


def _spelled(name: str) -> str:
    """Return whole syllables and initials, so that both find the name: ``batu bt``."""
    parts = syllables(name).split()
    return f"{''.join(parts)} {''.join(part[0] for part in parts)}"


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _one(connection: Connection, condition: object) -> Resident | None:
    row = connection.execute(select(*_LISTED).where(condition)).one_or_none()  # type: ignore[arg-type]
    return None if row is None else _resident(row)


def _resident(row: Row[Any]) -> Resident:
    return Resident(
        row.id,
        row.record_number,
        row.name,
        row.id_masked,
        _day(row.id_until),
        _day(row.record_until),
        row.county,
        row.sex,
        row.nation,
        row.phone_masked,
        row.note,
        row.active,
        row.updated_at,
    )
