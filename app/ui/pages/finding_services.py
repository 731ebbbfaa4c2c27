"""What the list and the palette ask about declarations among many; the bargain is that of services.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.declarations.labels import Label
from app.declarations.list_filter import ListFilter
from app.ui.pages.services import Done, Failed, ListedDraft


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of the list offer: firms and offices met lately, kept views as (name, line)."""

    clients: tuple[str, ...] = ()
    ports: tuple[str, ...] = ()
    views: tuple[tuple[str, str], ...] = ()


class FindingService(Protocol):
    """Answers come on the UI thread; numbers stand for declarations in the order of the filter."""

    def find(self, wanted: ListFilter, done: Done[Sequence[int]], failed: Failed) -> None:
        """Return the numbers of all declarations that answer."""
        ...

    def rows(self, numbers: Sequence[int], done: Done[Mapping[int, ListedDraft]], failed: Failed) -> None:
        """Return the rows of some numbers; what has gone meanwhile is left out."""
        ...

    def choices(self, done: Done[Choices], failed: Failed) -> None:
        """Return what the filters offer."""
        ...

    def star(self, draft_ids: Sequence[str], on: bool, done: Done[None], failed: Failed) -> None:
        """Star declarations, or take the star off."""
        ...

    def label(self, draft_ids: Sequence[str], label: Label | None, done: Done[None], failed: Failed) -> None:
        """Label declarations, None takes the label off."""
        ...

    def keep_view(self, name: str, line: str, done: Done[None], failed: Failed) -> None:
        """Keep a filter under a name."""
        ...

    def drop_view(self, name: str, done: Done[None], failed: Failed) -> None:
        """Forget a kept filter."""
        ...

    def check(self, draft_ids: Sequence[str], done: Done[Mapping[str, int]], failed: Failed) -> None:
        """Check declarations; answers how many findings block each of them."""
        ...
