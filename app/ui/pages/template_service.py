"""What pages ask about 初始值模板, as a Protocol; answers come as services.py says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.core.draft import Draft, Mode
from app.ui.pages.services import Done, Failed


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template as lists show it; ``letters`` are the initials it is found by, client and port are names."""

    id: str
    name: str
    letters: str
    form: str
    mode: Mode
    client: str
    trade_mode: str
    port: str
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Template:
    """A template with what it holds; ``stops`` are the paths that change with every shipment, in no order."""

    id: str
    name: str
    draft: Draft
    stops: tuple[str, ...]


class TemplateService(Protocol):
    """Templates in the store."""

    def rows(self, done: Done[Sequence[TemplateRow]], failed: Failed) -> None:
        """Return all templates, those used last first."""
        ...

    def start(self, template_id: str, done: Done[str], failed: Failed) -> None:
        """Store a fresh draft made from a template; answers the draft's id."""
        ...

    def load(self, template_id: str, done: Done[Template], failed: Failed) -> None:
        """Return one template."""
        ...

    def keep(self, name: str, draft: Draft, stops: Sequence[str], done: Done[str], failed: Failed) -> None:
        """Store a draft as a template; one of the same name, type and mode is replaced. Answers its id."""
        ...

    def remove(self, template_id: str, done: Done[None], failed: Failed) -> None:
        """Take a template out of the lists."""
        ...

    def rename(self, template_id: str, name: str, done: Done[None], failed: Failed) -> None:
        """Give a template another name; refused where another of its type and mode has it."""
        ...

    def turn_quick(self, draft_id: str, on: bool) -> None:
        """Note whether 快填 is on for a draft."""
        ...
