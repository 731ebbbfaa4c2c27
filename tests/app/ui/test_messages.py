"""Trouble is told in a bar: the newest in front, the one before comes back, nothing is stacked."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.messages import Trouble, TroubleBar
from app.ui.widgets.button import Button


@pytest.fixture
def bar(qtbot: QtBot) -> TroubleBar:
    made = TroubleBar()
    qtbot.addWidget(made)
    return made


def test_a_bar_is_absent_without_trouble(bar: TroubleBar) -> None:
    assert bar.isHidden()
    assert bar.current() is None
    bar.over("link")
    assert bar.isHidden()


def test_the_newest_is_shown_and_the_one_before_comes_back(bar: TroubleBar) -> None:
    first, second = Trouble("link", "连不上单一窗口", "14:05 再试"), Trouble("save", "磁盘已满")
    bar.tell(first)
    bar.tell(second)
    assert bar.current() == second
    bar.over("save")
    assert bar.current() == first
    assert first.sentence == "连不上单一窗口，14:05 再试"
    bar.over("link")
    assert bar.isHidden()


def test_renewed_trouble_is_told_once(bar: TroubleBar) -> None:
    for minute in range(3):
        bar.tell(Trouble("link", "连不上单一窗口", f"14:0{minute} 再试"))
    bar.over("link")
    assert bar.current() is None


def test_its_action_acts(bar: TroubleBar, qtbot: QtBot) -> None:
    done: list[str] = []
    bar.tell(Trouble("link", "连不上单一窗口", "", (("立即再试", lambda: done.append("tried")),)))
    bar.show()
    buttons = [one for one in bar.findChildren(Button) if not one.isHidden()]
    assert [one.text() for one in buttons] == ["立即再试"]
    buttons[0].click()
    assert done == ["tried"]
