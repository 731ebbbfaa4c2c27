"""The code field the clerk came from when going to 代码库: what it is called, and how a code gets into it."""

from PySide6.QtCore import QObject

from app.core.path import pattern_of, rows_of
from app.ui.pages.form.form_page import FormPage
from app.ui.windows import MainWindow


class AskedField(QObject):
    """Remembers the form that was last in front of a window; its own keyboard says which field."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._key = ""
        window.turned.connect(self._turned)

    def name(self, table: str) -> str:
        """Return what the field that takes a code of a table is called, empty where none asks for one."""
        page, path = self._form(), self._path(table)
        if page is None or not path:
            return ""
        label = page.document.form.field(pattern_of(path)).label
        rows = rows_of(path)
        line = f"第 {rows[0] + 1} 项 " if rows else ""
        return f"填到 {page.title()}：{line}{label}"

    def fill(self, table: str, code: str) -> bool:
        """Put a code into the field, as one step, and go back to it; False where no field takes one."""
        page, path = self._form(), self._path(table)
        if page is None or not path or page.document.locked_at(path):
            return False
        page.document.put(path, code)
        page.document.left(path)
        self._window.turn_to(self._key)
        page.reveal(path)
        return True

    def _path(self, table: str) -> str:
        page = self._form()
        path = page.binder.current if page is not None else ""
        if page is None or not path:
            return ""
        bound = page.document.form.fields.get(pattern_of(path))
        return path if bound is not None and bound.box.table == table else ""

    def _form(self) -> FormPage | None:
        page = self._window.page(self._key) if self._window.is_open(self._key) else None
        return page if isinstance(page, FormPage) else None

    def _turned(self, key: str) -> None:
        if isinstance(self._window.page(key), FormPage):
            self._key = key
