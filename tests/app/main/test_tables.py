"""The tables of the window: imported ones over the bundled ones, choices kept from one sitting to the next."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from app.core.clock import SHANGHAI, ShiftedClock
from app.main.desk import Home
from app.main.tables import installed_tables, keep_uses, read_ahead, recall_uses
from app.reference import load
from app.store.engine import Connection, Database
from app.store.reference_file import ReferenceFile
from app.work.news import Done
from app.work.refdata import Wish, import_tables
from tests.helpers.databases import database, path

__all__ = ["database", "path"]

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=SHANGHAI)


def with_a_unit(folder: Path) -> Home:
    table = folder / "units.csv"
    table.write_text("code,name\n901,新单位\n", encoding="utf-8")
    home = Home(folder / "home")
    import_tables(ReferenceFile(home.reference), table, Wish(date(2026, 1, 1)), {}, NOW, lambda _changed: ())
    return home


def test_imported_tables_are_laid_over_and_read_ahead(tmp_path: Path) -> None:
    home = with_a_unit(tmp_path)
    reference, trouble = installed_tables(home)
    assert trouble is None
    thread = read_ahead(reference)
    thread.join(30)
    assert not thread.is_alive()
    home.reference.unlink()
    assert reference.row("units", "901") is not None, "once read, no file is needed"
    assert [row.code for row in reference.search("units", "xdw")] == ["901"]


def test_single_codes_are_read_before_the_table_is(tmp_path: Path) -> None:
    reference, _ = installed_tables(with_a_unit(tmp_path))
    found = reference.row("units", "901")
    assert found is not None and found.name == "新单位"
    assert "units" not in {info.table for info, _ in reference.everywhere("901", at_hand=True)}
    assert "units" in {info.table for info, _ in reference.everywhere("901")}
    assert "units" in {info.table for info, _ in reference.everywhere("901", at_hand=True)}, "now it is at hand"


def test_a_damaged_file_is_told_and_the_bundled_tables_do(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.reference.write_bytes(b"no database " * 100)
    reference, trouble = installed_tables(home)
    assert trouble is not None and trouble.message.endswith("先用自带的代码表")
    assert reference.row("units", "035") is not None


def test_choices_outlive_the_sitting(database: Database) -> None:
    first, second = load(), load()

    def note(operation: Callable[[Connection], Done[None]]) -> None:
        with database.writing() as connection:
            operation(connection)

    keep_uses(first, ShiftedClock(NOW), note)
    for code, client in (("RUS", ""), ("MNG", "甲公司"), ("MNG", "甲公司")):
        first.remember("countries", code, client)
    with database.reading() as connection:
        recall_uses(connection, second)
    assert second.uses.count("countries", "MNG") == 2
    assert second.recent("countries", "甲公司") == ("MNG",) and second.recent("countries")[0] == "MNG"
