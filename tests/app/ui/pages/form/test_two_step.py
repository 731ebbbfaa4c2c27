"""概要 shows what its rule pack asks and no more; 完整 keeps it locked; both change with one key and lose nothing."""

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication

from app.core.draft import Draft, Mode, Purpose
from app.declarations.status import Status
from app.ui.editors import ChoiceEditor, TextEditor
from app.ui.pages.form.confirmations import ConfirmationsBlock
from app.ui.pages.form.guarantee_block import BALANCE, LEFT_OVER, THIS
from app.ui.pages.services import Standing
from app.ui.theme import Choice, theme
from tests.app.ui.pages.form.conftest import SMALL, Open, Stage
from tests.helpers import scenarios, two_steps


def summary(profile: str = "new") -> Draft:
    draft = two_steps.s02()
    draft.facts["two_step_profile"] = profile
    return draft


def shown(stage: Stage) -> set[str]:
    """Return the paths of the fields a person can see."""
    fields = stage.page.document.form.fields
    paths = {path for pattern in fields for path in (pattern, pattern.replace("[]", "[0]"))}
    widgets = {path: stage.page.binder.widget_at(path) for path in paths}
    return {path for path, widget in widgets.items() if widget is not None and widget.isVisible()}


def test_a_summary_shows_the_summary_items_only(open_page: Open) -> None:
    stage = open_page(summary())
    assert stage.page.modes.head.is_summary()
    seen = shown(stage)
    assert {"declaration_customs", "bill_number", "gross_weight", "items[0].hs_code", "items[0].purpose"} <= seen
    assert not {"net_weight", "contract_number", "terms", "items[0].model", "items[0].price"} & seen
    assert all(stage.page.document.present(path) for path in seen)


def test_the_new_profile_has_no_questions_and_the_legacy_one_three(open_page: Open) -> None:
    new, legacy = open_page(summary("new")), open_page(summary("legacy"))
    assert new.page.findChild(ConfirmationsBlock) is None
    block = legacy.page.findChild(ConfirmationsBlock)
    assert block is not None
    assert len(block.editors()) == 3


def test_a_switch_shows_and_hides_its_section_and_keeps_what_it_held(open_page: Open) -> None:
    stage = open_page(summary("legacy"))
    area = stage.page.modes.head.front()
    assert area.is_open("涉检")
    assert "涉检 +5" in stage.page.panel.problems.words()
    stage.page.reveal("declaration_customs")
    stage.keys.press("Ctrl+1", "Return")
    assert isinstance(stage.keys.focused(), ChoiceEditor)
    stage.keys.type("0")
    stage.settle()
    assert not area.is_open("涉检")
    assert "涉检" not in stage.page.panel.problems.words()
    assert stage.page.document.get("items[0].purpose") == "26"
    stage.keys.press("Ctrl+Z")
    stage.settle()
    assert area.is_open("涉检")


def test_the_goods_preset_the_questions_and_a_denial_is_told(open_page: Open) -> None:
    draft = summary("legacy")
    for fact in ("licence_confirmed", "inspection_confirmed", "tax_confirmed"):
        del draft.facts[fact]
    stage = open_page(draft)
    assert stage.page.document.draft.facts["inspection_confirmed"] is True
    block = stage.page.findChild(ConfirmationsBlock)
    assert block is not None
    stage.page.document.set_fact("inspection_confirmed", False)
    assert "撤销重报" in block._questions[1].reason.words()


def test_the_guarantee_adds_up(open_page: Open) -> None:
    stage = open_page(summary(), limit=Decimal(5_000_000), used=Decimal(1_236_400))
    stage.page.modes._this = None
    guarantee = stage.page.modes._plan.guarantee  # type: ignore[union-attr]
    assert guarantee is not None
    guarantee.show_this(Decimal("13340.60"))
    words = guarantee.words()
    assert [words[one] for one in (BALANCE, THIS, LEFT_OVER)] == ["3763600.00", "13340.60", "3750259.40"]
    assert "已占用 6 票 1,236,400.00" in stage.page.modes.cards.words()
    assert stage.page.document.draft.facts["guarantee_balance"] == "3763600"


def test_an_unknown_guarantee_is_said_and_blocks_nothing(open_page: Open) -> None:
    stage = open_page(summary())
    assert "有这份担保" in stage.page.modes.cards.words()
    assert stage.page.head.file.isEnabled()


def test_the_ruler_says_expected_and_then_the_days(open_page: Open) -> None:
    draft = summary()
    del draft.facts["entry_day"]
    draft.facts["planned_arrival"] = "2026-03-05"
    stage = open_page(draft)
    assert "03-05 预计" in stage.page.modes.cards.words()
    assert "预计 03-05 进境，03-19 止" in stage.page.modes.bar.ribbon.accessibleName()
    stage.page.document.set_fact("entry_day", "2026-03-01")
    assert "最后一天 03-15 24:00" in stage.page.modes.cards.words()
    assert "03-15 24:00 截止" in stage.page.modes.bar.ribbon.accessibleName()


