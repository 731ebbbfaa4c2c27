"""Garbage is looked for while nobody types: what is new after a pause, everything after a long one."""

import gc
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


def test_python_has_its_own_way_again_afterwards(qapp: QApplication) -> None:
    before = gc.get_threshold()
    with Tidying(QWidget()):
        assert gc.get_threshold()[2] > 1_000
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
