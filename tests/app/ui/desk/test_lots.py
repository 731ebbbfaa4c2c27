"""Lots over the real store and workers: an act answers the lot, receipts move the shares, 核注 is kept."""

import forms
from app.border_trade.allocation import Strategy
from app.border_trade.share import ShareState
from app.store.settings import put_setting
from app.ui.desk.drafts import PROFILE
from app.ui.desk.lots import DeskLots
from app.work.lot_filing import Manner
from app.work.lot_view import LotView
from tests.helpers.bureau import Bureau, Refused
from tests.helpers.lots import GOODS, card, invented, settle

PEOPLE = 3


def prepared(bureau: Bureau, *, operator: str = "李娜") -> tuple[DeskLots, str]:
    """Return the service and a divided lot of three residents of whom two are confirmed."""
    settle(bureau.database, invented(PEOPLE), bureau.clock)
    with bureau.database.writing() as connection:
        path = forms.load(next(iter(forms.REGISTRY))).operator
        put_setting(connection, PROFILE, {path: operator} if operator else {}, bureau.clock.now())
    lots = DeskLots(bureau.office)
    lot_id: str = bureau.ask(lots.begin)
    bureau.ask(lots.choose_group, lot_id, "1")
    for path, text in {**GOODS, "goods[0].quantity": "300", "goods[0].price": "50"}.items():
        bureau.ask(lots.put, lot_id, path, text)
    bureau.ask(lots.divide, lot_id, Strategy.EQUAL)
    for number in range(2):
        bureau.ask(lots.confirm_typed, lot_id, card(number))
    return lots, lot_id


def refusal(bureau: Bureau, *asked: object) -> str:
    """Return the sentence of a refused act."""
    try:
        bureau.ask(*asked)  # type: ignore[arg-type]
    except Refused as error:
        return str(error)
    raise AssertionError("it was not refused")


def test_receipts_move_the_shares_and_tell_the_lot(bureau: Bureau) -> None:
    lots, lot_id = prepared(bureau)
    news: list[str] = []
    lots.changed.connect(news.append)
    view: LotView = bureau.ask(lots.send, lot_id, Manner.GROUP)
    assert [row.share.state for row in view.rows].count(ShareState.QUEUED) == 2
    bureau.until(lambda: bool(bureau.gateway.declarations))
    bureau.gateway.notice(bureau.gateway.declarations[0].message_id, "7")
    bureau.gateway.notice(bureau.gateway.declarations[0].message_id, "P", 1, last=True)
    bureau.runner.wake(now=True)

    def released() -> bool:
        now: LotView = bureau.ask(lots.open, lot_id)
        return [row.share.state for row in now.rows].count(ShareState.RELEASED) == 2

    bureau.until(released)
    assert set(news) == {lot_id}
    assert bureau.troubles == []


def test_a_link_goes_out_and_its_answer_is_kept(bureau: Bureau) -> None:
    lots, lot_id = prepared(bureau)
    assert "还没有申报" in refusal(bureau, lots.link, lot_id, True)
    bureau.ask(lots.send, lot_id, Manner.GROUP)
    bureau.ask(lots.link, lot_id, True)
    bureau.until(lambda: bureau.ask(lots.open, lot_id).is_linked)
    link = bureau.gateway.manifest_links[0]
    assert (link.on, link.manifest_id, link.office, str(link.weight)) == (True, "4000000008001", "0608", "200")
    bureau.ask(lots.link, lot_id, False)
    bureau.until(lambda: not bureau.ask(lots.open, lot_id).is_linked)


def test_refusals_are_sentences(bureau: Bureau) -> None:
    lots, lot_id = prepared(bureau, operator="")
    assert "操作员姓名未填" in refusal(bureau, lots.send, lot_id, Manner.GROUP)
    assert "不是数量" in refusal(bureau, lots.set_quantity, lot_id, bureau.ask(lots.open, lot_id).rows[0].share.id, "x")
    assert "没有互助组" in refusal(bureau, lots.choose_group, lot_id, "不存在")
    assert "已经确认" in refusal(bureau, lots.confirm_typed, lot_id, card(0))
    assert bureau.ask(lots.open, lot_id).ready == 2
