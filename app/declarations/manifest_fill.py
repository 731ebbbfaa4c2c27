"""What of a manifest may stand in a declaration: by field, only where a person left it empty; it asks nobody."""

from collections.abc import Mapping
from types import MappingProxyType

FOUND = "manifest_found"
ASKED_BY = "bill_number"
"""The field whose number a manifest is found by."""
FILLS: Mapping[str, str] = MappingProxyType({"manifest_weight": "gross_weight", "manifest_packs": "pack_count"})
"""Field by the fact that holds its value."""


def texts_of(facts: Mapping[str, object]) -> dict[str, str]:
    """Return the texts for the fields a manifest speaks of; what it does not say is left out."""
    told = {path: facts.get(fact) for fact, path in FILLS.items()}
    return {path: _plain(str(value)) for path, value in told.items() if value not in (None, "", False)}


def _plain(text: str) -> str:
    """Write a number as people do: without noughts behind its point."""
    return text.rstrip("0").rstrip(".") if "." in text else text
