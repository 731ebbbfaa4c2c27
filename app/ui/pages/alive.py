"""Callbacks that come after their page was closed are dropped here, so that no service has to know of pages."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

T = TypeVar("T")


def while_alive(owner: QObject, act: Callable[[T], object]) -> Callable[[T], None]:
    """Return a callback that does nothing once ``owner`` is gone."""

    def guarded(answer: T) -> None:
        if isValid(owner):
            act(answer)

    return guarded
