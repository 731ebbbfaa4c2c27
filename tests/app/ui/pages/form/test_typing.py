"""A whole declaration typed from an empty page with the keyboard alone."""

from PySide6.QtWidgets import QApplication

from app.core.draft import Draft
from app.ui.pages.form.facts_block import TITLE as FACTS_TITLE
from app.ui.pages.form.facts_block import FactsBlock
from app.ui.pages.form.field_cells import RARE
from app.ui.pages.form.fold_strip import FoldButton
from app.ui.pages.form.sections_area import FACTS
from app.ui.widgets.button import Button
from tests.app.ui.pages.form.conftest import Open, Stage
from tests.helpers import scenarios


def fill(stage: Stage, wanted: Draft, until: str = "") -> None:
    """Type what a draft holds field by field, each ended with Enter, until a button or a field comes up."""
    for _ in range(400):
        if isinstance(QApplication.focusWidget(), Button):
            return
        path = stage.at
        if path == until:
            return
        text = wanted.get(path)
        if stage.page.document.get(path) != text:
            stage.keys.type(text)
        stage.keys.accept()
    raise AssertionError(f"the walk does not end: {stage.at}")


def open_section(stage: Stage, title: str) -> None:
    """Tab to the button of a folded section and press Enter."""
    for _ in range(200):
        focused = QApplication.focusWidget()
        if isinstance(focused, FoldButton) and focused.fold.title == title:
            stage.keys.press("Return")
            return
        stage.keys.press("Tab")
    raise AssertionError(f"Tab never came to {title}")


def fill_rows(stage: Stage, wanted: Draft, section: str) -> None:
    """Type the rows of the section the keyboard is in; Ins adds one from within the row before."""
    for number in range(wanted.rows(section)):
        if number:
            stage.keys.press("Insert")
        row = f"{section}[{number}]."
        todo = [
            path for path, text in wanted.filled() if path.startswith(row) and text != stage.page.document.get(path)
        ]
        while todo:
            assert stage.at.startswith(row), stage.at
            if stage.at in todo:
                todo.remove(stage.at)
                stage.keys.type(wanted.get(stage.at))
            if todo:
                stage.keys.accept()


def test_s01_is_typed_from_empty_without_a_mouse(open_page: Open) -> None:
    wanted = scenarios.s01()
    stage = open_page()
    assert stage.at == "declaration_customs"
    fill(stage, wanted)
    assert stage.page.document.rows("items") == 1
    for title, section in (("随附单证", "licences"), ("申请单证", "certificates"), ("随附单据", "edocs")):
        stage.keys.press("Ctrl+6")
        open_section(stage, title)
        fill_rows(stage, wanted, section)
    stage.keys.press("Ctrl+6")
    open_section(stage, FACTS_TITLE)
    facts = stage.page.sections.section(FACTS)
    assert isinstance(facts, FactsBlock)
    for name in facts.names():
        value = wanted.facts.get(name)
        stage.keys.type({True: "1", False: "0"}[value] if isinstance(value, bool) else str(value or ""))
        stage.keys.accept()
    typed = stage.page.document.draft
    fields = stage.page.document.form.field
    expected = {path: text for path, text in wanted.filled() if fields(path).box.order < RARE}
    assert {path: typed.get(path) for path in expected} == expected
    assert typed.facts == wanted.facts
