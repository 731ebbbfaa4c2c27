"""A home opened for the window: by one at a time, never in a place that loses data, damaged data to read only."""

from pathlib import Path

import pytest

from app.core.clock import ShiftedClock
from app.core.draft import Draft
from app.main.desk import Home, open_home, opened
from app.main.keeping import ToldKey, kept_home
from app.store.drafts import create_draft
from app.store.engine import StoreTrouble
from app.store.key_slots import KeyTrouble
from app.store.one_window import AlreadyOpen
from app.store.rescue import ReadOnly
from app.store.unsafe_folder import UnsafeFolder
from tests.helpers.databases import migrated_bytes
from tests.helpers.filings import NOW

PAGE = 4096
CLOCK = ShiftedClock(NOW)


@pytest.fixture
def place(home: Path) -> Home:
    (home / "portdesk.db").write_bytes(migrated_bytes())
    return Home(home)


def test_one_window_at_a_time_and_commands_beside_it(place: Home) -> None:
    with kept_home(place, CLOCK) as kept:
        assert kept.safety.trouble == ""
        assert kept.safety.last_checks()[1] is not None, "the weekly check was due at the first opening"
        with pytest.raises(AlreadyOpen, match="请切换到已打开的窗口"), kept_home(place, CLOCK):
            raise AssertionError("two windows")
        with opened(place) as database, database.writing() as connection:
            create_draft(connection, Draft("import", "2026.1"), NOW)
    with kept_home(place, CLOCK):
        assert (place.folder / "app.lock").is_file()


def test_damaged_data_are_opened_to_read_and_told_with_the_copy_there_is(place: Home) -> None:
    with kept_home(place, CLOCK) as kept:
        with kept.database.writing() as connection:
            for number in range(40):
                draft = Draft("import", "2026.1")
                draft.put("remark", f"{number}" + "长" * 2500)
                create_draft(connection, draft, NOW)
        made = kept.safety.back_up()
    content = bytearray(place.database.read_bytes())
    content[len(content) // PAGE // 2 * PAGE + 50] ^= 1
    place.database.write_bytes(content)
    with kept_home(place, CLOCK) as kept:
        assert str(made.folder) in kept.safety.trouble
        with pytest.raises(ReadOnly, match="只读抢救"), kept.database.writing():
            raise AssertionError("written")
    assert place.database.read_bytes() == content


@pytest.mark.parametrize("lost", [("portdesk.db",), ("keyslots.json",), ("portdesk.db", "keyslots.json")])
def test_what_is_lost_is_never_made_anew(place: Home, lost: tuple[str, ...]) -> None:
    with kept_home(place, CLOCK) as kept:
        kept.safety.back_up()
    for name in lost:
        (place.folder / name).unlink()
    with pytest.raises(StoreTrouble, match="不会新建空库"), kept_home(place, CLOCK):
        raise AssertionError("opened")
    assert not any((place.folder / name).exists() for name in lost)


def test_a_folder_that_is_synchronised_is_not_even_made(tmp_path: Path) -> None:
    folder = tmp_path / "Nutstore" / "portdesk"
    with pytest.raises(UnsafeFolder, match="坚果云"), kept_home(Home(folder), CLOCK):
        raise AssertionError("opened")
    assert not folder.exists()


def test_a_key_told_at_the_door_is_forgotten_once_the_home_is_open(place: Home) -> None:
    database, key = open_home(place)
    database.close()
    told = ToldKey(key)
    with kept_home(place, CLOCK, told) as kept:
        with kept.database.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM drafts").all()
        with pytest.raises(KeyTrouble, match="已锁定"):
            told(place.folder)
