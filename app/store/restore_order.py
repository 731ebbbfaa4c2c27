"""That a backup is to be put back at the next start, kept beside the data it will replace; it puts nothing back itself.

The window cannot change the database under its own feet, so a person's order waits here until nobody has it open.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.store.durable import sync_folder
from app.store.trouble import StoreTrouble

FILE = "restore-next.json"


@dataclass(frozen=True, slots=True)
class Order:
    """Which backup is to be put back, and when that was asked for."""

    folder: Path
    asked_at: datetime


def give(home: Path, folder: Path, now: datetime) -> Order:
    """Write down that a backup is to be put back at the next start; raises StoreTrouble."""
    order = Order(folder.resolve(), now)
    part = home / f"{FILE}.part"
    try:
        part.write_text(json.dumps({"folder": str(order.folder), "asked_at": now.isoformat()}), encoding="utf-8")
        part.chmod(0o600)
        part.replace(home / FILE)
        sync_folder(home)
    except OSError as error:
        raise StoreTrouble(f"{home} 写不进去，还原没有定下，请检查权限和磁盘空间", "restore_unwritable") from error
    return order


def read(home: Path) -> Order | None:
    """Return what was ordered, None where nothing was; what cannot be read is no order."""
    try:
        told = json.loads((home / FILE).read_text(encoding="utf-8"))
        return Order(Path(told["folder"]), datetime.fromisoformat(told["asked_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def drop(home: Path) -> None:
    """Take the order back, or tick it off; raises StoreTrouble where it cannot be taken away."""
    try:
        (home / FILE).unlink(missing_ok=True)
    except OSError as error:
        raise StoreTrouble(f"{home / FILE} 删不掉，请检查权限", "restore_unwritable") from error
