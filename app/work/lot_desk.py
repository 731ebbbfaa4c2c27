"""A lot of 边民互市 in work: its acts, each inside the caller's transaction in the store thread; it draws nothing.

What went out is never touched. A resident confirms for himself, one at a time: there is no act that confirms several.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from app.border_trade.allocation import Strategy, allocate
from app.border_trade.excess import excess_tax
from app.border_trade.lot import Lot, Taker
from app.border_trade.share import ShareEvent, ShareState, StepRefused
from app.core.clock import SHANGHAI, Clock
from app.core.draft import Draft
from app.core.tables import CodeTables
from app.store import audit, border_groups, border_lots, residents
from app.store.border_groups import Group
from app.store.border_lots import LotMoved, Part, Share, StoredLot
from app.store.engine import Connection
from app.store.sealed import Sealer
from app.taxes.rates import RateTables
from app.work import lot_view
from app.work.allot import rates_of
from app.work.lot_check import issues_of
from app.work.lot_filing import Manner, Sent, file_within, retry_within
from app.work.lot_view import FAILED, LINKED, OPEN_STATES, LotRow, LotView
from forms.border_trade import FORM

T = TypeVar("T")
CARD, TAIL, SIGNATURE = "刷卡", "证件尾号", "签字"
"""How a resident confirmed; the words go into the message."""

ABSENT = "未到场"
_TAIL, _ID = 4, 18
_MOST_UNDONE = 50
_KEPT_FROM_LAST = ("goods[0].code", "goods[0].name", "goods[0].origin", "goods[0].unit", "goods[0].price")
_MOVES_SHARES = frozenset({"goods[0].quantity", "goods[0].price", "goods[0].code"})


class LotRefused(Exception):
    """What was asked of the lot cannot be done; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class _Before:
    """How the shares stood before an act."""

    shares: tuple[Share, ...]
    pinned: frozenset[str]
    strategy: Strategy


def begin(connection: Connection, sealer: Sealer, clock: Clock, *, goods_of_last: bool = False) -> str:
    """Store a new lot of today and return its id; with ``goods_of_last`` it starts with the goods of the last one."""
    draft, now = FORM.new(), clock.now()
    draft.update({"day": lot_view.today(clock), "goods[0].unit": "035"})
    last = border_lots.recent_lots(connection, 1)
    if last:
        draft.put("zone", last[0].zone)
    if goods_of_last and last:
        before = lot_view.draft_of(connection, sealer, last[0])
        draft.update({path: before.get(path) for path in _KEPT_FROM_LAST})
    return border_lots.new_lot(connection, sealer, draft, now.date(), now)


