"""The boxes of the current row: one set of editors for the whole table that moves from row to row."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.core.field import BoundField
from app.ui.editors import CodeEditor, Editor, JoinedEditor, Services, create, joined
from app.ui.editors.look import HEIGHT
from app.ui.keys import keymap
from app.ui.models.rows_model import LEADING
from app.ui.pages.form.binder import Binder, Binding
from app.ui.theme import theme

HALO = 3
NONE = Qt.KeyboardModifier.NoModifier
STEPS = {(Qt.Key.Key_Up, NONE): "up", (Qt.Key.Key_Down, NONE): "down"}
ACTS = {
    "row.raise": "raise",
    "row.sink": "sink",
    "row.insert": "insert",
    "row.delete": "delete",
    "row.copy": "copy",
}


class RowEditors(QWidget):
    """Editors over the cells of one row; ``acted(str)`` carries what a table key asks for."""

    acted = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        binder: Binder,
        services: Services,
        section: str,
        fields: Sequence[BoundField],
        title: str,
    ) -> None:
        super().__init__(parent)
        self._binder = binder
        self._fields = tuple(fields)
        self._bindings: dict[str, Binding] = {}
        self._hidden: set[int] = set()
        self._boxes: list[tuple[QWidget, int, int]] = []  # widget, first and last column
        groups = joined(fields)
        taken = {one.path for group in groups.values() for one in group}
        for column, field in enumerate(fields, start=LEADING):
            if field.path in groups:
                group = groups[field.path]
                box = JoinedEditor(group, services.search, self)
                for part, one in zip(box.parts, group, strict=True):
                    self._bind(part, one, section, title)
                self._boxes.append((box, column, column + len(group) - 1))
            elif field.path not in taken:
                editor = create(field, services)
                editor.setParent(self)
                self._bind(editor, field, section, title)
                self._boxes.append((editor, column, column))

    def editors(self) -> list[Editor]:
        """Return the editors Enter goes through, in order."""
        shown = (field for at, field in enumerate(self._fields) if at not in self._hidden)
        made = [self._bindings[field.name].editor for field in shown if field.name in self._bindings]
        return [editor for editor in made if not editor.is_read_only()]

    def editor(self, name: str) -> Editor | None:
        """Return the editor of a field by its name."""
        made = self._bindings.get(name)
        return made.editor if made else None

    def show_row(self, row: str) -> None:
        """Point all editors at a row such as ``items[2]``."""
        for name, made in self._bindings.items():
            self._binder.rebind(made, f"{row}.{name}")

    def place(self, areas: Sequence[tuple[int, int]], inset: int) -> None:
        """Put the boxes over columns given as ``(left, right)`` in viewport pixels, from the first field on."""
        self._hidden = {at for at, (left, right) in enumerate(areas) if right <= left}  # columns the stage lacks
        height = theme().px(HEIGHT)
        top = (self.height() - height) // 2
        for box, first, last in self._boxes:
            left, right = areas[first - LEADING][0] + inset, areas[last - LEADING][1] - inset
            box.setGeometry(QRect(left, top, max(right - left, 24), height))
            box.setVisible(first - LEADING not in self._hidden)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        step = STEPS.get((Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        act = step or ACTS.get(keymap().pressed(event, ACTS))
        if act is None or (isinstance(watched, CodeEditor) and watched.popup() is not None):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self.acted.emit(act)
            return True
        return False

    def _bind(self, editor: Editor, field: BoundField, section: str, title: str) -> None:
        self._bindings[field.name] = self._binder.bind(editor, f"{section}[0].{field.name}", title)
        if isinstance(editor, QWidget):
            editor.installEventFilter(self)
