"""What a screen reader is told of painted widgets."""

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Tone
from app.ui.widgets import Bar, Chip, DeadlineRing, Label, Rest, Strip, Toast, announce, install_roles

Role = QAccessible.Role


@pytest.mark.parametrize(
    ("make", "role", "name"),
    [
        (lambda: Chip("放行", Tone.OK), Role.StaticText, "放行"),
        (lambda: Label("进口货物报关单"), Role.StaticText, "进口货物报关单"),
        (lambda: DeadlineRing(Rest(11, "12-02 24:00")), Role.StaticText, "剩 11 天，12-02 24:00 截止"),
        (lambda: Bar(0.5, Tone.OK, "必填 24 / 48"), Role.ProgressBar, "必填 24 / 48"),
    ],
)
def test_painted_widgets_have_a_role_and_a_text(
    qtbot: QtBot, make: Callable[[], QWidget], role: Role, name: str
) -> None:
    install_roles()
    install_roles()
    widget = make()
    qtbot.addWidget(widget)
    found = QAccessible.queryAccessibleInterface(widget)
    assert found.role() == role
    assert found.text(QAccessible.Text.Name) == name


@pytest.fixture
def young_heap() -> Iterator[None]:
    """Let a collection look at what a test makes and not at all that other tests have left: it costs a second."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("young_heap")
def test_interfaces_go_with_their_widgets(qtbot: QtBot) -> None:
    install_roles()
    parent = QWidget()
    qtbot.addWidget(parent)
    for _ in range(50):
        chip = Chip("查验", Tone.VIO, parent=parent)
        assert QAccessible.queryAccessibleInterface(chip).role() == Role.StaticText
        chip.deleteLater()
        del chip
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
    assert parent.findChildren(Chip) == []


def test_other_widgets_keep_what_qt_gives_them(qtbot: QtBot) -> None:
    install_roles()
    plain = QWidget()
    qtbot.addWidget(plain)
    assert QAccessible.queryAccessibleInterface(plain).role() != Role.StaticText


def test_news_are_announced(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    announce(window, "收到新回执：放行")
    Toast(window).say("已复制为新票")
    strip = Strip(window)
    strip.say(Tone.WARN, "网关没有应答")
    assert strip.accessibleName() == "网关没有应答"
