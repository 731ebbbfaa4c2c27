"""The editor of decimals and integers: plain digits while editing, thousands separators when shown."""

from decimal import Decimal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.core.field import BoundField, Kind
from app.core.formula import NoFormula, is_formula, plain_number, spelled_out, worked_out
from app.ui.editors.line_field import MARGIN, LineField
from app.ui.editors.number_text import cleaned, grouped, spellings
from app.ui.theme import Font, Token
from app.ui.theme.paint import LEFT, draw_text, width_of

PLACES = 5


def places_of(field: BoundField) -> int:
    """Return how many decimals a field has."""
    if field.kind is Kind.INTEGER:
        return 0
    return field.digits.places if field.digits is not None else PLACES


class NumberEditor(LineField):
    """A right-aligned number with its unit; letters, separators and a pasted unit never reach the raw text.

    ``=12*3.5`` and ``12k`` are worked out: the result stands at the left while typing, and in the field once it is
    left. ``reckoned(str)`` tells the formula; ``set_formula`` gives it back, and F2 shows it. A number that follows
    from others has an equals sign before it.
    """

    reckoned = Signal(str)

    def __init__(self, parent: QWidget | None = None, embedded: bool = False, places: int = PLACES) -> None:
        super().__init__(parent, embedded)
        self._places = places
        self._formula = ""
        self._follows = False
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def is_native(self) -> bool:
        return super().is_native() and not self.is_read_only()

    def set_formula(self, formula: str, follows: bool = False) -> None:
        """Say what the number was typed as, so that F2 can show it, and whether it follows from other numbers."""
        if (formula, follows) != (self._formula, self._follows):
            self._formula, self._follows = formula, follows
            self.update()

    def set_text(self, raw: str) -> None:
        """Show a raw text; a formula still being typed is left as it is as long as it comes to that."""
        if not (self.hasFocus() and self._result() == raw):
            super().set_text(raw)

    def open_inside(self) -> None:
        """Edit the number, or the formula it was typed as."""
        if self._formula and not is_formula(self.text()):
            self.setText(self._formula)
        super().open_inside()

    def commit(self) -> None:
        """Put the result in the place of a formula or a short amount."""
        typed, result = self.text(), self._result()
        if result:
            self.setText(result)
            self._describe()
            if is_formula(typed):
                self.reckoned.emit(typed.strip())

    def shown(self) -> str:
        return grouped(self.text())

    def fitting(self, room: float) -> str:
        """Return the number without separators, then without its last noughts, before any digit is cut off."""
        ways = spellings(self.text())
        return next((words for words in ways if width_of(words, Font.BODY) <= room), ways[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        result = self._result() if self.hasFocus() else ""
        words = f"= {grouped(result)}" if result else "=" if (self._formula or self._follows) and self.text() else ""
        if words:
            painter = QPainter(self)
            inner = QRectF(self.rect()).adjusted(self._left(), 0, -self._right(), 0)
            if width_of(words, Font.SMALL) + width_of(self.displayText(), Font.BODY) + MARGIN <= inner.width():
                draw_text(painter, inner, words, Font.SMALL, Token.T3, LEFT)
            painter.end()

    def _typed(self) -> None:
        typed = self.text()
        if is_formula(typed) or spelled_out(typed) != typed:
            self._formula = ""
            self.update()
            result = self._result()
            if result:
                self.setAccessibleDescription(f"等于 {grouped(result)}")
            self.edited.emit(result or typed)
            return
        plain = cleaned(typed)
        if plain != typed:
            place = len(cleaned(typed[: self.cursorPosition()]))
            self.setText(plain)
            self.setCursorPosition(place)
        super()._typed()

    def _result(self) -> str:
        """Return what a formula or a short amount comes to, "" for any other text and for one not finished."""
        typed = self.text()
        if is_formula(typed):
            try:
                return plain_number(worked_out(typed, self._places))
            except NoFormula:
                return ""
        full = spelled_out(typed)
        return plain_number(Decimal(full)) if full != typed else ""
