"""The self-check's lines: what waits, what is in doubt, which tables are old, on what kind of disk a folder lies."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.core.clock import SHANGHAI
from app.reference.reference import Installed
from app.reference.table import TableInfo
from app.store import receipts
from app.store.engine import Database
from app.transport.gateway import Health, Kind
from app.work.doctor import CheckLine, Place, Verdict, diagnose, gateway_line
from tests.helpers.delivery import Desk
from tests.helpers.fake_gateway import FakeGateway, Fault
from tests.helpers.filings import NOW, filing, incoming


def looked(desk: Desk, folder: Path, tables: tuple[Installed, ...] = ()) -> dict[str, CheckLine]:
    place = Place(folder, folder / "portdesk.db", folder / "keys")
    fine = CheckLine("网关", Verdict.OK, "")
    with desk.database.reading() as connection:
        return {one.name: one for one in diagnose(place, connection, tables, desk.clock.now(), lambda: fine)}


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    yield Desk(database)


def test_what_waits_is_in_doubt_or_parked_is_counted(desk: Desk, tmp_path: Path) -> None:
    assert looked(desk, tmp_path)["发送队列"].verdict is Verdict.OK
    desk.put(filing("PD1", "一"))
    waiting = looked(desk, tmp_path)["发送队列"]
    assert (waiting.verdict, waiting.sentence) == (Verdict.OK, "1 票待发")
    desk.gateway.faults.append(Fault.LOST_ANSWER)
    desk.gateway.question_faults.extend([Fault.UNPLUGGED] * 100)
    desk.delivery.send()
    unknown = looked(desk, tmp_path)["发送队列"]
    assert unknown.verdict is Verdict.WARN
    assert "1 票" in unknown.sentence and "请勿重复申报" in unknown.sentence
    desk.put(filing("PD2", "二"))
    desk.gateway.faults.append(Fault.OTHER_BYTES)
    desk.work(1)
    parked = looked(desk, tmp_path)["发送队列"]
    assert parked.verdict is Verdict.WARN
    assert "1 parked" in parked.english


def test_orphan_receipts_are_counted(desk: Desk, tmp_path: Path) -> None:
    assert "回执" not in looked(desk, tmp_path)
    with desk.database.writing() as connection:
        receipts.store_page(connection, "fake", [incoming(None, "P")], 1, NOW)
        receipts.apply_some(connection, NOW)
    line = looked(desk, tmp_path)["回执"]
    assert line.verdict is Verdict.WARN
    assert line.sentence.startswith("1 份回执")


@pytest.mark.parametrize(
    ("as_of", "today", "verdict"),
    [
        (date(2026, 1, 1), date(2026, 3, 2), Verdict.OK),
        (date(2025, 12, 31), date(2026, 1, 2), Verdict.WARN),
        (date(2024, 12, 31), date(2026, 1, 2), Verdict.WARN),
    ],
)
def test_tables_from_before_this_year_are_amber(
    desk: Desk, tmp_path: Path, as_of: date, today: date, verdict: Verdict
) -> None:
    table = Installed(TableInfo("units", "计量单位", True, "来源", as_of), 3, (today - as_of).days)
    desk.clock.set_wall(desk.clock.now().replace(year=today.year, month=today.month, day=today.day))
    line = looked(desk, tmp_path, (table,))["代码表"]
    assert line.verdict is verdict


class Told(FakeGateway):
    """A gateway that says what a test wants of its clock and kind."""

    def __init__(self, minutes: int, kind: Kind | None) -> None:
        super().__init__()
        self._health = Health(NOW.replace(minute=minutes).astimezone(SHANGHAI), kind, 0.01)

    def health(self) -> Health:
        return self._health


@pytest.mark.parametrize(
    ("minutes", "kind", "verdict"),
    [
        (NOW.minute, Kind.IDEMPOTENT, Verdict.OK),
        (NOW.minute, None, Verdict.OK),
        (NOW.minute, Kind.BARE, Verdict.WARN),
        (NOW.minute + 3, Kind.IDEMPOTENT, Verdict.WARN),
    ],
)
def test_the_gateway_s_clock_and_kind(minutes: int, kind: Kind | None, verdict: Verdict) -> None:
    line = gateway_line(Told(minutes, kind), NOW, "网关", "the gateway")
    assert line.verdict is verdict
    assert line.english.isascii()
