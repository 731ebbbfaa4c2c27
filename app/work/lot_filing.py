"""Sends the confirmed shares of a lot, as one declaration or one each, and lets what comes back become their state."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.border_trade.lot import units, yuan
from app.border_trade.message import GoodsStated, LotStated, ResidentStated
from app.border_trade.share import ShareEvent, ShareState
from app.core.clock import Clock
from app.core.draft import Draft
from app.core.field import FieldError
from app.core.form import places
from app.declarations.number import new_client_seq_no
from app.declarations.status import Status
from app.store import border_lots, residents
from app.store.border_lots import Share, StoredLot
from app.store.engine import Connection, Database
from app.store.residents import Resident
from app.store.sealed import Sealer
from app.store.standing import Standing, standing
from app.store.submissions import Filing, enqueue
from app.wire.lot import LotNotWritable, render_lot
from forms.border_trade import FORM

_ON_THE_WAY = frozenset({Status.QUEUED, Status.SENDING, Status.UNKNOWN, Status.PARKED})
_ENDED_WELL = frozenset({Status.RELEASED, Status.CLOSED})


class Manner(StrEnum):
    """How the shares go out: together (集中申报) or one declaration for each resident."""

    GROUP = "group"
    EACH = "each"


class NothingToSend(Exception):
    """No share of the lot may go out; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The submissions a lot went out with, to be signed and sent like any other."""

    submissions: tuple[str, ...]
    shares: int
    left_out: int  # open or set aside: nothing unconfirmed goes out


def file_within(
    connection: Connection,
    sealer: Sealer,
    lot_id: str,
    manner: Manner,
    declarant: str,
    clock: Clock,
    group_number: str = "",
    only: frozenset[str] | None = None,
) -> Sent:
    """Freeze the confirmed shares (``only``: of these) into the outbox in the caller's transaction.

    Raises NothingToSend, LotNotWritable.
    """
    lot = border_lots.get_lot(connection, lot_id)
    draft = border_lots.document_of(connection, sealer, lot_id)
    every = border_lots.shares_of(connection, lot_id)
    ready = [share for share in every if share.state is ShareState.CONFIRMED and share.quantity]
    ready = [share for share in ready if only is None or share.id in only]
    if not ready:
        raise NothingToSend("没有已由本人确认的边民，请先逐人确认再申报")
    people = {share.resident_id: residents.get(connection, share.resident_id) for share in ready}
    numbers = residents.numbers_for_sending(connection, sealer, list(people))
    batches = [ready] if manner is Manner.GROUP else [[share] for share in ready]
    sent = []
    for batch in batches:
        stated = _stated(lot, draft, batch, people, numbers, clock, declarant, group_number)
        sent.append(_enqueue(connection, stated, batch, clock))
    waiting = sum(share.state in (ShareState.OPEN, ShareState.CONFIRMED, ShareState.ASIDE) for share in every)
    return Sent(tuple(sent), len(ready), waiting - len(ready))


def retry_within(connection: Connection, lot_id: str, clock: Clock) -> int:
    """Make the refused shares of a lot ready to go out again, as they were confirmed; returns how many."""
    refused = [one for one in border_lots.shares_of(connection, lot_id) if one.state is ShareState.REJECTED]
    for share in refused:
        border_lots.step(connection, share.id, ShareEvent.RETRY, clock.now())
    return len(refused)


def follow(database: Database, submission_ids: Iterable[str], clock: Clock) -> frozenset[str]:
    """Bring the shares of these submissions to what the receipts say; returns the lots that changed."""
    changed = set()
    with database.reading() as connection:  # most submissions are no lots: no write for those
        ours = [one for one in submission_ids if border_lots.shares_of_submission(connection, one)]
    if not ours:
        return frozenset()
    with database.writing() as connection:
        for submission_id in ours:
            shares = border_lots.shares_of_submission(connection, submission_id)
            stands = standing(connection, submission_id)
            if stands is not None and _follow(connection, shares, stands, clock):
                changed.add(shares[0].lot_id)
    return frozenset(changed)


def _follow(connection: Connection, shares: Sequence[Share], stands: Standing, clock: Clock) -> bool:
    refused = {finding.item: finding.message for finding in stands.findings if finding.item is not None}
    moved = False
    for share in shares:
        for event, reason in _events(share, stands, refused):
            border_lots.step(connection, share.id, event, clock.now(), reason=reason)
            moved = True
    return moved


def _events(share: Share, stands: Standing, refused: Mapping[int, str]) -> list[tuple[ShareEvent, str]]:
    """Return what has to happen to a share to stand where its message stands; nothing where it does already."""
    if share.state not in (ShareState.QUEUED, ShareState.SENT) or stands.state in _ON_THE_WAY:
        return []
    sent = [(ShareEvent.SEND, "")] if share.state is ShareState.QUEUED else []
    if stands.state is Status.REJECTED or (stands.state in _ENDED_WELL and share.message_row in refused):
        return [(ShareEvent.REJECT, refused.get(share.message_row or 0, "退单，请看回执"))]
    if stands.state is Status.CANCELLED:
        return [(ShareEvent.CANCEL, "")]
    if stands.state in _ENDED_WELL:
        return [*sent, (ShareEvent.RELEASE, "")]
    return sent


def _enqueue(connection: Connection, stated: LotStated, batch: Sequence[Share], clock: Clock) -> str:
    message = render_lot(stated)
    filing = Filing(message, message.sha256, stated.number, FORM.id, "once")
    queued = enqueue(connection, filing, clock.now())
    for row, share in enumerate(batch, 1):
        out = queued.submission_id, row
        border_lots.step(connection, share.id, ShareEvent.QUEUE, clock.now(), out=out)
    return queued.submission_id


def _stated(
    lot: StoredLot,
    draft: Draft,
    batch: Sequence[Share],
    people: dict[str, Resident],
    numbers: dict[str, str],
    clock: Clock,
    declarant: str,
    group_number: str,
) -> LotStated:
    quantity = sum(share.quantity for share in batch)
    value = sum(share.value for share in batch)
    return LotStated(
        number=new_client_seq_no(clock.now()),
        at=clock.now(),
        zone=lot.zone,
        use=draft.get("use") or "1",
        declarant=declarant,
        goods=tuple(_goods(draft, row, quantity, value) for row in range(draft.rows("goods"))),
        residents=tuple(_resident(share, people[share.resident_id], numbers[share.resident_id]) for share in batch),
        group=group_number,
        batch_number=draft.get("batch_number"),
        bill_number=draft.get("bill_number"),
        buyer_scc=draft.get("buyer_scc"),
    )


def _goods(draft: Draft, row: int, quantity: int, value: int) -> GoodsStated:
    """State the goods of a message: their description as typed, quantity and value of the shares that go out."""
    texts = draft.row_texts("goods", row)
    values = {}
    for path in places("goods[].price", draft):
        try:
            values[path] = FORM.field(path).parse(draft.get(path))
        except FieldError as error:
            raise LotNotWritable("互市申报单的单价格式有误，请改正后再申报") from error
    price = values.get(f"goods[{row}].price")
    if price is None:
        raise LotNotWritable("互市申报单的单价未填，请补填后再申报")
    return GoodsStated(
        code=texts.get("code", ""),
        name=texts.get("name", ""),
        origin=texts.get("origin", ""),
        quantity=units(quantity),
        unit=texts.get("unit", ""),
        price=price,  # type: ignore[arg-type]
        value=yuan(value),
        permit=texts.get("permit", ""),
        licence=texts.get("licence", ""),
    )


def _resident(share: Share, resident: Resident, id_number: str) -> ResidentStated:
    if share.confirmed_at is None:
        raise LotNotWritable("有边民尚未确认，不能申报")
    return ResidentStated(
        name=resident.name,
        id_number=id_number,
        record_number=resident.record_number,
        quantity=units(share.quantity),
        value=yuan(share.value),
        exempt=yuan(share.exempt),
        tax=None if share.tax is None else yuan(share.tax),
        confirmed_by=share.confirmed_by,
        confirmed_at=share.confirmed_at,
    )
