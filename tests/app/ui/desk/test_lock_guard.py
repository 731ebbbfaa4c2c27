"""The lock: Ctrl+L and idle time forget the key, nothing is reached behind it, the passphrase gives all back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from app.ui.desk.window import LIST, PortdeskWindow, furnish
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.lock_page import LockPage
from tests.helpers.bureau import Bureau, coal, until
from tests.helpers.keys import type_text
from tests.helpers.ui_services import FakeUpkeep


@pytest.fixture
def upkeep() -> FakeUpkeep:
    made = FakeUpkeep()
    made.kinds, made.passphrase = ["passphrase"], "correct horse"
    return made


@pytest.fixture
def window(bureau: Bureau, tmp_path: Path, upkeep: FakeUpkeep) -> Iterator[PortdeskWindow]:
    made = PortdeskWindow(furnish(bureau.office, tmp_path / "prints", lambda _connection: [], upkeep=upkeep))
    made.window.show()
    made.window.activateWindow()
    until(made.window.isActiveWindow)
    yield made
    made.window.close()
    for part in (made, made.window):
        delete(part)


def page(window: PortdeskWindow) -> LockPage:
    assert window.lock_guard is not None and window.lock_guard.page is not None
    return window.lock_guard.page


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    active = QApplication.activeWindow()
    assert active is not None
    QTest.keyClick(active.windowHandle(), key, modifier)


def test_ctrl_l_stores_what_was_typed_and_forgets_the_key(
    bureau: Bureau, window: PortdeskWindow, upkeep: FakeUpkeep
) -> None:
    draft_id = bureau.keep(coal(), "PD2026030200051")
    window.open_document(draft_id)
    key = window.key_of(draft_id)
    until(lambda: window.window.is_open(key))
    form = window.window.page(key)
    assert isinstance(form, FormPage)
    form.document.put("voyage_number", "TYPED")
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    until(lambda: upkeep.is_locked)
    assert bureau.stored(draft_id).draft.get("voyage_number") == "TYPED"
    assert page(window).geometry() == window.window.rect()
    press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.window.current() == key != LIST, "no key reaches what lies behind"
    type_text(page(window).field, "wrong horse")
    press(Qt.Key.Key_Return)
    assert "口令不对" in page(window).wrong.words() and upkeep.is_locked
    type_text(page(window).field, upkeep.passphrase)
    press(Qt.Key.Key_Return)
    until(lambda: not upkeep.is_locked)
    assert not any(one.isVisible() for one in window.window.findChildren(LockPage))


def test_nobody_there_locks_and_a_touch_does_not(window: PortdeskWindow, upkeep: FakeUpkeep) -> None:
    guard = window.lock_guard
    assert guard is not None
    guard.set_minutes(10)
    until(lambda: guard._idle.remainingTime() < 10 * 60_000 - 100)
    press(Qt.Key.Key_F7)
    assert guard._idle.remainingTime() > 10 * 60_000 - 60, "a touch begins the wait anew"
    guard._idle.start(1)
    until(lambda: upkeep.is_locked)


def test_without_a_passphrase_nothing_is_locked_for_good(window: PortdeskWindow, upkeep: FakeUpkeep) -> None:
    upkeep.kinds = ["demo"]
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    until(lambda: "还没有设口令" in window.window.toast.words())
    assert not upkeep.is_locked and not window.window.findChildren(LockPage)


def test_the_minutes_follow_the_settings(bureau: Bureau, window: PortdeskWindow) -> None:
    preferences = bureau.ask(window._desk.settings.load)
    bureau.ask(window._desk.settings.save, replace(preferences, lock_minutes=5))
    assert window.lock_guard is not None
    assert window.lock_guard._idle.interval() == 5 * 60_000
    bureau.ask(window._desk.settings.save, replace(preferences, lock_minutes=0))
    assert not window.lock_guard._idle.isActive()
