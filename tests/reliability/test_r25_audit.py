"""R-25: the audit is tampered with in every way, by somebody who has the key to the file: each time it is found.

The control judges the chain by itself, without signed heads: it is blind where the end is cut or all is written anew.
"""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.store import audit, signed_heads
from app.store.engine import Connection, Database, driver_of
from app.store.upgrade import open_database
from app.work.audit_check import report, sign_head
from tests.helpers.clocks import FakeClock
from tests.helpers.filings import NOW
from tests.helpers.signing import signer
from tests.reliability.figures import Figures

KEY = bytes(range(32))
ENTRIES, EVERY = 120, 15
Tamper = Callable[[Connection, random.Random], None]


def _where(chance: random.Random) -> int:
    return chance.randint(2, ENTRIES - 1)


def edit(connection: Connection, chance: random.Random) -> None:
    column = chance.choice(["actor", "event", "subject", "detail", "at", "digest", "previous"])
    value = "2020-01-01T00:00:00.000000Z" if column == "at" else "x"
    connection.exec_driver_sql(f"UPDATE audit SET {column} = ? WHERE seq = ?", (value, _where(chance)))


def delete(connection: Connection, chance: random.Random) -> None:
    at = _where(chance)
    connection.exec_driver_sql("DELETE FROM audit WHERE seq = ?", (at,))
    if chance.random() < 0.5:  # and close the gap
        connection.exec_driver_sql("UPDATE audit SET seq = -seq WHERE seq > ?", (at,))
        connection.exec_driver_sql("UPDATE audit SET seq = -seq - 1 WHERE seq < 0")


def insert(connection: Connection, chance: random.Random) -> None:
    at = _where(chance)
    connection.exec_driver_sql("UPDATE audit SET seq = -seq WHERE seq >= ?", (at,))
    connection.exec_driver_sql("UPDATE audit SET seq = -seq + 1 WHERE seq < 0")
    connection.exec_driver_sql(f"INSERT INTO audit SELECT {at}, at, 'x', event, subject, detail, previous, digest"
                               " FROM audit WHERE seq = ?", (at - 1,))  # fmt: skip


def reorder(connection: Connection, chance: random.Random) -> None:
    one = chance.randint(2, ENTRIES - 2)
    connection.exec_driver_sql("UPDATE audit SET seq = -1 WHERE seq = ?", (one,))
    connection.exec_driver_sql("UPDATE audit SET seq = ? WHERE seq = ?", (one, one + 1))
    connection.exec_driver_sql("UPDATE audit SET seq = ? WHERE seq = -1", (one + 1,))


def truncate(connection: Connection, chance: random.Random) -> None:
    connection.exec_driver_sql("DELETE FROM audit WHERE seq > ?", (chance.randint(1, ENTRIES - EVERY),))
    if chance.random() < 0.5:  # and the heads that tell of more
        connection.exec_driver_sql("DELETE FROM signed_heads WHERE seq > (SELECT max(seq) FROM audit)")


def replace_all(connection: Connection, chance: random.Random) -> None:
    connection.exec_driver_sql("DELETE FROM audit")
    if chance.random() < 0.5:
        connection.exec_driver_sql("DELETE FROM signed_heads")
    for number in range(ENTRIES + chance.randint(0, 20)):
        audit.record(connection, NOW, "x", "save", f"draft:{number}")


WAYS: dict[str, Tamper] = {
    "修改": edit, "删除": delete, "插入": insert, "换序": reorder, "截尾": truncate, "整体替换": replace_all,
}  # fmt: skip


def signed_chain(folder: Path) -> Path:
    """Make a file of many entries, its head signed now and then, the heads beside it."""
    path, clock = folder / "portdesk.db", FakeClock()
    with open_database(path, KEY) as database:
        for number in range(ENTRIES):
            with database.writing() as connection:
                audit.record(connection, NOW, "李娜", "save", f"draft:{number}")
            if number % EVERY == EVERY - 1:
                assert sign_head(database, signer(), clock) is not None
        with database.reading() as connection:
            assert signed_heads.put_outside(connection, folder) == ENTRIES // EVERY
            assert report(connection, folder).broken == ()
    return path


def tampered(made: Path, folder: Path, way: Tamper, chance: random.Random) -> tuple[bool, bool]:
    """Tamper with a copy; returns whether the self-check finds it, and whether the chain alone does."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made.parent, folder)
    with Database(driver_of(folder / made.name, KEY)) as database:
        with database.writing() as connection:
            for table in ("audit", "signed_heads"):
                for name in (f"{table}_stays", f"{table}_stay", f"{table}_is_kept", f"{table}_are_kept"):
                    connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            way(connection, chance)
        with database.reading() as connection:
            return report(connection, folder).broken != (), audit.broken_at(connection) is not None


def sweep(folder: Path, rounds: int) -> tuple[int, int, int]:
    """Tamper many times in each way; returns how often, and how often each judge found it."""
    (folder / "made").mkdir()
    made, chance = signed_chain(folder / "made"), random.Random(20260302)
    found = [tampered(made, folder / "copy", way, chance) for way in WAYS.values() for _ in range(rounds)]
    return len(found), sum(with_heads for with_heads, _ in found), sum(alone for _, alone in found)


def test_every_way_is_found(tmp_path: Path) -> None:
    done, found, alone = sweep(tmp_path, 1)
    assert found == done
    assert alone < done


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.reliability("R-25")
def test_two_hundred_and_more_are_found(figures: Figures, tmp_path: Path) -> None:
    done, found, alone = sweep(tmp_path, 35)
    figures.record(
        "R-25",
        figure=f"{'、'.join(WAYS)}，共 {done} 处：发现 {found} 处",
        control=f"不看签名的链尾：只发现 {alone} 处（截尾和整体替换看不见）",
        passed=found == done and done >= 200 and alone < done,
    )
