"""The first start over the real store by keys: four steps, each taken or skipped; and the tour it offers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from shiboken6 import delete

from app.ui.desk.first_run import SAMPLES
from app.ui.desk.window import RECEIPTS, PortdeskWindow, furnish
from app.ui.pages.first_run_page import FirstRunPage
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.services import ListQuery, Preferences
from tests.helpers.bureau import Bureau, coal, until
from tests.helpers.ui_services import FakeUpkeep

Key = Qt.Key


@pytest.fixture
def window(bureau: Bureau, tmp_path: Path) -> Iterator[PortdeskWindow]:
    made = PortdeskWindow(furnish(bureau.office, tmp_path / "prints", lambda _connection: [], upkeep=FakeUpkeep()))
    made.apply(Preferences(theme="light"))
    made.window.show()
    made.window.activateWindow()
    until(made.window.isActiveWindow)
    yield made
    made.window.close()
    for part in (made, made.window):
        delete(part)


def press(window: PortdeskWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.window.windowHandle(), key)


def first(window: PortdeskWindow) -> FirstRunPage:
    until(lambda: window.first_start.page is not None)
    page = window.first_start.page
    assert page is not None
    return page


def test_four_times_enter_brings_demo_data_and_the_tour(bureau: Bureau, window: PortdeskWindow) -> None:
    window.begin()
    page = first(window)
    assert page.start.cards[0].hasFocus()
    assert "演示" in page.slots.accessibleName()
    press(window, Key.Key_Return, Key.Key_Right, Key.Key_Return, Key.Key_Return, Key.Key_Return)
    assert window.first_start.page is None
    until(lambda: len(bureau.ask(bureau.drafts.list, ListQuery())) == len(SAMPLES))
    card = window.guided.card
    assert card is not None and card.words() == "打开一票"
    window.begin()
    bureau.ask(bureau.drafts.counts)
    assert window.first_start.page is None, "once is enough"


def test_every_step_can_be_skipped_and_nothing_is_stored(bureau: Bureau, window: PortdeskWindow) -> None:
    window.begin()
    first(window)
    press(window, *[Key.Key_Escape] * 4)
    assert window.first_start.page is None and window.guided.card is None
    assert bureau.ask(bureau.drafts.list, ListQuery()) == []


def test_who_has_worked_here_is_not_greeted(bureau: Bureau, window: PortdeskWindow) -> None:
    bureau.keep(coal(), "PD2026030200061")
    window.begin()
    bureau.ask(bureau.drafts.counts)
    assert window.first_start.page is None


def test_practice_is_marked_on_every_page_and_the_real_thing_is_not(window: PortdeskWindow) -> None:
    assert window.window.top.practice.isVisible()
    window.apply(Preferences(gateway="https://gateway.example.cn"))
    assert not window.window.top.practice.isVisible()


def test_the_tour_watches_what_the_clerk_does(bureau: Bureau, window: PortdeskWindow) -> None:
    draft_id = bureau.keep(coal(), "PD2026030200062")
    window.guided.begin()
    card = window.guided.card
    assert card is not None
    card.look()
    assert card.at == 0, "nothing was done yet"
    window.open_document(draft_id)
    key = window.key_of(draft_id)
    until(lambda: window.window.is_open(key))
    card.look()
    form = window.window.page(key)
    assert isinstance(form, FormPage) and card.words() == "改一格"
    form.document.put("contract_number", "TM-2026-018")
    card.look()
    card.look()
    assert card.words() == "申报"
    form.autosave.flush()
    bureau.file(draft_id, contract_number="TM-2026-018")
    until(lambda: card.words() == "看回执")
    window.window.go(RECEIPTS)
    card.look()
    assert card.words() == "走完了"
    card.skip.click()
    assert window.guided.card is None
