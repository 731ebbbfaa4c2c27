"""Notes on fields: a corner and words beside the value; kept with the draft, undone like all else, in no message."""

import forms
from app.core.note import Note, Reader
from app.wire.xml import write
from tests.app.ui.pages.form.conftest import Open
from tests.app.ui.pages.form.test_quick_fill import marks
from tests.helpers import scenarios


def test_a_note_is_put_on_the_field_under_the_keyboard(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.page.reveal("net_weight")
    stage.keys.press("Ctrl+M")
    stage.keys.type("核对过磅单")
    stage.keys.press("Tab", "Right", "Shift+Tab")
    stage.keys.accept()
    assert stage.page.document.draft.notes == {"net_weight": Note("核对过磅单", Reader.REVIEWER)}
    assert marks(stage, "net_weight").note == "核对过磅单"
    widget = stage.page.binder.widget_at("net_weight")
    assert widget is not None and "备注：核对过磅单" in widget.accessibleDescription()
    assert stage.at == "net_weight", "the keyboard is back in the field"
    stage.keys.press("Ctrl+Z")
    assert stage.page.document.draft.notes == {}


def test_an_emptied_note_is_gone_and_esc_changes_none(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.page.document.set_note("net_weight", Note("旧"))
    stage.page.reveal("net_weight")
    stage.keys.press("Ctrl+M")
    stage.keys.type("x")
    stage.keys.press("Escape")
    assert stage.page.document.draft.notes["net_weight"].text == "旧"
    stage.keys.press("Ctrl+M", "Ctrl+A", "Backspace")
    stage.keys.accept()
    assert stage.page.document.draft.notes == {}


def test_a_note_on_a_goods_line_follows_its_row(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    document = stage.page.document
    document.set_note("items[0].quantity", Note("少一吨"))
    document.insert_row("items", 0)
    assert list(document.draft.notes) == ["items[1].quantity"]
    document.remove_row("items", 1)
    assert document.draft.notes == {}
    document.undo()
    assert list(document.draft.notes) == ["items[1].quantity"]


def test_no_message_and_no_package_carries_a_note() -> None:
    draft = scenarios.s01()
    draft.notes["net_weight"] = Note("核对过磅单")
    assert "过磅".encode() not in write(forms.load("import"), draft)
    assert "过磅" not in draft.to_json(with_notes=False)
