"""A renewed key: every value stays, the old key opens nothing; a renewal broken off anywhere is one or the other."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.border_trade.register import Person
from app.store import residents
from app.store.age import new_recovery_key
from app.store.engine import StoreTrouble
from app.store.key_slots import FILE, KeySlots, KeyTrouble, create, recover, recovery_slot, unlock
from app.store.renew_key import renew, settle_left_over
from app.store.upgrade import open_database
from tests.helpers.citizens import citizens
from tests.helpers.filings import NOW
from tests.helpers.rings import NO_RING

NUMBER = citizens(1)[0]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    key = create(tmp_path, NO_RING)
    path = tmp_path / "portdesk.db"
    with open_database(path, key) as database, database.writing() as connection:
        residents.add(connection, database.sealer, Person("乌云其木格", NUMBER), NOW)
    return path


def renewed(path: Path) -> bytes:
    key = unlock(path.parent, NO_RING)
    with open_database(path, key) as database:
        sealer = database.sealer
    return renew(path, key, sealer, NO_RING)


def whole(path: Path, key: bytes) -> bool:
    """Tell whether the data open with a key and a resident is found by his number."""
    with open_database(path, key) as database, database.reading() as connection:
        found = residents.find(connection, database.sealer, NUMBER)
        assert found is not None
        shown = residents.numbers_for_sending(connection, database.sealer, [found.id])
        return shown == {found.id: NUMBER}


def test_a_renewed_key_opens_what_the_old_one_no_longer_does(data: Path) -> None:
    old = unlock(data.parent, NO_RING)
    office = new_recovery_key()
    slots = KeySlots.read(data.parent / FILE)
    slots.with_slot(recovery_slot(slots.database, old, office.public)).write(data.parent / FILE)
    for _ in range(2):  # the second time the file already keeps its own field keys
        fresh = renewed(data)
        assert fresh != old and unlock(data.parent, NO_RING) == fresh
        assert recover(KeySlots.read(data.parent / FILE), office.secret) == fresh
        assert whole(data, fresh)
        with pytest.raises(StoreTrouble):
            open_database(data, old)
        old = fresh
    assert sorted(file.name for file in data.parent.iterdir() if not file.name.startswith("demo")) == [
        "keys.lock", FILE, "portdesk.db",
    ]  # fmt: skip


def test_a_slot_that_is_not_at_hand_stops_it_before_anything_is_touched(data: Path) -> None:
    key = unlock(data.parent, NO_RING)
    with open_database(data, key) as database:
        sealer = database.sealer
    next(data.parent.glob("demo-*")).unlink()
    before = data.read_bytes()
    with pytest.raises(KeyTrouble, match="缺少演示密钥文件"):
        renew(data, key, sealer, NO_RING)
    assert data.read_bytes() == before


def test_data_in_use_keep_their_key(data: Path) -> None:
    key = unlock(data.parent, NO_RING)
    with open_database(data, key) as database, database.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM drafts").all()
        with pytest.raises(StoreTrouble, match="正在使用"):
            renew(data, key, database.sealer, NO_RING)
    assert whole(data, unlock(data.parent, NO_RING))


def dying(act: Callable[[], object], file_moves: int) -> None:
    """Run ``act`` in a child that ends, as in a power cut, at its n-th renaming of a file."""
    child = os.fork()
    if child == 0:
        whole_move, left = Path.replace, [file_moves]

        def move(self: Path, target: Path) -> Path:
            left[0] -= 1
            if left[0] < 0:
                os._exit(7)
            return whole_move(self, target)

        Path.replace = move  # type: ignore[method-assign, assignment]
        act()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


@pytest.mark.skipif(not hasattr(os, "fork"), reason="ends a child of its own")
@pytest.mark.parametrize(("moves", "swapped"), [(0, False), (1, False), (2, True)])
def test_broken_off_it_is_one_or_the_other(data: Path, moves: int, swapped: bool) -> None:
    """Moves: the new slots under their working name, the data, the slots."""
    old = unlock(data.parent, NO_RING)
    dying(lambda: renewed(data), moves)
    settle_left_over(data)
    key = unlock(data.parent, NO_RING)
    assert (key != old) is swapped
    assert whole(data, key)
    assert not [file.name for file in data.parent.iterdir() if "renewing" in file.name or "next" in file.name]
