"""The open draft as it can be read: texts, problems that may be shown, needs; it changes nothing."""

from collections.abc import Iterator

from PySide6.QtCore import QObject

from app.core.check import Checker
from app.core.draft import Draft, Mode
from app.core.form import Form
from app.core.problem import Problem, Severity
from app.ui.models.findings import Findings
from app.ui.models.needs import is_blank, lacking, page_paths, section_paths
from app.ui.models.reveal import Reveal


class ReadDocument(QObject):
    """A draft with its running check, for whoever looks at it."""

    def __init__(self, form: Form, checker: Checker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self._checker = checker
        self._reveal = Reveal(form)
        self._locked = False
        self._view = Findings()

    @property
    def draft(self) -> Draft:
        """The draft; read it freely, change it through this object only."""
        return self._checker.draft

    @property
    def mode(self) -> Mode:
        """How the declaration is to be filed."""
        return self.draft.mode

    @property
    def locked(self) -> bool:
        """Tell whether nothing may be changed: the declaration is under way or accepted."""
        return self._locked

    def get(self, path: str) -> str:
        """Return the raw text at a path."""
        return self.draft.get(path)

    def is_blank(self, path: str) -> bool:
        """Tell whether a field holds nothing; blanks count where they mean something."""
        return is_blank(self.form, self.draft, path)

    def rows(self, section: str) -> int:
        """Return how many rows a repeated section has."""
        return self.draft.rows(section)

    def required(self, path: str) -> bool:
        """Tell whether a field must be filled in."""
        return self._checker.required(path)

    def present(self, path: str) -> bool:
        """Tell whether a field belongs to this stage; the text of one that does not is kept and not shown."""
        return self._checker.present(path)

    def locked_at(self, path: str) -> bool:
        """Tell whether a field may not be changed: the whole draft may not, or an earlier step fixed the field."""
        return self._locked or self._checker.locked(path)

    def fixed_before(self, path: str) -> bool:
        """Tell whether an earlier step of the same declaration fixed a field."""
        return self._checker.locked(path)

    def problems(self) -> tuple[Problem, ...]:
        """Return every problem not set aside, shown or held back, as of the last checked()."""
        return self._view.problems

    def set_aside(self) -> tuple[tuple[Problem, str], ...]:
        """Return the warnings somebody acknowledged, with the reasons."""
        return self._view.aside

    def shown_problems(self) -> tuple[Problem, ...]:
        """Return the problems a person may see now: the same ones in field, panel, gutter and rows."""
        return self._view.shown

    def shown(self, path: str) -> Problem | None:
        """Return the worst problem shown at a field."""
        return self._view.worst.get(path)

    def row_severity(self, row: str) -> Severity | None:
        """Return the worst severity shown anywhere in a row such as ``items[2]``."""
        return self._view.rows.get(row)

    def row_finished(self, row: str) -> bool:
        """Tell whether nothing blocks in a row, shown or held back."""
        return row not in self._view.blocked

    def missing(self, section: str) -> int:
        """Return how many required fields of a page section are empty; 0 until the keyboard left the section."""
        return sum(1 for _ in self._lacking(section)) if self._reveal.has_left(section) else 0

    def lacks(self, section: str) -> bool:
        """Tell whether a required field of a page section is empty, shown or held back."""
        return any(True for _ in self._lacking(section))

    def needs(self) -> tuple[int, int]:
        """Return how many of the required fields are filled, and how many there are."""
        wanted = [path for path in page_paths(self.form, self.draft) if self.required(path)]
        return sum(not self.is_blank(path) for path in wanted), len(wanted)

    def section_paths(self, section: str) -> Iterator[str]:
        """Yield the concrete paths of the fields of a page section, head fields and all rows, of whatever stage."""
        return section_paths(self.form, self.draft, section)

    def _lacking(self, section: str) -> Iterator[str]:
        return lacking(self.form, self.draft, self.section_paths(section), self.required)
