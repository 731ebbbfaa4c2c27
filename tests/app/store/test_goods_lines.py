"""How this office filed an article before, and which codes it chooses: found by article, client and day."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.core.clock import SHANGHAI
from app.core.draft import Draft
from app.store.code_uses import record_use, recorded_uses
from app.store.drafts import create_draft, delete_draft, save_draft
from app.store.engine import Database
from app.store.goods_lines import clients_of, filed_before, prices_of, uses_of
from app.store.upgrade import MIGRATIONS, upgrade

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


@pytest.fixture
def office(database: Database) -> Database:
    with database.writing() as connection:
        for hours, (client, model, price) in enumerate(
            [
                ("甲公司", "0|3|灰分10%", "100"),
                ("乙公司", "0|3|灰分11%", "110"),
                ("甲公司", "0|3|灰分12%", "120"),
                ("甲公司", "0|3|灰分12%", "130"),
            ]
        ):
            create_draft(connection, coal(client, model, price), NOW + timedelta(hours=hours))
    return database


def test_the_clients_own_lines_come_first_then_the_newest(office: Database) -> None:
    with office.reading() as connection:
        found = filed_before(connection, COAL, client="乙公司")
    assert [(line.client, line.model) for line in found] == [
        ("乙公司", "0|3|灰分11%"),
        ("甲公司", "0|3|灰分12%"),
        ("甲公司", "0|3|灰分10%"),
    ]
    assert found[1].price == "130", "of lines that say the same the newest stands"
    assert found[0].item == 1 and found[0].port == "0708"


def test_what_is_saved_over_is_no_longer_found(office: Database) -> None:
    with office.writing() as connection:
        newest = filed_before(connection, COAL)[0]
        changed = coal("甲公司", "0|3|灰分9%")
        changed.put("items[1].hs_code", "")
        save_draft(connection, newest.draft_id, changed, 1, NOW + timedelta(days=1))
        assert filed_before(connection, COAL)[0].model == "0|3|灰分9%"
        assert uses_of(connection, NOW, ["2704001000"]) == {"2704001000": 3}


def test_the_bin_the_draft_itself_and_the_other_direction_do_not_count(office: Database) -> None:
    with office.writing() as connection:
        newest = filed_before(connection, COAL)[0]
        others = filed_before(connection, COAL, besides=newest.draft_id)
        assert newest.draft_id not in {line.draft_id for line in others}
        assert filed_before(connection, COAL, form="export") == ()
        delete_draft(connection, newest.draft_id, deleted=True, now=NOW)
        assert newest.draft_id not in {line.draft_id for line in filed_before(connection, COAL)}


def test_uses_are_declarations_of_the_time_asked_for(office: Database) -> None:
    with office.reading() as connection:
        assert uses_of(connection, NOW) == {COAL: 4, "2704001000": 4}
        assert uses_of(connection, NOW + timedelta(hours=2)) == {COAL: 2, "2704001000": 2}
        clients = clients_of(connection, COAL, NOW)
        assert [(one.client, one.declarations, one.model) for one in clients] == [
            ("甲公司", 3, "0|3|灰分12%"),
            ("乙公司", 1, "0|3|灰分11%"),
        ]
        assert [line.price for line in prices_of(connection, COAL, "甲公司")] == ["130", "120", "100"]


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
    old = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, old, ignore=shutil.ignore_patterns("__pycache__"))
    with closing(sqlite3.connect(path)) as connection:
        expected = connection.execute("SELECT * FROM goods_lines ORDER BY item").fetchall()
        connection.executescript(
            "DROP TABLE goods_lines; DROP TABLE code_uses; UPDATE alembic_version SET version_num = '0003';"
        )
    upgrade(path, old)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM goods_lines ORDER BY item").fetchall() == expected
        assert expected[0][:3] == (draft_id, 1, COAL)
