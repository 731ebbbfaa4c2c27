"""Frames between a process and its child: a JSON head and plain bytes; never pickle, the other side may be hostile."""

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

_SIZES = struct.Struct(">II")
LONGEST_HEAD = 1 << 20
LONGEST_BODY = 1 << 30

Read = Callable[[int], bytes | None]
Write = Callable[[memoryview], int | None]


class Broken(Exception):
    """The other side ended, or what it says is no frame."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message between the two; its contents are secrets or strangers' and stay out of every repr."""

    head: Mapping[str, Any] = field(repr=False)
    body: bytes = field(default=b"", repr=False)


def send(write: Write, frame: Frame) -> None:
    """Write a frame whole; raises OSError when the other side is gone."""
    head = json.dumps(frame.head, ensure_ascii=False).encode("utf-8")
    _write_all(write, _SIZES.pack(len(head), len(frame.body)) + head)
    _write_all(write, frame.body)


def receive(read: Read) -> Frame:
    """Read one frame; raises Broken at the end of the stream."""
    head_size, body_size = _SIZES.unpack(_exactly(read, _SIZES.size))
    if head_size > LONGEST_HEAD or body_size > LONGEST_BODY:
        raise Broken("a frame of more than the limit")
    try:
        head = json.loads(_exactly(read, head_size))
    except ValueError as error:
        raise Broken("the head is not JSON") from error
    if not isinstance(head, dict):
        raise Broken("the head is no object")
    return Frame(head, _exactly(read, body_size))


def _write_all(write: Write, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[write(view) or 0 :]


def _exactly(read: Read, size: int) -> bytes:
    if not size:
        return b""
    first = read(size)
    if first is not None and len(first) == size:
        return first
    parts, left = [first or b""], size - len(first or b"")
    while left:
        part = read(left) if parts[-1] else b""
        if not part:
            raise Broken("the other side has ended")
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
