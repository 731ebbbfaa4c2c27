"""更新说明: what changed in the program, newest first, as data (resources/changes.json); it shows nothing."""

import json
from dataclasses import dataclass

from app.ui.theme.bundled import bundled

FILE = "changes.json"


@dataclass(frozen=True, slots=True)
class ReleaseNote:
    """One change: the part of the program, what a clerk notices, and the action it is reached by ("" = none)."""

    area: str
    words: str
    action: str


@dataclass(frozen=True, slots=True)
class Release:
    """What came on one day, ``day`` as 2026-11-24."""

    day: str
    notes: tuple[ReleaseNote, ...]


def releases() -> tuple[Release, ...]:
    """Read all releases, the newest first (off the UI thread)."""
    told = json.loads(bundled(FILE).read_text(encoding="utf-8"))
    found = [
        Release(one["day"], tuple(ReleaseNote(n["area"], n["words"], n["action"]) for n in one["notes"]))
        for one in told
    ]
    return tuple(sorted(found, key=lambda one: one.day, reverse=True))
