"""Questions about the database file itself; nothing is changed."""

import sqlite3

from app.store.engine import Connection, translated


def integrity(connection: Connection) -> str:
    """Return what SQLite's quick check found, empty when the file is sound; raises StoreTrouble."""
    with translated():
        found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    return "" if found == "ok" else found


def sqlite_version() -> str:
    """Return the version of the database library in use."""
    return sqlite3.sqlite_version


def schema_version(connection: Connection) -> str:
    """Return the migration the file stands at."""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
