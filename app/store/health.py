"""Questions about the database file itself: is it whole, when was that last asked; it mends nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.store.engine import Connection, Database, StoreTrouble, translated
from app.store.settings import get_setting, put_setting

WEEK = timedelta(days=7)
_QUICK, _FULL = "store.checked_quick", "store.checked_full"
DAMAGED = "数据文件已损坏，请停止录入并从备份恢复；程序不会删除它"


class Damaged(StoreTrouble):
    """A check found the file damaged; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(DAMAGED, "damaged")


@dataclass(frozen=True, slots=True)
class Checked:
    """When the file was looked through and what was found, empty where it is sound."""

    at: datetime
    full: bool
    trouble: str


def integrity(connection: Connection) -> str:
    """Return what SQLite's quick check found, empty when the file is sound; raises StoreTrouble."""
    with translated():
        _wake_indexes(connection)
        found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    return "" if found == "ok" else found


def full_integrity(connection: Connection) -> str:
    """Return what both full checks found (tables and indexes; the seal of every page), empty when sound.

    Takes a tenth of a second per 26 MB. Raises StoreTrouble.
    """
    with translated():
        _wake_indexes(connection)
        sealed = connection.exec_driver_sql("PRAGMA cipher_integrity_check")  # no rows at all for a file without a key
        pages = sealed.first() if sealed.returns_rows else None
        found = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one())
    return str(pages[0]) if pages is not None else "" if found == "ok" else found


def _wake_indexes(connection: Connection) -> None:
    """Have the word indexes look at what others wrote: SQLite's check holds an old picture of them against new rows.

    Without it a connection that read such an index before somebody else wrote to it calls a sound file damaged.
    """
    found = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"
    for name in connection.exec_driver_sql(found).scalars().all():
        connection.exec_driver_sql(f'SELECT rowid FROM "{name}" WHERE "{name}" MATCH \'nothing\' LIMIT 1').all()


def check(database: Database, now: datetime, *, full: bool) -> Checked:
    """Look the file through and write down that it was, as far as it can be written; raises nothing of the store's."""
    try:
        with database.reading() as connection:
            found = full_integrity(connection) if full else integrity(connection)
    except StoreTrouble as trouble:
        return Checked(now, full, DAMAGED if trouble.code == "damaged" else str(trouble))
    if found:
        return Checked(now, full, DAMAGED)
    with database.writing() as connection:
        for name in (_FULL, _QUICK) if full else (_QUICK,):
            put_setting(connection, name, now.isoformat(), now)
    return Checked(now, full, "")


def last_checked(connection: Connection, *, full: bool) -> datetime | None:
    """Return when the file was last found sound, None if never; a full check counts as a quick one."""
    told = get_setting(connection, _FULL if full else _QUICK)
    return None if told is None else datetime.fromisoformat(str(told))


def is_full_due(connection: Connection, now: datetime) -> bool:
    """Tell whether the weekly full check is due; of a clock that was set back nobody knows, so it is."""
    last = last_checked(connection, full=True)
    return last is None or not last <= now < last + WEEK


def sqlite_version() -> str:
    """Return the version of the database library in use."""
    from sqlcipher3 import dbapi2  # the standard library's own is another one, which opens none of our files

    return str(dbapi2.sqlite_version)


def schema_version(connection: Connection) -> str:
    """Return the migration the file stands at."""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
