"""Every field of every form gets its editor, and a page of them is quick."""

from datetime import date
from time import perf_counter

import pytest
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget
from pytestqt.qtbot import QtBot

import forms
from app.core.field import BoundField, Box, Kind
from app.reference.reference import load
from app.ui.editors import (
    CodeEditor,
    DateEditor,
    Editor,
    FieldEditor,
    FieldLabel,
    JoinedEditor,
    NumberEditor,
    Services,
    SwitchesEditor,
    TextEditor,
    create,
    joined,
)
from app.ui.editors.list_editor import ListEditor
from tests.helpers.keys import type_text

KINDS = {
    Kind.TEXT: TextEditor,
    Kind.CODE: CodeEditor,
    Kind.DECIMAL: NumberEditor,
    Kind.INTEGER: NumberEditor,
    Kind.DATE: DateEditor,
    Kind.XML: TextEditor,
}
every_form = pytest.mark.parametrize("form_id", sorted(forms.REGISTRY))


@pytest.fixture(scope="module")
def services() -> Services:
    return Services(load(), lambda: date(2026, 11, 21))


@every_form
def test_every_field_has_its_editor(form_id: str, services: Services, qapp: QApplication) -> None:
    for field in forms.load(form_id).fields.values():
        editor: Editor = create(field, services)
        wanted = SwitchesEditor if field.box.parts else ListEditor if field.box.lists else KINDS[field.kind]
        assert type(editor) is wanted, field.path
        assert editor.text() == ""


@every_form
def test_every_text_survives_its_editor(form_id: str, services: Services, qapp: QApplication) -> None:
    samples = {
        Kind.TEXT: "  蒙TT 4471 等 38 车",
        Kind.CODE: "9XX",
        Kind.DECIMAL: "4326730.50000",
        Kind.INTEGER: "007",
        Kind.DATE: "20261118",
        Kind.XML: "<a/>",
    }
    for field in forms.load(form_id).fields.values():
        editor = create(field, services)
        raw = "10999" if field.box.parts else samples[field.kind]
        editor.set_text(raw)
        assert editor.text() == raw, field.path


@pytest.mark.parametrize("raw", ["2026-13-99", "1118", "未定", "2026111"])
def test_an_unreadable_date_survives_its_editor(raw: str, services: Services, qapp: QApplication) -> None:
    editor = DateEditor(services.today)
    editor.set_text(raw)
    assert editor.text() == raw


def test_what_the_definition_says_is_shown(services: Services, qapp: QApplication) -> None:
    field = BoundField("w", "w", Box("W", "净重", unit="千克", read_only=True), Kind.DECIMAL, ("W",))
    editor = create(field, services)
    assert editor.is_read_only()
    assert editor.accessibleName() == "净重"
    assert editor.accessibleDescription() == "千克"
    assert editor.objectName() == "w"


@every_form
def test_fields_that_share_a_box_are_found_on_the_page(form_id: str, services: Services, qapp: QApplication) -> None:
    form = forms.load(form_id)
    groups = [group for section in form.sections for group in joined(form.page(section.id)).values()]
    assert groups
    for group in groups:
        assert len({field.path for field in group}) == len(group)
        editor = JoinedEditor(group, services.search)
        assert [part.objectName() for part in editor.parts] == [field.path for field in group]
    assert {len(group) for group in groups} == {2, 3}


def test_a_field_that_joins_nothing_fitting_stands_alone() -> None:
    text = BoundField("a", "a", Box("A", "甲"), Kind.TEXT, ("A",))
    other = BoundField("b", "b", Box("B", "乙", joins="a"), Kind.TEXT, ("B",))
    assert joined([text, other]) == {}


def page(services: Services) -> tuple[QWidget, list[FieldEditor]]:
    """Sixty fields with labels in four columns, as on the form page."""
    shown = [field for field in forms.load("import").fields.values() if "[]" not in field.path][:60]
    sheet = QWidget()
    grid = QGridLayout(sheet)
    editors = [create(field, services) for field in shown]
    for number, (field, editor) in enumerate(zip(shown, editors, strict=True)):
        grid.addWidget(FieldLabel(field.label, editor), number // 4, number % 4 * 2)
        grid.addWidget(editor, number // 4, number % 4 * 2 + 1)
    return sheet, editors


def test_sixty_fields_are_built_within_150_ms(services: Services, qtbot: QtBot) -> None:
    took = []
    for _ in range(3):
        start = perf_counter()
        sheet, editors = page(services)
        took.append(perf_counter() - start)
        qtbot.addWidget(sheet)
    assert len(editors) == 60
    assert min(took) < 0.15, took


def test_a_key_is_painted_within_16_ms(services: Services, qtbot: QtBot) -> None:
    sheet, editors = page(services)
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.activateWindow()
    editor = next(one for one in editors if isinstance(one, TextEditor) and not one.is_read_only())
    editor.take_focus()
    took = []
    for letter in "甲乙丙丁戊己庚辛壬癸":
        start = perf_counter()
        type_text(editor, letter)
        QApplication.processEvents()
        took.append(perf_counter() - start)
    assert editor.text() == "甲乙丙丁戊己庚辛壬癸"
    assert sorted(took)[len(took) // 2] < 0.016, took


def test_codes_in_one_text_are_shown_with_their_names(services: Services, qapp: QApplication) -> None:
    editor = ListEditor(services.search, "goods_attributes")
    editor.resize(300, 26)
    editor.set_text("11,12,9X")
    assert editor.shown() == "11 3C目录内，12 3C目录外，9X"
    assert editor.fitting(300) == editor.shown() and editor.accessibleDescription() == editor.shown()
    assert editor.fitting(60) == editor.text() == "11,12,9X"
    editor.resize(80, 26)
    assert editor.is_elided()
