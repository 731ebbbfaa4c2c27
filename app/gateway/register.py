"""Keeps the declarations and messages the gateway holds; receipts are delivery.py's business, judging intake.py's."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.gateway.clock import from_epoch
from app.gateway.life import AGREED, FINAL, REJECTED, Stage
from app.gateway.numbers import seq_no
from app.gateway.store import Store


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message that passed every check at the door."""

    message_id: str
    client_seq_no: str
    contract_no: str
    bill_no: str
    revision: int
    direction: str
    customs_office: str
    entry_day: str
    sha256: str
    content: bytes
    algorithm: str
    certificate: str
    signature: bytes
    action: str = "declare"


@dataclass(frozen=True, slots=True)
class HeldMessage:
    """A message the gateway holds."""

    key: int
    message_id: str
    sha256: str
    seq_no: str
    entry_id: str
    received_at: datetime
    action: str = "declare"


@dataclass(frozen=True, slots=True)
class HeldDeclaration:
    """One declaration with its latest message, for the admin face."""

    message_id: str
    client_seq_no: str
    contract_no: str
    seq_no: str
    entry_id: str
    deliveries: int
    channels: tuple[str, ...]


_HELD = """
SELECT message.id AS key, message_id, sha256, seq_no, entry_id, received_at, action
FROM message JOIN declaration ON declaration.id = message.declaration
"""


def _held(row: sqlite3.Row | None) -> HeldMessage | None:
    if row is None:
        return None
    values = {**dict(row), "received_at": from_epoch(row["received_at"])}
    return HeldMessage(**values)


def message_by_id(store: Store, message_id: str) -> HeldMessage | None:
    """The first message held under this id."""
    return _held(store.row(f"{_HELD} WHERE message_id = ? ORDER BY message.id LIMIT 1", message_id))


def messages_since(store: Store, since: datetime, after: int, limit: int) -> list[dict[str, object]]:
    """The messages taken in from a moment on, each with the key it can be gone on from, oldest first."""
    rows = store.rows(
        "SELECT message.id AS key, message_id, sha256, client_seq_no, seq_no, received_at FROM message"
        " JOIN declaration ON declaration.id = message.declaration"
        " WHERE received_at >= ? AND message.id > ? ORDER BY message.id LIMIT ?",
        since.timestamp(), after, limit,
    )  # fmt: skip
    return [{**dict(row), "received_at": from_epoch(row["received_at"]).isoformat()} for row in rows]


def standing_message(store: Store, client_seq_no: str, action: str = "declare") -> HeldMessage | None:
    """The latest message of a ClientSeqNo and step, unless it was sent back and may be corrected."""
    held = _held(
        store.row(
            f"{_HELD} WHERE client_seq_no = ? AND action = ? ORDER BY message.id DESC LIMIT 1", client_seq_no, action
        )
    )
    if held is None or REJECTED & set(channels_of(store, held.key)):
        return None
    return held


def messages_of(store: Store, client_seq_no: str) -> list[HeldMessage]:
    """Every message of the latest declaration under a ClientSeqNo, oldest first."""
    rows = store.rows(
        f"{_HELD} WHERE declaration = (SELECT MAX(id) FROM declaration WHERE client_seq_no = ?) ORDER BY message.id",
        client_seq_no,
    )
    return [held for row in rows if (held := _held(row)) is not None]


def facts_of(store: Store, client_seq_no: str) -> tuple[str, str]:
    """Contract and bill number of the latest declaration under a ClientSeqNo; empty where there is none."""
    row = store.row(
        "SELECT contract_no, bill_no FROM declaration WHERE client_seq_no = ? ORDER BY id DESC", client_seq_no
    )
    return ("", "") if row is None else (row["contract_no"], row["bill_no"])


def content_of(store: Store, key: int) -> bytes:
    """The bytes of a held message."""
    row = store.row("SELECT content FROM message WHERE id = ?", key)
    return b"" if row is None else bytes(row["content"])


def was_agreed(store: Store, key: int) -> bool:
    """Whether a request was agreed to."""
    return AGREED in channels_of(store, key)


