"""Product goal 21: a one-line declaration from a blank form, with F4 at hand, costs at most 330 keys."""

import pytest

import forms
from app.core.draft import Mode
from tests.app.ui.pages.form.conftest import Open, Stage
from tests.app.ui.pages.form.test_quick_fill import TEXTS
from tests.helpers import scenarios

MOST_KEYS, MOST_FIELDS = 330, 200
LICENCE = "单证代码"


def blank_run(stage: Stage) -> int:
    """Fill the form from top to bottom: what changes is typed, the rest comes from the last one; returns the keys."""
    keys, last = 0, scenarios.s01()
    document = stage.page.document
    for _ in range(MOST_FIELDS):
        if stage.keys.focused() is stage.page.head.check or not stage.page.binder.current:
            break
        path = stage.at
        focused = stage.keys.focused()
        if focused.objectName() != path:
            break  # the button behind the last line
        if not document.get(path) and path in TEXTS:
            stage.keys.type(TEXTS[path])
            keys += len(TEXTS[path])
        elif not document.get(path) and last.get(path):
            stage.keys.press("F4")
            keys += 1
        stage.keys.accept()
        keys += 1
    return keys


def licence(stage: Stage) -> int:
    """Go to the licences by name and type the one the article wants; returns the keys."""
    before = scenarios.s01()
    code, number = (before.get(f"licences[0].{name}") for name in ("kind", "number"))
    stage.keys.press("Ctrl+Shift+F")
    stage.keys.type(LICENCE)
    stage.keys.accept()
    assert stage.at == "licences[0].kind"
    for text in (code, number):
        stage.keys.type(text)
        stage.keys.accept()
    return 1 + len(LICENCE) + 1 + len(code) + 1 + len(number) + 1


@pytest.mark.slow
def test_a_blank_one_line_declaration_is_ready_to_be_filed(open_page: Open) -> None:
    form = forms.load("import")
    draft = form.new(Mode.ADVANCE)
    for path, bound in form.fields.items():
        if bound.box.profile:  # what the operator filled in once, in the settings
            draft.put(path, scenarios.s01().get(path))
    stage = open_page(draft, last=scenarios.s01())
    keys = blank_run(stage) + licence(stage)
    stage.keys.press("F9")
    stage.settle()
    assert not [one for one in stage.page.document.problems() if one.blocks]
    keys += 2  # Ctrl+N and Enter began it
    keys += 2  # F9, F10
    print(f"a blank one-line declaration: {keys} keys")
    assert keys <= MOST_KEYS
