"""The words a resident is shown in Chinese, Mongolian and Russian; read from a table that says who has reviewed it."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "resources" / "i18n" / "mirror_phrases.csv"
UNREVIEWED = "待母语者复核"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase in three languages; ``review`` says how far it can be relied on."""

    chinese: str
    mongolian: str
    russian: str
    review: str

    @property
    def is_reviewed(self) -> bool:
        """Tell whether a native speaker has read it."""
        return self.review != UNREVIEWED


@cache
def phrases() -> Mapping[str, Phrase]:
    """Return the phrases by key."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["key"]: Phrase(row["chinese"], row["mongolian"], row["russian"], row["review"]) for row in rows}