def count_arrival(store: Store, key: int) -> None:
    """Notes that a held message arrived once more."""
    store.write("UPDATE message SET arrivals = arrivals + 1 WHERE id = ?", key)


def arrivals(store: Store, message_id: str) -> int:
    """How often a message was taken in or recognised."""
    row = store.row("SELECT SUM(arrivals) AS total FROM message WHERE message_id = ?", message_id)
    return 0 if row is None or row["total"] is None else int(row["total"])


def add_message(
    store: Store, new: NewMessage, stages: Sequence[Stage], received_at: datetime, *, correcting: bool
) -> HeldMessage:
    """Takes a message in, as a new declaration or, `correcting`, as the next message of the one under its number."""
    previous = store.row("SELECT MAX(id) AS id FROM declaration WHERE client_seq_no = ?", new.client_seq_no)
    moment = received_at.timestamp()
    facts = (new.contract_no, new.bill_no, new.direction, new.customs_office, new.entry_day)
    if correcting and previous is not None and previous["id"] is not None:
        declaration = int(previous["id"])
        if new.direction:  # a request states none of these
            store.write(
                "UPDATE declaration SET contract_no = ?, bill_no = ?, direction = ?, customs_office = ?, entry_day = ?"
                " WHERE id = ?", *facts, declaration,
            )  # fmt: skip
    else:
        declaration = store.write(
            "INSERT INTO declaration (client_seq_no, contract_no, bill_no, direction, customs_office, entry_day)"
            " VALUES (?, ?, ?, ?, ?, ?)", new.client_seq_no, *facts,
        )  # fmt: skip
        number = seq_no(new.direction, received_at.year, declaration)
        store.write("UPDATE declaration SET seq_no = ? WHERE id = ?", number, declaration)
    key = store.write(
        "INSERT INTO message (declaration, message_id, revision, action, sha256, content, algorithm, certificate,"
        " signature, received_at, life_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        declaration, new.message_id, new.revision, new.action, new.sha256, new.content, new.algorithm,
        new.certificate, new.signature, moment, moment,
    )  # fmt: skip
    for stage in stages:
        store.write(
            "INSERT INTO stage (message, place, step, channel, note, entered, pointers, last, twice)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            key, stage.place, stage.step, stage.channel, stage.note, stage.entered,
            json.dumps([pointer.as_json() for pointer in stage.pointers], ensure_ascii=False), stage.last, stage.twice,
        )  # fmt: skip
    held = _held(store.row(f"{_HELD} WHERE message.id = ?", key))
    if held is None:
        raise sqlite3.IntegrityError("a message just written is not there")
    return held


def channels_of(store: Store, key: int) -> list[str]:
    """The letters of the receipts a message has had, in the order they were delivered, each once."""
    found = store.rows("SELECT channel, MIN(cursor) FROM receipt WHERE message = ? GROUP BY place ORDER BY 2", key)
    return [str(row["channel"]) for row in found]


def is_final(store: Store, key: int) -> bool:
    """Whether a message has come to its end: closed or sent back, and no receipt is waiting."""
    waiting = store.row("SELECT 1 FROM stage WHERE message = ? AND delivered = 0", key)
    return waiting is None and bool(FINAL & set(channels_of(store, key)))


def declarations(store: Store) -> list[HeldDeclaration]:
    """Every declaration held, oldest first."""
    return [_declaration(store, row) for row in store.rows("SELECT * FROM declaration ORDER BY id")]


def _declaration(store: Store, row: sqlite3.Row) -> HeldDeclaration:
    messages = store.rows("SELECT id, message_id FROM message WHERE declaration = ? ORDER BY id", row["id"])
    latest = str(messages[-1]["message_id"])
    letters = [letter for message in messages for letter in channels_of(store, message["id"])]
    return HeldDeclaration(
        latest, row["client_seq_no"], row["contract_no"], row["seq_no"], row["entry_id"],
        arrivals(store, latest), tuple(letters),
    )  # fmt: skip
