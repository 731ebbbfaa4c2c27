"""The open draft: every change goes through here, so that check, undo and autosave agree; it stores nothing itself."""

import contextlib
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.acknowledged import Acknowledged
from app.core.check import Checker
from app.core.draft import Draft, HeldRow, Mode
from app.core.form import Form
from app.core.note import Note
from app.core.path import pattern_of
from app.core.problem import Fix, Problem
from app.core.tables import CodeTables
from app.ui.models import change as changes
from app.ui.models.change import Change
from app.ui.models.editing import Editing, Touched, grown, out_of, set_rows
from app.ui.models.findings import sort_out
from app.ui.models.followers import followers, worked_out
from app.ui.models.history import Delta, History, Stack
from app.ui.models.page_order import PageOrder
from app.ui.models.read_document import ReadDocument
from app.ui.models.typed_last import COMPUTED, Computed, LaidOver, TypedLast

SETTLE = 40  # ms after a keystroke before problems are gathered: the letter itself is painted first


class DraftDocument(ReadDocument):
    """A draft with its running check and its history.

    Signals: ``text_changed(path)`` for every text that changed, whoever changed it; ``rows_changed(section)`` when rows
    came, went or moved; ``checked()`` when problems or needs may differ; ``changed()`` once per step, to be saved;
    ``mode_changed()``; ``lock_changed()``; ``note_changed(path)``; ``went(path)`` asks to show the place an undo
    changed; ``older_wanted(int)`` asks for the steps before that number, for put_older(); ``drafts_wanted(ids, bool)``
    when a step that made other drafts is taken back (False: into the bin with them) or made again.
    """

    text_changed = Signal(str)
    rows_changed = Signal(str)
    checked = Signal()
    changed = Signal()
    mode_changed = Signal()
    facts_changed = Signal()
    lock_changed = Signal()
    note_changed = Signal(str)
    went = Signal(str)
    older_wanted = Signal(int)
    drafts_wanted = Signal(object, bool)

    def __init__(
        self,
        form: Form,
        draft: Draft,
        tables: CodeTables,
        today: date,
        parent: QObject | None = None,
        checker: Checker | None = None,
        stack: Stack | None = None,
    ) -> None:
        """``checker`` is the check of ``draft`` if there is one already; ``stack`` what can be undone from before."""
        super().__init__(form, checker or Checker(form, draft, tables, today), parent)
        self.tables = tables
        self._history = History(stack)
        self._step: list[Change] | None = None  # while several changes are made as one
        self._editing = Editing(form, self._checker, self._reveal)
        self._order = PageOrder(form)
        self._typed = TypedLast()
        self._told: tuple[tuple[Problem, str], ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE)
        self._soon.timeout.connect(self.settle)
        for path, _ in draft.filled():
            self._reveal.touch(path)
        self._gather()

    # -- changing ----------------------------------------------------------------------------------------------

    def put(self, path: str, raw: str, source: str = "") -> None:
        """Store what was typed, with what follows from it; ``source`` is the formula it was typed as."""
        if self.locked_at(path) or (self.draft.get(path) == raw and not source):
            return
        follows = followers(self.form, self.draft, self.tables, path, raw, Computed(self.draft), self._typed)
        texts = {path: (self.draft.get(path), raw)}
        texts.update({at: (self.draft.get(at), text) for at, text in follows.items() if not self.locked_at(at)})
        self._typed.note(path)
        self._reveal.touch(path)
        self._do(self._texts(path, texts, source, worked_out(self.form, follows)))

    def put_cells(self, texts: Mapping[str, str], at: str, source: str = "") -> None:
        """Store several texts as if each had been typed, with what follows from them, as one step."""
        over, follows = LaidOver(self.draft), dict[str, str]()
        for path, raw in texts.items():
            found = followers(self.form, over, self.tables, path, raw, Computed(self.draft), self._typed)
            over.put({**found, path: raw})
            follows |= found
            self._typed.note(path)
            self._reveal.touch(path)
        changed = {
            path: (self.draft.get(path), raw)
            for path, raw in {**follows, **texts}.items()
            if self.draft.get(path) != raw and not self.locked_at(path)
        }
        computed = worked_out(self.form, {path for path in follows if path not in texts})
        if changed:
            self._history.seal()
            self._do(self._texts(at, changed, source, computed))
            self._history.seal()

    def put_all(self, texts: Mapping[str, str], at: str, source: str = "") -> None:
        """Store several texts as one step that a person knows by one place; ``source`` if they come from elsewhere."""
        self._put_as_one(texts, at, source, lambda path: not self.locked_at(path))

    def cure(self, fix: Fix) -> None:
        """Apply the cure of a problem as one step; where an earlier step fixed the field, what it declared may come."""
        declared = self.draft.declared.get(fix.path)
        self._put_as_one({fix.path: fix.text}, fix.path, "", lambda path: self._may_cure(path, fix.text == declared))

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
            self._do(changes.SetAside(problem.path, before, after))
            self.settle()

    def tell(self, problems: Sequence[Problem]) -> None:
        """Show what the authority found as well; a finding is dropped when the text at its place changes."""
        told = tuple((problem, self.get(problem.path)) for problem in problems)
        if [one for one, _ in told] != [one for one, _ in self._told]:
            self._told = told
            for problem in problems:
                self._reveal.touch(problem.path)
            self.settle()

    def told(self) -> tuple[Problem, ...]:
        """Return what the authority found in texts that still stand."""
        return tuple(problem for problem, text in self._told if self.get(problem.path) == text)

    def insert_row(self, section: str, number: int, texts: Mapping[str, str] | None = None) -> None:
        """Put a row in before ``number``: a new one, or one with given texts."""
        if not self._locked:
            self._do(changes.RowIn(section, number, dict(self._new_row(section) if texts is None else texts)))

    def copy_row(self, section: str, number: int) -> None:
        """Put a copy of a row behind it."""
        self.insert_row(section, number + 1, self.draft.row_texts(section, number))

    def remove_row(self, section: str, number: int) -> None:
        """Take a row away."""
        if not self._locked:
            self._do(out_of(self.draft, section, number))

    def move_row(self, section: str, number: int, to: int) -> None:
        """Move a row to another place."""
        if not self._locked and 0 <= to < self.rows(section):
            self._do(changes.RowMoved(section, number, to))

    def replace_rows(
        self,
        section: str,
        rows: Sequence[Mapping[str, str]],
        at: str,
        texts: Mapping[str, str] | None = None,
        brought: Mapping[str, str] | None = None,
    ) -> None:
        """Let a whole section consist of these rows (relative texts), with head texts along, as one step.

        ``brought``: the sources of texts in the new rows by whole path; what stood beside the old rows goes.
        """
        if self._locked:
            return
        held = tuple(HeldRow({path: text for path, text in row.items() if text}) for row in rows)
        with self.one_step(at):
            self._do(set_rows(self.draft, section, at, held, brought or {}))
            self.put_all(texts or {}, at)

    def note_drafts(self, at: str, drafts: Sequence[str]) -> None:
        """Write down that other drafts came of this step, so that taking it back takes them along."""
        self._do(changes.Elsewhere(at, tuple(drafts), True))

    def set_note(self, path: str, note: Note | None) -> None:
        """Write a note on a field, or take it away; notes may be written on a filed declaration too."""
        before = self.draft.notes.get(path)
        if before != note:
            self._do(changes.Noted(path, before, note))

    @contextlib.contextmanager
    def one_step(self, at: str) -> Iterator[None]:
        """Make whatever is changed inside one step, known by the place ``at``."""
        if self._step is not None:
            yield
            return
        self._history.seal()
        self._step = []
        try:
            yield
        finally:
            made, self._step = self._step, None
            if made:
                self._history.add(changes.Together(at, tuple(made)) if len(made) > 1 else made[0])
                self._history.seal()

    def set_mode(self, mode: Mode) -> None:
        """Change how the declaration is to be filed."""
        if not self._locked and mode is not self.mode:
            self._do(changes.ModeChanged(self.mode, mode))

    def set_fact(self, name: str, value: Any) -> None:
        """Set a fact no message carries; None is not known."""
        before = self.draft.facts.get(name)
        if not self._locked and before != value:
            self._do(changes.FactChanged(name, before, value))

    def learn(self, **facts: Any) -> None:
        """Note facts the program found out (a balance, an estimate, a manifest): kept, and no step to be undone."""
        known = self.draft.facts
        news = {name: value for name, value in facts.items() if known.get(name) != value}
        if news and not self._locked:
            followed = self._checker.facts(**news)
            self._tell_touched(Touched(texts=list(followed), facts=True))
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
        wanted = self._history.wants_older()
        if wanted:
            self.older_wanted.emit(wanted)

    def redo(self) -> None:
        """Make the step last taken back again."""
        self._repeat(None if self._locked else self._history.redo())

    def undo_depth(self) -> int:
        """Return how many steps can be undone."""
        return self._history.depth

    def put_older(self, steps: Sequence[Change]) -> None:
        """Take older steps from the store; none says that there are no more."""
        self._history.put_older(steps)

    def delta(self) -> Delta:
        """Return what the stored stack lacks; give it to not_stored() if it could not be stored."""
        return self._history.delta()

    def not_stored(self, delta: Delta) -> None:
        """Take back that a delta was stored."""
        self._history.not_stored(delta)

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
        if self._reveal.show_all() or self._soon.isActive():
            self.settle()

    def settle(self) -> None:
        """Gather problems now and tell."""
        self._soon.stop()
        self._gather()
        self.checked.emit()

    # -- inside ------------------------------------------------------------------------------------------------

    def _may_cure(self, path: str, as_declared: bool) -> bool:
        return not self._locked and (as_declared or not self.fixed_before(path))

    def _put_as_one(self, texts: Mapping[str, str], at: str, source: str, may: Callable[[str], bool]) -> None:
        found = {path: (self.draft.get(path), raw) for path, raw in texts.items() if may(path)}
        changed = {path: (old, new) for path, (old, new) in found.items() if old != new}
        if changed:
            self._history.seal()
            self._do(self._texts(at, changed, source))
            self._history.seal()

    def _texts(
        self, path: str, texts: Mapping[str, tuple[str, str]], source: str, computed: Container[str] = ()
    ) -> changes.Texts:
        """Return the change of texts with what it does to their sources, and to the counts of rows."""
        draft = self.draft
        before = {at: (draft.brought.get(at, ""), COMPUTED if at in computed else source) for at in texts}
        sources = {at: (old, new) for at, (old, new) in before.items() if old != new}
        return changes.Texts(path, texts, sources, grown(draft, texts))

    def _new_row(self, section: str) -> Mapping[str, str]:
        return self.form.new_row(pattern_of(section))

    def _do(self, change: Change) -> None:
        if self._step is None:
            self._history.add(change)
        else:
            self._step.append(change)
        self._make(change)

    def _repeat(self, change: Change | None) -> None:
        if change is None:
            return
        self._make(change)
        self.settle()
        for one in changes.elsewhere_in(change):
            self.drafts_wanted.emit(one.drafts, one.there)
        place = changes.place_of(change)
        if place:
            self.went.emit(place)

    def _make(self, change: Change) -> None:
        self._tell_touched(self._editing.make(change))
        self._soon.start()
        self.changed.emit()

    def _tell_touched(self, touched: Touched) -> None:
        if touched.moved:
            self._typed.clear()
            self._told = ()
            self._gather()
        if touched.mode:
            self.mode_changed.emit()
        if touched.facts:
            self.facts_changed.emit()
        for section in dict.fromkeys(touched.rows):
            self.rows_changed.emit(section)
        for path in dict.fromkeys(touched.texts):
            self.text_changed.emit(path)
        for path in touched.notes:
            self.note_changed.emit(path)

    def _gather(self) -> None:
        found = sorted((*self._checker.problems(), *self.told()), key=self._order.key)
        self._view = sort_out(found, self.draft, self._reveal.shows)
