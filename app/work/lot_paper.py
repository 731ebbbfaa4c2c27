"""Gathers what is printed of a lot: facts with the names of their codes, shares with masked numbers, sums."""

from app.border_trade.lot import units, yuan
from app.border_trade.share import ShareState
from app.core.tables import CodeTables
from app.printing.roster import LotPaper, LotShare
from app.store import border_groups, border_lots, residents
from app.store.border_lots import Share, StoredLot
from app.store.engine import Connection
from app.store.sealed import Sealer
from forms.border_trade import FORM

_OUT = frozenset({ShareState.ASIDE, ShareState.REJECTED, ShareState.CANCELLED})
_FACTS = (
    "zone",
    "use",
    "batch_number",
    "bill_number",
    "buyer_scc",
    "goods[0].code",
    "goods[0].name",
    "goods[0].origin",
    "goods[0].unit",
    "goods[0].price",
    "goods[0].permit",
    "goods[0].licence",
)


def lot_paper(connection: Connection, sealer: Sealer, lot_id: str, tables: CodeTables) -> LotPaper:
    """Return a lot for the printer; shares set aside, refused or cancelled are not on it. Raises LookupError."""
    lot = border_lots.get_lot(connection, lot_id)
    shares = [one for one in border_lots.shares_of(connection, lot_id) if one.state not in _OUT and one.quantity]
    taxes = [one.tax for one in shares]
    tax = None if None in taxes else sum(one for one in taxes if one is not None)
    quantity, value = sum(one.quantity for one in shares), sum(one.value for one in shares)
    sums = (f"{units(quantity)}", f"{yuan(value)}", f"{yuan(sum(one.exempt for one in shares))}", _tax(tax))
    return LotPaper(_facts(connection, sealer, lot, tables), tuple(_share(connection, one) for one in shares), sums)


def _facts(connection: Connection, sealer: Sealer, lot: StoredLot, tables: CodeTables) -> tuple[tuple[str, str], ...]:
    draft = border_lots.document_of(connection, sealer, lot.id)
    group = next((one for one in border_groups.all_groups(connection) if one.id == lot.group_id), None)
    facts = [("批次", f"{lot.day} 第 {lot.number} 批"), ("互助组", group.name if group is not None else "未编组")]
    for path in _FACTS:
        text = draft.get(path)
        box = FORM.field(path.replace("[0]", "[]")).box
        row = tables.row(box.table, text) if box.table and text else None
        if text:
            facts.append((box.label, f"{text} {row.name}" if row is not None else text))
    return tuple(facts)


def _share(connection: Connection, one: Share) -> LotShare:
    person = residents.get(connection, one.resident_id)
    confirmed = f"{one.confirmed_by} {one.confirmed_at:%m-%d %H:%M}" if one.confirmed_at is not None else "未确认"
    figures = f"{units(one.quantity)}", f"{yuan(one.value)}", f"{yuan(one.exempt)}", _tax(one.tax)
    return LotShare(person.name, person.id_masked, *figures, confirmed)


def _tax(tax: int | None) -> str:
    return "税率未知" if tax is None else f"{yuan(tax)}"
