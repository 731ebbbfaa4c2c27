"""Sees whoever opens a file or calls a port, in Python or below it: an inotify watch and a listening socket."""

import contextlib
import ctypes
import os
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_NONBLOCK, _ACCESS, _OPEN = 0o4000, 0x1, 0x20


@dataclass
class Watched:
    """A file nobody may open and an address nobody may call."""

    file: Path
    port: int
    _inotify: int
    _listener: socket.socket

    def touched(self) -> int:
        """Return how often either was touched since the last time asked."""
        return self._opened() + self._called()

    def _opened(self) -> int:
        try:
            return len(os.read(self._inotify, 1 << 16)) // 16
        except BlockingIOError:
            return 0

    def _called(self) -> int:
        count = 0
        with contextlib.suppress(BlockingIOError):
            while True:
                self._listener.accept()[0].close()
                count += 1
        return count


@contextlib.contextmanager
def watched(folder: Path, secret: str) -> Iterator[Watched]:
    """Give a watched file holding a secret, and a watched port on this machine (Linux only)."""
    if sys.platform != "linux":
        raise RuntimeError("inotify is Linux's")
    file = folder / "secret.txt"
    file.write_text(secret)
    libc = ctypes.CDLL(None, use_errno=True)
    inotify = libc.inotify_init1(_NONBLOCK)
    assert libc.inotify_add_watch(inotify, os.fsencode(file), _ACCESS | _OPEN) >= 0
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        listener.setblocking(False)
        try:
            yield Watched(file, listener.getsockname()[1], inotify, listener)
        finally:
            os.close(inotify)
