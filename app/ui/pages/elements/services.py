"""What the editor of 申报要素 asks of the program: the catalogue at once, earlier strings of this office later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.reference.elements import ElementList
from app.ui.pages.services import Done, Failed


@dataclass(frozen=True, slots=True)
class EarlierUse:
    """A string this office wrote for the same code before: in which declaration, for whom, when, and how often."""

    text: str
    number: str
    firm: str
    day: date
    count: int = 1


class ElementsService(Protocol):
    """The catalogue and the office's own use of it."""

    def elements(self, code: str, on: date) -> ElementList:
        """Return the elements of a tariff number, from memory."""
        ...

    def name(self, code: str, on: date) -> str:
        """Return the name of a tariff number, empty where it is not known."""
        ...

    def earlier(self, code: str, done: Done[Sequence[EarlierUse]], failed: Failed) -> None:
        """Return the strings written for a code, the newest first, each once."""
        ...
