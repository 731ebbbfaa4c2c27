"""Delivers planned receipts as the clock moves and lists those delivered; it decides nothing about their content."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from app.gateway.clock import from_epoch
from app.gateway.numbers import entry_id
from app.gateway.receipt import Receipt
from app.gateway.receipt_key import ReceiptKey
from app.gateway.store import Store

# NOTICE_DATE counts whole seconds and readers order by it, so two stages of one declaration never share a second,
# however fast the pace.
_NOTICE_GAP = 1.0
_PLACE_OF_ENTRY = 1
DELETED = "D"

_DUE = """
SELECT stage.*, message.declaration, message.life_from FROM stage JOIN message ON message.id = stage.message
WHERE delivered = 0 AND life_from + step * ? <= ? ORDER BY life_from + step * ?, stage.message, step
"""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of receipts and the cursor to go on from."""

    receipts: tuple[dict[str, object], ...]
    next: int


def wake(store: Store, now: datetime) -> None:
    """Called once at start: what the store remembers as later than `now` (the clock was set back) goes on from now."""
    moment = now.timestamp()
    with store.change():
        store.write(
            "UPDATE message SET life_from = ? WHERE life_from > ?"
            " AND EXISTS (SELECT 1 FROM stage WHERE stage.message = message.id AND delivered = 0)",
            moment, moment,
        )  # fmt: skip


def deliver_due(store: Store, now: datetime, pace: float, *, twice: bool) -> None:
    """Delivers every receipt that is due at `pace` seconds per stage; `twice` delivers each one two times."""
    values = (pace, now.timestamp(), pace)
    if not store.rows(f"{_DUE} LIMIT 1", *values):
        return
    with store.change():
        for stage in store.rows(_DUE, *values):
            if store.row("SELECT 1 FROM stage WHERE id = ? AND delivered = 0", stage["id"]) is not None:
                _deliver(store, stage, pace, twice=twice or bool(stage["twice"]))


def _deliver(store: Store, stage: sqlite3.Row, pace: float, *, twice: bool) -> None:
    notice_at = _notice_at(store, stage, pace)
    if stage["entered"]:
        _enter(store, stage, notice_at, pace)
    content = _content(store, stage, notice_at)
    number = f"{from_epoch(notice_at):%Y%m%d}{stage['id']:010d}"
    # A second delivery comes in both real kinds: the same receipt again, or the same text under a new number.
    again = number if stage["place"] % 2 == 0 else f"{number[:8]}9{number[9:]}"
    for receipt_id in (number, again) if twice else (number,):
        store.write(
            "INSERT INTO receipt (receipt_id, message, place, channel, notice_at, content, sha256, pointers, last)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            receipt_id, stage["message"], stage["place"], stage["channel"], notice_at, content,
            hashlib.sha256(content).hexdigest(), stage["pointers"], stage["last"],
        )  # fmt: skip
    store.write("UPDATE stage SET delivered = 1 WHERE id = ?", stage["id"])
    if stage["channel"] == DELETED:
        _end(store, stage["declaration"], stage["message"])


def _end(store: Store, declaration: int, message: int) -> None:
    """Lets nothing more be said of a declaration that was deleted, but by the message that had it deleted."""
    store.write(
        "UPDATE stage SET delivered = 1 WHERE message <> ?"
        " AND message IN (SELECT id FROM message WHERE declaration = ?)",
        message, declaration,
    )  # fmt: skip


def _notice_at(store: Store, stage: sqlite3.Row, pace: float) -> float:
    planned = float(stage["life_from"]) + int(stage["place"]) * max(pace, _NOTICE_GAP)
    # Later also than what was said of the declaration's earlier messages: its second step comes after its first.
    earlier = store.row(
        "SELECT MAX(notice_at) AS latest FROM receipt JOIN message ON message.id = receipt.message"
        " WHERE declaration = ? AND (message < ? OR (message = ? AND place < ?))",
        stage["declaration"], stage["message"], stage["message"], stage["place"],
    )  # fmt: skip
    if earlier is None or earlier["latest"] is None:
        return planned
    return max(planned, float(earlier["latest"]) + _NOTICE_GAP)


def _enter(store: Store, stage: sqlite3.Row, notice_at: float, pace: float) -> None:
    """Gives the declaration its 海关编号 the first time a receipt of L or later leaves."""
    row = store.row("SELECT * FROM declaration WHERE id = ? AND entry_id = ''", stage["declaration"])
    if row is None:
        return
    at_entry = stage["place"] == _PLACE_OF_ENTRY
    accepted_at = notice_at if at_entry else float(stage["life_from"]) + max(pace, _NOTICE_GAP)
    number = entry_id(row["customs_office"], from_epoch(accepted_at).year, row["direction"], row["id"])
    store.write("UPDATE declaration SET entry_id = ?, accepted_at = ? WHERE id = ?", number, accepted_at, row["id"])


def _content(store: Store, stage: sqlite3.Row, notice_at: float) -> bytes:
    row = store.row("SELECT * FROM declaration WHERE id = ?", stage["declaration"])
    if row is None:
        raise sqlite3.IntegrityError("a receipt is due for a declaration that is not there")
    entered = bool(stage["entered"])
    return Receipt(
        seq_no=row["seq_no"],
        entry_id=row["entry_id"] if entered else "",
        notice_at=from_epoch(notice_at),
        channel=stage["channel"],
        note=stage["note"],
        customs_office=row["customs_office"],
        entry_day=row["entry_day"],
        accepted_at=from_epoch(row["accepted_at"]) if entered else None,
    ).to_bytes()


def page(store: Store, after: int, limit: int, key: ReceiptKey | None = None) -> Page:
    """The receipts delivered after a cursor, oldest first; the same page can be read any number of times.

    With a `key` each is signed together with what it is about.
    """
    found = store.rows(
        "SELECT receipt.*, message.message_id, message.sha256 AS message_sha256, declaration.client_seq_no,"
        " declaration.seq_no FROM receipt"
        " JOIN message ON message.id = receipt.message JOIN declaration ON declaration.id = message.declaration"
        " WHERE cursor > ? ORDER BY cursor LIMIT ?", after, limit,
    )  # fmt: skip
    return Page(tuple(_shown(row, key) for row in found), int(found[-1]["cursor"]) if found else after)


def _shown(row: sqlite3.Row, key: ReceiptKey | None) -> dict[str, object]:
    shown: dict[str, object] = {
        "cursor": row["cursor"],
        "receipt_id": row["receipt_id"],
        "message_id": row["message_id"],
        "message_sha256": row["message_sha256"],
        "client_seq_no": row["client_seq_no"],
        "seq_no": row["seq_no"],
        "sha256": row["sha256"],
        "content": b64encode(row["content"]).decode("ascii"),
        "pointers": json.loads(row["pointers"]),
        "last": bool(row["last"]),
    }
    return shown if key is None else key.sealed(shown, row["content"])
