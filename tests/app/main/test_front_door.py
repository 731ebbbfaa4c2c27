"""The window before the window: a wrong passphrase is refused, the right one opens, going away opens nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.main import front_door
from app.main.desk import Home, key_of_folder, open_home
from app.store.key_slots import DEMO, KeySlots, passphrase_slot
from app.ui.desk.front_door import FrontDoor

WORDS = "正确的口令 2026"


@pytest.fixture
def closed(home: Path) -> tuple[Home, bytes]:
    """A home that only a passphrase opens."""
    place = Home(home)
    open_home(place)[0].close()
    key, slots = key_of_folder(place.folder), KeySlots.read(place.key_slots)
    assert not front_door.is_needed(place)
    slots = slots.with_slot(passphrase_slot(slots.database, key, WORDS)).without(DEMO)
    replace(slots, born=True).write(place.key_slots)
    return place, key


def at_the_door(act: Callable[[FrontDoor], bool]) -> QTimer:
    """Let ``act`` look at the door until it says that it is done."""
    timer = QTimer(interval=10)

    def look() -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, FrontDoor) and widget.isVisible() and act(widget):
                timer.stop()

    timer.timeout.connect(look)
    timer.start()
    return timer


def is_running_on() -> bool:
    """Whether a loop begun now goes on until it is told to end: after a quit it would end at once."""
    QApplication.processEvents()  # what was posted arrives
    loop, fired = QEventLoop(), list[bool]()
    QTimer.singleShot(20, lambda: fired.append(True))
    QTimer.singleShot(20, loop.quit)
    loop.exec()
    return bool(fired)


def test_a_wrong_one_is_refused_and_the_right_one_opens(qapp: QApplication, closed: tuple[Home, bytes]) -> None:
    place, key = closed
    told: list[str] = []

    def act(door: FrontDoor) -> bool:
        if not door.page.button.isEnabled():
            return False  # it is being tried
        door.page.field.set_text("不是这一个口令" if not told else WORDS)
        told.append(door.page.accessibleName())
        door.page.button.click()
        return len(told) == 2

    assert front_door.is_needed(place)
    timer = at_the_door(act)
    key_of = front_door.ask(place)
    timer.stop()
    assert key_of is not None
    assert key_of(place.folder) == key
    assert told == ["数据已加密"] * 2
    assert is_running_on()


def test_who_goes_away_opens_nothing(qapp: QApplication, closed: tuple[Home, bytes]) -> None:
    timer = at_the_door(lambda door: door.close())
    assert front_door.ask(closed[0]) is None
    timer.stop()
    assert is_running_on()
