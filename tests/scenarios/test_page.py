"""The golden scenarios in the real form page: clean on their day; a stated change shows its card till it is undone."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import forms
from app.core.clock import SHANGHAI
from app.core.draft import Mode
from app.declarations.status import Status
from app.reference import Reference, load
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.form.form_services import FormServices
from app.ui.pages.services import OpenedDraft, Standing
from app.ui.theme import Choice, theme
from app.ui.widgets.issue_card import IssueCard
from tests.helpers.scenarios import SCENARIOS
from tests.helpers.ui_services import FakeDrafts, FakeMemory, FakeSubmissions, FixedClock, row
from tests.scenarios.golden import IDS, told

MOST_STEPS = 20


@pytest.fixture(scope="module")
def reference() -> Reference:
    """The bundled code tables."""
    return load()


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    """The light theme."""
    theme().choose(Choice.LIGHT)
    theme().install()
    yield


def shown(qtbot: QtBot, reference: Reference, scenario: str) -> tuple[QWidget, FormPage]:
    """Open a scenario on its day and in its mode; the window must be kept for as long as its page is used."""
    hand, draft = told(scenario), SCENARIOS[scenario].build()
    draft.mode = Mode(hand["mode"])
    day = date.fromisoformat(hand["day"])
    submissions = FakeSubmissions()
    submissions.standings["draft-1"] = Standing(Status.DRAFT, editable=True)
    clock = FixedClock(datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI))
    services = FormServices(FakeDrafts([row(1)]), submissions, reference, clock, FakeMemory())
    page = FormPage(OpenedDraft("draft-1", forms.load(draft.form), draft, Status.DRAFT), services)
    window = QWidget()
    QVBoxLayout(window).addWidget(page)
    qtbot.addWidget(window)
    window.resize(1372, 830)
    window.show()
    page.activated()
    page.document.show_all()
    return window, page


def cards(page: FormPage) -> set[str]:
    """Return the rules whose cards stand in the panel."""
    page.document.settle()
    QApplication.processEvents()
    panel = page.panel.problems
    visible = [card for card in panel.findChildren(IssueCard) if not card.isHidden()]
    assert len(visible) == len(panel.problems())
    return {problem.rule for problem in panel.problems()}


def make(page: FormPage, put: Mapping[str, str | None], facts: Mapping[str, object]) -> None:
    """Make a stated change the way the page does: texts, rows taken away, facts told."""
    for path, text in put.items():
        if text is None:
            section, _, number = path.removesuffix("]").rpartition("[")
            page.document.remove_row(section, int(number))
        else:
            page.document.put(path, text)
    for name, value in facts.items():
        page.document.set_fact(name, value)


def undo(page: FormPage, texts: Mapping[str, str], known: Mapping[str, object]) -> None:
    """Take back what was told and typed, step by step."""
    for name in set(page.document.draft.facts) - set(known):
        page.document.set_fact(name, None)
    for name, value in known.items():
        page.document.set_fact(name, value)
    for _ in range(MOST_STEPS):
        if dict(page.document.draft.filled()) == texts:
            return
        page.document.undo()
    raise AssertionError("undo does not come back to the scenario")


@pytest.mark.parametrize("scenario", IDS)
def test_every_stated_change_shows_its_card_and_undo_takes_it_away(
    qtbot: QtBot, reference: Reference, scenario: str
) -> None:
    _window, page = shown(qtbot, reference, scenario)
    clean = cards(page)
    assert not [one for one in page.document.problems() if one.blocks]
    texts, known = dict(page.document.draft.filled()), dict(page.document.draft.facts)
    for negative in told(scenario)["negatives"]:
        if {"day", "mode"} & set(negative):
            continue  # the day and the kind of declaration are the page's own
        if any(page.document.locked_at(path) for path in negative["put"]):
            continue  # what an earlier step fixed cannot be typed here at all
        make(page, negative["put"], negative["facts"])
        assert negative["rule"] in cards(page), negative["name"]
        undo(page, texts, known)
        assert cards(page) == clean
