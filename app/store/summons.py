"""How a second start asks the window that has the folder to show itself: one byte in a file, taken away when it has.

Nothing else goes this way; whoever may write in the folder may bring its window to the front, and no more.
"""

import time
from collections.abc import Callable
from pathlib import Path

from app.store.one_window import FILE as LOCK
from app.store.one_window import AlreadyOpen, alone

FILE = "app.show"
PATIENCE = 3.0  # seconds a window that is busy may take
_LOOK = 0.05


def prepare(folder: Path) -> Path:
    """Return the file to be watched, empty; raises OSError."""
    file = folder / FILE
    file.touch(mode=0o600)
    file.write_bytes(b"")
    return file


def is_summoned(file: Path) -> bool:
    """Tell whether somebody asks; says that it was heard by emptying the file. Raises OSError."""
    asked = file.stat().st_size > 0
    if asked:
        file.write_bytes(b"")
    return asked


def shown_elsewhere(folder: Path, patience: float = PATIENCE, wait: Callable[[float], None] = time.sleep) -> bool:
    """Tell whether another window has the folder and has shown itself; False where none has it, or it did not hear."""
    if not (folder / LOCK).is_file():
        return False
    try:
        with alone(folder, ""):
            return False
    except AlreadyOpen:
        return _summon(folder / FILE, patience, wait)


def _summon(file: Path, patience: float, wait: Callable[[float], None]) -> bool:
    try:
        with file.open("r+b") as opened:  # never made here: without it nobody watches
            opened.write(b"1")
        for _ in range(round(patience / _LOOK)):
            if file.stat().st_size == 0:
                return True
            wait(_LOOK)
    except OSError:
        return False
    return False
