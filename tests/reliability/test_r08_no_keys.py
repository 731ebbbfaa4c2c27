"""R-08: killed at random before a gateway without keys, the client asks after a quiet window: nothing twice.

The control asks at once and sends again; the same kills must then show.
"""

import json
import os
import random
import threading
import urllib.request
from pathlib import Path

import pytest

from app.declarations.status import Status
from app.gateway.embedded import start
from tests.helpers.mortal_lives import Lives, declarations, lives_in, standing_of
from tests.reliability.figures import Figures

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")

FAULTS = {"drop_request": 0.1, "drop_answer": 0.15, "status_503": 0.1, "linger_ms": [0, 1200]}
QUIET = 2.0  # longer than the gateway ever needs for one message
PATIENCE = 0.25  # a call is given up while the gateway may still be at work
LIVES_EACH = 3


def killed(lives: Lives, url: str, kills: int, quiet: float, chance: random.Random) -> tuple[int, int, int]:
    """Return declarations, duplicates and those not settled after so many kills, some to each declaration."""
    homes = [lives.file() for _ in range(kills // LIVES_EACH)]
    for number, home in homes:
        for _ in range(LIVES_EACH):
            moment = f"after:{chance.uniform(0.02, 0.45):.3f}"
            lives.live(url, number, home, moment, kind="query", quiet=quiet, patience=PATIENCE)
        lives.live(url, number, home, "", kind="query", quiet=quiet, patience=PATIENCE, seconds=30.0)
    threading.Event().wait(QUIET)  # what the gateway still works on counts, too
    counts = [declarations(url, number) for number, _ in homes]
    stuck = sum(standing_of(home).state is not Status.CLOSED for _, home in homes)
    return sum(count > 0 for count in counts), sum(max(0, count - 1) for count in counts), stuck


def prove(figures: Figures, folder: Path, kills: int, control_kills: int) -> None:
    chance = random.Random(20260302)
    with lives_in(folder) as lives, start(folder / "gateway", pace=0.0, profile="query") as gateway:
        faults = json.dumps(FAULTS).encode()
        urllib.request.urlopen(
            urllib.request.Request(f"{gateway.url}/_admin/faults", faults, {"Content-Type": "application/json"})
        ).close()
        made, twice, stuck = killed(lives, gateway.url, kills, QUIET, chance)
        made_at_once, twice_at_once, _ = killed(lives, gateway.url, control_kills, 0.0, chance)
    figures.record(
        "R-08",
        figure=f"{kills} 次 SIGKILL，{made} 票：{twice} 重复，{stuck} 卡住",
        control=f"静默期为 0，{control_kills} 次 SIGKILL，{made_at_once} 票：{twice_at_once} 重复",
        passed=twice == 0 and stuck == 0 and twice_at_once > 0,
    )


@pytest.mark.slow
@pytest.mark.timeout(2400)
@pytest.mark.reliability("R-08")
def test_three_hundred_kills_without_keys(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path, kills=300, control_kills=90)
