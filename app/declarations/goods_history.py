"""How this office filed an article before: the values app.store.goods_lines answers with; no queries here."""

from dataclasses import dataclass
from datetime import datetime

from app.declarations.status import Status


@dataclass(frozen=True, slots=True)
class FiledLine:
    """One goods line of an earlier declaration; quantities and prices as they were typed."""

    draft_id: str
    item: int  # from 1
    at: datetime
    number: str  # the best number the declaration has: EntryId, SeqNo or ClientSeqNo
    status: Status
    form: str
    client: str
    port: str
    hs_code: str
    name: str
    model: str
    quantity: str
    unit: str
    price: str
    currency: str


@dataclass(frozen=True, slots=True)
class ClientUse:
    """How often one client filed an article at one port, with the last specification written for it."""

    client: str
    port: str
    declarations: int
    model: str
