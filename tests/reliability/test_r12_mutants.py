"""R-12: every guarantee of sending is taken away once, and a test has to notice; with it in place the test passes."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.declarations.outbox import Event
from app.store import attempts, engine, outbox, receipts
from app.store.attempts import AttemptKind
from app.store.engine import Database, StoreTrouble, sqlite_driver
from app.store.reconcile import mark_restored
from app.transport.gateway import Envelope, Kind
from app.transport.outcome import NotSent
from app.work import send
from app.work.poll import PAGE, Poller, _judged
from app.work.send import LEASE
from tests.helpers.databases import migrated_bytes
from tests.helpers.delivery import Desk
from tests.helpers.fake_gateway import Fault
from tests.helpers.sending_model import LateArrivals, Sending, SendingWithoutKeys
from tests.reliability import mutants
from tests.reliability.figures import Figures
from tests.reliability.mutants import Mutant
from tests.reliability.receipt_flood import Flood
from tests.reliability.test_r06_model import seconds_until_found
from tests.reliability.test_r09_receipts import without_uniqueness

Finds = Callable[[Path, Mutant], bool]


def nothing(patch: pytest.MonkeyPatch) -> None:
    """Leave everything as it is."""


def histories_find(machine: type[Sending]) -> Finds:
    """Return whether the histories of R-06 find a mutant."""
    return lambda folder, mutant: seconds_until_found(machine, mutant, 30 if mutant is nothing else 400) is not None


def opening_finds(folder: Path, mutant: Mutant) -> bool:
    """Tell whether a database that would not outlive a power cut is refused."""
    with pytest.MonkeyPatch.context() as patch:
        mutant(patch)
        try:
            with Database(sqlite_driver(folder / "new.db")) as database, database.reading():
                return False
        except StoreTrouble:
            return True


def flood_finds(folder: Path, mutant: Mutant) -> bool:
    """Tell whether the flood of R-09 comes out otherwise, each receipt coming once or several times."""
    flood = Flood(folder, 20, strangers=0)
    plain, several = flood.come_to("plain", flood.true, restarts=0), flood.delivered()
    with pytest.MonkeyPatch.context() as patch:
        mutant(patch)
        found = [flood.come_to("once", flood.true, restarts=1), flood.come_to("several", several, restarts=2)]
    return any(one.statuses != plain.statuses or one.doubled > 0 for one in found)


def late_answer_finds(folder: Path, mutant: Mutant) -> bool:
    """One process pauses before its first byte until another took the row over, and then says: nothing was sent."""
    desk = fresh_desk(folder)
    queued = desk.put()
    with desk.database.writing() as connection:
        held = outbox.lease(desk.row(queued), "paused", desk.clock.now(), LEASE)
        held["endpoint"] = "fake"
        claim = outbox.move(connection, desk.row(queued), Event.CLAIM, desk.clock.now(), **held)
        attempt = attempts.begin(connection, queued.message_id, AttemptKind.SEND, desk.clock.now())

    def wake_up(envelope: Envelope) -> None:
        desk.gateway.on_arrival = lambda envelope: None
        with desk.database.writing() as connection:
            send.record_outcome(  # type: ignore[attr-defined]  # as it is called there: a mutant stands in its place
                connection, claim, attempt, NotSent("ConnectTimeout"), timedelta(seconds=1), desk.clock.now()
            )

    with pytest.MonkeyPatch.context() as patch:
        mutant(patch)
        desk.clock.advance(LEASE.total_seconds() + 1)
        desk.gateway.on_arrival = wake_up
        desk.gateway.faults.append(Fault.LOST_ANSWER)
        desk.work(3000)
    return len(desk.gateway.declarations) != 1


def restore_finds(folder: Path, mutant: Mutant) -> bool:
    """A backup is put back that does not know that its message was sent."""
    desk = fresh_desk(folder)
    desk.put()
    copy = folder / "copy.db"
    with desk.database.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version")
    desk.database.close()
    shutil.copyfile(folder / "portdesk.db", copy)
    desk.work(60)
    with Database(sqlite_driver(copy)) as restored, pytest.MonkeyPatch.context() as patch:
        mutant(patch)
        with restored.writing() as connection:
            mark_restored(connection, desk.clock.now(), desk.clock.now())
        desk.database = restored
        desk.clock.advance(5)
        desk.restart()
        desk.work(3000)
    return len(desk.gateway.declarations) != 1


def fresh_desk(folder: Path) -> Desk:
    path = folder / "portdesk.db"
    path.write_bytes(migrated_bytes())
    return Desk(Database(sqlite_driver(path)), Kind.QUERY)


def normal_sync(patch: pytest.MonkeyPatch) -> None:
    """Commits are not waited for."""
    patch.setattr(engine, "_PRAGMAS", tuple(one.replace("=FULL", "=NORMAL") for one in engine._PRAGMAS))


def cursor_first(patch: pytest.MonkeyPatch) -> None:
    """The cursor moves before the page is kept."""
    keep = receipts.store_page

    def fetch(self: Poller) -> int:
        with self._database.reading() as connection:
            after = max(0, receipts.cursor_of(connection, self._gateway.endpoint) - 50)
        page = self._gateway.receipts(after, PAGE)
        with self._database.writing() as connection:
            keep(connection, self._gateway.endpoint, (), page.next, self._clock.now())
        with self._database.writing() as connection:
            incoming = [_judged(one, None) for one in page.receipts]
            return receipts.store_page(connection, self._gateway.endpoint, incoming, page.next, self._clock.now())

    patch.setattr(Poller, "_fetch", fetch)


def no_reconcile(patch: pytest.MonkeyPatch) -> None:
    """A restored database goes on as though nothing had happened since."""
    patch.setattr("app.work.send.reconcile.restored_at", lambda connection: None)
    patch.setattr("app.store.restored.restored_at", lambda connection: None)


MUTANTS: dict[str, tuple[Mutant, Finds]] = {
    "(a) 每次换新编号": (mutants.fresh_key, histories_find(Sending)),
    "(b) 先发送后记录": (mutants.send_before_commit, histories_find(SendingWithoutKeys)),
    "(c) NORMAL": (normal_sync, opening_finds),
    "(d) 收件箱不设唯一约束": (without_uniqueness, flood_finds),
    "(e) 不看租约": (mutants.no_fence, late_answer_finds),
    "(f) 重试时改了内容": (mutants.sign_again, histories_find(Sending)),
    "(g) 先移游标后存回执": (cursor_first, flood_finds),
    "(h) 恢复后不对账": (no_reconcile, restore_finds),
    "(i) 重发没连上即消除疑问": (mutants.not_sent_ends_doubt, histories_find(LateArrivals)),
}


def prove(figures: Figures, folder: Path, names: list[str]) -> None:
    alive, noisy = [], []
    for number, name in enumerate(names):
        mutant, finds = MUTANTS[name]
        for kind, subject in (("right", nothing), ("mutant", mutant)):
            place = folder / f"{kind}{number}"
            place.mkdir()
            found = finds(place, subject)
            if subject is nothing and found:
                noisy.append(name)
            if subject is not nothing and not found:
                alive.append(name)
    figures.record(
        "R-12",
        figure=f"{len(names)} 个变异，{len(names) - len(alive)} 个被发现"
        f"{'；活着：' + '、'.join(alive) if alive else ''}",
        control=f"不变异的程序走同样的测试：{len(noisy)} 个误报"
        f"{'（' + '、'.join(noisy) + '）' if noisy else ''}；各变异都使它失败",
        passed=not alive and not noisy,
    )


@pytest.mark.reliability("R-12")
def test_mutants_are_found_small(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path, ["(c) NORMAL", "(e) 不看租约", "(h) 恢复后不对账"])


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.reliability("R-12")
def test_every_mutant_is_found(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path, list(MUTANTS))
