"""Everyone's eyes, on every page: no text is cut at any size, and whatever is seen or acts has a name."""

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Choice, Font, theme
from app.ui.theme.paint import draw_text
from app.ui.widgets import Button, Label
from tests.helpers.accessible_walk import nameless, states
from tests.helpers.clip_detector import cuts_in
from tests.helpers.every_page import SHOTS, shown

SMALL, USUAL = QSize(1280, 720), QSize(1440, 900)
LATER = {"lot-confirmed", "goods-import", "goods-import-merge"}  # much like another page: looked at in the slow run


class Narrow(QWidget):
    """Paints words into less room than they need."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_text(painter, QRectF(0, 0, 400, self.height()), "境内收货人名称", Font.BODY)
        painter.end()


def test_the_detector_finds_a_text_beyond_its_edge_and_one_cut_short(qtbot: QtBot) -> None:
    """The control: what is cut is found, what is whole is not."""
    box = QWidget()
    column = QVBoxLayout(box)
    narrow, low, whole = Narrow(), Label("看得见一半"), Label("看得全")
    narrow.setFixedSize(40, 24)
    low.setFixedHeight(6)
    short = Button("一个很长的按钮上的字")
    short.setFixedWidth(60)
    low.setMinimumWidth(200)
    for part in (narrow, low, whole, short):
        column.addWidget(part)
    qtbot.addWidget(box)
    box.show()
    QApplication.processEvents()
    found = {cut.words: cut.why for cut in cuts_in(box)}
    assert "too wide" in found["境内收货人名称"]
    assert "too high" in found["看得见一半"]
    assert "看得全" not in found
    assert any("一个很长" in words for words in found)


def test_the_walk_finds_what_has_no_name(qtbot: QtBot) -> None:
    """The control: a button without words and a painted part nobody is told of."""
    box = QWidget()
    column = QVBoxLayout(box)
    for part in (Button(""), Narrow(), Button("有名字")):
        part.setMinimumSize(200, 24)
        column.addWidget(part)
    qtbot.addWidget(box)
    box.show()
    found = nameless(box)
    assert len([one for one in found if one.startswith("Button")]) == 1
    assert [one for one in found if one.startswith("painted Narrow")]


@pytest.mark.parametrize("name", sorted(SHOTS.keys() - LATER))
def test_a_page_is_whole_and_told(qapp: QApplication, name: str) -> None:
    _look_at(name, SMALL)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SHOTS))
def test_a_page_is_whole_in_every_size_and_look(qapp: QApplication, name: str) -> None:
    for percent in (100, 125, 150):
        theme().set_percent(percent)
        for size in (SMALL, USUAL):
            _look_at(name, size)
    theme().choose(Choice.DARK)
    for percent, size in ((150, SMALL), (100, USUAL)):
        theme().set_percent(percent)
        _look_at(name, size)


def _look_at(name: str, size: QSize) -> None:
    with shown(name, size) as window:
        assert [str(one) for one in cuts_in(window.inside())] == []
        assert nameless(window) == []
        assert states(window) > 20


@pytest.mark.slow
@pytest.mark.parametrize("factor", ["1.25", "1.5", "2"])
def test_no_text_is_cut_on_a_finer_screen(factor: str) -> None:
    """In a process of its own: how fine the screen is holds from its start."""
    told = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": factor}
    command = [sys.executable, "-m", "tests.helpers.clip_report", "100", "150"]
    done = subprocess.run(command, env=told, capture_output=True, text=True, timeout=600, check=True)
    report = json.loads(done.stdout.splitlines()[-1])
    assert report["pages"] == len(SHOTS) and report["cuts"] == []
