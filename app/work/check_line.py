"""One line of the self-check, wherever it is made: what was looked at, how it stands, what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a line came out; only BAD stands in the way of filing."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the self-check: what was looked at, and one sentence with what to do where something is wrong."""

    name: str
    verdict: Verdict
    sentence: str
    english: str = ""
