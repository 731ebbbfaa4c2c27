"""What all services share: the runner, the clock, the tables, and the news that tells screens to read again."""

import contextlib
import logging
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.core.clock import Clock
from app.core.draft import DraftUnreadable
from app.declarations.refused import SendingRefused
from app.reference.reference import Reference
from app.signing.trouble import SignerUnavailable
from app.store.drafts import DraftLocked, StaleDraft
from app.store.engine import Connection, StoreTrouble
from app.work.news import DEFECT, Changed, Done, Link, News, Trouble
from app.work.runner import Runner, Stopped

T = TypeVar("T")

_log = logging.getLogger(__name__)
_GONE = "这份单证已不在本机，可能已从别处移走，请刷新列表"


class Refusal(Exception):
    """An operation answers no; the message is one Chinese sentence for the reader."""


_SPOKEN = (Refusal, StoreTrouble, StaleDraft, DraftLocked, DraftUnreadable, SendingRefused, SignerUnavailable)


class Office(QObject):
    """The workers as the window sees them. Signals carry what the workers told (already in the window's thread)."""

    changed = Signal(object)  # Changed
    linked = Signal(object)  # Link
    troubled = Signal(object)  # Trouble

    def __init__(self, clock: Clock, tables: Reference, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self.tables = tables
        self._runner: Runner | None = None

    def hear(self, news: News) -> None:
        """Pass on what the workers tell."""
        match news:
            case Changed():
                self.changed.emit(news)
            case Link():
                self.linked.emit(news)
            case Trouble():
                self.troubled.emit(news)

    def employ(self, runner: Runner) -> None:
        """Take the workers on; before that nothing can be asked."""
        self._runner = runner

    @property
    def runner(self) -> Runner:
        """The workers; raises RuntimeError before employ()."""
        if self._runner is None:
            raise RuntimeError("the office has no workers yet")
        return self._runner

    def ask(
        self, operation: Callable[[Connection], T], done: Callable[[T], None], failed: Callable[[str], None]
    ) -> None:
        """Read in the store thread; nobody is answered once the program has ended."""
        with contextlib.suppress(Stopped):
            self.runner.query(operation, done, lambda error: failed(told(error)))

    def change(
        self, operation: Callable[[Connection], Done[T]], done: Callable[[T], None], failed: Callable[[str], None]
    ) -> None:
        """Write in the store thread, in one transaction; nobody is answered once the program has ended."""
        with contextlib.suppress(Stopped):
            self.runner.change(operation, done, lambda error: failed(told(error)))

    def note(self, operation: Callable[[Connection], Done[None]]) -> None:
        """Write something small nobody waits for; a failure is told to all."""
        with contextlib.suppress(Stopped):
            self.runner.change(operation)


def told(error: Exception) -> str:
    """Return what people are told about a failure; a defect goes to the log, and only its sentence to them."""
    if isinstance(error, _SPOKEN):
        return str(error)
    if type(error) is LookupError:  # a KeyError is no missing draft but a defect
        return _GONE
    _log.error("an operation failed", exc_info=error)
    return DEFECT.message
