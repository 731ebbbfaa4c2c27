"""The worker threads let the window's thread go first: Python runs one of them at a time, and a key must not wait."""

import threading
import time
from collections.abc import Callable

LOOK = 0.001  # seconds between two looks at what the window's thread does
BUSY = 0.35  # of that time: more is a turn of the event loop, less is a pause between two
LONGEST = 0.03  # seconds in which one piece of SQL waits at the most, however long the window is busy
OWN_TURN = 0.002  # seconds a worker has computed since it last looked: less disturbs nobody

Seconds = Callable[[], float]


class Courtesy:
    """What a worker asks before each piece of its work; in the thread that is watched itself it does nothing.

    The lock of the interpreter passes from one computing thread to the next every 5 ms: a turn of the window that
    takes 40 ms alone takes 80 beside a worker that also computes. The worker can wait, the person at the keyboard not.
    """

    def __init__(
        self,
        busy: Seconds,
        *,
        own: Seconds = time.thread_time,
        now: Seconds = time.perf_counter,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """``busy`` tells how many seconds the watched thread has computed so far, ``own`` the same of the asker."""
        self._busy, self._own, self._now, self._pause = busy, own, now, pause
        self._watched = threading.get_ident()
        self._asker = threading.local()

    def give_way(self) -> None:
        """Wait, for LONGEST seconds at the most, until the watched thread is between two turns."""
        if threading.get_ident() == self._watched:
            return
        if self._own() - getattr(self._asker, "last", 0.0) < OWN_TURN:
            return
        began = at = self._now()
        while at - began < LONGEST:
            before = self._busy()
            self._pause(LOOK)
            since, at = at, self._now()
            if self._busy() - before < BUSY * (at - since):
                break
        self._asker.last = self._own()


def courtesy_to_this_thread() -> Courtesy | None:
    """Return what lets the calling thread go first; None where the system tells no thread's time to another."""
    if not hasattr(time, "pthread_getcpuclockid"):  # Windows, macOS
        return None
    clock = time.pthread_getcpuclockid(threading.get_ident())
    return Courtesy(lambda: time.clock_gettime(clock))
