"""Disks as power cuts leave them: what was synced stands; of what was not, any 512-byte sector may have made it or not.

Model: creating and removing a file is durable at once; writes to different files are not ordered against each other;
a disk that lies about syncing is not modelled.
"""

import random
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
TOLD = "told"  # the file in which the work says what it promised: it is no part of the disk
_HEADER = struct.Struct("<cBHIQ")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done to a file: W bytes written, T truncated, S synced, U removed."""

    what: str
    file: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Image:
    """What a cut left of each file, and what had been promised by then."""

    files: dict[str, bytes]
    told: Sequence[str]

    def write(self, folder: Path) -> None:
        """Put the files, and no others, into a folder."""
        for old in folder.iterdir():
            old.unlink()
        for name, content in self.files.items():
            (folder / name).write_bytes(content)


def read_trace(path: Path) -> list[Change]:
    """Return what trace.c wrote down."""
    record, place, names, changes = path.read_bytes(), 0, dict[int, str](), list[Change]()
    while place < len(record):
        what, file, _, length, offset = _HEADER.unpack_from(record, place)
        place += _HEADER.size
        data = record[place : place + length] if what in b"NW" else b""
        place += len(data)
        if what == b"N":
            names[file] = data.decode()
        else:
            changes.append(Change(what.decode(), names[file], offset, data))
    return changes


@dataclass
class Disk:
    """Files as they certainly stand, and what was written to each since its last sync."""

    durable: dict[str, bytearray] = field(default_factory=dict)
    pending: dict[str, list[Change]] = field(default_factory=dict)

    def take(self, change: Change) -> None:
        """Let one thing happen."""
        if change.what == "U":
            self.durable.pop(change.file, None)
            self.pending.pop(change.file, None)
            return
        content = self.durable.setdefault(change.file, bytearray())
        if change.what != "S":
            self.pending.setdefault(change.file, []).append(change)
            return
        for waiting in self.pending.pop(change.file, []):
            _apply(content, waiting)

    def cut(self, kept: float, chance: random.Random) -> dict[str, bytes]:
        """Return the files after a power cut at which each unsynced sector had a chance of ``kept`` to be there."""
        left = {}
        for name, content in self.durable.items():
            copy = bytearray(content)
            for change in self.pending.get(name, ()) if kept else ():
                for piece in _sectors(change):
                    if chance.random() < kept:
                        _apply(copy, piece)
            left[name] = bytes(copy)
        return left


def _sectors(change: Change) -> Iterator[Change]:
    if change.what == "T":
        yield change
        return
    for start in range(0, len(change.data), SECTOR):
        yield Change("W", change.file, change.offset + start, change.data[start : start + SECTOR])


def _apply(content: bytearray, change: Change) -> None:
    end = change.offset + len(change.data)
    if change.what == "T":
        del content[change.offset :]
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[change.offset : end] = change.data


def first_promise(changes: Sequence[Change]) -> int:
    """Return where the work begins: before it the file was only made."""
    return next(number for number, change in enumerate(changes) if change.file == TOLD)


def images(changes: Sequence[Change], count: int, chance: random.Random, since: int = 0) -> Iterator[Image]:
    """Cut the power at random moments, twice at each: with all unsynced data gone, and with some of it there, torn."""
    moments = set(chance.sample(range(since, len(changes)), min(-(-count // 2), len(changes) - since)))
    disk, told = Disk(), b""
    for number, change in enumerate(changes):
        if change.file == TOLD:
            told += change.data
        elif not change.file.endswith("-shm"):
            disk.take(change)
        if number in moments:
            promised = told.decode().split("\n")[:-1]
            for kept in (0.0, chance.random()):
                yield Image(disk.cut(kept, chance), promised)
