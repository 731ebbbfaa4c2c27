"""Types a sample declaration into the form page, field by field in page order; it reads, it never sets a text."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.draft import Draft
from app.core.form import Form
from app.core.path import rows_of
from app.ui.tour.clerk import Clerk
from app.ui.tour.waiting import StepFailed

MOST_FIELDS = 400
FACTS, FACTS_TITLE = "facts", "申报事实"
YES, NO = "1", "0"


class Typist:
    """Knows what is to be typed where; ``special`` takes a field over instead (e.g. a look-up to be shown)."""

    def __init__(self, clerk: Clerk, form: Form, sample: Draft) -> None:
        self._clerk = clerk
        self._form = form
        self._wanted: Mapping[str, str] = dict(sample.filled()) | {
            f"{FACTS}.{name}": _spoken(value) for name, value in sample.facts.items() if form.facts[name].asked
        }
        self.special: dict[str, Callable[[], None]] = {}

    def walk(self) -> None:
        """Go from field to field with Enter and type what is wanted, until the keyboard leaves the fields."""
        for _ in range(MOST_FIELDS):
            path = self._clerk.path()
            if not path:
                return
            self.fill(path)
        raise StepFailed("按 Enter 走不出表单")

    def fill(self, path: str) -> None:
        """Type the text of the field that has the keyboard, if it lacks it, and go on with Enter."""
        keys = self._clerk.keys
        editor = keys.focused()
        text = self._wanted.get(path, "")
        if path in self.special and _text(editor) != text:
            self.special[path]()
        elif text and _text(editor) != text:
            keys.type(text)
            keys.accept()
        else:
            keys.press("Return")
        if text and editor.objectName() == path and _plain(_text(editor)) != _plain(text):
            raise StepFailed(f"字段 {path} 打字后不是样例的内容")

    def missing(self, stored: Draft) -> list[str]:
        """Return the wanted paths a stored draft does not have yet, in page order, the facts last."""
        facts = {f"{FACTS}.{name}": _spoken(value) for name, value in stored.facts.items()}
        lacking = [path for path, text in self._wanted.items() if (stored.get(path) or facts.get(path, "")) != text]
        return sorted(lacking, key=self._place)

    def surplus(self, stored: Draft) -> list[str]:
        """Return the paths a stored draft has beyond the sample; the numbers it was given are its own."""
        own = {self._form.identity, *(path for path, bound in self._form.fields.items() if bound.box.assigned)}
        return [path for path, _ in stored.filled() if path not in self._wanted and path not in own]

    def is_fact(self, path: str) -> bool:
        """Tell whether a path is that of a fact no message carries."""
        return path.startswith(f"{FACTS}.")

    def title_of(self, path: str) -> str:
        """Return the title of the page section a path stands in."""
        if path.startswith(f"{FACTS}."):
            return FACTS_TITLE
        section = self._form.field(path).box.section
        return next(one.title for one in self._form.sections if one.id == section)

    def label_of(self, path: str) -> str:
        """Return the official name of a field, or what a fact means."""
        if path.startswith(f"{FACTS}."):
            return self._form.facts[path.removeprefix(f"{FACTS}.")].meaning
        return self._form.field(path).label

    def type_section(self, paths: list[str]) -> None:
        """Type the fields of one section; the keyboard is in the first of them."""
        for row in sorted({rows_of(path) for path in paths}):
            lacking = [path for path in paths if rows_of(path) == row]
            if rows_of(self._clerk.path()) != row:
                self._next_row(row)
            self._type_run(lacking, more_rows=bool(row) and row != rows_of(paths[-1]))

    def _type_run(self, lacking: list[str], more_rows: bool) -> None:
        for _ in range(MOST_FIELDS):
            path = self._clerk.path()
            if path == lacking[-1] and more_rows and not self._is_code(path):
                self._clerk.keys.type(self._wanted[path])  # ↓ takes it in and goes on to the next row
            else:
                self.fill(path)
            if path == lacking[-1]:
                return
        raise StepFailed(f"没有走到 {lacking[-1]}")

    def _next_row(self, row: tuple[int, ...]) -> None:
        keys = self._clerk.keys
        if rows_of(self._clerk.path()) == (*row[:-1], row[-1] - 1):
            keys.press("Down")
        if rows_of(self._clerk.path()) != row:
            raise StepFailed(f"没有走到第 {row[-1] + 1} 行，键盘在 {self._clerk.path() or '按钮上'}")

    def _is_code(self, path: str) -> bool:
        return bool(self._form.field(path).box.table)

    def _place(self, path: str) -> tuple[int, tuple[int, ...], int]:
        if path.startswith(f"{FACTS}."):
            return len(self._form.sections), (), list(self._form.facts).index(path.removeprefix(f"{FACTS}."))
        box = self._form.field(path).box
        section = [one.id for one in self._form.sections].index(box.section)
        return section, rows_of(path), box.order


def _text(editor: QWidget) -> str:
    reads = getattr(editor, "text", None)
    return str(reads()) if callable(reads) else ""


def _plain(text: str) -> str:
    """Return a text as it is compared: an editor holds a day as eight digits, a fact with dashes."""
    return text.replace("-", "")


def _spoken(value: Any) -> str:
    """Return the text that answers a fact in its field."""
    if isinstance(value, bool):
        return YES if value else NO
    return str(value)
