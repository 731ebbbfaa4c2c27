"""The log of a file in use stays short: it is folded in as soon as nobody reads by it; writers give way till then."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from app.store import log_pace
from app.store.engine import Database
from app.store.log_pace import LONGEST_LOG, LONGEST_REST, PATIENCE, LogPace
from app.store.settings import put_setting
from app.store.trouble import StoreTrouble
from tests.helpers.filings import NOW


class Seconds:
    """Time that passes only while somebody rests."""

    def __init__(self) -> None:
        self.passed = 0.0

    def monotonic(self) -> float:
        return self.passed

    def rest(self, seconds: float) -> None:
        self.passed += seconds


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log that is too long, of which nothing is written."""
    path = tmp_path / "a.db-wal"
    with path.open("wb") as file:
        file.truncate(LONGEST_LOG + 1)
    return path


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def pace(log: Path, seconds: Seconds) -> LogPace:
    return LogPace(log.with_name("a.db"), seconds.monotonic, seconds.rest)


def size(path: Path) -> int:
    return path.with_name(f"{path.name}-wal").stat().st_size


def write_much(database: Database) -> None:
    with database.writing() as connection:
        put_setting(connection, "much", "x" * LONGEST_LOG, NOW)


def test_a_long_log_is_emptied_at_once_where_nobody_reads(database: Database, path: Path) -> None:
    write_much(database)
    assert size(path) == 0


def test_a_log_is_left_alone_while_somebody_reads_by_it(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_pace, "LONGEST_REST", 0.0)
    with ExitStack() as stack:
        stack.enter_context(database.reading()).exec_driver_sql("SELECT count(*) FROM drafts").all()
        write_much(database)
        long = size(path)
        with database.writing() as connection:
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == 5000
    database.fold_log()
    assert long > LONGEST_LOG
    assert size(path) == 0


def test_a_short_log_keeps_nobody(pace: LogPace, log: Path, seconds: Seconds) -> None:
    log.write_bytes(b"short")
    pace.rest(lambda: pytest.fail("there is nothing to fold"))
    assert seconds.passed == 0


def test_a_writer_rests_a_little_after_each_transaction(pace: LogPace, seconds: Seconds) -> None:
    pace.rest(lambda: None)
    assert LONGEST_REST <= seconds.passed < LONGEST_REST * 1.5


def test_the_rest_ends_with_the_reader(pace: LogPace, log: Path, seconds: Seconds) -> None:
    pace.rest(lambda: seconds.passed > 0 and log.write_bytes(b""))
    assert 0 < seconds.passed < LONGEST_REST


def test_a_reader_that_does_not_end_slows_nobody_for_ever(pace: LogPace, log: Path, seconds: Seconds) -> None:
    pace.rest(lambda: None)
    seconds.passed = PATIENCE
    pace.rest(lambda: pytest.fail("it was tried long enough"))
    assert seconds.passed == PATIENCE
    short = log.read_bytes()
    log.write_bytes(b"")
    pace.rest(lambda: None)
    log.write_bytes(short)
    pace.rest(lambda: None)
    assert seconds.passed > PATIENCE  # another reader, another time


def test_what_is_saved_is_saved_though_the_log_cannot_be_folded(pace: LogPace, seconds: Seconds) -> None:
    def fails() -> None:
        raise StoreTrouble("磁盘坏了", "io_error")

    pace.rest(fails)
    assert seconds.passed == 0
