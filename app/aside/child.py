"""A child process that answers questions, each within a deadline; it is started on the first one and lives on.

Standard library only. Whatever becomes of the child, the asking process lives: a late answer kills the child, a crash
is an exception, and the next question starts a new one.
"""

import atexit
import contextlib
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from app.aside.frames import Broken, Frame, receive, send

FLAG = "--aside"
"""First argument of a frozen program that is to be a child: it has no -m."""

_ROOT = Path(__file__).resolve().parents[2]
_PARTING = 2.0  # seconds a child is given to end by itself


class ChildGone(Exception):
    """The child ended without an answer: it crashed, or the system killed it."""


class ChildHung(Exception):
    """The child did not answer within its deadline and was killed."""


class Child:
    """One module run as a child; callable from any thread, one question at a time."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None
        self._busy = threading.RLock()
        self._number = 0
        self._owner = 0  # who started it: after a fork the child is the other one's
        atexit.register(_close, weakref.ref(self))

    @property
    def pid(self) -> int | None:
        """Process id of the living child, None where there is none."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    @property
    def number(self) -> int:
        """How many children there have been: another number means that the present one knows nothing of before."""
        return self._number

    def ask(self, head: Mapping[str, Any], body: bytes = b"", *, seconds: float) -> Frame:
        """Return the child's answer; raises ChildGone, ChildHung, and OSError where no process can be started."""
        with self._busy:
            process = self._running()
            late = threading.Event()
            watch = threading.Timer(seconds, _end_late, (process, late))
            watch.daemon = True
            watch.start()
            try:
                send(_pipe(process.stdin).write, Frame(head, body))
                return receive(_pipe(process.stdout).read)
            except (Broken, OSError) as error:
                watch.cancel()
                self._reap()
                if late.is_set():
                    raise ChildHung(self._module) from error
                raise ChildGone(self._module) from error
            finally:
                watch.cancel()

    def close(self) -> None:
        """End the child, if one lives; the next question would start another."""
        with self._busy:
            process = self._process
            if process is None:
                return
            with contextlib.suppress(OSError):
                _pipe(process.stdin).close()  # it ends at the end of its questions
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_PARTING)
            self._reap()

    def kill(self) -> None:
        """End the child at once, also while somebody waits for its answer."""
        process = self._process
        if process is not None:
            process.kill()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._owner != os.getpid():
            self._process.returncode = 0  # not ours to wait for
            self._process = None
        if self._process is not None and self._process.poll() is not None:
            self._reap()
        if self._process is None:
            self._process = _start(self._module)
            self._number += 1
            self._owner = os.getpid()
        return self._process

    def _reap(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                _pipe(pipe).close()


def _start(module: str) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PORTDESK_")}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_ROOT), environment.get("PYTHONPATH"))))
    return subprocess.Popen(
        _command(module),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a driver's or a parser's words may hold what nobody should read
        env=environment,
        bufsize=0,
    )


def _command(module: str) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG, module]
    # -P keeps a folder named app in the working directory from being taken for ours.
    return [sys.executable, "-P", "-m", module]


def _end_late(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise Broken("no pipe")
    return stream


def _close(one: "weakref.ref[Child]") -> None:
    child = one()
    if child is not None and child._owner == os.getpid():
        child.kill()
        child.close()
