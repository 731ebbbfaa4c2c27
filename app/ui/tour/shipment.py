"""What the tour knows of one shipment that begins with a template; it is data and does nothing."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shipment:
    """A template by name and letters, and what its next shipment fills in, by path.

    seen: the stop at which the picture is taken, "" for none.  asks: the one whose number the manifest is found by,
    "" where none is to be expected.
    """

    name: str
    letters: str
    texts: Mapping[str, str]
    seen: str = ""
    asks: str = ""
