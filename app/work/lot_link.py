"""核注 and 反核注 of a lot: what is asked of the gateway, and its answer written into the audit chain."""

from decimal import Decimal

from app.border_trade.lot import units
from app.store import border_lots, outbox
from app.store.engine import Connection
from app.store.sealed import Sealer
from app.transport.errors import GatewayError
from app.transport.gateway import ManifestLink
from app.work import lot_view
from app.work.deliver import Delivery
from app.work.lot_desk import LotDesk, LotRefused
from app.work.lot_view import GONE
from app.work.news import Changed

_DIGITS = 13
_KILOGRAM = "035"


def link_asked(connection: Connection, sealer: Sealer, lot_id: str, on: bool) -> ManifestLink:
    """Return the question for a lot that has been declared; raises LotRefused."""
    lot = border_lots.get_lot(connection, lot_id)
    draft = lot_view.draft_of(connection, sealer, lot)
    batch = draft.get("batch_number")
    if len(batch) != _DIGITS or not batch.isdigit():
        raise LotRefused("货物运输批次号应为 13 位数字，填好后再核注")
    sent = [one for one in border_lots.shares_of(connection, lot_id) if one.submission_id and one.state in GONE]
    message = outbox.newest_of(connection, sent[0].submission_id or "") if sent else None
    if message is None:
        raise LotRefused("本批还没有申报，申报后再核注")
    weight = lot_view.number_of(draft, "goods[0].net_weight")
    if weight is None and draft.get("goods[0].unit") == _KILOGRAM:
        weight = units(sum(one.quantity for one in sent))
    return ManifestLink(on, batch, message.business_no, lot.zone, weight or Decimal(0), draft.get("bill_number"))


def run_link(delivery: Delivery, desk: LotDesk, link: ManifestLink, who: str) -> Changed:
    """Ask the gateway and keep its answer; where it cannot be asked, that is kept as not done."""
    try:
        answer = delivery.gateway.link_manifest(link)
        done, words = answer.done, answer.words
    except GatewayError as error:
        done, words = False, str(error)
    with delivery.database.writing() as connection:
        desk.note_link(connection, link.on, done, words, who)
    return Changed(lots=frozenset({desk.lot_id}))
