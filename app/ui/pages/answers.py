"""The callbacks by which services answer pages: later, on the UI thread, with the answer or one Chinese sentence."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
Done = Callable[[T], None]
Failed = Callable[[str], None]
