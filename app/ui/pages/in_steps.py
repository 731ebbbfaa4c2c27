"""Long work in the window's thread cut into steps, between which keys are answered; background() is for all other."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

BREATH = 5  # ms between two steps; 0 would let no key through


def in_steps(owner: QObject, steps: Iterator[None], done: Callable[[], object]) -> None:
    """Take the steps one after the other, then do ``done``; nothing more happens once ``owner`` is gone."""

    def step() -> None:
        if next(steps, _END) is _END:
            done()
        else:
            QTimer.singleShot(BREATH, owner, step)

    QTimer.singleShot(BREATH, owner, step)


_END = object()
