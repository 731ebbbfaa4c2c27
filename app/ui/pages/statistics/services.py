"""What 统计 asks of the program; the answer comes later, on the UI thread."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from PySide6.QtCore import SignalInstance

from app.declarations.clearance import Report
from app.ui.pages.services import Done, Failed


@dataclass(frozen=True, slots=True)
class Query:
    """Which declarations are counted: a month by its first day, an office ("" = all), imports or exports or both."""

    month: date
    port: str = ""
    is_import: bool | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The figures, and the offices anything was ever filed at."""

    report: Report
    ports: tuple[str, ...]


class StatisticsService(Protocol):
    """Figures over the stored receipts. ``changed()`` tells that they may be others now."""

    @property
    def changed(self) -> SignalInstance: ...

    def report(self, query: Query, done: Done[Answer], failed: Failed) -> None:
        """Return the figures of a month."""
        ...
