"""The last declaration of the same type beside the open one: F4 takes a value from it, empty fields are offered it."""

from app.core.draft import Draft
from app.core.path import section_of
from app.core.problem import Fix
from app.ui.models.document import DraftDocument
from app.ui.pages.form.problems_panel import ProblemsPanel

WORDS = "填上一票的值"


class LastValues:
    """Holds nothing until the last declaration came."""

    def __init__(self, document: DraftDocument, problems: ProblemsPanel) -> None:
        self._document, self._problems = document, problems
        self._last: Draft | None = None
        document.checked.connect(lambda: self.offer())

    def keep(self, last: Draft | None) -> None:
        """Take the last declaration as it came."""
        self._last = last
        self.offer()

    def at(self, path: str) -> str:
        """Return what it held at a path."""
        return self._last.get(path) if self._last is not None and path else ""

    def take(self, path: str) -> None:
        """Copy its value into a field."""
        if self.at(path):
            self._document.put_all({path: self.at(path)}, path)

    def offer(self) -> None:
        """Offer its value for every field shown as missing."""
        if self._last is None:
            return
        document = self._document
        empty = {one.path for one in document.shown_problems() if one.fix is None and not section_of(one.path)}
        values = {path: self.at(path) for path in empty if not document.get(path)}
        self._problems.offer({path: Fix(path, text, WORDS) for path, text in values.items() if text})
