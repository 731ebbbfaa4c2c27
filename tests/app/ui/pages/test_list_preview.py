"""The preview beside the list: what it shows, that it follows the row, and that it is remembered."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.draft import Draft
from app.declarations.status import Status
from app.ui.pages.list_preview import KEPT, MOST_LINES
from app.ui.theme import theme
from tests.app.ui.pages.test_list_page import Desk
from tests.helpers.form_pictures import coal
from tests.helpers.ui_services import FakeDrafts, row

Key = Qt.Key


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    theme().install()
    yield Desk(qtbot, FakeDrafts([row(0, Status.DRAFT, errors=0), row(1, Status.RELEASED, errors=0)]))


def filled(desk: Desk, lines: int) -> Draft:
    desk.drafts.opened["draft-0"] = draft = coal(lines)
    return draft


def test_f7_shows_head_and_lines_of_the_current_row(desk: Desk) -> None:
    filled(desk, 2)
    assert not desk.page.preview.isVisible(), "the rows have the whole width until somebody asks"
    desk.press(Key.Key_F7)
    assert desk.page.preview.isVisible() and desk.page.table.hasFocus()
    words = desk.page.preview.words()
    assert "1  2701121000 194,089.00；未制成型的炼焦煤 1,980.5 吨" in words
    assert "类型 进口" in words and "口岸 0708 乌拉特海关" in words


def test_it_follows_the_row_after_a_moment_and_leaves_nothing_of_the_last_one(desk: Desk, qtbot: QtBot) -> None:
    filled(desk, 2)
    desk.press(Key.Key_F7)
    desk.press(Key.Key_Down)
    assert "2701121000" in desk.page.preview.words(), "rows that are only passed are not read"
    qtbot.waitUntil(lambda: "2701121000" not in desk.page.preview.words())


def test_more_lines_than_fit_are_counted(desk: Desk) -> None:
    filled(desk, MOST_LINES + 3)
    desk.press(Key.Key_F7)
    assert f"{MOST_LINES}  2701121000" in desk.page.preview.words()
    assert desk.page.preview._more.words() == "另有 3 项"


def test_it_is_remembered_and_closed_again(desk: Desk) -> None:
    desk.press(Key.Key_F7)
    assert desk.memory.get(KEPT) == "1"
    desk.press(Key.Key_F7)
    assert desk.memory.get(KEPT) == "" and not desk.page.preview.isVisible()
