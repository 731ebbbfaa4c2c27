"""The log of defects: what kind, where in the code, when; never a field's value, and only for its owner to read."""

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

FILE = "portdesk.log"
LARGEST = 512 * 1024
_KEPT = 3
_DEEPEST = 40  # frames of one exception; a recursion that went wild has a thousand alike

_log = logging.getLogger("app.main")


@contextlib.contextmanager
def kept_log(folder: Path, tell: Callable[[], None]) -> Iterator[None]:
    """Keep the program's log in ``folder`` while the block runs.

    What nobody caught, in whatever thread, is written down too, and ``tell`` is called so that people hear of it.
    """
    logger = logging.getLogger("app")
    before, handler = logger.level, _handler(folder)
    hooks = sys.excepthook, threading.excepthook
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    sys.excepthook = _after(tell, hooks[0])
    threading.excepthook = _in_thread(tell)
    _log.info("started")
    try:
        yield
    finally:
        _log.info("ended")
        sys.excepthook, threading.excepthook = hooks
        logger.setLevel(before)
        logger.removeHandler(handler)
        handler.close()


def places(error: BaseException) -> str:
    """Return an exception as kinds and places in the code; its own words may hold what people typed and stay out."""
    lines: list[str] = []
    one: BaseException | None = error
    while one is not None and len(lines) < 10 * _DEEPEST:
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}")
        frames = [(frame.f_code, line) for frame, line in walk_tb(one.__traceback__)]
        lines += [f"  {code.co_filename}:{line} {code.co_name}" for code, line in frames[-_DEEPEST:]]
        one = one.__cause__ or one.__context__
    return "\n".join(lines)


class _Places(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        stamp = f"{self.formatTime(record)} {record.levelname} {record.threadName} {record.name} {record.getMessage()}"
        error = record.exc_info[1] if record.exc_info else None
        return stamp if error is None else f"{stamp}\n{places(error)}"


class _OwnFile(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8")

    def handleError(self, record: logging.LogRecord) -> None:
        """Let work go on: a log that cannot be written (a full disk) is no reason to stop or to print anything."""


def _handler(folder: Path) -> logging.Handler:
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = _OwnFile(folder / FILE, maxBytes=LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(_Places())
    return handler


_Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def _after(tell: Callable[[], None], before: _Hook) -> _Hook:
    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("nobody caught this", exc_info=error)
        tell()
        if before is not sys.__excepthook__:  # a test or a debugger wants to know as well
            before(kind, error, trace)

    return hook


def _in_thread(tell: Callable[[], None]) -> Callable[[threading.ExceptHookArgs], None]:
    def hook(arguments: threading.ExceptHookArgs) -> None:
        _log.error("nobody caught this", exc_info=arguments.exc_value)
        tell()

    return hook
