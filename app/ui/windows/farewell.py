"""Who was asked to close while something was still being stored: it goes when that is done, or when asked again."""

import time
from collections.abc import Callable

_PAUSE = 1.0  # seconds; asked twice within it is one impatient key
_SOON = 10.0  # what is stored later than this no longer closes anything by itself
_MEMORY = 60.0


class Farewell:
    """The wishes to close that could not be met at once, by key."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._asked: dict[str, float] = {}

    def insists(self, key: str) -> bool:
        """Note that somebody wants ``key`` closed; tells whether they have said so before and mean it."""
        now = self._monotonic()
        waited = now - self._asked.get(key, float("-inf"))
        if _PAUSE <= waited <= _MEMORY:
            return True
        if waited > _MEMORY:
            self._asked[key] = now
        return False

    def forget(self, key: str) -> None:
        """Drop a wish: it was met."""
        self._asked.pop(key, None)

    def pending(self) -> list[str]:
        """Return what is to be closed as soon as it can be."""
        now = self._monotonic()
        return [key for key, asked in self._asked.items() if now - asked <= _SOON]
