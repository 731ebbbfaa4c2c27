"""What is wrong with a declaration, said once and shown the same everywhere; no decisions are taken here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.core.path import rows_of


class Severity(StrEnum):
    """An error blocks filing; a warning may be overridden with a reason."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that would cure a problem, with the words for its button."""

    path: str
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding at one place: rule id, what is wrong with the numbers and what to do, and the law behind it."""

    rule: str
    severity: Severity
    path: str
    message: str
    source: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    fix: Fix | None = None
    english: str = ""

    @property
    def item(self) -> int | None:
        """Number of the goods line (1…n) the problem stands in, or None for the head."""
        rows = rows_of(self.path)
        return rows[0] + 1 if rows and self.path.startswith("items[") else None

    @property
    def blocks(self) -> bool:
        """Tell whether the declaration cannot be filed while this stands."""
        return self.severity is Severity.ERROR