class LotDesk:
    """One lot; raises LotRefused, LotMoved, StepRefused, LotUnusable, NothingToSend, LotNotWritable as its acts say."""

    def __init__(self, sealer: Sealer, tables: CodeTables, rates: RateTables, clock: Clock, lot_id: str) -> None:
        self._sealer, self._tables, self._rates, self._clock = sealer, tables, rates, clock
        self.lot_id = lot_id
        self._lot: StoredLot | None = None
        self._pinned: frozenset[str] = frozenset()
        self._strategy = Strategy.EQUAL
        self._divided = False
        self._before: list[_Before] = []

    def within(self, connection: Connection, act: Callable[[Connection], T]) -> T:
        """Do an act; where it is refused, what is remembered here goes back as the transaction does."""
        kept = self._lot, self._pinned, self._strategy, self._divided, list(self._before)
        try:
            return act(connection)
        except BaseException:
            self._lot, self._pinned, self._strategy, self._divided, self._before = kept
            raise

    # -- reading -------------------------------------------------------------------------------------------------

    def view(self, connection: Connection, *, checking: bool = True) -> LotView:
        """Return the lot as it stands, with the findings on it."""
        lot = self._lot = border_lots.get_lot(connection, self.lot_id)
        draft = self._draft(connection)
        group = lot_view.group_with(connection, lot.group_id)
        rows = lot_view.rows_of(connection, lot, group, draft, self._pinned)
        unit = self._tables.row("units", draft.get("goods[0].unit"))
        linked, is_linked = lot_view.link_of(connection, lot.id)
        self._divided = self._divided or any(row.share.quantity for row in rows)
        view = LotView(
            lot,
            lot_view.fields_of(draft),
            draft.get("goods[0].name"),
            unit.name if unit else "",
            lot_view.number_of(draft, "goods[0].price"),
            rows,
            group,
            next((row for row in rows if row.leads), None),
            lot_view.mandates_of_group(connection, group, lot) if group else 0,
            self._strategy,
            bool(self._before),
            linked=linked,
            is_linked=is_linked,
        )
        if not checking:
            return view
        elsewhere = self._elsewhere(connection, lot, rows)
        found = issues_of(view, draft, self._tables, lot.day, elsewhere)
        return replace(view, issues=found, checked_at=self._clock.now())

    # -- goods and group -----------------------------------------------------------------------------------------

    def put(self, connection: Connection, path: str, text: str) -> None:
        """Take a typed text; the name and unit of the goods follow their code where they are empty."""
        draft = self._open(connection)
        if draft.get(path) == text:
            return
        if any(share.submission_id for share in self._shares(connection)):
            raise LotRefused("本批已有人申报，商品不能再改；请另开一批")
        draft.put(path, text)
        row = self._tables.row("hs_codes", text) if path == "goods[0].code" else None
        if row is not None:
            draft.put("goods[0].name", draft.get("goods[0].name") or row.name)
            draft.put("goods[0].unit", row.values.get("unit1", "") or draft.get("goods[0].unit"))
        self._store(connection, draft)
        if path in _MOVES_SHARES and self._divided and lot_view.lot_of(draft) is not None:
            self._spread(connection, draft)

    def choose_group(self, connection: Connection, text: str) -> None:
        """Bring the members of the group with a number, or with (part of) a name; who may not take part stays out."""
        draft = self._open(connection)
        if any(share.submission_id for share in self._shares(connection)):
            raise LotRefused("本批已有人申报，不能再换互助组")
        group = self._found(connection, text.strip())
        members = [one.resident_id for one in border_groups.roster(connection, group.id) if one.until is None]
        members.sort(key=lambda one: one != group.leader_id)
        draft.put("group_number", group.number)
        draft.put("zone", draft.get("zone") or group.zone)
        self._store(connection, draft, group.id)
        border_lots.set_members(connection, self._kept(), members, self._clock.now())
        out = lot_view.unfit(connection, self._kept(), group, members)
        for share in self._shares(connection):
            if share.resident_id in out and share.state in OPEN_STATES:
                self._step(connection, share, ShareEvent.SET_ASIDE, reason=out[share.resident_id])
        self._before.clear()
        self._pinned, self._divided = frozenset(), False

    # -- dividing ------------------------------------------------------------------------------------------------

    def divide(self, connection: Connection, strategy: Strategy) -> None:
        """Share the lot out; what was set by hand stays, unless everybody's was."""
        draft = self._open(connection)
        self._remember(connection)
        self._strategy = strategy
        taking = [share for share in self._shares(connection) if share.state in OPEN_STATES]
        if strategy is not Strategy.MANUAL and all(share.resident_id in self._pinned for share in taking):
            self._pinned = frozenset()
        self._spread(connection, draft)
        self._divided = True

    def set_quantity(self, connection: Connection, share_id: str, quantity: int) -> None:
        """Set one resident's quantity by hand; the others share the rest as they did before."""
        draft = self._open(connection)
        share = self._share(connection, share_id)
        if share.state not in OPEN_STATES | FAILED:
            raise StepRefused("这一位现在不能改数量")
        self._remember(connection)
        if share.state in FAILED:
            self._step(connection, share, ShareEvent.RETRY)
        self._pinned |= {share.resident_id}
        self._spread(connection, draft, {share.resident_id: quantity})

    def set_aside(self, connection: Connection, share_id: str) -> None:
        """Keep one resident out of the sending: he is absent, or may not take part; the others share what was his."""
        draft = self._open(connection)
        self._remember(connection)
        row = self._row(connection, draft, share_id)
        share, reason = row.share, ABSENT if row.fitness.fit else row.fitness.why
        self._step(connection, share, ShareEvent.SET_ASIDE, reason=reason)
        self._pinned -= {share.resident_id}
        self._spread_again(connection, draft)

    def take_back(self, connection: Connection, share_id: str) -> None:
        """Let one resident take part again; raises LotRefused where he may not."""
        draft = self._open(connection)
        row = self._row(connection, draft, share_id)
        if not row.fitness.fit:
            raise LotRefused(f"{row.name}不能参加：{row.fitness.why}")
        self._remember(connection)
        self._step(connection, row.share, ShareEvent.TAKE_BACK)
        self._spread_again(connection, draft)

    def undo(self, connection: Connection) -> None:
        """Take the last division, quantity or setting aside back; who was confirmed for other figures confirms anew."""
        if not self._before:
            raise LotRefused("没有可撤销的分配")
        self._open(connection)
        before = self._before.pop()
        now = {share.id: share for share in self._shares(connection)}
        parts = []
        for old in before.shares:
            share = now.get(old.id)
            if share is None or share.state not in OPEN_STATES | {ShareState.ASIDE}:
                continue
            if (old.state is ShareState.ASIDE) != (share.state is ShareState.ASIDE):
                event = ShareEvent.SET_ASIDE if old.state is ShareState.ASIDE else ShareEvent.TAKE_BACK
                self._step(connection, share, event, reason=old.reason)
            if old.state is not ShareState.ASIDE:
                parts.append(Part(old.resident_id, old.quantity, old.value, old.exempt, old.tax))
        border_lots.put_parts(connection, self.lot_id, parts, self._clock.now())
        self._pinned, self._strategy = before.pinned, before.strategy

    # -- confirming and sending ----------------------------------------------------------------------------------

    def confirm_typed(self, connection: Connection, typed: str) -> str:
        """Confirm the one resident whose card was read, or whose ID ends so; returns his share."""
        draft = self._open(connection)
        text = typed.strip().upper()
        if not text:
            raise LotRefused("没有读到卡号")
        rows = self._rows(connection, draft)
        person = residents.find_by_card(connection, self._sealer, text)
        if person is None and len(text) == _ID:
            person = residents.find(connection, self._sealer, text)
        found = [row for row in rows if person is not None and row.share.resident_id == person.id]
        by = CARD
        if person is None and len(text) == _TAIL:
            found, by = [row for row in rows if row.id_masked.endswith(text)], TAIL
        if len(found) > 1:
            raise LotRefused(f"有 {len(found)} 人的证件尾号相同，请刷卡确认")
        if not found:
            raise LotRefused("这张卡或证件不在本批名单里")
        return self._confirm(connection, found[0], by)

    def confirm_signed(self, connection: Connection, share_id: str) -> str:
        """Confirm one resident who has signed."""
        return self._confirm(connection, self._row(connection, self._open(connection), share_id), SIGNATURE)

    def send(self, connection: Connection, manner: Manner, declarant: str, only: frozenset[str] | None = None) -> Sent:
        """Queue the confirmed shares (``only``: of these); raises LotRefused while something must be changed."""
        view = self.view(connection)
        if view.lot.day != self._clock.now().astimezone(SHANGHAI).date():
            raise LotRefused(f"本批是 {view.lot.day} 的，额度按日计算，不能在另一天申报；请另开一批")
        wrong = [one for one in view.issues if one.blocks]
        if wrong:
            raise LotRefused(f"还有 {len(wrong)} 处须改，先按 F8 逐处处理；{wrong[0].title}：{wrong[0].body}")
        group = view.group.number if view.group else ""
        sent = file_within(connection, self._sealer, self.lot_id, manner, declarant, self._clock, group, only)
        self._before.clear()
        return sent

    def retry(self, connection: Connection, manner: Manner, declarant: str) -> Sent:
        """Send the refused ones again, and nobody else."""
        refused = frozenset(one.id for one in self._shares(connection) if one.state is ShareState.REJECTED)
        if not retry_within(connection, self.lot_id, self._clock):
            raise LotRefused("没有被退回的人，不必重报")
        return self.send(connection, manner, declarant, refused)

    def note_link(self, connection: Connection, on: bool, done: bool, words: str, who: str) -> None:
        """Keep what came of a 核注 or 反核注."""
        detail = {"operation": "check" if on else "uncheck", "done": "yes" if done else "no", "words": words}
        audit.record(connection, self._clock.now(), who or "本机", LINKED, f"lot:{self.lot_id}", detail)

    # -- inside --------------------------------------------------------------------------------------------------

    def _confirm(self, connection: Connection, row: LotRow, by: str) -> str:
        if not row.fitness.fit:
            raise LotRefused(f"{row.name}不能确认：{row.fitness.why}")
        if row.share.state is ShareState.CONFIRMED:
            raise LotRefused(f"{row.name}已经确认过")
        if not row.share.quantity:
            raise LotRefused(f"{row.name}还没有分到数量，请先分配")
        self._step(connection, row.share, ShareEvent.CONFIRM, by=by)
        return row.share.id

    def _spread_again(self, connection: Connection, draft: Draft) -> None:
        if self._divided and any(share.state in OPEN_STATES for share in self._shares(connection)):
            self._spread(connection, draft)

    def _spread(self, connection: Connection, draft: Draft, by_hand: Mapping[str, int] | None = None) -> None:
        """Divide what has not gone out among those who take part; raises LotUnusable."""
        lot = lot_view.lot_of(draft)
        if lot is None:
            raise LotRefused("数量或单价未填，填好后再分配")
        rows = self._rows(connection, draft)
        taking = [row for row in rows if row.share.state in OPEN_STATES]
        if not taking:
            raise LotRefused("没有可分配的边民，先选互助组")
        away = sum(row.share.quantity for row in rows if row.share.state not in OPEN_STATES)
        rest = Lot(lot.quantity - away, lot.price)
        shares = allocate(rest, [self._taker(row, by_hand or {}) for row in taking], self._strategy)
        rates = rates_of(draft.get("goods[0].code"), self._kept().day, self._rates)
        parts = []
        for number, taker in enumerate(shares.takers):
            excess = shares.excess[number]
            tax = 0 if not excess else None if rates is None else excess_tax(excess, rates).total
            parts.append(Part(taker.key, shares.quantities[number], shares.values[number], shares.exempt[number], tax))
        border_lots.put_parts(connection, self.lot_id, parts, self._clock.now())
        self._store(connection, draft)

    def _taker(self, row: LotRow, by_hand: Mapping[str, int]) -> Taker:
        share = row.share
        is_fixed = row.share.resident_id in self._pinned or self._strategy is Strategy.MANUAL
        fixed = by_hand.get(share.resident_id, share.quantity) if is_fixed else None
        return Taker(share.resident_id, row.quota - row.used, max(share.quantity, 1), fixed)

    def _remember(self, connection: Connection) -> None:
        self._before.append(_Before(tuple(self._shares(connection)), self._pinned, self._strategy))
        del self._before[:-_MOST_UNDONE]

    def _open(self, connection: Connection) -> Draft:
        """Return the draft of the lot as it was shown; raises LotMoved where another window changed it since."""
        lot = border_lots.get_lot(connection, self.lot_id)
        if self._lot is not None and lot.rev != self._lot.rev:
            raise LotMoved("这个批次刚在别处改过，已重新读入，请再试一次")
        self._lot = lot
        return self._draft(connection)

    def _store(self, connection: Connection, draft: Draft, group_id: str | None = None) -> None:
        lot, counted = self._kept(), lot_view.lot_of(draft)
        quantity, value = (counted.quantity, counted.value) if counted else (0, 0)
        self._lot = border_lots.save_lot(
            connection,
            self._sealer,
            lot,
            draft,
            self._clock.now(),
            quantity=quantity,
            value=value,
            group_id=group_id or lot.group_id,
        )

    def _found(self, connection: Connection, text: str) -> Group:
        every = border_groups.all_groups(connection)
        exact = [one for one in every if one.number == text]
        found = exact or [one for one in every if text and text in one.name]
        if not found:
            raise LotRefused(f"没有互助组“{text}”，请先在边民名册里登记" if every else "还没有互助组，请先导入边民名册")
        if len(found) > 1:
            names = "、".join(f"{one.number} {one.name}" for one in found[:3])
            raise LotRefused(f"有 {len(found)} 个互助组相符（{names}），请写编号")
        return found[0]

    def _elsewhere(self, connection: Connection, lot: StoredLot, rows: Sequence[LotRow]) -> dict[str, str]:
        """Return the names of other zones where residents take shares that day."""
        others = [one for one in border_lots.lots_of_day(connection, lot.day) if one.zone and one.zone != lot.zone]
        ours = {row.share.resident_id for row in rows}
        found = {}
        for other in others if lot.zone else ():
            zone = self._tables.row("border_trade_zones", other.zone)
            for share in border_lots.shares_of(connection, other.id):
                if share.resident_id in ours and share.value and share.state not in FAILED:
                    found[share.resident_id] = zone.name if zone else other.zone
        return found

    def _kept(self) -> StoredLot:
        if self._lot is None:
            raise LookupError(self.lot_id)
        return self._lot

    def _draft(self, connection: Connection) -> Draft:
        return border_lots.document_of(connection, self._sealer, self.lot_id)

    def _shares(self, connection: Connection) -> list[Share]:
        return border_lots.shares_of(connection, self.lot_id)

    def _rows(self, connection: Connection, draft: Draft) -> tuple[LotRow, ...]:
        lot = self._kept()
        group = lot_view.group_with(connection, lot.group_id)
        return lot_view.rows_of(connection, lot, group, draft, self._pinned)

    def _row(self, connection: Connection, draft: Draft, share_id: str) -> LotRow:
        return next(row for row in self._rows(connection, draft) if row.share.id == share_id)

    def _share(self, connection: Connection, share_id: str) -> Share:
        return next(one for one in self._shares(connection) if one.id == share_id)

    def _step(self, connection: Connection, share: Share, event: ShareEvent, *, reason: str = "", by: str = "") -> None:
        border_lots.step(connection, share.id, event, self._clock.now(), reason=reason, by=by)
