"""申报要素 under a goods row: the same string in cell, boxes and result, earlier strings by key, one undo per box."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import forms
from app.core.draft import Draft
from app.core.problem import Severity
from app.reference import load
from app.reference.elements import Element, ElementKind
from app.ui.editors import CodeEditor, TextEditor
from app.ui.pages.elements.editor import ElementsEditor
from app.ui.pages.elements.element_label import ElementLabel
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.form.form_services import FormServices
from app.ui.pages.services import OpenedDraft
from tests.helpers.form_pictures import coal
from tests.helpers.keys import commit, press, type_text
from tests.helpers.ui_elements import BEFORE, FakeElements
from tests.helpers.ui_services import FakeDrafts, FakeMemory, FakeSubmissions, FixedClock, row

Key, Mod = Qt.Key, Qt.KeyboardModifier
MODEL = "items[1].model"
LACKING = "0|3|6800kcal/kg|8.2%|0.58%|1/3焦煤|32%|无滞期费|10.5%|20260210|18mm|20260202"


@dataclass
class Stage:
    """A form with the keyboard in 规格型号 of the second line."""

    page: FormPage
    service: FakeElements

    @property
    def editor(self) -> ElementsEditor:
        assert self.page.elements is not None and self.page.elements.editor is not None
        return self.page.elements.editor

    @property
    def is_open(self) -> bool:
        return self.page.elements is not None and self.page.elements.is_open()

    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        press(self.focused(), key, modifier)

    def text(self) -> str:
        return self.page.document.get(MODEL)


Open = Callable[..., Stage]


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Open]:
    """Open coal in seven lines with ``text`` in the second one and press F2 there."""
    kept: list[object] = []

    def opened(text: str = LACKING, draft: Draft | None = None) -> Stage:
        made = draft or coal(3)
        for number in range(made.rows("items")):
            made.put(f"items[{number}].model", BEFORE.replace("8.2%", f"{number}%"))
        made.put(MODEL, text)
        drafts, submissions, service = FakeDrafts([row(1)]), FakeSubmissions(), FakeElements()
        kept.extend((drafts, submissions, service))
        services = FormServices(drafts, submissions, load(), FixedClock(), FakeMemory(), None, service)
        page = FormPage(OpenedDraft("draft-1", forms.load(made.form), made), services)
        qtbot.addWidget(page)
        page.resize(1372, 830)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.document.show_all()
        page.reveal(MODEL)
        found = Stage(page, service)
        found.press(Key.Key_F2)
        QApplication.processEvents()
        return found

    yield opened


def test_f2_unfolds_the_boxes_under_the_row_and_folds_them_again(stage: Open) -> None:
    found = stage()
    assert found.is_open
    assert found.page.frame.is_full()
    table = found.page.goods.table
    assert table.rowHeight(1) > 300 and table.rowHeight(0) == table.rowHeight(2) == 30
    assert [box.text() for box in found.editor.boxes()][:4] == ["0", "3", "6800kcal/kg", "8.2%"]
    assert found.editor.boxes()[12].hasFocus()  # what must still be filled
    found.press(Key.Key_F2)
    assert found.page.elements is not None
    assert [found.page.elements.is_open(), found.page.frame.is_full()] == [False, False]
    assert table.rowHeight(1) == 30
    assert found.page.binder.current == MODEL


def test_what_is_missing_is_the_same_everywhere(stage: Open) -> None:
    found = stage()
    found.page.document.settle()
    problem = found.page.document.shown(MODEL)
    assert problem is not None and problem.severity is Severity.ERROR
    box = found.editor.boxes()[12]
    assert box.severity() is Severity.ERROR
    assert found.editor.result.words().endswith("粘结指数 待填")
    assert found.page.goods.table.rows.row_severity(1) is Severity.ERROR
    assert any(one.path == MODEL for one in found.page.panel.problems.problems())
    type_text(found.focused(), "85")
    found.page.document.settle()
    assert found.text() == f"{LACKING}|85"
    assert found.page.document.shown(MODEL) is None
    assert box.severity() is None
    assert "待填" not in found.editor.result.words()


def test_string_boxes_and_bytes_agree_while_typing(stage: Open) -> None:
    found = stage()
    type_text(found.focused(), "八十五")
    assert found.text().split("|")[12] == "八十五"
    assert found.editor.result.words() == found.text()
    size = len(found.text().encode("gb18030"))
    assert found.editor.size_words() == f"{size} / 255 字节"


def test_a_string_in_another_order_is_told(stage: Open) -> None:
    assert "按编码规定的顺序" in stage().editor._note.words()
    swapped = "0|3|含水8%|收到基低位热值6800kcal/kg|0.58%|1/3焦煤|32%|无|10.5%|20260210|18mm|20260202|85"
    assert "次序与目录不同" in stage(swapped).editor._note.words()


def test_a_string_too_long_says_so(stage: Open) -> None:
    found = stage()
    type_text(found.focused(), "八" * 100)
    assert found.editor.size_words().endswith("过长")


def test_enter_goes_from_box_to_box_past_what_is_fixed(stage: Open) -> None:
    found = stage()
    boxes = found.editor.boxes()
    boxes[0].take_focus()
    assert boxes[1].is_read_only()  # 享惠 of an import is 3
    found.press(Key.Key_Return)
    assert boxes[2].hasFocus()
    found.press(Key.Key_Return, Mod.ShiftModifier)
    assert boxes[0].hasFocus()


def test_after_the_last_box_the_walk_goes_on(stage: Open) -> None:
    found = stage()
    found.press(Key.Key_Return)
    assert not found.is_open
    assert found.page.binder.current not in ("", MODEL)


def test_a_brand_is_looked_up_in_its_table(stage: Open) -> None:
    found = stage()
    box = found.editor.boxes()[0]
    assert isinstance(box, CodeEditor) and box.name() == "无品牌"
    box.take_focus()
    type_text(box, "4")
    found.press(Key.Key_Return)
    assert found.text().startswith("4|3|")


def test_an_earlier_string_is_taken_by_key_as_one_step(stage: Open) -> None:
    found = stage()
    lines = found.editor.history.lines()
    assert [line.accessibleName().split()[0] for line in lines] == ["本票第", "本票第", "TM-2026-016"]
    assert "31%" in lines[2].marked() and "10.5%" not in lines[2].marked()
    found.press(Key.Key_3, Mod.AltModifier)
    assert found.text() == BEFORE
    assert not any(line.marked() for line in found.editor.history.lines() if "TM" in line.accessibleName())
    found.press(Key.Key_Z, Mod.ControlModifier)
    assert found.text() == LACKING
    assert found.is_open
    assert [box.text() for box in found.editor.boxes()][12] == ""


def test_each_box_is_an_undo_step_of_its_own(stage: Open) -> None:
    found = stage()
    type_text(found.focused(), "85")
    boxes = found.editor.boxes()
    boxes[3].take_focus()
    found.press(Key.Key_A, Mod.ControlModifier)
    type_text(found.focused(), "9%")
    found.press(Key.Key_Z, Mod.ControlModifier)
    assert boxes[3].text() == "8.2%" and boxes[12].text() == "85"
    QApplication.processEvents()
    assert found.focused() is boxes[3]


def test_a_whole_string_pasted_is_spread_over_the_boxes(stage: Open) -> None:
    found = stage()
    boxes = found.editor.boxes()
    boxes[2].take_focus()
    found.press(Key.Key_A, Mod.ControlModifier)
    commit(found.focused(), "7000kcal/kg|9%|0.5%")
    assert [box.text() for box in boxes][2:5] == ["7000kcal/kg", "9%", "0.5%"]


def test_a_bar_typed_goes_to_the_next_box(stage: Open) -> None:
    found = stage()
    boxes = found.editor.boxes()
    boxes[3].take_focus()
    type_text(found.focused(), "9%|")
    assert boxes[4].hasFocus()
    assert found.text() == LACKING.replace("8.2%", "9%")


def test_an_empty_text_starts_with_what_can_only_be_one_thing(stage: Open) -> None:
    found = stage("")
    assert found.text() == ""  # nothing is written before somebody types
    assert found.editor.boxes()[1].text() == "3"
    assert found.editor.boxes()[0].hasFocus()


def test_another_row_folds_the_editor(stage: Open) -> None:
    found = stage()
    found.page.reveal("items[0].name")
    assert not found.is_open
    assert found.page.goods.table.rowHeight(1) == 30


def test_a_code_without_elements_has_no_editor(stage: Open) -> None:
    draft = coal(3)
    draft.put("items[1].hs_code", "0101210010")
    assert not stage(LACKING, draft).is_open


def test_a_locked_line_is_shown_and_cannot_be_changed(stage: Open) -> None:
    found = stage()
    found.page.document.set_locked(True)
    assert all(box.is_read_only() for box in found.editor.boxes())
    found.editor.take_earlier(2)
    assert found.text() == LACKING


def test_every_box_says_its_name(stage: Open) -> None:
    found = stage()
    names = [box.accessibleName() for box in found.editor.boxes()]
    assert all("申报要素" in name for name in names)
    assert names[3].startswith("含水")


def test_a_label_leaves_out_the_brackets_and_tells_the_whole_name_on_pointing(qtbot: QtBot) -> None:
    shown = {}
    for name in ("灰分", "有无滞期费（无滞期费、滞期费未确定、滞期费已申报）"):
        box = TextEditor()
        label = ElementLabel(Element(0, name, ElementKind.TEXT), box)
        qtbot.addWidget(box)
        qtbot.addWidget(label)
        shown[name] = (label._words, "滞期费已申报" in label.toolTip(), label.accessibleName())
    assert list(shown.values()) == [
        ("灰分", False, "0 灰分"),
        ("有无滞期费", True, "0 有无滞期费（无滞期费、滞期费未确定、滞期费已申报）"),
    ]
