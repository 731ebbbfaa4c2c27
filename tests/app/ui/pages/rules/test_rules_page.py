"""Every rule is found by its number, its field, its words and its law, and a problem leads there and back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import forms
from app.core.draft import Mode
from app.core.problem import Severity
from app.declarations.catalogue import catalogue
from app.ui.models.field_rules import rules_about
from app.ui.models.rule_list import Wanted
from app.ui.pages.rules.rules_page import RulesPage
from app.ui.tour.key_driver import KeyDriver
from app.ui.windows.page import Page

FORM = forms.load("import")


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[RulesPage]:
    shown = RulesPage()
    qtbot.addWidget(shown)
    shown.resize(1212, 650)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(lambda: shown.isActiveWindow() and shown.model.rowCount() > 0)
    shown.activated()
    yield shown


def test_it_is_a_page_of_the_window(page: RulesPage) -> None:
    as_page: Page = page
    assert as_page.title() == "规则"
    assert as_page.may_close()


def test_every_rule_of_the_catalogue_is_there(page: RulesPage) -> None:
    assert page.model.counts() == (len({row.id for row in catalogue()}),) * 2
    assert page.model.rowCount() == len(catalogue())


def test_words_severity_and_stage_narrow_it_by_keyboard(page: RulesPage) -> None:
    keys = KeyDriver(page)
    keys.press("Slash")
    keys.type("R055")
    assert {page.model.rule(row).id for row in range(page.model.rowCount())} == {"R055"}
    assert "净重" in page.detail.words()
    keys.press("Ctrl+A", "Delete")
    page.severity.setFocus(Qt.FocusReason.TabFocusReason)
    keys.press("Right", "Right")
    found = [page.model.rule(row).severity for row in range(page.model.rowCount())]
    assert set(found) == {Severity.WARNING}
    page.mode.setFocus(Qt.FocusReason.TabFocusReason)
    keys.press("Right")
    assert 0 < page.model.rowCount() < len(found)


@pytest.mark.parametrize("mode", Mode)
def test_a_stage_takes_its_own_rules_and_those_of_every_stage(mode: Mode) -> None:
    rows = [row for row in catalogue() if Wanted(mode=mode).takes(row)]
    assert any(row.phase == "各阶段" for row in rows)
    ids = {rule.id for rule in FORM.rules if mode in rule.modes and rule.effect == "problem"}
    assert ids <= {row.id for row in rows} | {row.id for row in catalogue() if row.decided_by == row.phase}


def test_a_rule_asked_for_is_shown_whatever_was_looked_for(page: RulesPage) -> None:
    page.search.setText("没有这样的规则")
    assert page.model.rowCount() == 0
    page.show_rule("R091")
    assert page.model.rule(page.table.current_row()).id == "R091"
    assert page.detail.words().startswith("R091")


def test_escape_leads_back_only_for_who_came_from_somewhere(page: RulesPage) -> None:
    asked: list[bool] = []
    page.back_asked.connect(lambda: asked.append(True))
    keys = KeyDriver(page)
    keys.press("Escape")
    assert asked == []
    page.show_rule("R055")
    keys.press("Escape")
    assert asked == [True]


def test_a_field_names_the_rules_told_at_it_first() -> None:
    found = [id_ for id_, _ in rules_about(FORM, "net_weight")]
    assert found[0] in {rule.id for rule in FORM.rules if rule.at == "net_weight"}
    assert "R055" in found
    assert len(found) == len(set(found))
