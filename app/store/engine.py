"""The one place that opens the database file: driver, pragmas, transactions and their failures; it knows no table."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any, Protocol, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError
from sqlalchemy.pool import QueuePool

from app.store.commit_mark import Fate, Mark
from app.store.log_pace import LogPace
from app.store.sealed import Sealer
from app.store.trouble import CommitUnknown, Locked, NotSaved, StoreTrouble

__all__ = [
    "CommitUnknown",
    "Connection",  # the layers above may not import sqlalchemy and still have to name it
    "Database",
    "Driver",
    "DriverConnection",
    "NotSaved",
    "StoreTrouble",
    "driver_of",
    "set_pragmas",
    "sqlcipher_driver",
    "sqlite_driver",
    "translated",
    "trouble_of",
]

BUSY_SECONDS = 5.0
_BUSY = "数据文件正被另一个程序占用，请稍后再试"
_NO_SPACE = ("SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_WRITE")  # what a full disk looks like at other moments

_PRAGMAS: tuple[str, ...] = (
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL forgets accepted declarations in a power cut (reliability.md §0)
    "foreign_keys=ON",
    f"busy_timeout={int(BUSY_SECONDS * 1000)}",
    "recursive_triggers=ON",  # INSERT OR REPLACE must not slip past the guards against deletion
    "secure_delete=ON",
    f"journal_size_limit={4 * 2**20}",  # a log that a long reader (a backup) let grow is cut again
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
_MUST_HOLD = (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1))


class DriverConnection(Protocol):
    """What the pragmas need of a driver's connection (sqlite3 and sqlcipher3 alike)."""

    def execute(self, sql: str, /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Driver:
    """A DB-API module and a way to open one connection of the right file, keyed where it must be."""

    module: ModuleType
    open: Callable[[], DriverConnection]
    path: Path | None = None


def sqlite_driver(path: Path) -> Driver:
    """Return the driver of an unencrypted file; an encrypted one differs in this function alone."""

    def open_file() -> sqlite3.Connection:
        # isolation_level=None switches the driver's own BEGIN off: ours is explicit.
        return sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)

    return Driver(sqlite3, open_file, path)


def sqlcipher_driver(path: Path, key: bytes) -> Driver:
    """Return the driver of a file encrypted with a raw 256-bit key; a wrong key is told at the first statement."""
    from sqlcipher3 import dbapi2

    def open_file() -> DriverConnection:
        connection = dbapi2.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute(f"""PRAGMA key = "x'{key.hex()}'" """)  # must come first; a raw key needs no stretching
        connection.execute("PRAGMA cipher_log_level=NONE")  # else a wrong key prints on stderr
        opened: DriverConnection = connection
        return opened

    return Driver(dbapi2, open_file, path)


def driver_of(path: Path, key: bytes | None) -> Driver:
    """Return the driver of a file: encrypted with a key, plain without (development, tests)."""
    return sqlite_driver(path) if key is None else sqlcipher_driver(path, key)


