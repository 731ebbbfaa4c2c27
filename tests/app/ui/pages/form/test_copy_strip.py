"""Ctrl+Shift+D asks what comes along into the new declaration; Enter alone takes all of it."""

from tests.app.ui.pages.form.conftest import Open, Stage
from tests.helpers import scenarios


def copied(stage: Stage) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    stage.page.copy_asked.connect(lambda draft_id, part: told.append((draft_id, part)))
    return told


def test_all_or_a_part_is_copied_by_keys(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    told = copied(stage)
    stage.keys.press("Ctrl+Shift+D", "Return")
    stage.keys.press("Ctrl+Shift+D", "Right", "Right", "Return")
    assert told == [("draft-1", "whole"), ("draft-1", "goods")]


def test_esc_copies_nothing_and_gives_the_keyboard_back(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    told, before = copied(stage), stage.at
    stage.keys.press("Ctrl+Shift+D", "Escape")
    assert told == [] and stage.at == before
    assert not stage.page.drafting.copier.isVisible()
