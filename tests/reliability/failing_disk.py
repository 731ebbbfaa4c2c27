"""A clerk at work on a disk that fails at one moment: forks one such hour per line on its stdin, tells what came of it.

Run with io_errors.c preloaded. Every write is told as saved, not saved, or unknown, just as the program tells it; the
careless twin takes every failed COMMIT for "not saved" without looking again.
"""

import contextlib
import ctypes
import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from app.core.clock import SHANGHAI
from app.store import audit, engine
from app.store.commit_mark import Mark
from app.store.engine import CommitUnknown, Database, NotSaved, StoreTrouble, driver_of
from app.store.settings import put_setting
from app.store.upgrade import upgrade

FILE = "portdesk.db"
KEY = bytes(range(32))
SITTINGS, WRITES = 2, 5
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)


class CarelessDatabase(Database):
    """Believes that what COMMIT refused is not there."""

    def _judge(self, mark: Mark, failure: DBAPIError) -> None:
        raise NotSaved("careless", "careless") from failure


def work(folder: Path, kind: type[Database]) -> Iterator[tuple[str, str]]:
    """Sit down a few times and save a few things; gives each with what was told of it."""
    for sitting in range(SITTINGS):
        database: Database | None = None
        try:
            for number in range(WRITES):
                name = f"{sitting}.{number}"
                try:
                    if database is None:
                        upgrade(folder / FILE, key=KEY)
                        database = kind(driver_of(folder / FILE, KEY))
                    save(database, name)
                except CommitUnknown:
                    yield name, "unknown"
                except StoreTrouble as trouble:
                    yield name, "refused" if str(trouble) else "silent"
                else:
                    yield name, "saved"
        finally:
            if database is not None:
                with contextlib.suppress(StoreTrouble):
                    database.close()


def save(database: Database, name: str) -> None:
    """Save something of the size of a declaration, with its entry in the audit."""
    with database.writing() as connection:
        put_setting(connection, name, name * 1500, NOW)
        audit.record(connection, NOW, "李娜", "save", name)


def hour(order: dict[str, Any], shim: ctypes.CDLL) -> dict[str, Any]:
    """Work through one hour with the disk as ordered."""
    kind = CarelessDatabase if order["careless"] else Database
    shim.io_errors_arm(order["folder"].encode(), order["at"], order["lasting"], order["errno"], order["half"])
    told = dict(work(Path(order["folder"]), kind))
    return {"told": told, "calls": shim.io_errors_count()}


def main() -> None:
    """Fork an hour per order and print what was told; an hour that ends otherwise prints how."""
    engine._PRAGMAS = (*engine._PRAGMAS, "wal_autocheckpoint=8")  # so that a COMMIT now and then has to fold the log in
    shim = ctypes.CDLL(None)
    shim.io_errors_count.restype = ctypes.c_long
    shim.io_errors_arm.argtypes = [ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_int, ctypes.c_int]
    for line in sys.stdin:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            with os.fdopen(writer, "w") as pipe:
                pipe.write(json.dumps(hour(json.loads(line), shim)))
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            told = pipe.read()
        _, status = os.waitpid(child, 0)
        print(told if status == 0 else json.dumps({"crash": status}), flush=True)


if __name__ == "__main__":
    main()
