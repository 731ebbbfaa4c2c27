"""Editors: one widget per kind of field over one raw text each; they show problems and never find them.

How a page uses them::

    services = Services(search=reference, today=lambda: clock.now().date())
    editor = create(field, services)            # one of FieldEditor, by kind
    label = FieldLabel(field.label, editor)     # 80 wide, star and tint follow the editor
    editor.set_title(field.label, section.title)  # for the screen reader
    editor.set_text(draft.get(path))            # raw text in, never a signal back
    editor.edited.connect(...)                  # str: the new raw text, at every change by the user
    editor.advanced.connect(...)                # int: +1 Enter, -1 Shift+Enter; the page moves with take_focus()
    editor.entered.connect(...)                 # bool: the keyboard came or left (check a field when it leaves)
    editor.set_state(problem.severity, problem.message)  # or set_state(None)
    editor.set_required(checker.required(path))

``joined(page_fields)`` gives the groups that share a box (``Box.joins``): build one ``JoinedEditor(group, search)``,
bind each of its ``parts`` (parallel to the group) like any other editor, and give the label the JoinedEditor itself.
A CodeEditor's ``browse_asked(str)`` (F2) wants the full look-up: ``CodeBrowser(window, search, editor, words)``.
Ctrl+Z and Ctrl+Y are left to the page's undo stack on purpose.
Leave 3 px free around every editor: the focus halo is painted there.
"""

from app.ui.editors.choice_editor import ChoiceEditor
from app.ui.editors.code_browser import CodeBrowser
from app.ui.editors.code_editor import CodeEditor
from app.ui.editors.code_search import CodeSearch
from app.ui.editors.date_editor import DateEditor
from app.ui.editors.editor import Editor
from app.ui.editors.factory import FieldEditor, Services, create, joined
from app.ui.editors.field_label import FieldLabel
from app.ui.editors.joined_editor import JoinedEditor
from app.ui.editors.number_editor import NumberEditor
from app.ui.editors.switches_editor import SwitchesEditor
from app.ui.editors.text_editor import TextEditor

__all__ = [
    "ChoiceEditor",
    "CodeBrowser",
    "CodeEditor",
    "CodeSearch",
    "DateEditor",
    "Editor",
    "FieldEditor",
    "FieldLabel",
    "JoinedEditor",
    "NumberEditor",
    "Services",
    "SwitchesEditor",
    "TextEditor",
    "create",
    "joined",
]
