"""Brings the database file to the present shape, from nothing or from an older one; it never opens a newer one."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, select
from sqlalchemy.pool import StaticPool

from app.store.engine import Database, Driver, DriverConnection, StoreTrouble, driver_of, set_pragmas, translated
from app.store.safety_tables import field_keys
from app.store.sealed import Sealer

SCHEMA = "0008"  # the newest migration; a test holds it to the files
MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


_TIMES = 3  # the copy, the log of the upgrade, and what the file grows by
_MEGABYTE = 1024 * 1024


class NewerFile(StoreTrouble):
    """The file was written by a newer version of the program."""


class ForeignFile(StoreTrouble):
    """The file is a database, but not one of ours."""


def open_database(path: Path, key: bytes | None = None) -> Database:
    """Return the database at ``path``, created or brought up to date; raises StoreTrouble with a Chinese sentence.

    key: the data key of an encrypted file, None for a plain one.
    """
    upgrade(path, key=key)
    database = Database(driver_of(path, key), Sealer.of(key))
    database.seal_with(sealer_of(database, key))
    return database


def sealer_of(database: Database, key: bytes | None) -> Sealer:
    """Return what seals the fields of an open file: by its data key, or by keys it keeps since that was renewed."""
    with database.reading() as connection:
        wrapped = connection.execute(select(field_keys.c.wrapped)).scalar_one_or_none()
    return Sealer.of(key) if wrapped is None or key is None else Sealer.unwrapped(wrapped, key)


def upgrade(path: Path, scripts: Path = MIGRATIONS, schema: str = SCHEMA, key: bytes | None = None) -> None:
    """Bring the file to ``schema`` in one transaction, after a copy of what was there; check a current one."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreTrouble(f"无法建立数据文件夹（{path.parent}），请检查权限和磁盘空间", "no_folder") from error
    driver = driver_of(path, key)
    with translated(), closing(_opened(driver)) as raw:
        if raw.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise StoreTrouble("数据文件已损坏，请从备份恢复；程序不会覆盖它", "damaged")
        before = _version(raw)
        if before == schema:
            return
        if before is None:
            path.chmod(0o600)  # and with it the log beside it, which takes its rights from the file
        else:
            _refuse_newer(before, scripts)
            _require_room(path)
            _copy(raw, driver_of(target := path.with_name(f"{path.stem}.before-{schema}{path.suffix}"), key), target)
        with _immediate(driver, raw) as connection:
            if _version(raw) != schema:  # another process may have been faster
                _migrate(connection, scripts)


def _opened(driver: Driver) -> Any:
    connection = driver.open()
    set_pragmas(connection)
    return connection


def _version(raw: DriverConnection) -> str | None:
    """Return the revision the file stands at, None for an empty file; raises ForeignFile."""
    names = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()}
    if not names:
        return None
    row = raw.execute("SELECT version_num FROM alembic_version").fetchone() if "alembic_version" in names else None
    if row is None:
        raise ForeignFile("这个文件不是口岸申报台的数据文件，未作任何改动", "foreign_file")
    return str(row[0])


def _refuse_newer(version: str, scripts: Path) -> None:
    # Migrations are never deleted, so a revision without a file comes from a version after this one.
    if not any(file.name.startswith(f"{version}_") for file in (scripts / "versions").iterdir()):
        raise NewerFile(f"数据文件由更新的版本写成（{version}），请升级程序后再打开；未作任何改动", "newer_file")


def _require_room(path: Path) -> None:
    """Raise StoreTrouble where the copy, the log of the upgrade and the grown file might not find room."""
    needed = _TIMES * path.stat().st_size
    if shutil.disk_usage(path.parent).free < needed:
        told = f"升级数据文件需要 {needed // _MEGABYTE + 1} MB 磁盘空间，现在不够"
        raise StoreTrouble(f"{told}；数据未作改动，清出空间后再打开（E-DISK-01）", "disk_full")


def _copy(raw: Any, driver: Driver, target: Path) -> None:
    """Copy through SQLite's own backup: a file copy of a live database loses what still stands in its log."""
    target.unlink(missing_ok=True)
    with closing(_opened(driver)) as copy:
        target.chmod(0o600)
        raw.backup(copy)
        sealed = copy.execute("PRAGMA cipher_integrity_check").fetchall()  # nothing for a file without a key
        if sealed or copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise StoreTrouble("升级前的备份未能通过检查，数据文件未作改动，请检查磁盘", "bad_copy")


@contextmanager
def _immediate(driver: Driver, raw: Any) -> Iterator[Connection]:
    engine = create_engine("sqlite://", module=driver.module, creator=lambda: raw, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.begin() as connection:
        yield connection


def _migrate(connection: Connection, scripts: Path) -> None:
    # Imported here: it costs 0.4 s and is needed once per version.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise StoreTrouble("数据文件升级后关联不完整，已全部撤回，请联系技术支持", "foreign_keys")
