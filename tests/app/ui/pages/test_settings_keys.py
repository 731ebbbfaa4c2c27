"""改键: a key is recorded in its row, a clash names the other action, and the sheet shows the keys of now."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.reference.spelling import syllables
from app.ui.keys import ACTIONS, Group, keymap
from app.ui.models.key_list import BEFORE, KEY
from app.ui.pages.key_sheet import COLUMNS, KeySheet, in_columns, lines_of
from app.ui.pages.settings_keys import KeyCard
from app.ui.theme import theme
from app.ui.widgets import Button
from tests.helpers.keys import press, type_text

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def card(qtbot: QtBot) -> Iterator[KeyCard]:
    theme().install()
    card = KeyCard(syllables)
    qtbot.addWidget(card)
    card.resize(420, 640)
    card.show()
    card.activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    yield card
    keymap().restore_all()


def words(card: KeyCard, action: str, column: int) -> str:
    row = card.model.number_of(action)
    return str(card.model.index(row, column).data())


def test_enter_records_a_key_in_its_row(card: KeyCard) -> None:
    card.table.setFocus()
    card.table.go_to(card.model.number_of("check"))
    press(card.table, Key.Key_Return)
    assert card.recorder.isVisible()
    press(card.recorder, Key.Key_J, CTRL | ALT)
    assert not card.recorder.isVisible()
    assert keymap().keys("check") == ("Ctrl+Alt+J",)
    assert (words(card, "check", BEFORE), words(card, "check", KEY)) == ("原 F9", "Ctrl Alt J")
    assert card.table.hasFocus()


def test_a_clash_names_the_other_action_and_leads_to_it(card: KeyCard) -> None:
    card.record(card.model.number_of("check"))
    press(card.recorder, Key.Key_F10)
    assert card.note.accessibleName() == "F10 已给 申报，换一个键，或把那边改掉"
    assert keymap().changes() == 0
    card.note.other.click()
    assert card.model.key(card.table.current_row()) == "file"
    assert not card.note.isVisible()


def test_a_plain_letter_is_left_to_typing_and_esc_changes_nothing(card: KeyCard) -> None:
    card.record(card.model.number_of("check"))
    press(card.recorder, Key.Key_J)
    assert "单个字母" in card.note.accessibleName()
    press(card.recorder, Key.Key_Escape)
    assert not card.recorder.isVisible()
    assert keymap().changes() == 0
    card.record(card.model.number_of("back"))
    assert not card.recorder.isVisible()
    assert "不能改" in card.note.accessibleName()


def test_del_takes_the_usual_key_back(card: KeyCard) -> None:
    keymap().rebind("check", "Ctrl+Alt+J")
    card.table.setFocus()
    card.table.go_to(card.model.number_of("check"))
    press(card.table, Key.Key_Delete)
    assert keymap().changes() == 0


def test_an_action_is_found_by_words_pinyin_or_its_key(card: KeyCard) -> None:
    for text in ("校验", "jiaoyan", "jy"):
        card.search.clear()
        type_text(card.search, text)
        assert card.model.number_of("check") >= 0
        assert card.model.number_of("settings") < 0
    press(card.search, Key.Key_F10)
    assert [card.model.key(row) for row in range(card.model.rowCount())] == ["file"]


def test_the_sheet_has_every_key_once(qtbot: QtBot) -> None:
    shown = [line.words for group in Group for line in lines_of(group)]
    assert "转到第 1…9 节" in shown
    titles = {one.title for one in ACTIONS.values() if not one.id.rpartition(".")[2].isdigit()}
    assert titles - set(shown) == set()
    columns = list(in_columns([(group, lines_of(group)) for group in Group], COLUMNS))
    assert [group for column in columns for group, _lines in column] == list(Group)


def test_the_sheet_leads_to_the_settings_and_closes_by_its_own_key(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    sheet = KeySheet(window)
    asked: list[bool] = []
    sheet.settings_asked.connect(lambda: asked.append(True))
    next(one for one in sheet.findChildren(Button) if one.text() == "改键").click()
    assert asked == [True]
    assert not sheet.isVisible()
    again = KeySheet(window)
    press(again, Key.Key_Slash, CTRL)
    assert not again.isVisible()
