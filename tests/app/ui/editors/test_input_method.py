"""The input method is off where codes, numbers and days are typed, on in free text; Enter waits while composing."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import forms
from app.core.field import Kind
from app.reference.reference import load
from app.ui.editors import FieldEditor, Services, SwitchesEditor, TextEditor, create, joined
from app.ui.editors.joined_editor import JoinedEditor
from app.ui.widgets.pick_box import PickBox
from app.ui.widgets.search_box import SearchBox
from tests.app.ui.editors.conftest import Place

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
FREE = (Kind.TEXT, Kind.XML, Kind.DATE)  # of days 今 may be typed


@pytest.fixture(scope="module")
def services() -> Services:
    return Services(load(), lambda: date(2026, 5, 6))


def editors(services: Services, form_id: str) -> list[tuple[str, Kind, FieldEditor]]:
    """Return the editor of every field of a form."""
    return [(path, one.kind, create(one, services)) for path, one in forms.load(form_id).fields.items()]


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    """Send what an input method sends while somebody composes."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("form_id", sorted(forms.REGISTRY))
def test_every_field_has_the_input_method_on_or_off_by_its_kind(services: Services, form_id: str) -> None:
    for path, kind, editor in editors(services, form_id):
        if isinstance(editor, SwitchesEditor) or editor.is_read_only():
            continue  # single keys are taken there, or nothing at all
        is_on = editor.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        assert is_on is (kind in FREE), path


@pytest.mark.parametrize("form_id", sorted(forms.REGISTRY))
def test_the_parts_of_a_shared_box_have_it_off(services: Services, form_id: str) -> None:
    form = forms.load(form_id)
    groups = [group for section in form.sections for group in joined(form.page(section.id)).values()]
    assert groups
    for group in groups:
        box = JoinedEditor(group, services.search)
        for part in box.parts:
            assert not part.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled), part.objectName()


@pytest.mark.parametrize("key", ENTERS)
def test_enter_while_composing_moves_nowhere(place: Place, key: Qt.Key) -> None:
    editor = TextEditor()
    place.put(editor, TextEditor())
    editor.take_focus()
    steps: list[int] = []
    editor.advanced.connect(steps.append)
    compose(editor, "ce shi")
    QTest.keyClick(editor, key)
    assert steps == [] and editor.hasFocus()
    compose(editor, "", "测试")
    assert editor.text() == "测试"
    QTest.keyClick(editor, key)
    assert steps == [1], "once it is committed Enter goes on"


def test_composing_ends_when_the_keyboard_leaves(place: Place) -> None:
    editor, other = TextEditor(), TextEditor()
    place.put(editor, other)
    editor.take_focus()
    compose(editor, "ban")
    other.take_focus()
    editor.take_focus()
    steps: list[int] = []
    editor.advanced.connect(steps.append)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert steps == [1]


def test_boxes_that_search_take_chinese_and_boxes_for_letters_do_not(qapp: QApplication) -> None:
    attribute = Qt.WidgetAttribute.WA_InputMethodEnabled
    assert SearchBox("搜").testAttribute(attribute)
    assert not PickBox("选", 100).testAttribute(attribute)
