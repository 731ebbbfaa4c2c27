"""The numbers of waiting."""

import random

from hypothesis import given
from hypothesis import strategies as st

from app.transport.errors import Forbidden, Unreachable
from app.work.patience import Breaker, Patience, PollPace
from tests.helpers.clocks import FakeClock


@given(st.integers(0, 10_000), st.integers())
def test_back_off_spreads_below_a_bound_that_doubles(failures: int, seed: int) -> None:
    wait = Patience().backoff(failures, random.Random(seed))
    assert 0 <= wait <= min(300.0, 2.0 * 2 ** min(failures, 20))


def test_back_off_reaches_far() -> None:
    chance = random.Random(1)
    assert max(Patience().backoff(20, chance) for _ in range(200)) > 250
    assert min(Patience().backoff(20, chance) for _ in range(200)) < 50


def test_the_breaker_opens_probes_and_closes() -> None:
    clock = FakeClock()
    breaker = Breaker(Patience(), clock.monotonic)
    for _ in range(4):
        breaker.failed()
    assert breaker.remaining() == 0
    breaker.failed()
    assert breaker.remaining() == 60
    clock.advance(60)
    assert breaker.remaining() == 0
    breaker.failed()  # the probe
    assert breaker.remaining() == 60
    breaker.succeeded()
    assert (breaker.remaining(), breaker.failures) == (0, 0)


def test_polling_slows_down() -> None:
    pace, chance = PollPace(jitter=0.0), random.Random(1)
    assert pace.delay(10, 5, chance) == 5
    assert pace.delay(100, 5, chance) == 15
    assert pace.delay(1000, 15, chance) == 30
    assert pace.delay(10_000, 200, chance) == 300
    shaken = [PollPace().delay(10, 5, chance) for _ in range(100)]
    assert all(4 <= delay <= 6 for delay in shaken)
    assert max(shaken) - min(shaken) > 1


def test_a_refusal_is_an_answer() -> None:
    clock = FakeClock()
    breaker = Breaker(Patience(), clock.monotonic)
    breaker.heard(Unreachable("连不上"))
    assert breaker.failures == 1
    breaker.heard(Forbidden("证书"))
    assert breaker.failures == 0
