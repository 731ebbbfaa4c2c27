"""What the 核对单 page asks of whoever makes it; types only."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.core.draft import Draft
from app.printing.proof import Marked, Options
from app.store.proof_prints import ProofPrint
from app.ui.pages.services import Done, Failed


@dataclass(frozen=True, slots=True)
class MadeProof:
    """A finished sheet: its file, which print it will be, what it marks, which print it is compared with (0: none)."""

    file: Path
    number: int
    changes: tuple[Marked, ...]
    against: int


class ProofService(Protocol):
    """核对单 of drafts, and the memory of those printed."""

    def past(self, draft_id: str, done: Done[Sequence[ProofPrint]], failed: Failed) -> None:
        """Answer the prints there were, oldest first."""
        ...

    def make(
        self,
        draft_id: str,
        draft: Draft,
        against: int | None,
        options: Options,
        done: Done[MadeProof],
        failed: Failed,
    ) -> None:
        """Write the sheet; ``against`` None means the last print there was."""
        ...

    def note(self, draft_id: str, draft: Draft, copies: int, done: Done[ProofPrint], failed: Failed) -> None:
        """Remember that the sheet was printed so often (0: kept as a PDF)."""
        ...
