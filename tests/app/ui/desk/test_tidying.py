"""Garbage is looked for while nobody types: what is new after a pause, everything after a long one."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.desk import tidying
from app.ui.desk.tidying import LONG_PAUSE, PAUSE, Tidying


class _Knot:
    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def tidy(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tidying]:
    monkeypatch.setattr(tidying, "WORTH_IT", 0)
    with Tidying(QWidget()) as made:
        yield made


def _dropped() -> "weakref.ref[_Knot]":
    return weakref.ref(_Knot())


def test_nothing_is_looked_for_while_somebody_types(tidy: Tidying) -> None:
    seen = _dropped()
    tidy.look(PAUSE / 2)
    assert seen() is not None


def test_a_pause_is_enough_for_what_is_new(tidy: Tidying) -> None:
    seen = _dropped()
    tidy.look(PAUSE)
    assert seen() is None


def test_what_lasted_and_was_closed_goes_in_a_long_pause(tidy: Tidying) -> None:
    kept = _Knot()
    seen = weakref.ref(kept)
    tidy.look(PAUSE)
    del kept
    tidy.look(PAUSE)
    assert seen() is not None
    tidy.look(LONG_PAUSE)
    assert seen() is None


def test_what_is_young_is_looked_for_at_once_but_in_no_other_thread(tidy: Tidying) -> None:
    tidy.look_at_young()
    seen = _dropped()

    def work() -> None:
        made: list[list[int]] = [
            [] for _ in range(3 * gc.get_threshold()[0])
        ]  # so much that Python itself would look for garbage
        assert len(made) > gc.get_threshold()[0]

    worker = threading.Thread(target=work)
    kept: list[list[int]] = [[] for _ in range(3 * gc.get_threshold()[0])]
    worker.start()
    worker.join()
    assert seen() is not None
    tidy.look_at_young()
    assert kept and seen() is None


def test_python_has_its_own_way_again_afterwards(qapp: QApplication) -> None:
    with Tidying(QWidget()):
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
