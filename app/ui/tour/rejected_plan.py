"""What of the tour is sent back, as data; the built-in gateway is told by a script beside its data."""

import json
from dataclasses import dataclass
from pathlib import Path

SCRIPT = "script.json"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A text that is sent back, the one that is right, where the message carries it, and what is said of it."""

    path: str
    wrong: str
    right: str
    element: str
    words: str

    def write_script(self, gateway: Path) -> None:
        """Let the built-in gateway that will start over a folder send the wrong text back, and nothing else."""
        pointer = {"element": self.element, "message": self.words}
        rule = {"bill_no": self.wrong, "behaviour": "reject", "pointers": [pointer], "note": f"退单：{self.words}"}
        gateway.mkdir(parents=True, exist_ok=True)
        (gateway / SCRIPT).write_text(json.dumps({"rules": [rule]}, ensure_ascii=False), "utf-8")
