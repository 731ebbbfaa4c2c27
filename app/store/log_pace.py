"""Slows writing while the write-ahead log grows because it cannot be folded in; it never looks into the log.

A backup reads one moment of the file for as long as the copy takes, and meanwhile the log keeps all that is written.
Whoever writes much just then (sending, a batch) gives way after each transaction; a person's own saving takes no longer
than that one rest.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.store.trouble import StoreTrouble

LONGEST_LOG = 7 * 2**20
LONGEST_REST = 0.4
PATIENCE = 60.0
"""Seconds after which a reader that does not end is no reason any more to slow anybody down."""
_LOOK = 0.1


class LogPace:
    """Watches the log of one file by its size; the seconds are the machine's own, for so are those of a copy."""

    def __init__(
        self,
        path: Path | None,
        monotonic: Callable[[], float] = time.monotonic,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        self._log = None if path is None else path.with_name(f"{path.name}-wal")
        self._monotonic = monotonic
        self._pause = pause
        self._long_since: float | None = None

    def rest(self, fold: Callable[[], object]) -> None:
        """Rest a little if the log is long and ``fold`` cannot empty it; what was written is saved, whatever fails."""
        if not self._is_long():
            self._long_since = None
            return
        began = self._monotonic()
        if self._long_since is None:
            self._long_since = began
        if began - self._long_since >= PATIENCE:
            return
        with suppress(StoreTrouble):
            fold()
            while self._is_long() and self._monotonic() - began < LONGEST_REST:
                self._pause(_LOOK)
                fold()

    def _is_long(self) -> bool:
        try:
            return self._log is not None and self._log.stat().st_size > LONGEST_LOG
        except OSError:  # there is none
            return False
