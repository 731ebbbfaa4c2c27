"""Wishes to close: met later, soon or not at all, and taken seriously the second time."""

from app.ui.windows.farewell import Farewell
from tests.helpers.clocks import FakeClock


def test_asking_again_after_a_moment_means_it() -> None:
    clock = FakeClock()
    farewell = Farewell(clock.monotonic)
    assert not farewell.insists("a")
    clock.advance(0.5)
    assert not farewell.insists("a")  # one impatient key
    clock.advance(0.6)
    assert farewell.insists("a")
    assert not farewell.insists("b")


def test_an_old_wish_counts_no_longer() -> None:
    clock = FakeClock()
    farewell = Farewell(clock.monotonic)
    farewell.insists("a")
    clock.advance(11)
    assert farewell.pending() == []
    clock.advance(50)
    assert not farewell.insists("a")
    assert farewell.pending() == ["a"]
    farewell.forget("a")
    assert farewell.pending() == []
