"""What a tour found: keys, stalls, pictures and where the declarations ended, as tour.json says it (cli.md)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.ui.tour.key_driver import Tally

NAME = "tour.json"


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a declaration of the tour stood at the end; numbers as the gateway gave them."""

    sample: str
    seq_no: str
    entry_id: str
    state: str


@dataclass(frozen=True, slots=True)
class TourReport:
    """The result of a run; ``trouble`` is the sentence of the step that failed, empty when all went well.

    worst_stall_ms: the longest stall by the clock on the wall. worst_busy_ms: the longest the window itself was at work
    between two looks for keys, whatever else the machine had to do. worst_during, busy_during: the steps they fell
    into, for the reader of a bad number.
    """

    workflows: Mapping[str, Tally]
    worst_stall_ms: float
    worst_during: str
    screens: Sequence[str]
    declarations: Sequence[Ending]
    trouble: str = ""
    worst_busy_ms: float = 0.0
    busy_during: str = ""

    @property
    def ok(self) -> bool:
        """Tell whether every step was done."""
        return not self.trouble

    def to_dict(self) -> dict[str, Any]:
        """Return the document of tour.json; ``trouble`` is in it only where there was any."""
        document: dict[str, Any] = {
            "workflows": {
                name: {
                    "keys": one.keys,
                    "command_keys": one.command_keys,
                    "mouse_events": one.mouse_events,
                    "seconds": round(one.seconds, 2),
                }
                for name, one in self.workflows.items()
            },
            "worst_stall_ms": round(self.worst_stall_ms, 1),
            "worst_busy_ms": round(self.worst_busy_ms, 1),
            "screens": list(self.screens),
            "declarations": [asdict(one) for one in self.declarations],
        }
        return document | ({"trouble": self.trouble} if self.trouble else {})

    def write(self, folder: Path) -> Path:
        """Write tour.json into a folder; raises OSError."""
        path = folder / NAME
        path.write_text(json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n", "utf-8")
        return path
