"""Migrations: model and steps agree, older files are copied and brought up, newer and foreign ones left alone."""

import hashlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from app.declarations.outbox import moves
from app.store import (  # noqa: F401 - they add their tables to the metadata
    border_tables,
    drafting_tables,
    finding_tables,
    goods_tables,
    proof_prints,
    safety_tables,
    sending_tables,
    stage_tables,
)
from app.store.engine import Database, StoreTrouble
from app.store.tables import metadata
from app.store.upgrade import MIGRATIONS, SCHEMA, ForeignFile, NewerFile, open_database, upgrade

NEXT = '''"""A step of tomorrow."""
from alembic import op
revision = "{next}"
down_revision = "{newest}"
def upgrade() -> None:
    op.execute("ALTER TABLE settings ADD COLUMN colour VARCHAR")
    {then}
'''


NEWER = f"{int(SCHEMA) + 1:04d}"


def lines_of(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """Return the definition of each table and index as a set of lines, so that the order of constraints is free."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
        " AND name <> 'alembic_version'"
    )
    return {name: {line.strip().rstrip(",") for line in sql.splitlines() if line.strip()} for name, sql in rows}


def test_model_and_migration_are_the_same(path: Path, tmp_path: Path) -> None:
    model = create_engine(f"sqlite:///{tmp_path / 'model.db'}")
    metadata.create_all(model)
    model.dispose()
    with closing(sqlite3.connect(path)) as migrated, closing(sqlite3.connect(tmp_path / "model.db")) as made:
        assert lines_of(migrated) == lines_of(made)


def test_alembic_finds_no_difference(database: Database) -> None:
    with database.reading() as connection:
        ours = {"include_name": lambda name, _kind, _parents: not str(name).startswith("finds")}
        assert compare_metadata(MigrationContext.configure(connection, opts=ours), metadata) == []


def test_the_guard_table_holds_what_the_pure_table_allows(database: Database) -> None:
    with database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT from_state, to_state FROM outbox_moves").all()
    assert {tuple(row) for row in rows} == {(before.value, after.value) for before, after in moves()}


def test_the_schema_constant_is_the_newest_step() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == SCHEMA


def test_opening_again_changes_nothing(path: Path) -> None:
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    open_database(path).close()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert sorted(file.name for file in path.parent.iterdir()) == ["portdesk.db"]


def tomorrow(tmp_path: Path, then: str = "pass") -> Path:
    scripts = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / f"{NEWER}_colour.py").write_text(NEXT.format(then=then, next=NEWER, newest=SCHEMA))
    return scripts


def test_the_file_is_copied_before_a_step(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO settings VALUES ('theme', '\"dark\"', '2026-11-21T00:00:00.000000Z')")
        connection.commit()
    upgrade(path, tomorrow(tmp_path), NEWER)
    copy = tmp_path / f"portdesk.before-{NEWER}.db"
    with closing(sqlite3.connect(path)) as now, closing(sqlite3.connect(copy)) as then:
        assert now.execute("SELECT key, colour FROM settings").fetchall() == [("theme", None)]
        assert then.execute("SELECT * FROM settings").fetchall()[0][:2] == ("theme", '"dark"')
        assert then.execute("SELECT version_num FROM alembic_version").fetchone() == (SCHEMA,)


def test_a_step_that_fails_leaves_the_old_shape(path: Path, tmp_path: Path) -> None:
    scripts = tomorrow(tmp_path, then='raise RuntimeError("power cut in the middle")')
    with pytest.raises(RuntimeError):
        upgrade(path, scripts, NEWER)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (SCHEMA,)
        assert "colour" not in connection.execute("SELECT sql FROM sqlite_master WHERE name='settings'").fetchone()[0]
    open_database(path).close()


def test_a_newer_file_is_left_alone(path: Path, tmp_path: Path) -> None:
    upgrade(path, tomorrow(tmp_path), NEWER)
    before = path.read_bytes()
    with pytest.raises(NewerFile, match=f"更新的版本写成（{NEWER}）"):
        open_database(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "music.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    with pytest.raises(ForeignFile, match="不是口岸申报台"):
        open_database(path)
    with closing(sqlite3.connect(path)) as connection:
        assert [row[0] for row in connection.execute("SELECT name FROM sqlite_master")] == ["songs"]


def test_what_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "portdesk.db"
    path.write_bytes(b"this is a letter, not a database. " * 200)
    with pytest.raises(StoreTrouble, match="已损坏或不是本程序"):
        open_database(path)
    assert path.read_bytes().startswith(b"this is a letter")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreTrouble, match="无法建立数据文件夹"):
        open_database(tmp_path / "file" / "portdesk.db")


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX matter")
def test_the_files_are_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "portdesk.db"
    with open_database(path) as database, database.reading():
        assert {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {
            "portdesk.db": 0o600,
            "portdesk.db-wal": 0o600,
            "portdesk.db-shm": 0o600,
        }
    upgrade(path, tomorrow(tmp_path / "next"), NEWER)
    assert stat.S_IMODE((tmp_path / f"portdesk.before-{NEWER}.db").stat().st_mode) == 0o600


def test_first_starts_at_the_same_time_make_one_database(tmp_path: Path) -> None:
    path = tmp_path / "home" / "portdesk.db"
    code = f"from pathlib import Path; from app.store.upgrade import upgrade; upgrade(Path({str(path)!r}))"
    starts = [subprocess.Popen([sys.executable, "-c", code], cwd=MIGRATIONS.parent) for _ in range(3)]
    assert [start.wait(60) for start in starts] == [0, 0, 0]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(SCHEMA,)]
        assert connection.execute("SELECT count(*) FROM outbox_moves").fetchone() == (len(moves()),)
