"""What every field editor can do, whatever its kind; pages know editors by this Protocol only."""

from typing import Protocol

from PySide6.QtCore import SignalInstance

from app.core.problem import Severity
from app.ui.editors.look import Marks


class Editor(Protocol):
    """A widget over one raw text of the draft; it shows problems, it never finds them.

    Signals: ``edited(str)`` after every change by the user, with the new raw text (never after set_text);
    ``advanced(int)`` when Enter (+1) or Shift+Enter (-1) asks for the next field; ``entered(bool)`` when the keyboard
    comes (True) or leaves (False); ``looked()`` when severity, required or read-only changed, for the label.
    """

    @property
    def edited(self) -> SignalInstance: ...

    @property
    def advanced(self) -> SignalInstance: ...

    @property
    def entered(self) -> SignalInstance: ...

    @property
    def looked(self) -> SignalInstance: ...

    def text(self) -> str:
        """Return the raw text, as stored in the draft."""
        ...

    def set_text(self, raw: str) -> None:
        """Show a raw text without telling anybody."""
        ...

    def set_state(self, severity: Severity | None, words: str = "") -> None:
        """Show the worst problem of the field, or none."""
        ...

    def severity(self) -> Severity | None:
        """Return the problem state shown."""
        ...

    def set_required(self, on: bool) -> None:
        """Say whether the field must be filled in."""
        ...

    def is_required(self) -> bool:
        """Tell whether the field must be filled in; false while it is read-only."""
        ...

    def set_read_only(self, on: bool) -> None:
        """Lock the field; its text can still be reached and copied."""
        ...

    def is_read_only(self) -> bool:
        """Tell whether the field is locked."""
        ...

    def set_fixed(self, words: str) -> None:
        """Say why an earlier step fixed the field; shown while it is locked."""
        ...

    def set_origin(self, tag: str, words: str = "") -> None:
        """Mark the value as brought from elsewhere: a short tag in the box, and the words for it."""
        ...

    def set_marks(self, marks: Marks) -> None:
        """Show what else the field carries: template dot, stop of 快填, change, note."""
        ...

    def set_title(self, label: str, section: str = "") -> None:
        """Name the field for the screen reader: label without star, and section."""
        ...

    def set_unit(self, unit: str) -> None:
        """Show a unit after the value, fixed by the field or by the commodity."""
        ...

    def set_hint(self, words: str) -> None:
        """Show words in the empty field."""
        ...

    def take_focus(self) -> None:
        """Put the keyboard into the field, its text selected, as if it had been reached by Tab."""
        ...
