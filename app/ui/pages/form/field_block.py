"""A section of single fields: its name in the gutter, its fields on the grid, the rare ones behind 其余 n 项."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.core.field import BoundField
from app.ui.editors import Editor, Services
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.cell_grid import LEAD, PITCH, CellGrid, arranged, columns_for
from app.ui.pages.form.field_cells import FieldCells, Place, Shows, groups_of, is_rare
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import draw_box, draw_line, draw_text, width_of
from app.ui.widgets.gutter import SectionGutter

LEFT = 16
GUTTER = 66  # from the page's edge to the first column, the left margin included
RIGHT = 10
GAP = 9  # between sections, a hairline in its middle
TOGGLE = 24


def height_for(spans: Sequence[int], width: int) -> int:
    """Return the height of a block with cells of these spans at a width of the page."""
    px = theme().px
    places = arranged(tuple(spans), columns_for(width - px(GUTTER) + px(LEAD) - px(RIGHT)))
    return px(PITCH) * (places[-1].row + 1 if places else 0) + px(GAP)


def spans_of(fields: Sequence[BoundField]) -> list[int]:
    """Return the spans of the cells a block shows while its rare fields are put away."""
    return [group[0].box.span for group in groups_of(fields) if not is_rare(group)]


class RareToggle(QAbstractButton):
    """``其余 6 项``: shows the rare fields of a section or puts them away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarm = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_count(self, count: int, alarm: bool) -> None:
        """Say how many fields there are, and whether one of them must be changed."""
        self._alarm = alarm
        self.setText("收起" if self.isChecked() else f"其余 {count} 项")
        words = f"{self.text()}，有须改" if alarm else self.text()
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(width_of("其余 88 项", Font.SMALL)) + theme().px(5), theme().px(TOGGLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.hasFocus():
            draw_box(painter, box.adjusted(0, 2, -1, -2), 5, None, Token.ACCENT, 1.5)
        color = Token.ERR_TEXT if self._alarm else Token.ACCENT
        draw_text(painter, box.adjusted(px(2), 0, 0, 0), self.text(), Font.SMALL, color)
        painter.end()


class FieldBlock(QWidget):
    """One block of fields; ``grew()`` tells that its height changed."""

    grew = Signal()

    def __init__(
        self,
        title: str,
        fields: Sequence[BoundField],
        binder: Binder,
        services: Services,
        place: Place,
        parent: QWidget | None = None,
        shows: Shows | None = None,
    ) -> None:
        """``shows`` tells whether a field is on the page now; else the stage tells."""
        super().__init__(parent)
        self._document = binder.document
        self._fields = FieldCells(fields, binder, services, title, place, shows)
        self._gutter = SectionGutter(title, self)
        self._grid = CellGrid(self)
        self._toggle = RareToggle(self)
        self._toggle.setVisible(self._fields.rare_count() > 0)
        self._toggle.toggled.connect(self._show)
        self._beside_bar = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._document.checked.connect(self._checked)
        self._show()

    def editors(self) -> list[Editor]:
        """Return the editors Enter goes through, in page order."""
        return self._fields.editors(self._toggle.isChecked())

    def take(self, direction: int) -> bool:
        """Put the keyboard into the first (+1) or last (-1) field; False if there is none to fill in."""
        editors = self.editors()
        if editors:
            editors[0 if direction > 0 else -1].take_focus()
        return bool(editors)

    def owns(self, editor: Editor) -> bool:
        """Tell whether an editor belongs to this block."""
        return self._fields.holds(editor)

    def step(self, editor: Editor, direction: int) -> bool:
        """Go from an editor to the next field; False at the end."""
        editors = self.editors()
        at = editors.index(editor) + direction if editor in editors else -1
        if 0 <= at < len(editors):
            editors[at].take_focus()
        return 0 <= at < len(editors)

    def reveal(self, path: str) -> None:
        """Bring the field of a path out from behind 其余 n 项."""
        if path in self._fields.rare_paths():
            self._toggle.setChecked(True)

    def set_note(self, note: str) -> None:
        """Write a note under the title."""
        self._gutter.set_note(note)

    def note(self) -> str:
        """Return the note under the title."""
        return self._gutter.note()

    def move_to(self, title: str, place: Place) -> None:
        """Show the same fields of another row."""
        self._gutter.set_title(title)
        self._fields.move_to(place)
        self._checked()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(960), self._content_height(self._grid.sizeHint().height()) + theme().px(GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(700), self.sizeHint().height())

    def set_beside_bar(self, on: bool) -> None:
        """Let a scroll bar stand in the right margin, so that no field gets narrower because of it."""
        if on != self._beside_bar:
            self._beside_bar = on
            self._lay()

    def height_at(self, width: int) -> int:
        """Return the height this block takes on a page of another width."""
        px = theme().px
        height = height_for([cell.span for cell in self._grid.cells()], width) - px(GAP)
        return self._content_height(height) + px(GAP)

    def _content_height(self, grid: int) -> int:
        """Return the height beside a grid: name and 其余 n 项 need a line each, unless the name stands back."""
        lines = 0 if self._toggle.isHidden() else (2 if grid else 1)
        return max(grid, theme().px(PITCH) * lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_line(painter, theme().px(LEFT), self.height() - 1, self.width() - theme().px(LEFT))
        painter.end()

    def _lay(self) -> None:
        px = theme().px
        top = px(GAP) // 2
        left = px(GUTTER) - px(LEAD)
        right = 0 if self._beside_bar else px(RIGHT)
        self._grid.fit(left, top, self.width() - left - right)
        height = self._content_height(self._grid.height())
        self._gutter.setVisible(self._grid.height() > 0 or self._toggle.isHidden())
        self._gutter.setGeometry(px(LEFT), top + 2, px(GUTTER), height - 2)
        size = self._toggle.sizeHint()
        self._toggle.setGeometry(px(LEFT) - px(2), top + height - size.height() + px(4), size.width(), size.height())
        self._toggle.raise_()
        if self.height() != self.sizeHint().height():
            self.updateGeometry()
            self.grew.emit()

    def _show(self) -> None:
        cells = self._fields.cells(self._toggle.isChecked())
        self._grid.show_cells(cells)
        self._say_rare()
        self._lay()

    def _checked(self) -> None:
        cells = self._fields.cells(self._toggle.isChecked())
        if list(self._grid.cells()) != cells:
            self._show()
        self._toggle.setVisible(self._fields.rare_count() > 0)
        self._say_rare()

    def _say_rare(self) -> None:
        shown = (self._document.shown(path) for path in self._fields.rare_paths())
        alarm = not self._toggle.isChecked() and any(problem is not None and problem.blocks for problem in shown)
        self._toggle.show_count(self._fields.rare_count(), alarm)
