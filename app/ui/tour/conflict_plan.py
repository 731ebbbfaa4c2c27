"""What a colleague and the clerk both change of one draft in the tour; it changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConflictPlan:
    """What is changed on both sides of one draft, text by path."""

    mine: Mapping[str, str]
    theirs: Mapping[str, str]
