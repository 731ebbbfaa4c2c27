"""申报事实: what no message carries and a rule asks for in this mode; an unanswered fact silences its rules."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.form import FactLine
from app.ui.editors import Editor, Services
from app.ui.editors.look import HEIGHT
from app.ui.models.document import DraftDocument
from app.ui.pages.form.cell_grid import GAP as LABEL_GAP
from app.ui.pages.form.cell_grid import PITCH
from app.ui.pages.form.fact_line import ways_of
from app.ui.pages.form.field_block import GAP, GUTTER, LEFT, RIGHT
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT as TO_RIGHT
from app.ui.theme.paint import draw_line
from app.ui.widgets.gutter import SectionGutter
from app.ui.widgets.label import Label

TITLE = "申报事实"
MOST_COLUMNS = 2
LABEL = 268
LEAST = 150  # of an editor


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    label: Label
    editor: Editor
    widget: QWidget
    read: Callable[[str], Any]
    write: Callable[[Any], str]


class FactsBlock(QWidget):
    """One editor per fact; ``advanced(editor, +1 or -1)`` asks for the next field."""

    advanced = Signal(object, int)
    grew = Signal()

    def __init__(self, document: DraftDocument, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._services = document, services
        self._gutter = SectionGutter(TITLE, self)
        self._lines: dict[str, _Line] = {}
        self._head: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        document.mode_changed.connect(self._refresh)
        document.facts_changed.connect(self._refresh)
        document.lock_changed.connect(self._refresh)
        self._refresh()

    def add_line(self, line: QWidget) -> None:
        """Put a line of acts above the facts."""
        self._head = line
        line.setParent(self)
        line.show()
        self._refresh()

    def names(self) -> tuple[str, ...]:
        """Return the facts asked for in the present mode."""
        return self._document.form.facts_asked(self._document.mode)

    def answered(self) -> int:
        """Return how many of them are answered."""
        return sum(name in self._document.draft.facts for name in self.names())

    def editors(self) -> list[Editor]:
        """Return the editors in order."""
        return [self._lines[name].editor for name in self.names() if not self._lines[name].editor.is_read_only()]

    def editor(self, name: str) -> Editor | None:
        """Return the editor of a fact."""
        line = self._lines.get(name)
        return line.editor if line else None

    def take(self, direction: int) -> bool:
        """Put the keyboard into the first (+1) or last (-1) fact."""
        editors = self.editors()
        if editors:
            editors[0 if direction > 0 else -1].take_focus()
        return bool(editors)

    def owns(self, editor: Editor) -> bool:
        """Tell whether an editor stands for a fact."""
        return any(line.editor is editor for line in self._lines.values())

    def step(self, editor: Editor, direction: int) -> bool:
        """Go from a fact to the next; False at the end."""
        editors = self.editors()
        at = editors.index(editor) + direction if editor in editors else -1
        if 0 <= at < len(editors):
            editors[at].take_focus()
        return 0 <= at < len(editors)

    def reveal(self, path: str) -> None:
        """Do nothing: no path lies here."""

    def set_note(self, note: str) -> None:
        """Write a note under the title."""
        self._gutter.set_note(note)

    def note(self) -> str:
        """Return the note under the title."""
        return self._gutter.note()

    def sizeHint(self) -> QSize:
        rows = -(-len(self.names()) // self._columns()) + (self._head is not None)
        return QSize(theme().px(900), theme().px(PITCH) * max(rows, 1) + theme().px(GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()
        if self.height() != self.sizeHint().height():
            self.updateGeometry()
            self.grew.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_line(painter, theme().px(LEFT), self.height() - 1, self.width() - theme().px(LEFT))
        painter.end()

    def _refresh(self) -> None:
        names = self.names()
        for name in names:
            if name not in self._lines:
                self._lines[name] = self._make(name, self._document.form.facts[name])
        for name, line in self._lines.items():
            shown = name in names
            line.label.setVisible(shown)
            line.widget.setVisible(shown)
            text = line.write(self._document.draft.facts.get(name))
            if line.editor.text() != text:
                line.editor.set_text(text)
            line.editor.set_read_only(self._document.locked)
        self._lay()
        self.updateGeometry()
        self.grew.emit()

    def _make(self, name: str, fact: FactLine) -> _Line:
        editor, read, write = ways_of(fact, self._services)
        editor.setParent(self)
        editor.setObjectName(f"facts.{name}")
        editor.set_title(fact.meaning, TITLE)
        editor.edited.connect(lambda raw: self._document.set_fact(name, read(raw)))
        editor.advanced.connect(lambda step: self.advanced.emit(editor, step))
        label = Label(fact.meaning, Font.SMALL, Token.T2, TO_RIGHT, self)
        return _Line(name, label, editor, editor, read, write)

    def _columns(self) -> int:
        """Return how many columns leave labels and answers whole."""
        px = theme().px
        room = self.width() - px(GUTTER) - px(RIGHT)
        return MOST_COLUMNS if room >= MOST_COLUMNS * px(LABEL + LABEL_GAP + LEAST) else 1

    def _lay(self) -> None:
        px = theme().px
        self._gutter.setGeometry(px(LEFT), px(GAP) // 2 + 2, px(GUTTER), px(40))
        columns = self._columns()
        pitch = (self.width() - px(GUTTER) - px(RIGHT)) / columns
        first = 0
        if self._head is not None:
            first = 1
            self._head.setGeometry(px(GUTTER) + px(8), px(GAP) // 2, self.width() - px(GUTTER) - px(24), px(PITCH))
        for number, name in enumerate(self.names()):
            row, column = divmod(number, columns)
            row += first
            left = px(GUTTER) + round(column * pitch)
            top = px(GAP) // 2 + row * px(PITCH) + 2
            start = left + px(LABEL) + px(LABEL_GAP)
            self._lines[name].label.setGeometry(QRect(left, top, px(LABEL), px(HEIGHT)))
            width = min(round(pitch) - px(LABEL) - px(LABEL_GAP) - px(6), px(240))
            self._lines[name].widget.setGeometry(QRect(start, top, width, px(HEIGHT)))
