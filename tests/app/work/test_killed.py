"""Killed with SIGKILL at every commit and around the wire, then started again: exactly one declaration.

The same with a fresh key per attempt must make duplicates, or the test proves nothing.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.declarations.status import Status
from app.gateway.embedded import EmbeddedGateway, start
from tests.helpers.mortal_lives import Lives, declarations, lives_in, standing_of

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lives]:
    with lives_in(tmp_path_factory.mktemp("lives")) as started:
        yield started


@contextmanager
def gateway(tmp_path_factory: pytest.TempPathFactory, profile: str) -> Iterator[EmbeddedGateway]:
    with start(tmp_path_factory.mktemp(profile), pace=0.0, profile=profile) as started:
        yield started


@pytest.fixture(scope="module")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedGateway]:
    """A gateway that keeps keys."""
    with gateway(tmp_path_factory, "idempotent") as started:
        yield started


@pytest.fixture(scope="module")
def taker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedGateway]:
    """A gateway that takes everything again, and can be asked."""
    with gateway(tmp_path_factory, "query") as started:
        yield started


def killed_and_started_again(lives: Lives, url: str, moment: str, kind: str) -> tuple[int, Status]:
    number, home = lives.file()
    assert lives.live(url, number, home, moment, kind=kind) == signal.SIGKILL, f"{moment} never came"
    assert lives.live(url, number, home, "", kind=kind) == 0
    return declarations(url, number), standing_of(home).state


@pytest.mark.slow
def test_every_commit_and_both_ends_of_the_wire(lives: Lives, keeper: EmbeddedGateway) -> None:
    number, home = lives.file()
    assert lives.live(keeper.url, number, home, "") == 0
    commits = int((home / "report").read_text())
    assert commits >= 9  # recover, freeze, sign, release, hurry, claim, record, store, apply at least
    moments = [f"commit:{n}:{side}" for n in range(1, 10) for side in ("before", "after")]
    for moment in [*moments, "request_written", "answered"]:
        assert killed_and_started_again(lives, keeper.url, moment, "idempotent") == (1, Status.CLOSED), moment


@pytest.mark.parametrize("moment", ["commit:6:after", "request_written", "answered", "commit:7:before"])
def test_a_gateway_without_keys(lives: Lives, taker: EmbeddedGateway, moment: str) -> None:
    assert killed_and_started_again(lives, taker.url, moment, "query") == (1, Status.CLOSED)


def test_a_fresh_key_per_attempt_makes_duplicates(lives: Lives, taker: EmbeddedGateway) -> None:
    """The control: without the stable key (and without the quiet window's proof) the same kills must show."""
    counts = []
    for moment in ("request_written", "answered"):
        number, home = lives.file()
        assert lives.live(taker.url, number, home, moment, fresh_keys=True) == signal.SIGKILL
        assert lives.live(taker.url, number, home, "", fresh_keys=True, seconds=1.0) == 0
        counts.append(declarations(taker.url, number))
    assert counts == [2, 2]


def test_killed_again_and_again(lives: Lives, keeper: EmbeddedGateway) -> None:
    number, home = lives.file()
    assert lives.live(keeper.url, number, home, "request_written") == signal.SIGKILL
    for moment in ("commit:1:after", "commit:2:before", "commit:3:after", "commit:4:before", "commit:5:after"):
        assert lives.live(keeper.url, number, home, moment) == signal.SIGKILL, moment
    assert lives.live(keeper.url, number, home, "") == 0
    assert (declarations(keeper.url, number), standing_of(home).state) == (1, Status.CLOSED)
