"""Editors: one widget per kind of field over one raw text each; they show problems and never find them.

How a page uses them::

    services = Services(search=reference, today=lambda: clock.now().date())
    editor = create(field, services)            # TextEditor | CodeEditor | NumberEditor | DateEditor
    label = FieldLabel(field.label, editor)     # 80 wide, star and tint follow the editor
    editor.set_title(field.label, section.title)  # for the screen reader
    editor.set_text(draft.get(path))            # raw text in, never a signal back
    editor.edited.connect(...)                  # str: the new raw text, at every change by the user
    editor.advanced.connect(...)                # int: +1 Enter, -1 Shift+Enter; the page moves with take_focus()
    editor.entered.connect(...)                 # bool: the keyboard came or left (check a field when it leaves)
    editor.set_state(problem.severity, problem.message)  # or set_state(None)
    editor.set_required(checker.required(path))

``charges(fields)`` finds x_mark, x_rate, x_currency triples: build one ``FeeEditor(search, mark.box.table,
currency.box.table)`` and bind its ``mark``, ``rate`` and ``currency`` like any other editor; label the FeeEditor.
``SwitchesEditor(names)`` holds several 1/0/9 answers in one text. A CodeEditor's ``browse_asked(str)`` (F2) wants the
full look-up: answer with ``editor.take(row)``. Ctrl+Z and Ctrl+Y are left to the page's undo stack on purpose.
Leave 3 px free around every editor: the focus halo is painted there.
"""

from app.ui.editors.code_editor import CodeEditor
from app.ui.editors.code_search import CodeSearch
from app.ui.editors.date_editor import DateEditor
from app.ui.editors.editor import Editor
from app.ui.editors.factory import FieldEditor, Services, charges, create
from app.ui.editors.fee_editor import FeeEditor
from app.ui.editors.field_label import FieldLabel
from app.ui.editors.number_editor import NumberEditor
from app.ui.editors.switches_editor import SwitchesEditor
from app.ui.editors.text_editor import TextEditor

__all__ = [
    "CodeEditor",
    "CodeSearch",
    "DateEditor",
    "Editor",
    "FeeEditor",
    "FieldEditor",
    "FieldLabel",
    "NumberEditor",
    "Services",
    "SwitchesEditor",
    "TextEditor",
    "charges",
    "create",
]
