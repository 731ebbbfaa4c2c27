"""A lot from the confirmed shares to their release, through the real gateway: nothing unconfirmed, nothing twice."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from sqlalchemy import select

from app.border_trade.register import Person
from app.border_trade.share import ShareEvent, ShareState
from app.store import border_lots, residents
from app.store.border_lots import Part, Share
from app.store.engine import Database
from app.store.tables import outbox
from app.transport.http import HttpGateway
from app.work.deliver import Delivery
from app.work.lot_filing import Manner, NothingToSend, Sent, file_within, follow, retry_within
from forms.border_trade import FORM
from schemas import BORDER_TRADE_NAMESPACE
from tests.gateway.running import START, Running, running
from tests.helpers.citizens import citizens
from tests.helpers.clocks import FakeClock
from tests.helpers.signing import signer

PEOPLE = citizens(5)
DAY = date(2026, 3, 2)


class Zone:
    """One 互市区: its database, the gateway, and one lot of five residents with 7,500 yuan each."""

    def __init__(self, database: Database, gateway: Running) -> None:
        self.database, self.gateway = database, gateway
        self.clock = FakeClock(START)
        self.way = HttpGateway(gateway.url)
        self.delivery = Delivery(database, self.way, signer(), self.clock)
        self.delivery.recover()
        with database.writing() as connection:
            people = [Person(f"边民{n}", number) for n, number in enumerate(PEOPLE)]
            ids = [residents.add(connection, database.sealer, one, START)[0] for one in people]
            draft = FORM.new()
            goods = {"code": "0802910090", "name": "松子", "origin": "RUS", "unit": "035", "price": "50.00"}
            draft.update({"zone": "0608", "batch_number": "4000000008001"})
            draft.update({f"goods[0].{name}": text for name, text in goods.items()})
            self.lot = border_lots.new_lot(connection, database.sealer, draft, DAY, START)
            border_lots.set_members(connection, border_lots.get_lot(connection, self.lot), ids, START)
            parts = [Part(one, 150_000, 750_000, 750_000, 0) for one in ids]
            border_lots.put_parts(connection, self.lot, parts, START)

    def shares(self) -> list[Share]:
        with self.database.reading() as connection:
            return border_lots.shares_of(connection, self.lot)

    def states(self) -> list[ShareState]:
        return [share.state for share in self.shares()]

    def confirm(self, *places: int) -> None:
        with self.database.writing() as connection:
            for place in places:
                border_lots.step(connection, self.shares()[place].id, ShareEvent.CONFIRM, START, by="刷卡")

    def file(self, manner: Manner = Manner.GROUP) -> Sent:
        with self.database.writing() as connection:
            return file_within(connection, self.database.sealer, self.lot, manner, "李娜", self.clock)

    def deliver(self, sent: Sent) -> None:
        self.delivery.sign()
        for _ in sent.submissions:
            assert self.delivery.send() is not None
        self.gateway.clock.forward(60)
        self.delivery.collect()
        follow(self.database, sent.submissions, self.clock)


@pytest.fixture
def zone(database: Database, tmp_path: Path) -> Iterator[Zone]:
    with running(tmp_path / "gateway") as gateway:
        made = Zone(database, gateway)
        yield made
        made.way.close()


def test_a_group_is_released_together(zone: Zone) -> None:
    zone.confirm(0, 1, 2, 3, 4)
    sent = zone.file()
    assert (len(sent.submissions), sent.shares, sent.left_out) == (1, 5, 0)
    assert set(zone.states()) == {ShareState.QUEUED}
    zone.deliver(sent)
    assert set(zone.states()) == {ShareState.RELEASED}
    assert [one["channels"] for one in zone.gateway.held()] == [["7", "L", "P"]]


def test_one_declaration_each(zone: Zone) -> None:
    zone.confirm(0, 1, 2, 3, 4)
    sent = zone.file(Manner.EACH)
    assert len(sent.submissions) == 5
    zone.deliver(sent)
    assert set(zone.states()) == {ShareState.RELEASED}
    assert len({one["client_seq_no"] for one in zone.gateway.held()}) == 5


def test_what_nobody_confirmed_does_not_go_out(zone: Zone) -> None:
    with pytest.raises(NothingToSend, match="确认"):
        zone.file()
    zone.confirm(1, 3)
    sent = zone.file()
    assert (sent.shares, sent.left_out) == (2, 3)
    with zone.database.reading() as connection:
        root = etree.fromstring(connection.execute(select(outbox.c.payload)).scalar_one())
    assert [one.text for one in root.iter(f"{{{BORDER_TRADE_NAMESPACE}}}idno")] == [PEOPLE[1], PEOPLE[3]]
    totals = [Decimal(str(one.text)) for one in root.iter(f"{{{BORDER_TRADE_NAMESPACE}}}dclTotalAmt")]
    assert totals[0] == sum(totals[1:]) == Decimal("15000.00")  # the goods' line is worth what goes out


def test_a_second_filing_sends_nothing_again(zone: Zone) -> None:
    zone.confirm(0, 1, 2, 3, 4)
    zone.file()
    with pytest.raises(NothingToSend):
        zone.file()


def test_rows_refused_are_told_and_only_they_are_sent_again(zone: Zone) -> None:
    used = {"id_number": PEOPLE[2], "day": "2026-03-02", "zone": "0705", "yuan": "7000.00"}
    assert zone.gateway.http.post("/_admin/border-use", json=used).status_code == 200
    zone.confirm(0, 1, 2, 3, 4)
    zone.deliver(zone.file())
    third = zone.shares()[2]
    assert third.state is ShareState.REJECTED
    assert "剩余1000.00元" in third.reason
    assert [state for n, state in enumerate(zone.states()) if n != 2] == [ShareState.RELEASED] * 4
    with zone.database.writing() as connection:
        assert retry_within(connection, zone.lot, zone.clock) == 1
    with zone.database.writing() as connection:
        border_lots.put_parts(connection, zone.lot, [Part(third.resident_id, 20_000, 100_000, 100_000, 0)], START)
    with pytest.raises(NothingToSend):
        zone.file()  # he has to confirm the new figures
    zone.confirm(2)
    zone.deliver(zone.file())
    assert set(zone.states()) == {ShareState.RELEASED}
    assert sum(one["deliveries"] for one in zone.gateway.held()) == 2


def test_following_twice_changes_nothing(zone: Zone) -> None:
    zone.confirm(0, 1, 2, 3, 4)
    sent = zone.file()
    zone.deliver(sent)
    assert follow(zone.database, sent.submissions, zone.clock) == frozenset()
