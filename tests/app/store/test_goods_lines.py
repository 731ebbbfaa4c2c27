"""The index of goods lines follows the drafts, also those of an older file; choices of codes are counted."""

import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

from app.core.clock import SHANGHAI
from app.core.draft import Draft
from app.store.code_uses import record_use, recorded_uses
from app.store.drafts import create_draft, save_draft
from app.store.engine import Database
from app.store.own_use import lines_of
from app.store.upgrade import upgrade
from tests.helpers.older_files import copy_rows, older_file

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=SHANGHAI)
COAL = "2701121000"


def coal(client: str, model: str, price: str = "119.0000", port: str = "0708") -> Draft:
    draft = Draft(form="import", version="1")
    for path, text in {
        "trade_name": client,
        "entry_customs": port,
        "items[0].hs_code": COAL,
        "items[0].name": "炼焦煤",
        "items[0].model": model,
        "items[0].price": price,
        "items[0].currency": "USD",
        "items[1].hs_code": "2704001000",
        "items[1].name": "焦炭",
    }.items():
        draft.put(path, text)
    return draft


def test_what_is_saved_over_is_no_longer_found(database: Database) -> None:
    with database.writing() as connection:
        row = create_draft(connection, coal("甲公司", "0|3|灰分10%"), NOW)
        changed = coal("甲公司", "0|3|灰分9%")
        changed.put("items[1].hs_code", "")
        save_draft(connection, row.id, changed, 1, NOW + timedelta(days=1))
        (line,) = lines_of(connection, COAL)
        assert line.specification == "0|3|灰分9%" and line.day == date(2026, 11, 22)
        assert lines_of(connection, "2704001000") == []


def test_of_many_lines_the_newest_are_read(database: Database) -> None:
    with database.writing() as connection:
        for hours in range(5):
            create_draft(connection, coal("甲公司", f"0|3|灰分{hours}%"), NOW + timedelta(hours=hours))
        found = lines_of(connection, COAL, most=2)
    assert [line.specification for line in found] == ["0|3|灰分4%", "0|3|灰分3%"]


def test_a_text_as_long_as_a_book_is_indexed_short(database: Database) -> None:
    with database.writing() as connection:
        create_draft(connection, coal("甲公司", "长" * 100_000), NOW)
        assert len(lines_of(connection, COAL)[0].specification) == 600


def test_choices_are_counted_and_told_the_oldest_first(database: Database) -> None:
    with database.writing() as connection:
        record_use(connection, "countries", "MNG", "甲公司", NOW)
        record_use(connection, "countries", "RUS", "", NOW + timedelta(minutes=1))
        record_use(connection, "countries", "MNG", "甲公司", NOW + timedelta(minutes=2))
    with database.reading() as connection:
        assert list(recorded_uses(connection)) == [("countries", "RUS", "", 1), ("countries", "MNG", "甲公司", 2)]


def test_drafts_of_an_older_file_are_indexed_when_it_is_upgraded(
    path: Path, tmp_path: Path, database: Database
) -> None:
    with database.writing() as connection:
        draft_id = create_draft(connection, coal("甲公司", "0|3|灰分10%"), NOW).id
    database.close()
    with closing(sqlite3.connect(path)) as connection:
        expected = connection.execute("SELECT * FROM goods_lines ORDER BY item").fetchall()
    old = older_file(tmp_path / "old.db", "0003", tmp_path)
    copy_rows(path, old, "drafts")
    upgrade(old)
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT * FROM goods_lines ORDER BY item").fetchall() == expected
        assert expected[0][:3] == (draft_id, 1, COAL)
