"""The data key: every slot opens the same one, a wrong secret opens none, and no start ever makes a second key."""

import json
import stat
import threading
from pathlib import Path

import pytest

from app.store.age import new_recovery_key
from app.store.key_slots import (
    DEMO,
    FILE,
    KEYRING,
    PASSPHRASE,
    KeySlots,
    KeyTrouble,
    create,
    passphrase_slot,
    recover,
    recovery_slot,
    unlock,
)
from tests.helpers.rings import NO_RING, Ring


def test_without_a_system_store_the_profile_is_a_demo(tmp_path: Path) -> None:
    key = create(tmp_path, NO_RING)
    slots = KeySlots.read(tmp_path / FILE)
    assert slots.kinds() == (DEMO,)
    assert unlock(tmp_path, NO_RING) == key
    for file in tmp_path.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_system_store_keeps_nothing_beside_the_database(tmp_path: Path) -> None:
    ring = Ring()
    key = create(tmp_path, ring)
    assert KeySlots.read(tmp_path / FILE).kinds() == (KEYRING,)
    assert unlock(tmp_path, ring) == key
    assert [file.name for file in tmp_path.iterdir()] == [FILE]
    with pytest.raises(KeyTrouble, match="没有能打开"):
        unlock(tmp_path, Ring())


def test_a_passphrase_opens_and_a_wrong_one_does_not(tmp_path: Path) -> None:
    key = create(tmp_path, NO_RING, lambda: "口令 一二三")
    assert unlock(tmp_path, NO_RING, lambda: "口令 一二三") == key
    with pytest.raises(KeyTrouble, match="口令不对"):
        unlock(tmp_path, NO_RING, lambda: "口令 一二四")
    with pytest.raises(KeyTrouble, match="PORTDESK_PASSPHRASE_FILE"):
        unlock(tmp_path, NO_RING)


def test_the_recovery_key_opens_what_lost_its_other_slots(tmp_path: Path) -> None:
    key = create(tmp_path, NO_RING)
    office = new_recovery_key()
    slots = KeySlots.read(tmp_path / FILE)
    slots = slots.with_slot(recovery_slot(slots.database, key, office.public))
    slots.write(tmp_path / FILE)
    read = KeySlots.read(tmp_path / FILE)
    assert recover(read, office.secret) == key
    assert office.secret not in repr(office)
    for other in (new_recovery_key().secret, office.public, ""):
        with pytest.raises(KeyTrouble, match="不符"):
            recover(read, other)
    assert unlock(tmp_path, NO_RING) == key


def test_a_slot_of_another_database_does_not_open(tmp_path: Path) -> None:
    for name in ("a", "b"):
        create(tmp_path / name, NO_RING, lambda: "same")
    mine = json.loads((tmp_path / "a" / FILE).read_text())
    other = json.loads((tmp_path / "b" / FILE).read_text())
    mine["slots"] = other["slots"]
    (tmp_path / "a" / FILE).write_text(json.dumps(mine))
    with pytest.raises(KeyTrouble):
        unlock(tmp_path / "a", NO_RING, lambda: "same")


def test_the_last_slot_stays(tmp_path: Path) -> None:
    key = create(tmp_path, NO_RING)
    slots = KeySlots.read(tmp_path / FILE)
    with pytest.raises(KeyTrouble, match="至少"):
        slots.without(DEMO)
    more = slots.with_slot(passphrase_slot(slots.database, key, "x"))
    assert more.without(DEMO).kinds() == (PASSPHRASE,)


def test_of_two_first_starts_one_key_stays(tmp_path: Path) -> None:
    gate = threading.Barrier(8)
    keys: list[bytes] = []

    def start() -> None:
        gate.wait()
        keys.append(create(tmp_path, NO_RING))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(keys) == {unlock(tmp_path, NO_RING)}
    assert len(list(tmp_path.glob("*.key"))) == 1


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 1}', '{"version": 1, "database": "x", "slots": [1]}'])
def test_a_broken_slot_file_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content)
    with pytest.raises(KeyTrouble, match="无法读取"):
        unlock(tmp_path, NO_RING)


def test_a_missing_slot_file_is_told_and_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble, match="不会新建空库"):
        unlock(tmp_path, NO_RING)
    assert list(tmp_path.iterdir()) == []
