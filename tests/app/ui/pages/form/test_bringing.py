"""A 监管方式 typed on the page brings its template along when the keyboard leaves it: blank fields alone, undoable."""

import forms
from app.core.draft import Draft, Mode
from tests.app.ui.pages.form.conftest import Open, Stage


def begun(open_page: Open, **texts: str) -> Stage:
    draft = forms.load("export").new(Mode.ONCE)
    draft.update(texts)
    return open_page(draft)


def choose(stage: Stage, code: str) -> None:
    editor = stage.page.binder.editor_at("trade_mode")
    assert editor is not None
    editor.setFocus()  # type: ignore[attr-defined]
    stage.keys.type(code)
    stage.keys.press("Enter")
    stage.settle()


def texts(draft: Draft, *paths: str) -> tuple[str, ...]:
    return tuple(draft.get(path) for path in paths)


def test_a_code_brings_its_template_into_blank_fields(open_page: Open) -> None:
    stage = begun(open_page)
    choose(stage, "9710")
    document = stage.page.document
    assert texts(document.draft, "trade_mode", "levy_nature", "remark") == ("9710", "101", "跨境电子商务")
    assert document.draft.brought["levy_nature"] == "regime"
    editor = stage.page.binder.editor_at("levy_nature")
    assert editor is not None
    assert "监管方式模板带入" in editor.accessibleDescription()  # type: ignore[attr-defined]
    document.undo()
    assert texts(document.draft, "trade_mode", "levy_nature", "remark") == ("9710", "", "")


def test_what_was_typed_stays(open_page: Open) -> None:
    stage = begun(open_page, levy_nature="299", remark="样品")
    choose(stage, "9710")
    assert texts(stage.page.document.draft, "levy_nature", "remark") == ("299", "样品")


def test_typing_over_what_was_brought_takes_its_place(open_page: Open) -> None:
    stage = begun(open_page)
    choose(stage, "9710")
    assert stage.at == "levy_nature"
    stage.keys.type("299")
    stage.keys.press("Enter")
    assert stage.page.document.get("levy_nature") == "299"
    assert "levy_nature" not in stage.page.document.draft.brought


def test_walking_through_a_field_brings_nothing(open_page: Open) -> None:
    stage = begun(open_page, trade_mode="9710")
    editor = stage.page.binder.editor_at("trade_mode")
    assert editor is not None
    editor.setFocus()  # type: ignore[attr-defined]
    stage.keys.press("Enter")
    stage.settle()
    assert stage.page.document.get("levy_nature") == ""
