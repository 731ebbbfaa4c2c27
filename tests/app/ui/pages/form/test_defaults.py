"""A section is remembered for the declarations to come; a cell takes the value above it."""

from tests.app.ui.pages.form.conftest import Open
from tests.helpers import scenarios


def test_the_section_under_the_keyboard_is_remembered(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.page.reveal("goods_place")
    stage.keys.press("Ctrl+Shift+S")
    assert ("remember", stage.page.document.form.field("goods_place").box.section) in stage.drafts.calls


def test_a_cell_takes_the_value_above_it(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    document = stage.page.document
    document.insert_row("items", 1)
    stage.page.reveal("items[1].origin_country")
    stage.keys.press("Ctrl+Apostrophe")
    assert document.get("items[1].origin_country") == document.get("items[0].origin_country") != ""
    stage.keys.press("Ctrl+Z")
    assert document.get("items[1].origin_country") == ""
