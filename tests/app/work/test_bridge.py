"""The bridge: calls from any thread run in its own, in order."""

import threading

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from app.work.bridge import Bridge


def test_calls_run_in_the_bridges_thread_in_order(qtbot: QtBot) -> None:
    bridge = Bridge()
    here = QThread.currentThread()
    seen: list[tuple[int, bool]] = []

    def post_all() -> None:
        for number in range(100):
            bridge.post(lambda number=number: seen.append((number, QThread.currentThread() is here)))  # type: ignore[misc]

    worker = threading.Thread(target=post_all)
    worker.start()
    worker.join()
    assert seen == []  # nothing runs before the window's own loop gets to it
    qtbot.waitUntil(lambda: len(seen) == 100)
    assert seen == [(number, True) for number in range(100)]


def test_a_call_from_its_own_thread_waits_for_the_loop_too(qtbot: QtBot) -> None:
    bridge = Bridge()
    seen: list[str] = []
    bridge.post(lambda: seen.append("posted"))
    assert seen == []
    qtbot.waitUntil(lambda: seen == ["posted"])
