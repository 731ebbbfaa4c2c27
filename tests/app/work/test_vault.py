"""The ways to open the data: added, changed, taken away, locked and unlocked; one for daily use always stays."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.store import audit
from app.store.engine import Database
from app.store.key_slots import DEMO, FILE, PASSPHRASE, RECOVERY, KeySlots, KeyTrouble, create, recover, unlock
from app.store.trouble import Locked
from app.store.upgrade import open_database
from app.work.vault import Vault, admitted, can_open
from tests.helpers.filings import NOW
from tests.helpers.rings import NO_RING, Ring

WORDS = "正确的口令 2026"


@dataclass
class Home:
    folder: Path
    key: bytes
    database: Database
    vault: Vault

    def kinds(self) -> list[str]:
        return [line.kind for line in self.vault.slots()]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    key = create(tmp_path, NO_RING)
    path = tmp_path / "portdesk.db"
    with open_database(path, key) as database:
        yield Home(tmp_path, key, database, Vault(tmp_path, path, NO_RING, key, database, lambda: NOW))


def test_a_demo_profile_becomes_a_real_one(home: Home) -> None:
    assert home.vault.is_demo
    assert not home.vault.may_lock
    home.vault.set_passphrase(WORDS)
    home.vault.remove(DEMO)
    assert home.kinds() == [PASSPHRASE]
    assert DEMO not in {line.kind for line in home.vault.slots()}
    assert not list(home.folder.glob("demo-slot-*"))
    assert unlock(home.folder, NO_RING, lambda: WORDS) == home.key
    assert not can_open(home.folder, NO_RING)
    with home.database.reading() as connection:
        told = [(one.event, one.detail["slot"]) for one in audit.entries(connection, "keys")]
    assert told == [("key_slot_removed", DEMO), ("key_slot_set", PASSPHRASE)]


def test_a_changed_passphrase_is_the_only_one_that_opens(home: Home) -> None:
    home.vault.set_passphrase(WORDS)
    home.vault.set_passphrase(WORDS + "!")
    assert home.vault.check_passphrase(WORDS + "!") and not home.vault.check_passphrase(WORDS)
    with pytest.raises(KeyTrouble, match="至少 8 个字符"):
        home.vault.set_passphrase("kurz")


def test_one_way_for_daily_use_always_stays(home: Home) -> None:
    home.vault.new_recovery_key()
    assert {line.kind: line.removable for line in home.vault.slots()} == {DEMO: False, RECOVERY: True}
    with pytest.raises(KeyTrouble, match="至少要保留一种日常"):
        home.vault.remove(DEMO)
    with pytest.raises(KeyTrouble, match="没有设口令"):
        home.vault.remove(PASSPHRASE)


def test_the_recovery_key_is_given_out_once_and_replaced_by_the_next(home: Home) -> None:
    assert home.vault.recipient == ""
    first, second = home.vault.new_recovery_key(), home.vault.new_recovery_key()
    assert home.vault.recipient == second.public
    slots = KeySlots.read(home.folder / FILE)
    assert recover(slots, second.secret) == home.key
    with pytest.raises(KeyTrouble, match="不符"):
        recover(slots, first.secret)
    kept = b"".join(file.read_bytes() for file in home.folder.iterdir())
    assert second.secret.encode() not in kept


def test_a_locked_home_answers_nobody_until_it_is_unlocked(home: Home) -> None:
    with pytest.raises(KeyTrouble, match="不能锁定"):
        home.vault.lock()
    home.vault.set_passphrase(WORDS)
    sealer = home.database.sealer
    before = sealer.index("150101199001011234")
    home.vault.lock()
    assert home.vault.locked
    with pytest.raises(Locked):  # an open page still holds it
        sealer.index("150101199001011234")
    with pytest.raises(Locked), home.database.reading():
        raise AssertionError("read while locked")
    with pytest.raises(KeyTrouble, match="已锁定"):
        home.vault.set_passphrase(WORDS + "!")
    with pytest.raises(KeyTrouble, match="口令不对"):
        home.vault.unlock("不是这一个")
    assert home.vault.locked
    home.vault.unlock(WORDS)
    assert sealer.index("150101199001011234") == before
    assert home.database.sealer is sealer
    with home.database.writing() as connection:
        audit.record(connection, NOW, "x", "unlocked", "keys")


def test_data_from_another_computer_are_admitted(home: Home) -> None:
    home.vault.set_passphrase(WORDS)
    home.vault.remove(DEMO)
    ring = Ring()
    slots = admitted(home.folder, home.key, ring, None)
    assert [slot.kind for slot in KeySlots.read(home.folder / FILE).slots] == [PASSPHRASE], "nothing is written yet"
    slots.write(home.folder / FILE)
    assert unlock(home.folder, ring) == home.key
    told = admitted(home.folder, home.key, NO_RING, WORDS + "2")
    assert told.opened_by(WORDS + "2") == home.key
    with pytest.raises(KeyTrouble, match="请设一个口令"):
        admitted(home.folder, home.key, NO_RING, None)


def test_a_second_keyring_slot_leaves_no_moment_without_one(home: Home) -> None:
    ring = Ring()
    vault = Vault(home.folder, home.folder / "portdesk.db", ring, home.key, home.database, lambda: NOW)
    vault.add_keyring()
    first = dict(ring.held)
    vault.add_keyring()
    assert first.items() <= ring.held.items(), "what opened before the new slot is written still opens"
    with pytest.raises(KeyTrouble, match="没有可用的系统密钥串"):
        home.vault.add_keyring()
