"""A warning is set aside with a reason that is kept with the draft; F10 leads through those left, by keyboard alone."""

from app.core.draft import Draft
from app.ui.pages.form.aside_row import AsideRow
from app.ui.pages.form.reason_strip import ReasonStrip
from app.ui.pages.form.setting_aside import USUAL
from tests.app.ui.pages.form.conftest import Open, Stage
from tests.helpers import scenarios


def submits(stage: Stage) -> int:
    return sum(call[0] == "submit" for call in stage.submissions.calls)


def warnings(stage: Stage) -> list[str]:
    return [problem.path for problem in stage.page.document.problems() if not problem.blocks]


def two_warnings() -> Draft:
    draft = scenarios.s01()
    draft.put("ie_date", "20260301")
    draft.facts["goods_arrived"] = True
    return draft


def test_f10_leads_through_the_warnings_and_files_after_the_last(open_page: Open) -> None:
    stage = open_page(two_warnings())
    expected = warnings(stage)
    assert len(expected) >= 2
    stage.keys.press("F10")
    for number, path in enumerate(expected, start=1):
        assert isinstance(stage.keys.focused().parentWidget(), ReasonStrip)
        assert stage.page.reasons.words().startswith(f"留意 {number} / {len(expected)}")
        assert submits(stage) == 0
        shown = stage.page.binder.widget_at(path)
        assert shown is not None and shown.isVisible()
        stage.keys.press("F10")
    assert submits(stage) == 1
    kept = stage.drafts.opened["draft-1"].acknowledged
    assert [(one.path, one.reason) for one in kept] == [(path, USUAL) for path in expected]


def test_a_reason_is_typed_and_kept_and_a_changed_value_voids_it(open_page: Open) -> None:
    stage = open_page(two_warnings())
    path = warnings(stage)[0]
    stage.keys.press("F10")
    stage.keys.press("Ctrl+A")
    stage.keys.type("TEST-OK")
    stage.keys.press("Return")
    assert path not in warnings(stage)
    assert stage.page.document.shown(path) is None
    assert stage.page.document.set_aside()[0][1] == "TEST-OK"
    assert stage.memory.kept[f"reason.{stage.page.document.draft.acknowledged[0].rule}"] == "TEST-OK"
    again = Draft.from_json(stage.page.document.draft.to_json())
    assert again.acknowledged == stage.page.document.draft.acknowledged
    stage.keys.press("Escape")
    stage.page.document.put(path, "20260303")
    stage.settle()
    assert path in warnings(stage)


def test_without_a_reason_nothing_is_set_aside(open_page: Open) -> None:
    stage = open_page(two_warnings())
    before = warnings(stage)
    stage.keys.press("F10", "Ctrl+A", "Delete", "Return")
    assert stage.page.reasons.is_asking()
    assert warnings(stage) == before


def test_escape_leaves_the_warnings_and_gives_the_keyboard_to_the_field(open_page: Open) -> None:
    stage = open_page(two_warnings())
    path = warnings(stage)[0]
    stage.keys.press("F10", "Escape")
    assert not stage.page.reasons.isVisible()
    assert stage.at == path
    assert submits(stage) == 0


def test_enter_through_them_does_not_file_but_says_how(open_page: Open) -> None:
    stage = open_page(two_warnings())
    said: list[str] = []
    stage.page.said.connect(lambda words, _tone: said.append(words))
    stage.keys.press("F10")
    while stage.page.reasons.is_asking():
        stage.keys.press("Return")
    assert submits(stage) == 0
    assert said[-1] == "留意都已说明，按 F10 申报"
    stage.keys.press("F10")
    assert submits(stage) == 1


def test_what_was_said_is_listed_and_taken_back_and_undone(open_page: Open) -> None:
    stage = open_page(two_warnings())
    path = warnings(stage)[0]
    stage.keys.press("F9")
    problem = next(one for one in stage.page.document.problems() if one.path == path)
    stage.page.document.acknowledge(problem, "TEST")
    row = stage.page.panel.problems.findChild(AsideRow)
    assert row is not None
    assert row.words.endswith("理由 TEST")
    stage.page.reveal("contract_number")
    stage.keys.press("Ctrl+Z")
    assert path in warnings(stage)
    stage.keys.press("Ctrl+Y")
    assert path not in warnings(stage)
    row = next(one for one in stage.page.panel.problems.findChildren(AsideRow) if one.isVisible())
    row.withdraw.setFocus()
    stage.keys.press("Return")
    assert path in warnings(stage)


def test_alt_enter_on_a_warning_without_a_cure_asks_for_its_reason(open_page: Open) -> None:
    stage = open_page(two_warnings())
    stage.keys.press("F9")
    problem = next(one for one in stage.page.document.problems() if stage.page.panel.problems.fix_of(one) is None)
    stage.page.reveal(problem.path)
    stage.keys.press("Alt+Return")
    assert stage.page.reasons.is_asking()
    stage.keys.press("Return")
    assert problem.path not in warnings(stage)


def test_a_reason_follows_its_row(open_page: Open) -> None:
    draft = scenarios.s01()
    draft.insert_row("items", 1, draft.row_texts("items", 0))
    draft.put("items[1].total", "1")
    stage = open_page(draft)
    found = [one for one in stage.page.document.problems() if not one.blocks and one.path.startswith("items[1]")]
    assert found
    stage.page.document.acknowledge(found[0], "TEST")
    stage.page.document.move_row("items", 1, 0)
    assert [one.path for one in stage.page.document.draft.acknowledged] == [found[0].path.replace("[1]", "[0]")]
    stage.page.document.remove_row("items", 0)
    assert stage.page.document.draft.acknowledged == ()
