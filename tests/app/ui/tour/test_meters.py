"""The meters: a busy window is seen, pictures are not held against it, no mouse event and no fault stays unseen."""

import sys
import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui.tour.meters import FaultWatch, MouseWatch, StallMeter
from app.ui.tour.waiting import StepFailed, answer, until
from tests.app.ui.tour.conftest import SmallWindow


def _busy(seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


def test_the_longest_gap_is_kept_with_the_step_it_fell_into(qapp: QApplication) -> None:
    meter = StallMeter()
    meter.start()
    meter.during = "slow"
    _busy(0.08)
    QCoreApplication.processEvents()
    meter.during = "quick"
    _busy(0.02)
    QCoreApplication.processEvents()
    meter.stop()
    assert meter.worst_ms > 60
    assert meter.worst_during == "slow"


def test_what_the_window_itself_did_is_told_apart_from_what_it_waited_for(qapp: QApplication) -> None:
    meter = StallMeter()
    meter.start()
    meter.during = "waiting"
    threading.Event().wait(0.15)
    QCoreApplication.processEvents()
    meter.during = "busy"
    end = time.thread_time() + 0.06
    while time.thread_time() < end:
        pass
    QCoreApplication.processEvents()
    meter.stop()
    assert meter.busy_during == "busy"
    assert 50 < meter.worst_busy_ms < 100 < meter.worst_ms


def test_a_gap_goes_on_behind_what_the_tour_does(qapp: QApplication) -> None:
    meter = StallMeter()
    meter.start()
    _busy(0.03)
    with meter.paused():
        _busy(0.1)
        QCoreApplication.processEvents()
    _busy(0.03)
    QCoreApplication.processEvents()
    meter.stop()
    assert meter.worst_ms > 45


def test_a_gap_still_open_at_the_end_counts(qapp: QApplication) -> None:
    meter = StallMeter()
    meter.start()
    _busy(0.05)
    meter.stop()
    assert meter.worst_ms > 40


def test_what_the_tour_itself_does_is_left_out(qapp: QApplication) -> None:
    meter = StallMeter()
    meter.start()
    before = meter.worst_ms
    with meter.paused():
        before = meter.worst_ms
        _busy(0.2)
    meter.stop()
    assert meter.worst_ms < before + 150


def test_a_meter_not_started_stays_off_after_a_pause(qapp: QApplication) -> None:
    meter = StallMeter()
    with meter.paused():
        _busy(0.02)
    assert meter.worst_ms == 0


def test_mouse_events_are_counted_once_each(small: SmallWindow, qapp: QApplication) -> None:
    watch = MouseWatch(qapp)
    QTest.mouseClick(small.text, Qt.MouseButton.LeftButton)
    assert watch.events == 2
    watch.let_go()
    QTest.mouseClick(small.text, Qt.MouseButton.LeftButton)
    assert watch.events == 2


def test_a_fault_in_a_slot_is_kept(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    told: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: told.append(error))
    before = sys.excepthook
    with FaultWatch() as watch:
        sys.excepthook(ValueError, ValueError("first"), None)
        sys.excepthook(KeyError, KeyError("second"), None)
    assert isinstance(watch.fault, ValueError)
    assert len(told) == 2
    assert sys.excepthook is before


def test_waiting_ends_with_the_condition_or_in_a_sentence(qapp: QApplication) -> None:
    end = time.perf_counter() + 0.05
    until(lambda: time.perf_counter() > end, "时间过去")
    with pytest.raises(StepFailed, match=r"等了 0.05 秒仍没有等到：永远"):
        until(lambda: False, "永远", 0.05)


def test_a_refusal_of_a_service_is_told(qapp: QApplication) -> None:
    def told(done: Callable[[int], None], failed: Callable[[str], None]) -> None:
        done(7)

    def refused(done: Callable[[int], None], failed: Callable[[str], None]) -> None:
        failed("磁盘已满")

    assert answer(told, "数") == 7
    with pytest.raises(StepFailed, match="读取：磁盘已满"):
        answer(refused, "读取")
