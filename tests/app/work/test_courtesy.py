"""A worker lets the window's thread go first, but not for ever, and not where it hardly works itself."""

import threading
import time

import pytest

from app.work.courtesy import LONGEST, LOOK, OWN_TURN, Courtesy, courtesy_to_this_thread


class _Window:
    """A watched thread that computes for so many seconds, on a clock that only waiting moves on."""

    def __init__(self, turn: float) -> None:
        self.now = self.worker = 0.0
        self.turn = turn
        self.courtesy = Courtesy(
            lambda: min(self.now, self.turn), own=lambda: self.worker, now=lambda: self.now, pause=self.pass_by
        )

    def pass_by(self, seconds: float) -> None:
        self.now += seconds

    def after_work(self, seconds: float = 2 * OWN_TURN) -> float:
        """Let the worker work, and return how long it then waited."""
        self.worker += seconds
        before = self.now
        asking = threading.Thread(target=self.courtesy.give_way)
        asking.start()
        asking.join()
        return self.now - before


def test_a_worker_waits_until_the_turn_is_over() -> None:
    window = _Window(turn=0.01)
    assert window.after_work() == pytest.approx(0.01, abs=2 * LOOK)


def test_it_goes_on_at_once_between_two_turns() -> None:
    assert _Window(turn=0.0).after_work() == pytest.approx(LOOK)


def test_it_waits_no_longer_than_its_work_can_bear() -> None:
    assert _Window(turn=60.0).after_work() == pytest.approx(LONGEST, abs=2 * LOOK)


def test_a_worker_that_hardly_computed_is_not_held_up() -> None:
    assert _Window(turn=60.0).after_work(OWN_TURN / 2) == 0.0


def test_the_watched_thread_itself_never_waits() -> None:
    window = _Window(turn=60.0)
    window.worker = 1.0
    window.courtesy.give_way()
    assert window.now == 0.0


@pytest.mark.skipif(not hasattr(time, "pthread_getcpuclockid"), reason="the system tells no thread's time to another")
def test_the_clock_is_that_of_the_thread_that_asked_for_it() -> None:
    courtesy = courtesy_to_this_thread()
    assert courtesy is not None
    waited: list[float] = []

    def ask() -> None:
        deadline = time.thread_time() + 2 * OWN_TURN
        while time.thread_time() < deadline:
            pass
        began = time.perf_counter()
        courtesy.give_way()
        waited.append(time.perf_counter() - began)

    asking = threading.Thread(target=ask)
    asking.start()
    while asking.is_alive():  # this thread computes all the while
        pass
    idle = threading.Thread(target=ask)
    idle.start()
    idle.join()
    assert waited[0] >= LONGEST > waited[1]
