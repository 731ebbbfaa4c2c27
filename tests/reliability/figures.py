"""A figure with its control, as a test records it: printed at once, kept for the table if the test is a slow one."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter

from app.core.clock import SHANGHAI
from tests.reliability.rows import BY_ID

FOLDER = Path(__file__).resolve().parents[2] / "build" / "reliability"
PASSED, FAILED, SKIPPED = "通过", "未通过", "未运行"


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table: a row of the plan, or a part of one."""

    row: str
    part: str
    target: str
    figure: str
    control: str
    verdict: str
    seconds: float
    date: str

    @property
    def key(self) -> tuple[str, str]:
        """What a later run of the same test replaces."""
        return self.row, self.part

    def keep(self, folder: Path | None = None) -> None:
        """Write it where the table is made from."""
        folder = folder or FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{self.row}-{self.part}" if self.part else self.row
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / f"{name.replace('/', '_')}.json").write_text(text, "utf-8")


def kept(folder: Path) -> list[Result]:
    """Return what the tests have written."""
    return [Result(**json.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.json"))]


def today() -> str:
    """Return the day of the run."""
    return datetime.now(SHANGHAI).date().isoformat()


class Figures:
    """Records of one test; ``keep`` takes each where the run counts for the table."""

    def __init__(self, keep: Callable[[Result], None] | None) -> None:
        self._keep = keep
        self._began = perf_counter()
        self.recorded = 0

    def record(
        self,
        row: str,
        *,
        figure: str,
        control: str,
        passed: bool = True,
        target: str = "",
        part: str = "",
        seconds: float | None = None,
    ) -> None:
        """Print and keep a figure beside its control, then fail the test unless it passed.

        ``passed``: the figure reaches the target AND the control was seen to fail. ``control``: what was weakened on
        purpose, and what then went wrong. ``target``: only where it differs from the plan's. ``part``: the name of a
        part, where a row has several tests. ``seconds``: since the last record, unless given.
        """
        assert figure and control, "a figure without its control proves nothing"
        spent = perf_counter() - self._began if seconds is None else seconds
        self._began = perf_counter()
        self.recorded += 1
        result = Result(
            row,
            part,
            target or BY_ID[row].target,
            figure,
            control,
            PASSED if passed else FAILED,
            round(spent, 1),
            today(),
        )
        lines = (f"\n{row} {part}", f"目标 {result.target}", f"结果 {figure}", f"对照 {control}")
        print(*lines, f"{result.verdict} {spent:.1f} s", sep="\n  ")
        if self._keep is not None:
            self._keep(result)
        assert passed, f"{row} {part}: {figure}; control: {control}"
