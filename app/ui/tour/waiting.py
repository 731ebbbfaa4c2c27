"""Waiting for the window without sleeping: the event loop runs until a condition holds or a deadline passes."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

T = TypeVar("T")
LOOK_EVERY_MS = 5
PATIENCE = 15.0  # seconds; far above what any answer of the program takes on a busy machine


class StepFailed(Exception):
    """A step of the tour could not be done; the message is one Chinese sentence for the reader."""


def until(holds: Callable[[], bool], what: str, patience: float | None = None) -> None:
    """Run the event loop until ``holds()``; raises StepFailed naming ``what`` was waited for in vain."""
    seconds = PATIENCE if patience is None else patience
    QCoreApplication.processEvents()
    if holds():
        return
    loop = QEventLoop()
    look = QTimer(interval=LOOK_EVERY_MS)
    look.timeout.connect(lambda: loop.quit() if holds() else None)
    limit = QTimer(singleShot=True, interval=round(seconds * 1000))
    limit.timeout.connect(loop.quit)
    look.start()
    limit.start()
    loop.exec()
    look.stop()
    limit.stop()
    if not holds():
        raise StepFailed(f"等了 {seconds:g} 秒仍没有等到：{what}")


def answer(ask: Callable[[Callable[[T], None], Callable[[str], None]], None], what: str) -> T:
    """Return what a service answers to ``ask(done, failed)``; raises StepFailed with its words when it refuses."""
    answers: list[T] = []
    refusals: list[str] = []
    ask(answers.append, refusals.append)
    until(lambda: bool(answers or refusals), what)
    if refusals:
        raise StepFailed(f"{what}：{refusals[0]}")
    return answers[0]


def rest(milliseconds: int) -> None:
    """Let the event loop run for a while, as when somebody looks at the screen."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
