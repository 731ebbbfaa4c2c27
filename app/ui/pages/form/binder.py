"""The tie between editors and the open draft: texts in, texts out, states after every check; it lays nothing out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.field import Kind
from app.core.path import pattern_of, section_of
from app.declarations.section_memory import SOURCE as DEFAULTS
from app.declarations.template import SOURCE as TEMPLATE
from app.ui.editors import CodeEditor, Editor, NumberEditor
from app.ui.editors.line_field import LineField
from app.ui.editors.look import Marks
from app.ui.models.document import DraftDocument
from app.ui.models.quick_fill import Waits
from app.ui.models.typed_last import COMPUTED, FORMULA, origin_words

FIXED = "概要已申报，修改走修改申请"
"""What is said of a field an earlier step fixed."""
ORIGINS = {
    "manifest": ("舱单", "舱单带入"),
    "regime": ("", "监管方式模板带入"),
    TEMPLATE: ("", "来自模板"),
    DEFAULTS: ("", "来自记住的默认值"),
}
"""Tag and words of a text nobody typed, by its source."""
CHANGED = "与上次不同"


@dataclass(eq=False)
class Binding:
    """One editor over one path; ``title`` and ``section`` are said by screen readers."""

    editor: Editor
    path: str
    section: str
    title: str
    fixed: bool
    connections: list[object] = field(default_factory=list)


class Binder(QObject):
    """All editors of a page.

    ``advanced(editor, +1 or -1)`` when Enter asks for another field; ``reached(path)`` when the keyboard came to a
    field; ``browse_asked(editor, text)`` when F2 asks for the full look-up; ``typed(path)`` and ``left(path)`` when a
    text was typed and when the keyboard left its field.
    """

    advanced = Signal(object, int)
    reached = Signal(str)
    browse_asked = Signal(object, str)
    typed = Signal(str)
    left = Signal(str)

    def __init__(self, document: DraftDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._by_path: dict[str, list[Binding]] = {}
        self._by_editor: dict[Editor, Binding] = {}
        self._at = ""
        self.quick: Waits | None = None
        document.note_changed.connect(lambda _path: self.refresh_states())
        document.text_changed.connect(self._text_changed)
        document.checked.connect(self.refresh_states)
        document.mode_changed.connect(self.refresh_states)
        document.lock_changed.connect(self.refresh_states)

    @property
    def current(self) -> str:
        """Path of the field that has, or last had, the keyboard; empty before the first."""
        return self._at

    def bind(self, editor: Editor, path: str, section: str = "") -> Binding:
        """Tie an editor to a path of the draft from now on."""
        bound = self.document.form.field(path)
        made = Binding(editor, path, bound.box.section, bound.label, bound.box.read_only or bound.kind is Kind.XML)
        editor.set_title(bound.label, section)
        editor.edited.connect(lambda raw, made=made: self._edited(made, raw))
        editor.advanced.connect(lambda step, made=made: self.advanced.emit(made.editor, step))
        editor.entered.connect(lambda is_in, made=made: self._entered(made, is_in))
        if isinstance(editor, CodeEditor):
            editor.browse_asked.connect(lambda words, editor=editor: self.browse_asked.emit(editor, words))
        if isinstance(editor, NumberEditor):
            editor.reckoned.connect(lambda formula, made=made: self._reckoned(made, formula))
        self._by_editor[editor] = made
        self._by_path.setdefault(path, []).append(made)
        _name(made)
        self.refresh(made)
        return made

    def rebind(self, made: Binding, path: str) -> None:
        """Point an editor at the same field of another row."""
        if path != made.path:
            before = made.path
            self._forget_path(made)
            made.path = path
            self._by_path.setdefault(path, []).append(made)
            _name(made)
            if before == self._at:  # the keyboard goes along to the other row
                self._reach(before, path)
        self.refresh(made)

    def path_of(self, editor: Editor) -> str:
        """Return the path an editor stands for, empty for a stranger."""
        made = self._by_editor.get(editor)
        return made.path if made is not None else ""

    def editor_at(self, path: str) -> Editor | None:
        """Return an editor of a path, one in view before one that is put away; None if the page has none."""
        found = [made.editor for made in self._by_path.get(path, ())]
        return next((one for one in found if isinstance(one, QWidget) and one.isVisible()), found[0] if found else None)

    def widget_at(self, path: str) -> QWidget | None:
        """Return the widget of a path's editor."""
        editor: object = self.editor_at(path)
        return editor if isinstance(editor, QWidget) else None

    def show_assigned(self, numbers: Mapping[str, str]) -> None:
        """Show the numbers the authority gave in the fields meant for them, as long as the draft has none there."""
        for bound in self.document.form.fields.values():
            editor = self.editor_at(bound.path) if bound.box.assigned else None
            if editor is not None:
                editor.set_text(self.document.get(bound.path) or numbers.get(bound.box.assigned, ""))

    def refresh(self, made: Binding) -> None:
        """Bring text and state of one editor up to date."""
        text = self.document.get(made.path)
        if made.editor.text() != text:
            made.editor.set_text(text)
        self._refresh_state(made)

    def refresh_states(self) -> None:
        """Bring problems, needs and locks of all editors up to date."""
        for made in self._by_editor.values():
            self._refresh_state(made)

    def _refresh_state(self, made: Binding) -> None:
        problem = self.document.shown(made.path)
        made.editor.set_state(problem.severity if problem else None, problem.message if problem else "")
        made.editor.set_required(self.document.required(made.path))
        made.editor.set_read_only(made.fixed or self.document.locked_at(made.path))
        made.editor.set_fixed(FIXED if self.document.fixed_before(made.path) else "")
        self._show_source(made)

    def _origin(self, path: str) -> tuple[str, str]:
        source = self.document.draft.brought.get(path, "")
        return ORIGINS.get(source) or ("", origin_words(source))

    def _marks(self, path: str) -> Marks:
        draft = self.document.draft
        note, sent = draft.notes.get(path), draft.declared.get(path, "")
        return Marks(
            draft.brought.get(path) == TEMPLATE,
            self.quick.words(path) if self.quick is not None else "",
            CHANGED if sent and sent != draft.get(path) else "",
            note.text if note is not None else "",
            self.quick is not None and self.quick.is_worked_out(path),
        )

    def _show_source(self, made: Binding) -> None:
        made.editor.set_origin(*self._origin(made.path))
        made.editor.set_marks(self._marks(made.path))
        if isinstance(made.editor, NumberEditor):
            source = self.document.draft.brought.get(made.path, "")
            made.editor.set_formula(source if source.startswith(FORMULA) else "", source == COMPUTED)

    def _reckoned(self, made: Binding, formula: str) -> None:
        self.document.put(made.path, made.editor.text(), formula)

    def _text_changed(self, path: str) -> None:
        for made in self._by_path.get(path, ()):
            text = self.document.get(path)
            if made.editor.text() != text:
                made.editor.set_text(text)
                is_brought = self.document.draft.brought.get(path) in ORIGINS
                if is_brought and isinstance(made.editor, LineField) and made.editor.hasFocus():
                    made.editor.selectAll()  # it came while the keyboard was here: the next letter replaces it
            self._show_source(made)

    def _edited(self, made: Binding, raw: str) -> None:
        self.document.put(made.path, raw)
        self.typed.emit(made.path)

    def _entered(self, made: Binding, is_in: bool) -> None:
        if not is_in:
            self.document.left(made.path)
            self.left.emit(made.path)
            return
        self._reach(self._at, made.path)

    def _reach(self, before: str, now: str) -> None:
        self._at = now
        if before:
            self._leave(before, now)
        self.reached.emit(now)

    def _leave(self, before: str, now: str) -> None:
        if self.quick is not None and self.quick.is_on:
            return  # Enter passes over whole sections: what is empty there is told by 校验
        row = _row_of(before)
        if row and row != _row_of(now):
            self.document.left_row(row)
        old = self.document.form.fields[pattern_of(before)].box.section
        if old != self.document.form.fields[pattern_of(now)].box.section:
            self.document.left_section(old)

    def _forget_path(self, made: Binding) -> None:
        standing = self._by_path.get(made.path, [])
        if made in standing:
            standing.remove(made)
        if not standing:
            self._by_path.pop(made.path, None)


def _name(made: Binding) -> None:
    """Call the widget by its path, so that whoever looks at the window from outside knows what field it is."""
    if isinstance(made.editor, QObject):
        made.editor.setObjectName(made.path)


def _row_of(path: str) -> str:
    """Return the outermost row a path lies in: ``items[2].limits[0].x`` → ``items[2]``."""
    return path[: path.index("]") + 1] if section_of(path) else ""
