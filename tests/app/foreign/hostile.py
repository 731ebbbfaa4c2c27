"""Tasks for the limited child that misbehave on purpose, as a parser led astray by a stranger's bytes would."""

import ctypes
import socket
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any


def preload() -> None:
    """Nothing more is needed."""


def answer(name: str, content: bytes) -> tuple[Mapping[str, Any], bytes]:
    """Do what the bytes ask for."""
    _ACTS[content.decode()]()
    return {}, b""


def _eat() -> None:
    _kept.append(bytearray(3 << 30))


def _crash() -> None:
    ctypes.string_at(0)


def _open() -> None:
    Path("/etc/hostname").read_bytes()


def _connect() -> None:
    socket.socket().close()


def _hang() -> None:
    threading.Event().wait()


_kept: list[bytearray] = []
_ACTS: Mapping[str, Callable[[], None]] = {
    "": lambda: None,
    "memory": _eat,
    "crash": _crash,
    "open": _open,
    "connect": _connect,
    "hang": _hang,
}
