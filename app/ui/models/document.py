"""The open draft: every change goes through here, so that check, undo and autosave agree; it stores nothing itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.acknowledged import Acknowledged, renamed
from app.core.check import Checker
from app.core.draft import Draft, Mode
from app.core.form import Form
from app.core.path import pattern_of, section_of
from app.core.problem import Problem, Severity
from app.core.tables import CodeTables
from app.ui.models.findings import Findings, sort_out
from app.ui.models.followers import followers
from app.ui.models.history import (
    Change,
    FactChanged,
    History,
    ModeChanged,
    RowIn,
    RowMoved,
    RowOut,
    SetAside,
    Texts,
)
from app.ui.models.needs import is_blank, lacking, page_paths, section_paths
from app.ui.models.page_order import PageOrder
from app.ui.models.reveal import Renumbered, Reveal, follow, inserted, moved, removed

SETTLE = 40  # ms after a keystroke before problems are gathered: the letter itself is painted first


class DraftDocument(QObject):
    """A draft with its running check and its history.

    Signals: ``text_changed(path)`` for every text that changed, whoever changed it; ``rows_changed(section)`` when rows
    came, went or moved; ``checked()`` when problems or needs may differ; ``changed()`` once per step, to be saved;
    ``mode_changed()``; ``lock_changed()``; ``went(path)`` asks to show the place an undo changed.
    """

    text_changed = Signal(str)
    rows_changed = Signal(str)
    checked = Signal()
    changed = Signal()
    mode_changed = Signal()
    facts_changed = Signal()
    lock_changed = Signal()
    went = Signal(str)

    def __init__(
        self,
        form: Form,
        draft: Draft,
        tables: CodeTables,
        today: date,
        parent: QObject | None = None,
        checker: Checker | None = None,
    ) -> None:
        """``checker`` is the check of ``draft`` if there is one already; else it is made here."""
        super().__init__(parent)
        self.form = form
        self.tables = tables
        self._checker = checker or Checker(form, draft, tables, today)
        self._history = History()
        self._reveal = Reveal(form)
        self._order = PageOrder(form)
        self._computed: set[str] = set()
        self._locked = False
        self._view = Findings()
        self._told: tuple[tuple[Problem, str], ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE)
        self._soon.timeout.connect(self.settle)
        for path, _ in draft.filled():
            self._reveal.touch(path)
        self._gather()

    # -- reading -----------------------------------------------------------------------------------------------

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

    # -- changing ----------------------------------------------------------------------------------------------

    def put(self, path: str, raw: str) -> None:
        """Store what was typed, with what follows from it."""
        if self.locked_at(path) or self.draft.get(path) == raw:
            return
        follows = followers(self.form, self.draft, self.tables, path, raw, self._computed)
        texts = {path: (self.draft.get(path), raw)}
        texts.update({at: (self.draft.get(at), text) for at, text in follows.items() if not self.locked_at(at)})
        self._computed.discard(path)
        self._computed.update(follows)
        self._reveal.touch(path)
        self._do(Texts(path, texts, self._sources(texts, "")))

    def put_all(self, texts: Mapping[str, str], at: str, source: str = "") -> None:
        """Store several texts as one step that a person knows by one place; ``source`` if they come from elsewhere."""
        changed = {
            path: (self.draft.get(path), raw)
            for path, raw in texts.items()
            if self.draft.get(path) != raw and not self.locked_at(path)
        }
        if changed:
            self._history.seal()
            self._do(Texts(at, changed, self._sources(changed, source)))
            self._history.seal()

    def fill_empty(self, texts: Mapping[str, str], at: str, source: str) -> tuple[str, ...]:
        """Store texts from elsewhere in the empty fields among them alone, as one step; returns those filled."""
        filled = {path: raw for path, raw in texts.items() if raw and self.is_blank(path) and not self.locked_at(path)}
        self.put_all(filled, at, source)
        return tuple(filled)

    def acknowledge(self, problem: Problem, reason: str) -> None:
        """Set a warning aside for this value, with the reason; an empty reason brings it back."""
        before = self.draft.acknowledged
        rest = tuple(one for one in before if (one.rule, one.path) != (problem.rule, problem.path))
        said = Acknowledged(problem.rule, problem.path, self.get(problem.path), problem.message, reason.strip())
        after = (*rest, said) if said.reason else rest
        if not self._locked and after != before and not problem.blocks:
            self._do(SetAside(problem.path, before, after))
            self.settle()

    def tell(self, problems: Sequence[Problem]) -> None:
        """Show what the authority found as well; a finding is dropped when the text at its place changes."""
        told = tuple((problem, self.get(problem.path)) for problem in problems)
        if [one for one, _ in told] != [one for one, _ in self._told]:
            self._told = told
            for problem in problems:
                self._reveal.touch(problem.path)
            self.settle()

    def insert_row(self, section: str, number: int, texts: Mapping[str, str] | None = None) -> None:
        """Put a row in before ``number``: a new one, or one with given texts."""
        if not self._locked:
            self._do(RowIn(section, number, dict(self._new_row(section) if texts is None else texts)))

    def copy_row(self, section: str, number: int) -> None:
        """Put a copy of a row behind it."""
        self.insert_row(section, number + 1, self.draft.row_texts(section, number))

    def remove_row(self, section: str, number: int) -> None:
        """Take a row away."""
        if not self._locked:
            self._do(RowOut(section, number, self.draft.row_texts(section, number)))

    def move_row(self, section: str, number: int, to: int) -> None:
        """Move a row to another place."""
        if not self._locked and 0 <= to < self.rows(section):
            self._do(RowMoved(section, number, to))

    def set_mode(self, mode: Mode) -> None:
        """Change how the declaration is to be filed."""
        if not self._locked and mode is not self.mode:
            self._do(ModeChanged(self.mode, mode))

    def set_fact(self, name: str, value: Any) -> None:
        """Set a fact no message carries; None is not known."""
        before = self.draft.facts.get(name)
        if not self._locked and before != value:
            self._do(FactChanged(name, before, value))

    def learn(self, **facts: Any) -> None:
        """Note facts the program found out (a balance, an estimate, a manifest): kept, and no step to be undone."""
        known = self.draft.facts
        news = {name: value for name, value in facts.items() if known.get(name) != value}
        if news and not self._locked:
            followed = self._checker.facts(**news)
            self.facts_changed.emit()
            self._tell(followed)
            self._soon.start()
            self.changed.emit()

    def set_locked(self, on: bool) -> None:
        """Lock the draft while it is under way, or open it again."""
        if on != self._locked:
            self._locked = on
            self.lock_changed.emit()

    def undo(self) -> None:
        """Take the last step back and ask to show its place."""
        self._repeat(None if self._locked else self._history.undo())

    def redo(self) -> None:
        """Make the step last taken back again."""
        self._repeat(None if self._locked else self._history.redo())

    # -- what may be shown -------------------------------------------------------------------------------------

    def left(self, path: str) -> None:
        """Note that the keyboard left a field: the step ends, and a field with a text may be judged."""
        self._history.seal()
        if self.draft.get(path) and self._reveal.touch(path):
            self._soon.start()

    def left_section(self, section: str) -> None:
        """Note that the keyboard left a section of the page: its empty fields may be judged."""
        if self._reveal.leave_section(section):
            self._soon.start()

    def left_row(self, row: str) -> None:
        """Note that the keyboard left a row: its empty fields may be judged."""
        if self._reveal.leave_row(row):
            self._soon.start()

    def show_all(self) -> None:
        """Show every problem, as 校验 and 申报 do."""
        self._reveal.show_all()
        self.settle()

    def settle(self) -> None:
        """Gather problems now and tell."""
        self._soon.stop()
        self._gather()
        self.checked.emit()

    # -- inside ------------------------------------------------------------------------------------------------

    def _lacking(self, section: str) -> Iterator[str]:
        return lacking(self.form, self.draft, self.section_paths(section), self.required)

    def _sources(self, texts: Mapping[str, object], source: str) -> dict[str, tuple[str, str]]:
        """Return how the sources of changed texts change."""
        before = {path: self.draft.brought.get(path, "") for path in texts}
        return {path: (old, source) for path, old in before.items() if old != source}

    def _new_row(self, section: str) -> Mapping[str, str]:
        return self.form.new_row(pattern_of(section))

    def _do(self, change: Change) -> None:
        self._history.add(change)
        self._make(change)

    def _repeat(self, change: Change | None) -> None:
        if change is None:
            return
        self._make(change)
        self.settle()
        match change:
            case Texts(path) | SetAside(path):
                self.went.emit(path)
            case RowIn(section, number, _) | RowOut(section, number, _) | RowMoved(section, _, number):
                self.went.emit(f"{section}[{number}]")

    def _make(self, change: Change) -> None:
        match change:
            case Texts(_, texts, brought):
                self._make_brought(brought)
                self._make_texts(texts)
            case SetAside(_, _, told):
                self.draft.acknowledged = told
            case RowIn(section, number, texts):
                self.draft.insert_row(section, number, texts)
                self._moved(section, inserted(number))
            case RowOut(section, number, _):
                self.draft.remove_row(section, number)
                self._moved(section, removed(number))
            case RowMoved(section, number, to):
                self.draft.move_row(section, number, to)
                self._moved(section, moved(number, to))
            case ModeChanged(_, after):
                followed = self._checker.mode(after)
                self.mode_changed.emit()
                self._tell(followed)
            case FactChanged(name, _, after):
                followed = self._checker.facts(**{name: after})
                self.facts_changed.emit()
                self._tell(followed)
        self._soon.start()
        self.changed.emit()

    def _tell(self, followed: Iterable[str]) -> None:
        """Say which texts came to follow from the mode or a fact."""
        for path in followed:
            self.text_changed.emit(path)

    def _make_brought(self, brought: Mapping[str, tuple[str, str]]) -> None:
        for path, (_, source) in brought.items():
            if source:
                self.draft.brought[path] = source
            else:
                self.draft.brought.pop(path, None)

    def _make_texts(self, texts: Mapping[str, tuple[str, str]]) -> None:
        counts = {section: self.draft.rows(section) for section in map(section_of, texts) if section}
        for path, (_, after) in texts.items():
            self._checker.put(path, after)
        for section, count in counts.items():
            if self.draft.rows(section) != count:
                self.rows_changed.emit(section)
        for path in texts:
            self.text_changed.emit(path)

    def _moved(self, section: str, new: Renumbered) -> None:
        self._reveal.renumber(section, new)
        self._follow_rows(section, new)
        self._computed.clear()
        self.form.renumber(self.draft)
        self._checker.recheck()
        self._gather()
        self.rows_changed.emit(section)

    def _follow_rows(self, section: str, new: Renumbered) -> None:
        draft = self.draft
        draft.acknowledged = renamed(draft.acknowledged, lambda path: follow(path, section, new))
        kept = ((follow(path, section, new), source) for path, source in draft.brought.items())
        draft.brought = {path: source for path, source in kept if path is not None}
        self._told = ()

    def _gather(self) -> None:
        told = [problem for problem, text in self._told if self.get(problem.path) == text]
        found = sorted((*self._checker.problems(), *told), key=self._order.key)
        self._view = sort_out(found, self.draft, self._reveal.shows)
