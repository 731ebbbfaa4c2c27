"""A tour that cannot go on says in one sentence where it stopped, and leaves a picture and its report."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Icon
from app.ui.tour import run, waiting
from app.ui.windows import Door, KeyHint, MainWindow, RailItem
from tests.helpers.ui_services import FakeDrafts, FakeSubmissions, FixedClock


class BlankPage(QObject):
    """A page with one field and nothing of a tour's first page."""

    retitled = Signal()
    hinted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.body = QWidget()
        self.field = QLineEdit()
        QVBoxLayout(self.body).addWidget(self.field)

    def widget(self) -> QWidget:
        return self.body

    def title(self) -> str:
        return "单证"

    def icon(self) -> Icon:
        return Icon.FILES

    def is_marked(self) -> bool:
        return False

    def hints(self) -> Sequence[KeyHint]:
        return ()

    def activated(self) -> None:
        self.field.setFocus()

    def may_close(self) -> bool:
        return True


@dataclass
class Fakes:
    """The services a tour reads."""

    drafts: FakeDrafts = field(default_factory=FakeDrafts)
    submissions: FakeSubmissions = field(default_factory=FakeSubmissions)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow([Door(RailItem("list", "单证", Icon.FILES), BlankPage, is_home=True)])
    qtbot.addWidget(made)
    yield made


def test_a_failed_step_is_named_pictured_and_written_down(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0.3)
    report = run(window, Fakes(), tmp_path / "out", FixedClock(), size=(1300, 740))
    assert not report.ok
    assert report.trouble == "首次启动：等了 0.3 秒仍没有等到：画面上出现“还没有单证”"
    assert report.screens == ["failed.png"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["failed.png", "tour.json"]
    written = json.loads((tmp_path / "out" / "tour.json").read_text("utf-8"))
    assert written["trouble"] == report.trouble
    assert written["workflows"]["first_start"]["mouse_events"] == 0
    assert (window.width(), window.height()) == (1300, 740)
