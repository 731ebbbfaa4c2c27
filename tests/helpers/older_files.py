"""Database files as earlier releases made them: the steps of that time, run by the program of today."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from app.store.upgrade import MIGRATIONS, upgrade


def steps_until(schema: str, folder: Path) -> Path:
    """Return a folder of migrations that ends with ``schema``, as the release of that shape had it."""
    scripts = folder / f"migrations-{schema}"
    if not scripts.exists():
        shutil.copytree(MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        for step in (scripts / "versions").glob("[0-9]*_*.py"):
            if step.name[:4] > schema:
                step.unlink()
    return scripts


def older_file(path: Path, schema: str, scripts_in: Path, key: bytes | None = None) -> Path:
    """Make an empty file of an earlier shape at ``path``."""
    upgrade(path, steps_until(schema, scripts_in), schema, key)
    return path


def copy_rows(newer: Path, older: Path, table: str) -> None:
    """Copy the rows of a plain file's table into an older one, as far as it had the columns."""
    with closing(sqlite3.connect(older)) as raw:
        raw.execute("ATTACH DATABASE ? AS newer", (str(newer),))
        names = [row[1] for row in raw.execute(f"PRAGMA main.table_info({table})")]
        columns = ", ".join(f'"{name}"' for name in names)
        raw.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
        raw.commit()
