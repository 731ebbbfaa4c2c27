"""The part of an editor that has nothing to do with its text: problem, need, lock, names; mixed into every editor."""

from app.core.problem import Severity
from app.ui.editors.look import Look, Marks


class Stated:
    """Keeps the Look of a box and tells its widget when to paint; a widget calls _start() before anything else."""

    look: Look
    _title: str
    _unit: str
    _hint: str

    def _start(self) -> None:
        self.look = Look()
        self._title = self._unit = self._hint = ""

    def set_state(self, severity: Severity | None, words: str = "") -> None:
        """Show the worst problem of the field, or none."""
        if (severity, words) != (self.look.severity, self.look.words):
            self.look.severity, self.look.words = severity, words
            self._relook()

    def severity(self) -> Severity | None:
        """Return the problem state shown."""
        return self.look.severity

    def set_required(self, on: bool) -> None:
        """Say whether the field must be filled in."""
        if on != self.look.required:
            self.look.required = on
            self._relook()

    def is_required(self) -> bool:
        """Tell whether the field must be filled in; false while it is read-only."""
        return self.look.required and not self.look.locked

    def set_read_only(self, on: bool) -> None:
        """Lock the field; its text can still be reached and copied."""
        if on != self.look.locked:
            self.look.locked = on
            self._relook()

    def is_read_only(self) -> bool:
        """Tell whether the field is locked."""
        return self.look.locked

    def set_fixed(self, words: str) -> None:
        """Say why an earlier step fixed the field (shown while it is locked), or nothing."""
        if words != self.look.fixed:
            self.look.fixed = words
            self._relook()

    def set_origin(self, tag: str, words: str = "") -> None:
        """Mark the value as brought from elsewhere: a short tag in the box, and the words for it."""
        if (tag, words) != (self.look.tag, self.look.origin):
            self.look.tag, self.look.origin = tag, words
            self._relook()

    def set_marks(self, marks: Marks) -> None:
        """Show what else the field carries: template dot, stop of 快填, change, note."""
        if marks != self.look.marks:
            self.look.marks = marks
            self._relook()

    def set_title(self, label: str, section: str = "") -> None:
        """Name the field for the screen reader: label without star, and section."""
        self._title = f"{label}，{section}" if section else label
        self._relook()

    def set_unit(self, unit: str) -> None:
        """Show a unit after the value."""
        if unit != self._unit:
            self._unit = unit
            self._relook()

    def set_hint(self, words: str) -> None:
        """Show words in the empty field."""
        if words != self._hint:
            self._hint = words
            self._relook()

    def description(self) -> str:
        """Return what a screen reader adds to the name: unit, need, problem."""
        need = "必填" if self.is_required() else ""
        return "，".join(fact for fact in (self._unit, need, self.look.told) if fact)

    def waits(self) -> str:
        """Return what the empty field waits for in 快填: a hand, or what is worked out; "" where it does not."""
        if self.look.focused:
            return ""
        return "待填" if self.look.marks.stop else ("自动" if self.look.marks.auto else "")

    def hint(self) -> str:
        """Return the words shown in the empty field."""
        if self.waits():
            return self.waits()
        if self.look.required and not self.look.locked and not self.look.focused:
            return f"必填  {self._hint}" if self._hint else "必填"
        return self._hint

    def _relook(self) -> None:
        """Repaint, and tell label and screen reader; each widget says how."""
        raise NotImplementedError
