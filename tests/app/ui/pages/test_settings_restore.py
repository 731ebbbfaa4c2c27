"""Putting a backup back from the settings, by keys: what it would replace is said, and nothing happens unasked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.pages.services import Preferences
from app.ui.pages.settings_page import SettingsPage
from app.ui.pages.settings_restore import what_of
from app.ui.pages.upkeep import BackupLine, RestorePlan
from tests.helpers.keys import press
from tests.helpers.ui_services import FakeLedger, FakeSettings, FakeUpkeep, FixedClock

Key = Qt.Key


@pytest.fixture
def upkeep() -> FakeUpkeep:
    kept = FakeUpkeep()
    kept.back_up(lambda _made: None, pytest.fail)
    return kept


@pytest.fixture
def page(qtbot: QtBot, upkeep: FakeUpkeep) -> Iterator[SettingsPage]:
    made = SettingsPage(FakeSettings(Preferences(), ()), FakeLedger(), FixedClock(), [], upkeep)
    qtbot.addWidget(made)
    made.resize(1372, 830)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.activated()
    made.upkeep.backups.table.setFocus()
    yield made


def hit(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    press(focused, key)


def ordered(upkeep: FakeUpkeep) -> bool:
    return upkeep.ordered is not None


def test_enter_on_a_backup_asks_and_esc_goes_back(page: SettingsPage, upkeep: FakeUpkeep) -> None:
    hit(Key.Key_Return)
    asked = page.upkeep.restore
    assert asked.isVisible() and "14 份" in asked.what.words() and "送出的报文 1 份" in asked.what.words()
    assert asked.leave.hasFocus(), "Enter does nothing yet"
    hit(Key.Key_Return)
    assert not asked.isVisible() and upkeep.ordered is None
    hit(Key.Key_Return)
    hit(Key.Key_Escape)
    assert page.upkeep.backups.table.hasFocus() and upkeep.ordered is None


def test_an_order_for_the_next_start_can_be_taken_back(page: SettingsPage, upkeep: FakeUpkeep) -> None:
    hit(Key.Key_Return)
    page.upkeep.restore.later.setFocus()
    hit(Key.Key_Return)
    assert ordered(upkeep) and not upkeep.restarts
    card = page.upkeep.backups
    assert "下次启动时还原" in card.ordered.words() and card.cancel.isVisible()
    card.cancel.setFocus()
    hit(Key.Key_Return)
    assert not ordered(upkeep) and not card.cancel.isVisible() and card.table.hasFocus()


def test_at_once_asks_for_a_restart(page: SettingsPage, upkeep: FakeUpkeep) -> None:
    hit(Key.Key_Return)
    page.upkeep.restore.at_once.setFocus()
    hit(Key.Key_Return)
    assert upkeep.restarts


def test_an_unsound_backup_is_not_asked_about(page: SettingsPage, upkeep: FakeUpkeep) -> None:
    upkeep.answers.refusal = "备份的文件已被改动，不能用来恢复"
    hit(Key.Key_Return)
    assert not page.upkeep.restore.isVisible()
    assert "已被改动" in page.strip.accessibleName()


def test_nothing_newer_is_said_so() -> None:
    line = BackupLine(Path("x"), FixedClock().now(), 1, 12)
    assert "备份之后没有新的内容" in what_of(RestorePlan(line, 12, 0, 0, 0))
