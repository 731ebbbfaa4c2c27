"""Time that passes 1,440 times as fast for the program and for its gateway alike: three minutes are three days.

``python -m tests.reliability.fast_time BEGAN serve …`` is the mocked gateway on this time.
"""

import sys
import time
from datetime import datetime, timedelta

from app.core.clock import SHANGHAI
from app.gateway import serve
from app.gateway.clock import GatewayClock

FACTOR = 1440
START = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)


class FastClock:
    """The client's Clock; ``began`` is the machine's monotonic second at which it was START, in every process."""

    def __init__(self, began: float) -> None:
        self._began = began

    def now(self) -> datetime:
        return START + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        return (time.monotonic() - self._began) * FACTOR


class FastGatewayClock(GatewayClock):
    """The gateway's clock on the same time."""

    def __init__(self, began: float) -> None:
        super().__init__(START)
        self._fast = FastClock(began)

    def now(self) -> datetime:
        return self._fast.now()


if __name__ == "__main__":
    vars(serve)["GatewayClock"] = lambda now=None: FastGatewayClock(float(sys.argv[1]))
    sys.exit(serve.main(sys.argv[2:]))
