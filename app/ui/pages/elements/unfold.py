"""F2 in a text made of 申报要素 unfolds its editor under the row; what is typed goes to the draft and comes from it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.core.path import pattern_of, rows_of
from app.declarations.summary import client_of
from app.reference.elements import ElementList
from app.reference.specification import Specification
from app.ui.editors import Services
from app.ui.keys import keymap
from app.ui.pages.alive import while_alive
from app.ui.pages.elements.editor import About, ElementsEditor
from app.ui.pages.elements.services import EarlierUse, ElementsService
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.rows_table import RowsTable


class ElementsUnfold(QObject):
    """``opened(bool)`` when the editor came or went: it wants the height; ``finished(Editor)`` to go on from a cell."""

    opened = Signal(bool)
    finished = Signal(object)

    def __init__(self, table: RowsTable, binder: Binder, services: Services, reference: ElementsService) -> None:
        super().__init__(table)
        self._table, self._binder, self._services, self._reference = table, binder, services, reference
        self._document = binder.document
        self._path = ""
        self._watched: set[QWidget] = set()
        self.editor: ElementsEditor | None = None
        binder.reached.connect(self._reached)
        table.went.connect(lambda _row: self._follow())
        table.rows.modelReset.connect(self._follow)
        self._document.text_changed.connect(self._text_changed)
        self._document.checked.connect(self._show_problem)
        self._document.lock_changed.connect(self._follow)
        self._document.went.connect(self._went)

    def is_open(self) -> bool:
        """Tell whether the editor is unfolded."""
        return bool(self._path)

    def open(self, path: str) -> None:
        """Unfold the editor of a text under its row; a code without elements has none."""
        code = self._code_of(path)
        found = self._list(code)
        if not len(found):
            return
        was_open, self._path = self.is_open(), path
        editor = self._made()
        self._show(code, found)
        self._reference.earlier(code, while_alive(editor, partial(self._earlier, code)), lambda _sentence: None)
        self._table.unfold(editor)
        if not was_open:
            self.opened.emit(True)
        self._table.scrollTo(self._table.rows.index(self._table.current, 0))
        self._show_problem()
        editor.start()

    def close(self, goes_on: bool = False) -> None:
        """Fold the editor and give the keyboard back to the cell it came from, or go on from there."""
        path, self._path = self._path, ""
        if not path:
            return
        self._table.unfold(None)
        self.opened.emit(False)
        cell = self._binder.editor_at(path)
        if cell is not None:
            cell.take_focus()
            if goes_on:
                self.finished.emit(cell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not keymap().pressed(event, ("field.lookup",)):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            if self.is_open():
                self.close()
            else:
                self.open(self._binder.current)
            return True
        return False

    # -- inside ------------------------------------------------------------------------------------------------

    def _made(self) -> ElementsEditor:
        if self.editor is None:
            self.editor = ElementsEditor(self._services, self._table.viewport())
            self.editor.changed.connect(self._typed)
            self.editor.finished.connect(self.close)
            self.editor.grew.connect(self._grew)
            self.editor.box_left.connect(lambda: self._document.left(self._path) if self._path else None)
        return self.editor

    def _grew(self) -> None:
        if self._path and self.editor is not None:
            self._table.unfold(self.editor)

    def _show(self, code: str, found: ElementList) -> None:
        text = self._document.get(self._path)
        shown = Specification.read(found, text) if text.strip() else Specification.blank(found, self._direction())
        name = self._reference.name(code, self._services.today())
        self._made().show_line(About(code, name, self._direction()), shown, self._document.locked_at(self._path))

    def _earlier(self, code: str, found: Sequence[EarlierUse]) -> None:
        """Offer other lines of this declaration first, then earlier ones of the same firm, then those of others."""
        if not self._path or self._code_of(self._path) != code:
            return
        mine, firm = self._document.get(self._path), client_of(self._document.draft)
        earlier = sorted(found, key=lambda one: one.firm != firm)
        uses: dict[str, EarlierUse] = {}
        for one in (*self._other_lines(code), *earlier):
            if one.text != mine:
                uses.setdefault(one.text, one)
        self._made().show_earlier(tuple(uses.values()))

    def _other_lines(self, code: str) -> list[EarlierUse]:
        section, today = self._table.rows.section, self._services.today()
        field = self._path.rpartition(".")[2]
        paths = (f"{section}[{row}].{field}" for row in range(self._document.rows(section)))
        lines = [path for path in paths if path != self._path and self._code_of(path) == code]
        return [
            EarlierUse(text, f"本票第 {rows_of(path)[0] + 1} 项", "", today)
            for path in lines
            if (text := self._document.get(path).strip())
        ]

    def _typed(self, text: str) -> None:
        if self._path:
            self._document.put(self._path, text)

    def _text_changed(self, path: str) -> None:
        if not self._path or self.editor is None:
            return
        if path == self._path:
            found = self._list(self._code_of(path))
            self.editor.show_text(Specification.read(found, self._document.get(path)))
        elif path == self._code_path(self._path):
            self._follow()

    def _show_problem(self) -> None:
        if self._path and self.editor is not None:
            problem = self._document.shown(self._path)
            self.editor.show_problem(problem.severity if problem else None, problem.message if problem else "")

    def _went(self, path: str) -> None:
        """Stay in the box after an undo that changed this text."""
        if path == self._path and self.editor is not None:
            QTimer.singleShot(0, self.editor, self.editor.resume)  # after the page has gone to the cell

    def _reached(self, path: str) -> None:
        """Listen for F2 in a text made of elements; the keyboard going elsewhere folds the editor."""
        bound = self._document.form.fields.get(pattern_of(path))
        if bound is None or not bound.box.elements:
            if self._path and path and not path.startswith(f"{self._row_of(self._path)}."):
                self.close_quietly()
            return
        widget = self._binder.widget_at(path)
        if widget is not None and widget not in self._watched:
            self._watched.add(widget)
            widget.installEventFilter(self)

    def close_quietly(self) -> None:
        """Fold the editor where the keyboard has gone elsewhere already."""
        if self._path:
            self._path = ""
            self._table.unfold(None)
            self.opened.emit(False)

    def _follow(self) -> None:
        """Fold when the row or its code is another one now, show anew what else may have changed."""
        if not self._path:
            return
        rows = rows_of(self._path)
        found = self._list(self._code_of(self._path))
        if not rows or rows[0] != self._table.current or not len(found):
            self.close_quietly()
            return
        self._show(self._code_of(self._path), found)
        self._table.unfold(self._made())

    def _list(self, code: str) -> ElementList:
        return self._reference.elements(code, self._services.today()) if code else ElementList("")

    def _code_of(self, path: str) -> str:
        return self._document.get(self._code_path(path)).strip()

    def _code_path(self, path: str) -> str:
        bound = self._document.form.field(pattern_of(path))
        return f"{self._row_of(path)}.{bound.box.elements}"

    @staticmethod
    def _row_of(path: str) -> str:
        return path.rpartition(".")[0]

    def _direction(self) -> str:
        return self._document.form.direction
