"""A note on a field, for oneself or for who reviews: kept beside the declaration and never part of any message."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum


class Reader(StrEnum):
    """Whom a note is meant for."""

    SELF = "self"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody noted on a field, and for whom."""

    text: str
    reader: Reader = Reader.SELF

    def as_json(self) -> dict[str, str]:
        """Return both parts by name."""
        return asdict(self)


def read_notes(found: object) -> dict[str, Note]:
    """Read notes by path as as_json() gave them; raises TypeError or ValueError if it is anything else."""
    if not isinstance(found, Mapping):
        raise TypeError("notes are parts by path")
    return {str(path): _read(one) for path, one in found.items()}


def _read(one: object) -> Note:
    if not isinstance(one, Mapping) or not isinstance(one.get("text"), str):
        raise TypeError("a note has a text")
    return Note(one["text"], Reader(one.get("reader", Reader.SELF.value)))
