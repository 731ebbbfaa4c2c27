"""What the form page asks about checkpoints and crashes, as a Protocol; answers come as services.py says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.core.draft import Draft
from app.ui.pages.services import Done, Failed


@dataclass(frozen=True, slots=True)
class Version:
    """A draft as it stood then: the words it is known by, and when that was."""

    words: str
    at: datetime
    draft: Draft


class CheckpointService(Protocol):
    """Versions of one draft on this side."""

    def versions(self, draft_id: str, done: Done[Sequence[Version]], failed: Failed) -> None:
        """Return the checkpoints of a draft, the newest first."""
        ...

    def keep(self, draft_id: str, name: str, draft: Draft, done: Done[None], failed: Failed) -> None:
        """Keep a draft as it stands, under a name ("" = kept by the program before something is changed)."""
        ...

    def earlier(self, draft_id: str, draft: Draft, row: int, done: Done[Sequence[Version]], failed: Failed) -> None:
        """Return the draft as it would be with a goods line filled as in earlier declarations, the nearest first."""
        ...

    def opened(self, draft_id: str, done: Done[Version | None], failed: Failed) -> None:
        """Note that a page has a draft open; answers what it was at opening when the program last ended in a crash."""
        ...

    def closed(self, draft_id: str) -> None:
        """Note that the page is closed as it should be."""
        ...