class Database:
    """An open database: short write transactions (BEGIN IMMEDIATE) and read transactions on one snapshot each."""

    def __init__(self, driver: Driver, sealer: Sealer | None = None) -> None:
        """Open a file; ``sealer`` seals single fields of it (default: one that protects nothing, for tests)."""
        self._mark = Mark.first()
        self._marking = threading.Lock()
        self._turn = threading.Lock()
        self._engines: tuple[Engine, Engine] | None = None
        self._forgetting: list[Callable[[], object]] = []
        self._before_work: Callable[[], None] = _at_once
        self._sealer = Sealer.without_keys()  # the same one for as long as the file is known, locked or not
        self.reopen(driver, sealer or Sealer.of(None))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def sealer(self) -> Sealer:
        """What seals single fields; raises Locked."""
        if self._sealer.locked:
            raise Locked
        return self._sealer

    def seal_with(self, sealer: Sealer) -> None:
        """Seal and open fields by the keys the file itself keeps."""
        self._sealer.take(sealer)

    def unlock(self, driver: Driver, sealer: Callable[[], Sealer]) -> None:
        """Open the file again with its key; ``sealer`` then reads what seals its fields. Raises StoreTrouble."""
        self._connect(driver)
        try:
            self.seal_with(sealer())
        except StoreTrouble:
            self.lock()
            raise

    @property
    def locked(self) -> bool:
        """Whether the key was forgotten."""
        return self._engines is None

    def lock(self) -> None:
        """Close every connection and forget the key; until ``reopen`` every transaction raises Locked."""
        self.close()
        self._engines = None
        self._sealer.forget()
        for forget in self._forgetting:
            forget()

    def when_locked(self, forget: Callable[[], object]) -> None:
        """Have something else forgotten, too, whenever the data are locked; ``forget`` raises nothing."""
        self._forgetting.append(forget)

    def before_work(self, wait: Callable[[], None]) -> None:
        """Have ``wait`` called before each statement of a reader and before each write, never within one."""
        self._before_work = wait

    def reopen(self, driver: Driver, sealer: Sealer) -> None:
        """Open the file, again after ``lock``."""
        self._connect(driver)
        self._sealer.take(sealer)

    def _connect(self, driver: Driver) -> None:
        reader = _engine(driver, "BEGIN", ("query_only=ON",))
        event.listen(reader, "before_cursor_execute", lambda *_statement: self._before_work())
        self._engines = _engine(driver, "BEGIN IMMEDIATE", ()), reader
        self._pace = LogPace(driver.path)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are committed when the block ends.

        Raises StoreTrouble; where the COMMIT itself failed, the file is opened anew and read before anybody is told:
        it was saved after all (then nothing is raised), NotSaved, or CommitUnknown while nobody can tell.
        """
        self._before_work()
        with self._in_turn():
            yield from self._written()
        self._pace.rest(self.fold_log)

    def _written(self) -> Iterator[Connection]:
        mark = self._next_mark()
        with translated(), self._writer.connect() as connection:
            transaction = connection.begin()
            try:
                yield connection
                mark.leave(connection)
            except BaseException:
                transaction.rollback()
                raise
            try:
                transaction.commit()
                return
            except DBAPIError as failure:
                connection.invalidate()
                failed = failure
        self._judge(mark, failed)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the database and can change nothing; raises StoreTrouble."""
        with translated(), self._reader.connect() as connection, connection.begin():
            yield connection

    def fold_log(self) -> None:
        """Fold the write-ahead log into the file and empty it, unless somebody still uses it; waits for nobody."""
        if not self._turn.acquire(blocking=False):
            return
        try:
            with translated(), self._writer.connect() as connection:
                bare: Any = connection.connection.driver_connection  # SQLAlchemy would begin a transaction first
                try:
                    bare.execute("PRAGMA busy_timeout=0")
                    bare.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                finally:
                    bare.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
        finally:
            self._turn.release()

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        for engine in reversed(self._engines or ()):
            engine.dispose()

    @property
    def _writer(self) -> Engine:
        return self._open()[0]

    @property
    def _reader(self) -> Engine:
        return self._open()[1]

    def _open(self) -> tuple[Engine, Engine]:
        if self._engines is None:
            raise Locked
        return self._engines

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Let the threads of this process write one after the other: SQLite's own waiting sleeps on when it is free."""
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise StoreTrouble(_BUSY, "busy")
        try:
            yield
        finally:
            self._turn.release()

    def _next_mark(self) -> Mark:
        with self._marking:  # one number is one transaction, whatever thread it runs in
            self._mark = self._mark.next()
            return self._mark

    def _judge(self, mark: Mark, failure: DBAPIError) -> None:
        """Return if a transaction whose COMMIT failed is on disk; raises NotSaved, CommitUnknown."""
        why = trouble_of(failure.orig)
        fate = Fate.UNKNOWN
        with suppress(StoreTrouble, DBAPIError):
            self.close()  # what the failed write left in the connections' memory is not what stands on disk
            with translated(), self._writer.begin() as connection:
                found = mark.fate(connection)
                Mark.first().leave(connection)
            fate = found
        if fate is Fate.LOST:
            raise NotSaved(f"{why}；刚才这一次没有存上，请再存一次", why.code) from failure
        if fate is Fate.UNKNOWN:
            raise CommitUnknown(f"{why}；刚才这一次是否已存上尚不确定，请稍后核对", why.code) from failure


def _at_once() -> None:
    """Nobody has to be let go first."""


def _engine(driver: Driver, begin: str, extra: tuple[str, ...]) -> Engine:
    def open_connection() -> DriverConnection:
        with translated():
            connection = driver.open()
            set_pragmas(connection, extra)
            return connection

    engine = create_engine(
        "sqlite://",
        module=driver.module,
        creator=open_connection,
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=6,
        hide_parameters=True,  # statements in error texts must not carry field values
    )

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def set_pragmas(connection: DriverConnection, extra: tuple[str, ...] = ()) -> None:
    """Set the pragmas and make sure that those the guarantees stand on took; raises StoreTrouble."""
    for pragma in (*_PRAGMAS, *extra):
        connection.execute(f"PRAGMA {pragma}")
    for name, wanted in _MUST_HOLD:
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != wanted:
            raise StoreTrouble(
                "数据文件所在的磁盘不支持可靠保存（可能是网络盘），请把数据文件夹移到本机磁盘", f"pragma_{name}"
            )


@contextmanager
def translated() -> Iterator[None]:
    """Turn failures of the file and the disk into StoreTrouble; a broken constraint is a bug and passes through."""
    try:
        yield
    except IntegrityError:
        raise
    except DatabaseError as error:
        raise trouble_of(error.orig) from error
    except Exception as error:
        kinds = {one.__name__ for one in type(error).__mro__}  # two drivers, each with classes of its own
        if "DatabaseError" not in kinds or "IntegrityError" in kinds:
            raise
        raise trouble_of(error) from error


def trouble_of(error: BaseException | None) -> StoreTrouble:
    """Return what people are told about a failure of the driver, whose own words may hold data and are not used."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreTrouble(_BUSY, "busy")
    if name.startswith(("SQLITE_FULL", *_NO_SPACE)):
        return StoreTrouble("磁盘已满或无法写入，请清出空间后再试（E-DISK-01）", "disk_full")
    if name == "SQLITE_IOERR":  # the encrypting driver tells no more
        return StoreTrouble("读写数据文件时出错，磁盘可能已满或有坏道，请检查磁盘（E-DISK-01）", "io_error")
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
        return StoreTrouble("数据文件无法打开或不可写，请检查文件夹权限", "no_access")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return StoreTrouble("数据文件已损坏或不是本程序的数据文件，请从备份恢复", "damaged")
    return StoreTrouble("读写数据文件时出错，请检查磁盘", name.lower() or "store")
