"""Which codes this office chooses, lately and often, for whom; kept in memory, written down by whoever listens."""

from collections import Counter
from collections.abc import Callable

_REMEMBERED = 20
_OFTEN = 40


class Uses:
    """The codes chosen per table: the last ones of each client, the last ones of all, the most frequent ones."""

    def __init__(self) -> None:
        self._lately: dict[tuple[str, str], list[str]] = {}
        self._counts: dict[str, Counter[str]] = {}
        self.noted: Callable[[str, str, str], None] | None = None
        """Told table, code and client of every choice, after it was noted."""

    def note(self, table: str, code: str, client: str = "") -> None:
        """Note a choice made now."""
        self.recall(table, code, client, 1)
        if self.noted is not None:
            self.noted(table, code, client)

    def recall(self, table: str, code: str, client: str, count: int) -> None:
        """Take a choice of earlier days over; the last one recalled is the newest."""
        for whose in {client, ""}:
            codes = self._lately.setdefault((table, whose), [])
            if code in codes:
                codes.remove(code)
            codes.insert(0, code)
            del codes[_REMEMBERED:]
        self._counts.setdefault(table, Counter())[code] += count

    def lately(self, table: str, client: str = "") -> tuple[str, ...]:
        """Return the codes chosen lately for a client (for anybody if empty), newest first."""
        return tuple(self._lately.get((table, client), ()))

    def wanted(self, table: str, client: str = "") -> tuple[str, ...]:
        """Return the codes to be named early: lately for this client, lately for anybody, then the frequent ones."""
        often = (code for code, _ in self._counts.get(table, Counter()).most_common(_OFTEN))
        return tuple(dict.fromkeys((*self.lately(table, client), *self.lately(table), *often)))

    def count(self, table: str, code: str) -> int:
        """Return how often a code was chosen."""
        return self._counts.get(table, Counter())[code]
