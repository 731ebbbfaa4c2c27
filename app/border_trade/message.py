"""What a 互市 declaration states, complete and confirmed: the only thing from which its message is written."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class GoodsStated:
    """One kind of goods; money in yuan."""

    code: str
    name: str
    origin: str
    quantity: Decimal
    unit: str
    price: Decimal
    value: Decimal
    net_weight: Decimal | None = None
    permit: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class ResidentStated:
    """One resident's part, which he has confirmed himself; ``tax`` None where our rates are not known."""

    name: str = field(repr=False)
    id_number: str = field(repr=False)
    record_number: str
    quantity: Decimal
    value: Decimal
    exempt: Decimal
    tax: Decimal | None
    confirmed_by: str
    confirmed_at: datetime

    def __post_init__(self) -> None:
        if not self.confirmed_by:
            raise ValueError("a share nobody confirmed cannot be stated")


@dataclass(frozen=True, slots=True)
class LotStated:
    """A declaration of one resident or, with several, of a group."""

    number: str
    at: datetime
    zone: str
    use: str
    declarant: str
    goods: tuple[GoodsStated, ...]
    residents: tuple[ResidentStated, ...]
    group: str = ""
    plate: str = ""
    batch_number: str = ""
    bill_number: str = ""
    buyer_scc: str = ""
    remark: str = ""
