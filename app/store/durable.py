"""Files that must outlive a power cut: written whole or not at all, with their folder; their content is no matter."""

import os
import secrets
from pathlib import Path


def write_durably(file: Path, content: bytes, *, first: bool = False) -> bool:
    """Write a file readable by its owner alone; with ``first`` only where none stands yet. False: one stood there.

    Raises OSError, and then what stood there stands.
    """
    part = file.with_name(f"{file.name}.{secrets.token_hex(4)}.part")
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    if first:
        try:
            os.link(part, file)
        except FileExistsError:
            return False
        finally:
            part.unlink()
    else:
        part.replace(file)
    sync_folder(file.parent)
    return True


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; other systems than POSIX cannot open a folder to flush it."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
