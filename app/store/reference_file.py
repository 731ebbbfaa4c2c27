"""The file of imported code tables: opened, created and guarded here; public data, so it is kept apart from the drafts.

It goes without sqlalchemy on purpose: ``check`` looks a few codes up and must not pay for what it does not use.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

SHAPE = 1
_BUSY_SECONDS = 5.0
_TABLES = """
CREATE TABLE imports (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, origin TEXT NOT NULL, digest TEXT NOT NULL, drafts TEXT NOT NULL,
    seen INTEGER NOT NULL DEFAULT 0, undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE states (
    stem TEXT NOT NULL, title TEXT NOT NULL, as_of TEXT NOT NULL, source TEXT NOT NULL, complete INTEGER NOT NULL,
    rows INTEGER NOT NULL, born INTEGER NOT NULL REFERENCES imports (id), died INTEGER REFERENCES imports (id)
) STRICT;
CREATE UNIQUE INDEX one_state ON states (stem) WHERE died IS NULL;
CREATE TABLE rows (
    id INTEGER PRIMARY KEY, stem TEXT NOT NULL, key TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
    "values" TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, successor TEXT NOT NULL, source TEXT NOT NULL,
    as_of TEXT NOT NULL, mark TEXT NOT NULL, pinyin TEXT NOT NULL, kind TEXT NOT NULL,
    born INTEGER NOT NULL REFERENCES imports (id), died INTEGER REFERENCES imports (id)
) STRICT;
CREATE UNIQUE INDEX one_row ON rows (stem, key) WHERE died IS NULL;
CREATE INDEX rows_code ON rows (stem, code) WHERE died IS NULL;
CREATE INDEX rows_born ON rows (born);
CREATE INDEX rows_died ON rows (died) WHERE died IS NOT NULL;
CREATE TABLE mappings (
    header TEXT NOT NULL, stem TEXT NOT NULL, columns TEXT NOT NULL, PRIMARY KEY (header, stem)
) STRICT;
"""


class ReferenceTrouble(Exception):
    """The file of imported tables cannot be used; one Chinese sentence with the cure, ``english`` the same in short."""

    def __init__(self, sentence: str, english: str) -> None:
        super().__init__(sentence)
        self.english = english


class ReferenceFile:
    """The file at a path, which need not exist; every block is one transaction on a connection of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Tell whether anything was ever imported."""
        return self.path.exists()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one moment of the file and can change nothing; raises ReferenceTrouble."""
        with _translated(self.path), closing(self._open(writable=False)) as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes stand together or not at all; raises ReferenceTrouble."""
        with _translated(self.path):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with closing(self._open(writable=True)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    if _shape(connection) == 0:
                        self.path.chmod(0o600)
                        for statement in _TABLES.strip().rstrip(";").split(";\n"):
                            connection.execute(statement)
                        connection.execute(f"PRAGMA user_version = {SHAPE}")
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")

    def _open(self, writable: bool) -> sqlite3.Connection:
        # A reader opens the file for writing too: what a power cut left in the journal must be rolled back first.
        mode = "rwc" if writable else "rw"
        uri = f"{self.path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute(f"PRAGMA query_only = {'OFF' if writable else 'ON'}")
            if writable:
                # A roll-back journal, not a log: the file is written a few times a year and read on every start.
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA foreign_keys = ON")
            shape = _shape(connection)
            if shape > SHAPE:
                sentence = f"代码表文件由更新的版本写成（{shape}），请升级程序；未作任何改动"
                raise ReferenceTrouble(sentence, "the file of code tables was written by a newer version")
        except BaseException:
            connection.close()
            raise
        return connection


def _shape(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        name = str(getattr(error, "sqlite_errorname", ""))
        raise _told(path, name) from error
    except OSError as error:
        sentence = f"代码表文件 {path} 无法建立，请检查文件夹权限和磁盘空间"
        raise ReferenceTrouble(sentence, f"{path} cannot be created") from error


def _told(path: Path, name: str) -> ReferenceTrouble:
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ReferenceTrouble("代码表正被另一个程序更新，请稍后再试", "the code tables are being written, try later")
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return ReferenceTrouble("磁盘已满或无法写入，代码表未作改动，请清出空间后再导入", "the disk is full")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        sentence = f"代码表文件 {path} 已损坏，请删去它后重新导入官方表；单证不受影响"
        return ReferenceTrouble(sentence, f"{path} is damaged: delete it and import the tables again")
    sentence = f"代码表文件 {path} 无法读写，请检查权限"
    return ReferenceTrouble(sentence, f"{path} cannot be used ({name or 'no reason told'})")
