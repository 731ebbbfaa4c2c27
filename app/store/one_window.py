"""One window per data folder: a lock on a file of its own, never on the database; the system drops it with the process.

Commands work beside the window: what they send is kept apart by the leases of the outbox.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from app.store.trouble import StoreTrouble

FILE = "app.lock"


class AlreadyOpen(StoreTrouble):
    """Somebody else has the data folder; the message says what to do."""


@contextlib.contextmanager
def alone(folder: Path, sentence: str, name: str = FILE) -> Iterator[None]:
    """Hold a data folder for the block; raises AlreadyOpen with ``sentence`` (``{who}``: which process)."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreTrouble(f"数据文件夹 {folder} 不可写，请检查权限和磁盘空间", "no_folder") from error
    try:
        if not _locked(descriptor):
            raise AlreadyOpen(sentence.format(who=_holder(descriptor)), "already_open")
        with contextlib.suppress(OSError):  # on a full disk nobody learns who holds it, and it is held all the same
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(os.getpid()).encode("ascii"))
        yield
    finally:
        os.close(descriptor)  # and with it the lock; the file stays: deleting it would let two in


def _holder(descriptor: int) -> str:
    with contextlib.suppress(OSError):
        told = os.read(descriptor, 20).decode("ascii", errors="replace")
        if told.isdigit():
            return f"（进程 {told}）"
    return ""


if sys.platform == "win32":
    import msvcrt

    def _locked(descriptor: int) -> bool:
        try:
            os.lseek(descriptor, 64, os.SEEK_SET)  # behind the number, which others want to read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