def test_a_day_of_entry_to_come_is_expected_and_no_clock_runs(open_page: Open) -> None:
    draft = summary()
    draft.facts["entry_day"] = "2026-03-09"
    stage = open_page(draft)
    assert "预计 03-09 进境，03-23 止" in stage.page.modes.bar.ribbon.accessibleName()
    assert "03-09 预计" in stage.page.modes.cards.words()


def test_working_days_of_a_year_not_announced_are_said_to_be_unknown(open_page: Open) -> None:
    draft = summary()
    del draft.facts["entry_day"]
    draft.facts["planned_arrival"] = "2026-12-20"
    stage = open_page(draft)
    assert "01-04 起，预计" in stage.page.modes.cards.words()


def test_what_comes_later_is_kept_and_counted_and_opened_by_f6(open_page: Open) -> None:
    stage = open_page(summary())
    before = stage.page.modes.later.words()
    stage.keys.press("F6")
    assert stage.page.modes.head.shows_later()
    stage.page.reveal("contract_number")
    stage.keys.type("TI-2026-012")
    stage.page.reveal("net_weight")
    stage.keys.type("3450200")
    stage.settle()
    assert stage.page.modes.later.words() != before
    stage.keys.press("F6")
    assert not stage.page.modes.head.shows_later()
    assert stage.page.document.get("net_weight") == "3450200"


def test_every_required_field_of_a_summary_is_reached(open_page: Open) -> None:
    stage = open_page(Draft("import", summary().version, Mode.SUMMARY))
    stage.page.document.insert_row("items", 0)
    document = stage.page.document
    wanted = {problem.path for problem in document.problems() if problem.blocks}
    missed = []
    for path in wanted:
        stage.page.reveal(path)
        widget = stage.page.binder.widget_at(path)
        if widget is None or not (widget is stage.keys.focused() or widget.isAncestorOf(stage.keys.focused())):
            missed.append(path)
    assert missed == []


def test_changing_ones_mind_keeps_everything(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    before = dict(stage.page.document.draft.texts)
    stage.page.document.set_mode(Mode.SUMMARY)
    assert stage.page.modes.head.is_summary()
    assert stage.page.head.file.text() == "申报概要"
    assert stage.page.hints()[-1].words == "完整申报内容"
    assert stage.page.document.get("net_weight") == before["net_weight"]
    stage.keys.press("Ctrl+Z")
    assert stage.page.document.mode is Mode.ADVANCE
    assert not stage.page.modes.head.is_summary()
    assert dict(stage.page.document.draft.texts) == before


def complete() -> Draft:
    draft = two_steps.s02_complete()
    assert draft.purpose is Purpose.COMPLETE
    return draft


def test_what_the_summary_declared_is_locked_and_says_why(open_page: Open) -> None:
    stage = open_page(complete(), status=Status.CONDITIONAL)
    stage.submissions.standings["draft-1"] = Standing(Status.CONDITIONAL, editable=True)
    stage.submissions.changed.emit("draft-1")
    said: list[str] = []
    stage.page.said.connect(lambda words, _tone: said.append(words))
    stage.page.reveal("bill_number")
    editor = stage.page.binder.widget_at("bill_number")
    assert isinstance(editor, TextEditor)
    assert editor.is_read_only()
    assert "概要已申报，修改走修改申请" in editor.accessibleDescription()
    assert "概要已申报，修改走修改申请" in editor.toolTip()
    before = stage.page.document.get("bill_number")
    stage.keys.press("X")
    assert said[-1] == "概要已申报，修改走修改申请"
    assert stage.page.document.get("bill_number") == before
    stage.page.reveal("contract_number")
    stage.keys.type("NEW")
    assert stage.page.document.get("contract_number") == "NEW"
    assert not stage.page.head.modes.isVisible()


def test_the_ribbon_of_the_second_step(open_page: Open) -> None:
    stage = open_page(complete(), status=Status.CONDITIONAL)
    assert "完整申报 进行中" in stage.page.modes.bar.ribbon.accessibleName()


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK])
def test_at_1280_nothing_of_a_summary_is_cut(open_page: Open, choice: Choice) -> None:
    theme().choose(choice)
    stage = open_page(summary("legacy"), size=SMALL)
    QApplication.processEvents()
    assert not stage.page.modes.cards.isVisible()
    assert stage.page.modes.later.isVisible()
    table = stage.page.goods.table
    assert table.viewport().height() >= table.rowHeight(0)
    assert table.horizontalScrollBar().maximum() == 0
