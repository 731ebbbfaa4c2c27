"""Two clerks at one encrypted file, killed together: forks such a pair per line on its stdin (the seconds they live).

Each transaction writes several rows and an audit entry; what was promised is printed. With ``early`` a promise is
given before its COMMIT, which is what the control does wrong.
"""

import os
import select
import signal
import sys
import time
from datetime import datetime
from pathlib import Path

from app.core.clock import SHANGHAI
from app.store import audit
from app.store.engine import Database, driver_of
from app.store.settings import put_setting

FILE = "portdesk.db"
KEY = bytes(range(32))
PARTS = 3
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)


def write(folder: Path, clerk: str, early: bool, pipe: int) -> None:
    """Write until killed, telling each name once it is on disk."""
    with Database(driver_of(folder / FILE, KEY)) as database:
        number = 0
        while True:
            number += 1
            name = f"{clerk}.{number}"
            with database.writing() as connection:
                for part in range(PARTS):
                    put_setting(connection, f"{name}.{part}", name * 200, NOW)
                audit.record(connection, NOW, clerk, "save", name)
                if early:
                    os.write(pipe, f"{name} ".encode())
            if not early:
                os.write(pipe, f"{name} ".encode())


def pair(folder: Path, life: int, early: bool, seconds: float) -> str:
    """Let two write and die; return what they promised."""
    clerks = []
    for letter in "ab":
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            write(folder, f"{letter}{life}", early, writer)
        os.close(writer)
        clerks.append((child, reader))
    told = b""
    until = time.monotonic() + seconds
    open_ends = [reader for _, reader in clerks]
    while (left := until - time.monotonic()) > 0:
        for end in select.select(open_ends, [], [], left)[0]:
            told += os.read(end, 65536)
    for child, _ in clerks:
        os.kill(child, signal.SIGKILL)
    for child, reader in clerks:
        os.waitpid(child, 0)
        while more := os.read(reader, 65536):
            told += more
        os.close(reader)
    return told.decode()


def main() -> None:
    """Read seconds, one pair's life per line."""
    folder, early = Path(sys.argv[1]), sys.argv[2] == "early"
    for life, line in enumerate(sys.stdin):
        print(pair(folder, life, early, float(line)), flush=True)


if __name__ == "__main__":
    main()
