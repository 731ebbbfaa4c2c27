"""R-15: bytes flipped, files cut, swapped or gone: told before anything is done; no crash, no empty database.

The control is the same damage in an unencrypted file: the check of SQLite alone calls much of it sound.
"""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.draft import Draft
from app.main.desk import Home, open_home
from app.store.backup import create as back_up
from app.store.drafts import create_draft
from app.store.engine import StoreTrouble
from app.store.health import full_integrity
from app.store.upgrade import open_database
from tests.helpers.filings import NOW
from tests.reliability.figures import Figures

PAGE = 4096
FLIPS = 500


def filled(folder: Path, key: bytes | None) -> Path:
    """Make a file of many drafts, all its pages in use."""
    folder.mkdir(exist_ok=True)
    path = folder / "portdesk.db"
    with open_database(path, key) as database, database.writing() as connection:
        for number in range(60):
            draft = Draft("import", "2026.1")
            draft.put("remark", f"{number} " + "炼焦煤" * 900)
            create_draft(connection, draft, NOW)
    return path


def is_told(path: Path, key: bytes | None) -> bool:
    """Tell whether opening or the full check finds a file damaged; anything but a StoreTrouble is a crash."""
    try:
        with open_database(path, key) as database, database.reading() as connection:
            return full_integrity(connection) != ""
    except StoreTrouble as trouble:
        return trouble.code == "damaged"


def flips(folder: Path, key: bytes | None, count: int) -> tuple[int, int]:
    """Flip one bit at many places of a file; returns how often it was told, and how often the check would not end."""
    made, chance, told, crashed = filled(folder, key), random.Random(20260302), 0, 0
    content = made.read_bytes()
    for _ in range(count):
        damaged = bytearray(content)
        damaged[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        made.write_bytes(damaged)
        try:
            told += is_told(made, key)
        except Exception:  # noqa: BLE001 - whatever it is, it is the crash that must not be
            crashed += 1
        for leaf in folder.glob("portdesk.db-*"):
            leaf.unlink()
    return told, crashed


def cut(home: Path) -> None:
    file = home / "portdesk.db"
    file.write_bytes(file.read_bytes()[: -3 * PAGE - 17])


def emptied(home: Path) -> None:
    (home / "portdesk.db").write_bytes(b"")


def swapped(home: Path) -> None:
    shutil.copy2(home / "other.db", home / "portdesk.db")


def without(name: str) -> Callable[[Path], None]:
    def act(home: Path) -> None:
        (home / name).unlink()

    return act


def without_all(home: Path) -> None:
    for name in ("portdesk.db", "keyslots.json"):
        (home / name).unlink()


def garbled_slots(home: Path) -> None:
    file = home / "keyslots.json"
    file.write_bytes(file.read_bytes()[:-40])


HARMS = (cut, emptied, swapped, without("portdesk.db"), without("keyslots.json"), without_all, garbled_slots)


def harmed(folder: Path, harm: Callable[[Path], None]) -> str:
    """Harm a home that has a backup; returns what people are told, empty where it opens as if nothing were."""
    shutil.rmtree(folder, ignore_errors=True)
    home = Home(folder / "home")
    database, key = open_home(home)
    with database:
        with database.writing() as connection:
            create_draft(connection, Draft("import", "2026.1"), NOW)
        back_up(database, home.folder, key, home.backups, NOW)
    open_database(home.folder / "other.db", bytes(32)).close()
    harm(home.folder)
    before = {file.name for file in home.folder.iterdir()}
    try:
        open_home(home)[0].close()
    except StoreTrouble as trouble:
        made = {file.name for file in home.folder.iterdir()} - before
        return "" if "portdesk.db" in made or "keyslots.json" in made else str(trouble)
    return ""


@pytest.mark.parametrize("harm", [emptied, without_all])  # the others with the slow ones
def test_no_harm_ends_in_an_empty_database(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    told = harmed(tmp_path / "place", harm)
    assert "备份" in told, "what is to be done is told"


def test_a_foreign_log_changes_nothing(tmp_path: Path) -> None:
    """A log of another time or file is passed over: its salt and seal are not those of this file."""
    path = filled(tmp_path / "a", bytes(32))
    with open_database(path, bytes(32)) as database, database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO settings VALUES ('a', '1', '2026-01-01T00:00:00.000000Z')")
    (tmp_path / "a" / "portdesk.db-wal").write_bytes(random.Random(1).randbytes(5 * PAGE))
    with open_database(path, bytes(32)) as database, database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM drafts").scalar_one() == 60
        assert full_integrity(connection) == ""


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.reliability("R-15")
def test_five_hundred_flips_and_every_harm(figures: Figures, tmp_path: Path) -> None:
    told, crashed = flips(tmp_path / "sealed", bytes(range(32)), FLIPS)
    plain, _ = flips(tmp_path / "plain", None, FLIPS // 5)
    harms = sum("备份" in harmed(tmp_path / "place", harm) for harm in HARMS)
    figures.record(
        "R-15",
        figure=f"{FLIPS} 处翻转：发现 {told} 处，{crashed} 次崩溃；截断、清空、调换、删库、删密钥等 {len(HARMS)} 种："
        f"{harms} 种提示从备份恢复，0 个空库",
        control=f"不加密的库，只靠 SQLite 自己的检查：{FLIPS // 5} 处翻转只发现 {plain} 处",
        passed=told == FLIPS and crashed == 0 and harms == len(HARMS) and plain < FLIPS // 5,
    )
