"""The boxes of the current row: one set of editors for the whole table that moves from row to row."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.core.field import BoundField
from app.ui.editors import CodeEditor, Editor, JoinedEditor, Services, create, joined
from app.ui.editors.look import HEIGHT
from app.ui.keys import keymap
from app.ui.models.rows_model import LEADING
from app.ui.pages.form.binder import Binder, Binding
from app.ui.theme import theme

HALO = 3
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
STEPS = {
    (Qt.Key.Key_Up, NONE): "up",
    (Qt.Key.Key_Down, NONE): "down",
    (Qt.Key.Key_Up, SHIFT): "mark.up",
    (Qt.Key.Key_Down, SHIFT): "mark.down",
}
ACROSS = {
    (Qt.Key.Key_Left, NONE): "left",
    (Qt.Key.Key_Right, NONE): "right",
    (Qt.Key.Key_Left, SHIFT): "mark.left",
    (Qt.Key.Key_Right, SHIFT): "mark.right",
    (Qt.Key.Key_Space, SHIFT): "mark.rows",
    (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier): "mark.all",
}
"""Keys that belong to the cell while somebody edits inside it, and to the table while its text is only marked."""
ON_MARKED = {
    (Qt.Key.Key_Delete, NONE): "clear",
    (Qt.Key.Key_Backspace, NONE): "clear",
    (Qt.Key.Key_Escape, NONE): "mark.none",
}
CLIPBOARD = {
    QKeySequence.StandardKey.Copy: "block.copy",
    QKeySequence.StandardKey.Cut: "block.cut",
    QKeySequence.StandardKey.Paste: "block.paste",
}
ACTS = {
    "row.raise": "raise",
    "row.sink": "sink",
    "row.insert": "insert",
    "row.delete": "delete",
    "row.copy": "copy",
    "row.series": "series",
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
        self._is_block = False
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

    def set_block(self, on: bool) -> None:
        """Say whether more is marked than the cell with the keyboard, so that keys mean all of it."""
        self._is_block = on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        act = self._act_of(watched, event)
        if act is None or (isinstance(watched, CodeEditor) and watched.popup() is not None):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self.acted.emit(act)
            return True
        return False

    def _act_of(self, watched: QObject, event: QKeyEvent) -> str | None:
        """Return what a key asks of the table, None if it is the cell's own."""
        key = (Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        act = STEPS.get(key) or ACTS.get(keymap().pressed(event, ACTS))
        if act is None and key in ACROSS and _is_marked(watched):
            act = ACROSS[key]
        if act is None and self._is_block:
            act = ON_MARKED.get(key)
        clip = next((one for standard, one in CLIPBOARD.items() if event.matches(standard)), None)
        if clip is not None and (self._is_block or (clip == "block.paste" and _holds_block())):
            act = clip
        return act

    def _bind(self, editor: Editor, field: BoundField, section: str, title: str) -> None:
        self._bindings[field.name] = self._binder.bind(editor, f"{section}[0].{field.name}", title)
        if isinstance(editor, QWidget):
            editor.installEventFilter(self)


def _is_marked(watched: QObject) -> bool:
    """Tell whether nobody edits inside a cell: it is empty, or all of its text is marked."""
    if not isinstance(watched, QLineEdit):
        return True
    text = QLineEdit.text(watched)
    return not text or watched.selectedText() == text


def _holds_block() -> bool:
    """Tell whether more than one cell is on the clipboard."""
    text = QApplication.clipboard().text().rstrip("\r\n")
    return "\t" in text or "\n" in text
