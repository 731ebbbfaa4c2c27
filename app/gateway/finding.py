"""One thing wrong with a declaration, pointing at an element; it says what is wrong, never what follows from it."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Rule id (or XSD, SIGN …), element as "DecHead/NetWt", 1-based row of its block or None, reason in Chinese."""

    rule: str
    element: str
    item: int | None
    message: str

    def as_json(self) -> dict[str, object]:
        """The finding as the HTTP API shows it."""
        return asdict(self)
