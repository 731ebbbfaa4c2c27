"""The connect factory: what the guarantees stand on is on, transactions are what they say, failures speak Chinese."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from app.store.engine import (
    CommitUnknown,
    Database,
    Driver,
    NotSaved,
    StoreTrouble,
    set_pragmas,
    sqlite_driver,
    trouble_of,
)
from app.store.sealed import Sealer
from app.store.settings import get_setting, put_setting
from app.store.trouble import Locked
from tests.helpers.filings import NOW


def value(connection: Connection, sql: str) -> object:
    return connection.exec_driver_sql(sql).scalar_one()


def test_the_pragmas_took(database: Database) -> None:
    with database.writing() as connection:
        assert value(connection, "PRAGMA journal_mode") == "wal"
        assert value(connection, "PRAGMA synchronous") == 2
        assert value(connection, "PRAGMA foreign_keys") == 1
        assert value(connection, "PRAGMA busy_timeout") == 5000


def test_a_disk_without_wal_is_refused() -> None:
    with pytest.raises(StoreTrouble, match="网络盘"):
        set_pragmas(sqlite3.connect(":memory:"))


def test_a_writer_holds_the_lock_from_its_first_moment(database: Database, path: Path) -> None:
    other = sqlite3.connect(path, timeout=0, isolation_level=None)
    with database.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()


def test_an_exception_undoes_everything(database: Database) -> None:
    with pytest.raises(RuntimeError), database.writing() as connection:
        put_setting(connection, "theme", "dark", NOW)
        raise RuntimeError
    with database.reading() as connection:
        assert get_setting(connection, "theme") is None


def test_a_reader_sees_one_moment_and_changes_nothing(database: Database) -> None:
    with database.reading() as reader:
        assert get_setting(reader, "theme") is None
        with database.writing() as writer:
            put_setting(writer, "theme", "dark", NOW)
        assert get_setting(reader, "theme") is None
        with pytest.raises(StoreTrouble), database.reading() as second:
            put_setting(second, "theme", "light", NOW)
    with database.reading() as reader:
        assert get_setting(reader, "theme") == "dark"


def test_threads_take_turns_and_one_that_never_gets_its_turn_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.engine.BUSY_SECONDS", 0.01)
    told: list[str] = []

    def write() -> None:
        try:
            with database.writing():
                told.append("written")
        except StoreTrouble as trouble:
            told.append(trouble.code)

    for holds in (True, False):
        thread = threading.Thread(target=write)
        with database.writing() if holds else database.reading():
            thread.start()
            thread.join()
    assert told == ["busy", "written"]


def test_no_update_is_lost_between_threads(database: Database) -> None:
    def count_up() -> None:
        for _ in range(50):
            with database.writing() as connection:
                put_setting(connection, "count", get_setting(connection, "count", 0) + 1, NOW)

    threads = [threading.Thread(target=count_up) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as connection:
        assert get_setting(connection, "count") == 150


class SavedCommit(sqlite3.Connection):
    """A connection whose disk fails during COMMIT, after the rows are written."""

    def commit(self) -> None:
        super().commit()
        raise sqlite3.OperationalError("disk I/O error")


class LostCommit(sqlite3.Connection):
    """A connection whose disk fails during COMMIT, before anything is written."""

    def commit(self) -> None:
        raise sqlite3.OperationalError("disk I/O error")


def failing(path: Path, *kinds: type[sqlite3.Connection]) -> Driver:
    """Return a driver whose first connections are of these kinds, and whole ones afterwards."""
    left = list(kinds)

    def open_next() -> sqlite3.Connection:
        kind = left.pop(0) if left else sqlite3.Connection
        return sqlite3.connect(path, isolation_level=None, check_same_thread=False, factory=kind)

    return Driver(sqlite3, open_next)


def test_a_failed_commit_that_is_there_after_all_counts_as_saved(path: Path) -> None:
    with Database(failing(path, SavedCommit)) as database:
        with database.writing() as connection:
            put_setting(connection, "theme", "dark", NOW)
        with database.writing() as connection:
            assert get_setting(connection, "theme") == "dark"


def test_a_failed_commit_that_is_not_there_is_told_as_not_saved(path: Path) -> None:
    with Database(failing(path, LostCommit)) as database:
        with pytest.raises(NotSaved, match="没有存上"), database.writing() as connection:
            put_setting(connection, "theme", "dark", NOW)
        with database.writing() as connection:
            assert get_setting(connection, "theme") is None


@pytest.mark.parametrize("kind", [SavedCommit, LostCommit])
def test_while_the_disk_goes_on_failing_nobody_can_tell(path: Path, kind: type[sqlite3.Connection]) -> None:
    with (
        Database(failing(path, kind, LostCommit)) as database,
        pytest.raises(CommitUnknown, match="尚不确定"),
        database.writing() as connection,
    ):
        put_setting(connection, "theme", "dark", NOW)


def test_a_locked_database_has_forgotten_its_key(path: Path) -> None:
    with Database(sqlite_driver(path)) as database:
        database.lock()
        for transaction in (database.reading, database.writing):
            with pytest.raises(Locked, match="解锁"), transaction():
                raise AssertionError("opened while locked")
        with pytest.raises(Locked):
            _ = database.sealer
        database.reopen(sqlite_driver(path), Sealer.of(None))
        with database.reading() as connection:
            assert get_setting(connection, "theme") is None


def test_a_broken_constraint_is_a_bug_and_stays_one(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO settings VALUES ('a', NULL, '')")


def test_error_texts_hold_no_values(database: Database) -> None:
    with pytest.raises(IntegrityError) as caught, database.writing() as connection:
        put_setting(connection, "id_number", "150101199001011234", None)  # type: ignore[arg-type]
    assert "150101199001011234" not in str(caught.value)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("SQLITE_BUSY", "占用"),
        ("SQLITE_FULL", "磁盘已满"),
        ("SQLITE_IOERR_WRITE", "磁盘已满"),
        ("SQLITE_IOERR_SHMSIZE", "磁盘已满"),
        ("SQLITE_CANTOPEN_ISDIR", "权限"),
        ("SQLITE_NOTADB", "备份"),
        ("SQLITE_IOERR_READ", "磁盘"),
    ],
)
def test_failures_in_words(code: str, words: str) -> None:
    error = sqlite3.OperationalError("secret value in here")
    error.sqlite_errorname = code
    assert words in str(trouble_of(error))
    assert "secret" not in str(trouble_of(error))


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    with (
        Database(sqlite_driver(tmp_path)) as database,
        pytest.raises(StoreTrouble, match="无法打开"),
        database.reading(),
    ):
        raise AssertionError("opened a folder")
