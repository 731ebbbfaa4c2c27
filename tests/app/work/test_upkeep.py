"""Upkeep by the clock: hourly copies of what changed, the weekly check, the daily signature, a warning in time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.core.draft import Draft
from app.signing.trouble import SignerUnavailable
from app.store import audit
from app.store.backup import Why
from app.store.drafts import create_draft
from app.store.engine import Database
from app.store.key_slots import create
from app.store.reconcile import mark_restored
from app.store.signed_heads import OUTSIDE
from app.store.upgrade import open_database
from app.work.news import News, Trouble
from app.work.room import LEAST_FREE, WARN_FREE
from app.work.safety import Safety
from app.work.upkeep import Upkeep
from app.work.vault import Vault
from tests.helpers.clocks import FakeClock
from tests.helpers.filings import ready_row
from tests.helpers.rings import NO_RING
from tests.helpers.signing import signer

HOUR = 3600.0


@dataclass
class Kept:
    folder: Path
    database: Database
    safety: Safety
    vault: Vault
    clock: FakeClock
    free: int = WARN_FREE
    card: bool = True
    told: list[News] = field(default_factory=list)

    def upkeep(self) -> Upkeep:
        return Upkeep(self.database, self.safety, self._signer, self.clock, lambda: self.free, self.told.append)

    def _signer(self):  # type: ignore[no-untyped-def]
        if not self.card:
            raise SignerUnavailable("请插入操作员卡")
        return signer()

    def write(self) -> None:
        with self.database.writing() as connection:
            create_draft(connection, Draft("import", "2026.1"), self.clock.now())
            audit.record(connection, self.clock.now(), "李娜", "save", "draft")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    key, clock, path = create(tmp_path, NO_RING), FakeClock(), tmp_path / "portdesk.db"
    with open_database(path, key) as database:
        vault = Vault(tmp_path, path, NO_RING, key, database, clock.now)
        safety = Safety(database, vault, tmp_path, tmp_path / "backups", NO_RING, clock.now)
        yield Kept(tmp_path, database, safety, vault, clock)


def test_a_copy_each_hour_and_one_at_the_end_if_anything_changed(kept: Kept) -> None:
    upkeep = kept.upkeep()
    upkeep.beat()
    assert kept.safety.backups() == ()
    kept.write()
    kept.clock.advance(HOUR)
    upkeep.beat()
    upkeep.beat()
    assert [(one.why, one.counts["drafts"]) for one in kept.safety.backups()] == [(Why.HOURLY, 1)]
    kept.write()
    kept.clock.advance(1)
    upkeep.stop()
    made = kept.safety.backups()[0]
    assert (made.why, made.counts["drafts"]) == (Why.EXIT, 2)
    assert kept.safety.verify(made.folder).counts == made.counts
    assert not kept.safety.is_outdated
    assert kept.told == []


def test_the_audit_is_signed_each_day_and_put_beside(kept: Kept) -> None:
    kept.card = False
    upkeep = kept.upkeep()
    kept.write()
    upkeep.beat()
    assert kept.safety.audit_report().heads == 0
    kept.card = True
    upkeep.beat()
    kept.write()
    upkeep.beat()
    assert (kept.safety.audit_report().heads, kept.safety.audit_report().broken) == (1, ())
    assert len((kept.folder / OUTSIDE).read_text("ascii").splitlines()) == 1
    kept.clock.advance(25 * HOUR)
    upkeep.beat()
    assert kept.safety.audit_report().heads == 2
    assert [one.seq for one in kept.safety.audit(before=2)] == [1]


def test_a_week_later_all_is_looked_through(kept: Kept) -> None:
    upkeep = kept.upkeep()
    assert kept.safety.last_checks() == (None, None)
    upkeep.beat()
    first = kept.safety.last_checks()[1]
    assert first is not None and first.trouble == ""
    kept.clock.advance(8 * 24 * HOUR)
    assert kept.safety.is_check_due()
    upkeep.beat()
    assert not kept.safety.is_check_due()


def test_little_room_is_told_once_and_again_when_it_comes_back(kept: Kept) -> None:
    upkeep = kept.upkeep()
    kept.free = LEAST_FREE
    upkeep.beat()
    upkeep.beat()
    assert [one.code for one in kept.told if isinstance(one, Trouble)] == ["little_room"]
    kept.free = WARN_FREE
    upkeep.beat()
    kept.free = LEAST_FREE
    upkeep.beat()
    assert len(kept.told) == 2


def test_a_locked_home_is_left_alone(kept: Kept) -> None:
    kept.vault.set_passphrase("正确的口令 2026")
    kept.vault.lock()
    upkeep = kept.upkeep()
    kept.clock.advance(2 * HOUR)
    upkeep.beat()
    upkeep.stop()
    assert kept.told == []
    assert kept.safety.backups() == ()


def test_who_opens_a_restored_home_is_told_why_nothing_leaves(kept: Kept) -> None:
    ready_row(kept.database)
    with kept.database.writing() as connection:
        mark_restored(connection, kept.clock.now(), kept.clock.now())
    upkeep = kept.upkeep()
    upkeep.start()
    upkeep.stop()
    assert [one.code for one in kept.told if isinstance(one, Trouble)] == ["restored"]
