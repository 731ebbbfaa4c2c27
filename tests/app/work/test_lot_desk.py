"""A lot in work: sums stay exact whatever is done, nobody is confirmed with others, undo brings back what stood."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from app.border_trade.allocation import Strategy
from app.border_trade.share import ShareState, StepRefused
from app.store import audit, residents
from app.store.border_lots import LotMoved
from app.store.border_tables import lots
from app.store.engine import Connection, Database
from app.store.tables import outbox
from app.work.lot_desk import LotDesk, LotRefused, begin
from app.work.lot_filing import Manner
from tests.gateway.running import START
from tests.helpers.citizens import citizens
from tests.helpers.clocks import FakeClock
from tests.helpers.lots import RATES, TABLES, LotWork, card, invented, settle

PEOPLE = 20


@pytest.fixture
def work(database: Database) -> Iterator[LotWork]:
    clock = FakeClock(START)
    settle(database, invented(PEOPLE), clock)
    yield LotWork(database, clock)


def divided(work: LotWork, quantity: str = "3000") -> LotWork:
    work.prepare(quantity)
    work.do(lambda connection: work.desk.divide(connection, Strategy.EQUAL))
    return work


def test_s09_twenty_share_a_lot_within_their_quotas(work: LotWork) -> None:
    view = divided(work).view()
    assert {row.share.value for row in view.rows} == {750_000}
    assert {row.left for row in view.rows} == {50_000}
    assert (view.quantity, view.value) == (view.lot.quantity, view.lot.value) == (3_000_000, 15_000_000)
    assert [one.rule for one in view.issues if one.blocks] == []
    assert view.rows[0].leads
    assert view.mandates == PEOPLE
    assert view.goods == "鲜或干的未去壳其他松子"


def test_what_goes_beyond_a_quota_is_told_with_its_cure(work: LotWork) -> None:
    view = divided(work, "4000").view()
    over = [one for one in view.issues if one.rule == "R148"]
    assert len(over) == PEOPLE
    assert over[0].title.endswith("超 2,000 元")
    assert over[0].cure is not None and over[0].cure.words == "改为 160 千克"
    assert not over[0].blocks
    work.do(lambda connection: work.desk.set_quantity(connection, over[0].share_id, over[0].cure.quantity))  # type: ignore[union-attr]
    cured = work.view()
    assert cured.rows[0].share.quantity == 160_000
    assert cured.rows[0].over == 0
    assert cured.quantity == 4_000_000  # the others took over what he left


def test_a_quota_used_in_another_lot_of_the_day_counts(work: LotWork) -> None:
    divided(work)
    other = LotWork(work.database, work.clock)
    divided(other, "100")
    view = other.view()
    assert {row.used for row in view.rows} == {750_000}
    assert view.rows[0].most == 10_000
    other.do(lambda connection: other.desk.set_quantity(connection, view.rows[0].share.id, 20_000))
    first = next(one for one in other.view().issues if one.share_id == view.rows[0].share.id)
    assert first.cure is not None and first.cure.quantity == 10_000
    assert "7,500" in first.body


def test_who_may_not_take_part_is_set_aside_with_the_reason(database: Database) -> None:
    clock = FakeClock(START)
    people = invented(4)
    people[1] = replace(people[1], id_until=date(2026, 2, 1))
    settle(database, people, clock, without_mandate=frozenset({2}))
    work = divided(LotWork(database, clock), "300")
    view = work.view()
    assert [row.share.state for row in view.rows] == [
        ShareState.OPEN,
        ShareState.ASIDE,
        ShareState.ASIDE,
        ShareState.OPEN,
    ]
    assert "到期" in view.rows[1].share.reason
    assert "委托书" in view.rows[2].share.reason
    assert [row.share.quantity for row in view.rows] == [150_000, 0, 0, 150_000]
    with pytest.raises(LotRefused, match="不能参加"):
        work.do(lambda connection: work.desk.take_back(connection, view.rows[1].share.id))
    with pytest.raises(LotRefused, match="不能确认"):
        work.do(lambda connection: work.desk.confirm_typed(connection, card(1)))


def test_an_absent_one_leaves_his_share_to_the_others_but_not_to_pinned_ones(work: LotWork) -> None:
    divided(work)
    pinned, absent = work.row(3).share.id, work.row(5).share.id
    work.do(lambda connection: work.desk.set_quantity(connection, pinned, 100_000))
    work.do(lambda connection: work.desk.set_aside(connection, absent))
    view = work.view()
    assert (view.rows[3].share.quantity, view.rows[3].pinned) == (100_000, True)
    assert view.rows[5].share.state is ShareState.ASIDE
    assert (view.quantity, view.value) == (3_000_000, 15_000_000)
    work.do(lambda connection: work.desk.take_back(connection, absent))
    assert work.row(5).share.quantity > 0
    assert work.view().quantity == 3_000_000


def test_undo_goes_back_act_by_act(work: LotWork) -> None:
    divided(work)
    before = [row.share.quantity for row in work.view().rows]
    work.do(lambda connection: work.desk.set_quantity(connection, work.row(0).share.id, 10_000))
    work.do(lambda connection: work.desk.set_aside(connection, work.row(1).share.id))
    work.do(lambda connection: work.desk.undo(connection))
    work.do(lambda connection: work.desk.undo(connection))
    assert [row.share.quantity for row in work.view().rows] == before
    assert not any(row.pinned for row in work.view().rows)
    work.do(lambda connection: work.desk.undo(connection))
    assert work.view().quantity == 0
    with pytest.raises(LotRefused):
        work.do(lambda connection: work.desk.undo(connection))


def test_a_refused_act_leaves_everything_as_it_was(work: LotWork) -> None:
    divided(work)
    with pytest.raises(ValueError, match="超过了批次数量"):
        work.do(lambda connection: work.desk.set_quantity(connection, work.row(0).share.id, 9_000_000))
    assert not work.row(0).pinned
    work.do(lambda connection: work.desk.undo(connection))
    assert work.view().quantity == 0  # the division was the last act


def test_each_confirms_for_himself(work: LotWork) -> None:
    divided(work)
    work.do(lambda connection: work.desk.confirm_typed(connection, card(2)))
    work.do(lambda connection: work.desk.confirm_typed(connection, citizens(PEOPLE)[4]))
    work.do(lambda connection: work.desk.confirm_typed(connection, citizens(PEOPLE)[6][-4:].lower()))
    work.do(lambda connection: work.desk.confirm_signed(connection, work.row(7).share.id))
    by = [row.share.confirmed_by for row in work.view().rows]
    assert [by[n] for n in (2, 4, 6, 7)] == ["刷卡", "刷卡", "证件尾号", "签字"]
    assert work.view().ready == 4
    with pytest.raises(LotRefused, match="已经确认"):
        work.do(lambda connection: work.desk.confirm_typed(connection, card(2)))
    with pytest.raises(LotRefused, match="不在本批"):
        work.do(lambda connection: work.desk.confirm_typed(connection, "C99999"))
    work.do(lambda connection: work.desk.set_quantity(connection, work.row(2).share.id, 10_000))
    assert work.view().ready == 0  # everybody's figures moved, so everybody confirms anew


def test_nothing_goes_out_while_something_must_be_changed(work: LotWork) -> None:
    divided(work)
    work.do(lambda connection: work.desk.confirm_typed(connection, card(0)))
    work.do(lambda connection: work.desk.put(connection, "goods[0].permit", ""))
    with pytest.raises(LotRefused, match="须改"):
        work.do(lambda connection: work.desk.send(connection, Manner.GROUP, "李娜"))
    work.do(lambda connection: work.desk.put(connection, "goods[0].permit", "Q1"))
    sent = work.do(lambda connection: work.desk.send(connection, Manner.GROUP, "李娜"))
    assert (sent.shares, sent.left_out) == (1, PEOPLE - 1)
    with pytest.raises(LotRefused, match="商品不能再改"):
        work.do(lambda connection: work.desk.put(connection, "goods[0].price", "40"))
    with pytest.raises(StepRefused):
        work.do(lambda connection: work.desk.set_quantity(connection, work.row(0).share.id, 1_000))
    work.do(lambda connection: work.desk.divide(connection, Strategy.REMAINING))
    view = work.view()
    assert view.rows[0].share.state is ShareState.QUEUED
    assert view.quantity == 3_000_000


def test_another_window_is_noticed(work: LotWork) -> None:
    divided(work)
    other = LotDesk(work.database.sealer, TABLES, RATES, work.clock, work.desk.lot_id)
    with work.database.writing() as connection:
        other.view(connection)
        other.divide(connection, Strategy.REMAINING)
    with pytest.raises(LotMoved):
        work.do(lambda connection: work.desk.divide(connection, Strategy.EQUAL))
    work.view()
    work.do(lambda connection: work.desk.divide(connection, Strategy.EQUAL))


def test_a_lot_may_begin_with_the_goods_of_the_last_one(work: LotWork) -> None:
    divided(work)
    with work.database.writing() as connection:
        lot_id = begin(connection, work.database.sealer, work.clock, goods_of_last=True)
    other = LotWork(work.database, work.clock)
    other.desk.lot_id = lot_id
    texts = {one.path: one.text for one in other.view().fields}
    assert (texts["goods[0].code"], texts["goods[0].price"], texts["goods[0].quantity"]) == ("0802910090", "50", "")


def test_what_came_of_a_link_is_kept(work: LotWork) -> None:
    divided(work)
    work.do(lambda connection: work.desk.note_link(connection, True, True, "核注成功", "李娜"))
    assert work.view().is_linked
    work.do(lambda connection: work.desk.note_link(connection, True, False, "该批次已由另一份申报单核注", "李娜"))
    view = work.view()
    assert view.is_linked and view.linked.startswith("该批次")
    work.do(lambda connection: work.desk.note_link(connection, False, True, "反核注成功", ""))
    assert not work.view().is_linked


def test_no_id_number_is_shown_or_kept_outside_its_seal(work: LotWork) -> None:
    divided(work, "4000")
    numbers = citizens(PEOPLE)
    said = repr(work.view())
    with work.database.reading() as connection:
        documents = connection.execute(select(lots.c.document)).scalars().all()
        noted = repr(audit.entries(connection))
        sent = connection.execute(select(outbox.c.payload)).scalars().all()
    assert sent == []
    assert not any(number in said or number in noted for number in numbers)
    assert not any(number.encode() in document for number in numbers for document in documents)


def confirm_all(work: LotWork) -> None:
    for row in work.view().rows:
        if row.share.quantity:
            work.do(partial(_sign, work, row.share.id))


def _sign(work: LotWork, share_id: str, connection: Connection) -> None:
    work.desk.confirm_signed(connection, share_id)


def refused(work: LotWork, words: str) -> None:
    """Assert that a lot does not go out, for that reason, and that nothing was left in the outbox."""
    with pytest.raises(LotRefused, match=words):
        work.do(lambda connection: work.desk.send(connection, Manner.GROUP, "李娜"))
    with work.database.reading() as connection:
        assert connection.execute(select(outbox.c.payload)).all() == []


def test_whose_record_ran_out_after_he_confirmed_is_not_sent(work: LotWork) -> None:
    divided(work)
    confirm_all(work)
    late = work.row(4)
    person = replace(invented(PEOPLE)[4], record_until=START.date() - timedelta(days=1))
    with work.database.writing() as connection:
        residents.add(connection, work.database.sealer, person, START)
    refused(work, "已过期：备案已于")
    issue = next(one for one in work.view().issues if one.share_id == late.share.id)
    assert (issue.rule, issue.blocks) == ("R145", True)
    work.do(lambda connection: work.desk.set_aside(connection, late.share.id))
    assert work.row(4).share.reason.startswith("备案已于")
    assert not [one for one in work.view().issues if one.blocks]


def test_who_was_struck_off_the_register_after_he_confirmed_is_not_sent(work: LotWork) -> None:
    divided(work)
    confirm_all(work)
    with work.database.writing() as connection:
        residents.set_active(connection, work.row(4).share.resident_id, False, START)
    refused(work, "停用")


def test_local_processing_goes_out_from_pilot_zones_only(work: LotWork) -> None:
    divided(work)
    confirm_all(work)
    work.do(lambda connection: work.desk.put(connection, "use", "3"))
    work.do(lambda connection: work.desk.put(connection, "buyer_scc", "91150781MA0TE5T321"))
    refused(work, "不是落地加工试点")
    work.do(lambda connection: work.desk.put(connection, "zone", "0705"))
    assert not [one for one in work.view().issues if one.blocks]
    work.do(lambda connection: work.desk.put(connection, "buyer_scc", ""))
    refused(work, "企业未填")


def test_endangered_goods_do_not_go_out_without_their_licence(work: LotWork) -> None:
    divided(work)
    confirm_all(work)
    work.do(lambda connection: work.desk.put(connection, "goods[0].code", "0802910010"))
    refused(work, "濒危")
    work.do(lambda connection: work.desk.put(connection, "goods[0].licence", "E1"))
    assert not [one for one in work.view().issues if one.blocks]


def test_a_lot_of_yesterday_does_not_go_out_on_the_quota_of_yesterday(database: Database) -> None:
    clock = FakeClock(START)
    settle(database, invented(2), clock)
    work = divided(LotWork(database, clock), "100")
    confirm_all(work)
    clock.advance(24 * 60 * 60)
    refused(work, "不能在另一天申报")


def test_an_exemption_another_lot_took_meanwhile_is_not_claimed_twice(work: LotWork) -> None:
    divided(work)
    work.do(lambda connection: work.desk.set_aside(connection, work.row(0).share.id))
    other = divided(LotWork(work.database, work.clock))
    assert other.row(0).share.exempt == 750_000
    work.do(lambda connection: work.desk.undo(connection))
    assert work.row(0).share.exempt == 750_000  # as it stood, while the other lot claims as much
    work.do(partial(_sign, work, work.row(0).share.id))
    refused(work, "免税额已变")
    work.do(lambda connection: work.desk.divide(connection, Strategy.EQUAL))
    assert work.row(0).share.exempt == 50_000
    assert not [one for one in work.view().issues if one.blocks]


def test_a_county_that_is_not_listed_is_a_warning_that_stops_nobody(database: Database) -> None:
    clock = FakeClock(START)
    people = invented(3)
    stranger = replace(people[0], id_number="110101188001010018")
    settle(database, [stranger, *people[1:]], clock)
    told = [one for one in divided(LotWork(database, clock), "30").view().issues if one.rule == "R145"]
    assert [(one.title.endswith("户籍旗县待核"), one.blocks) for one in told] == [(True, False)]
