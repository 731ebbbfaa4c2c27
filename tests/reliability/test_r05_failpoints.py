"""R-05: killed at every named step, before eight behaviours of the gateway, then started again: exactly once each.

The control takes a new key for every attempt.
"""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.declarations.status import Status
from app.gateway.embedded import start
from tests.helpers.mortal_lives import Lives, declarations, lives_in, standing_of
from tests.reliability.figures import Figures

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")

# The first letter of the number chooses the behaviour of the gateway; the last one is another kind of gateway.
BEHAVIOURS = {
    "照常": ("P", "idempotent"),
    "先回 503": ("U", "idempotent"),
    "丢答复": ("L", "idempotent"),
    "半截答复": ("G", "idempotent"),
    "回执各两份": ("D", "idempotent"),
    "回执乱序": ("O", "idempotent"),
    "退单": ("E", "idempotent"),
    "不认重复只能查询": ("P", "query"),
}
COMMITS = 11
STEPS = (
    *(f"commit:{number}:{side}" for number in range(1, COMMITS + 1) for side in ("before", "after")),
    "signed",
    "request_written",
    "answered",
)
ENDS = {"P": ({Status.RELEASED, Status.CLOSED}), "E": {Status.REJECTED}}


def outcome(lives: Lives, url: str, letter: str, kind: str, step: str) -> str:
    """Return what is wrong after a life cut short and another one, "" where it was declared once, to the end."""
    number, home = lives.file(letter)
    ended = lives.live(url, number, home, step, kind=kind)
    if ended not in (0, signal.SIGKILL):
        return f"以 {ended} 结束"
    lives.live(url, number, home, "", kind=kind)
    count, stands = declarations(url, number), standing_of(home)
    if count != 1:
        return f"{count} 份"
    if stands.state not in ENDS.get(letter, {Status.CLOSED}) or len(set(stands.channels)) != len(stands.channels):
        return f"停在 {stands.state}，回执 {' '.join(stands.channels)}"
    return "" if ended else "没有到这一步"


def prove(figures: Figures, folder: Path, behaviours: Sequence[str], steps: Sequence[str]) -> None:
    wrong = {}
    with (
        lives_in(folder) as lives,
        start(folder / "keeper", pace=0.0, script="first-letter") as keeper,
        start(folder / "taker", pace=0.0, profile="query", script="first-letter") as taker,
    ):
        for name in behaviours:
            letter, kind = BEHAVIOURS[name]
            url = keeper.url if kind == "idempotent" else taker.url
            for step in steps:
                if why := outcome(lives, url, letter, kind, step):
                    wrong[f"{name} {step}"] = why
        number, home = lives.file("X")
        lives.live(taker.url, number, home, "request_written", fresh_keys=True)
        lives.live(taker.url, number, home, "", fresh_keys=True, seconds=1.0)
        twice = declarations(taker.url, number)
    cases = len(behaviours) * len(steps)
    figures.record(
        "R-05",
        figure=f"{len(steps)} 个步骤 × {len(behaviours)} 种网关行为：{cases - len(wrong)}/{cases} 恰好一次"
        f"{wrong or ''}",
        control=f"每次换新编号：同一票成了 {twice} 份",
        passed=not wrong and twice > 1,
    )


@pytest.mark.slow
@pytest.mark.timeout(2400)
@pytest.mark.reliability("R-05")
def test_killed_at_every_step(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path, list(BEHAVIOURS), STEPS)
