"""How long to wait before the next try: back-off with full jitter, a circuit breaker, the pace of polling."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from app.transport.errors import GatewayError


@dataclass(frozen=True, slots=True)
class Patience:
    """The numbers of waiting, in seconds."""

    first: float = 2.0
    longest: float = 300.0
    open_after: int = 5  # failures in a row
    open_for: float = 60.0
    held_for: float = 300.0  # after the gateway refused our card

    def backoff(self, failures: int, chance: random.Random) -> float:
        """Return the wait after ``failures`` tries: anything up to a bound that doubles, so that clients spread."""
        return chance.uniform(0.0, min(self.longest, self.first * 2.0 ** min(failures, 32)))


# Somebody sits before a terminal and has given a deadline of seconds.
HURRIED = Patience(first=0.2, longest=2.0, open_after=5, open_for=2.0, held_for=10.0)


class Breaker:
    """Leaves a gateway alone that failed several times in a row, then lets one try through at a time."""

    def __init__(self, patience: Patience, monotonic: Callable[[], float]) -> None:
        self._patience = patience
        self._monotonic = monotonic
        self._failures = 0
        self._open_until = 0.0

    def failed(self) -> None:
        """Note that the gateway did not answer, or not sensibly."""
        self._failures += 1
        if self._failures >= self._patience.open_after:
            self._open_until = self._monotonic() + self._patience.open_for

    def succeeded(self) -> None:
        """Note that the gateway answered."""
        self._failures = 0
        self._open_until = 0.0

    def heard(self, error: GatewayError) -> None:
        """Note a question that failed; a refusal that no repetition cures is an answer all the same."""
        if error.retry:
            self.failed()
        else:
            self.succeeded()

    @property
    def failures(self) -> int:
        """How often in a row it failed."""
        return self._failures

    def remaining(self) -> float:
        """Return for how many seconds nothing may be tried, 0 when it may."""
        return max(0.0, self._open_until - self._monotonic())


@dataclass(frozen=True, slots=True)
class PollPace:
    """How often to ask for receipts: ``steps`` are (for this long after a send, every so many seconds)."""

    steps: tuple[tuple[float, float], ...] = ((60.0, 5.0), (660.0, 15.0))
    longest: float = 300.0
    jitter: float = 0.2

    def delay(self, since_send: float, last: float, chance: random.Random) -> float:
        """Return the wait until the next poll; beyond the steps it doubles from the ``last`` one up to a bound."""
        plain = next((every for until, every in self.steps if since_send < until), min(last * 2.0, self.longest))
        return plain * chance.uniform(1.0 - self.jitter, 1.0 + self.jitter)


# A gateway on this machine costs nothing to ask, and a demonstration should be seen to move.
NEARBY = PollPace(steps=((120.0, 0.5), (660.0, 3.0)), longest=30.0)
