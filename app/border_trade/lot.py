"""A lot of goods and the residents who may take a share, counted in whole fen and grams; it decides nothing.

Whole numbers and not Decimals inside: sums are exact by nature, and three hundred residents cost microseconds.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

FEN_PER_YUAN = 100
STEPS_PER_UNIT = 1000
"""A lot is divided to the thousandth of its unit: the gram where the unit is the kilogram."""

PRICE_STEPS = 10_000
"""Unit prices carry four decimals, as in a declaration (DeclPrice)."""


class LotUnusable(ValueError):
    """The lot or a share of it cannot be counted; the message is one Chinese sentence."""


def fen(yuan: Decimal) -> int:
    """Return an amount in whole fen; raises LotUnusable where it has a fraction of a fen or is no number."""
    return _whole(yuan, FEN_PER_YUAN, "金额最多两位小数")


def steps(quantity: Decimal) -> int:
    """Return a quantity in thousandths of its unit; raises LotUnusable where it is finer or is no number."""
    return _whole(quantity, STEPS_PER_UNIT, "数量最多三位小数")


def yuan(amount: int) -> Decimal:
    """Return whole fen as yuan with two decimals."""
    return Decimal(amount).scaleb(-2)


def units(quantity: int) -> Decimal:
    """Return thousandths of a unit as a quantity without needless noughts."""
    whole = Decimal(quantity).scaleb(-3)
    return whole.quantize(Decimal(1)) if quantity % STEPS_PER_UNIT == 0 else whole.normalize()


def _whole(number: Decimal, parts: int, sentence: str) -> int:
    if not number.is_finite():
        raise LotUnusable(f"“{number}”不是数字")
    counted = number * parts
    if counted != counted.to_integral_value():
        raise LotUnusable(f"{number} 过细，{sentence}")
    return int(counted)


@dataclass(frozen=True, slots=True)
class Lot:
    """One transport of one kind of goods at one unit price.

    quantity: thousandths of the unit, above nought. price: ten-thousandths of a yuan per unit, above nought.
    """

    quantity: int
    price: int

    def __post_init__(self) -> None:
        if self.quantity <= 0:
            raise LotUnusable("批次数量应大于 0")
        if self.price <= 0:
            raise LotUnusable("单价应大于 0")

    @classmethod
    def of(cls, quantity: Decimal, price: Decimal) -> "Lot":
        """Make a lot of a quantity in its unit and a price in yuan per unit; raises LotUnusable."""
        return cls(steps(quantity), _whole(price, PRICE_STEPS, "单价最多四位小数"))

    @property
    def value(self) -> int:
        """Value in fen: quantity × price, rounded half up once for the whole lot."""
        exact = Decimal(self.quantity * self.price) / FINE
        return int(exact.to_integral_value(ROUND_HALF_UP))

    def most_within(self, amount: int) -> int:
        """Return the largest quantity whose value does not exceed an amount in fen."""
        return amount * FINE // self.price


FINE = STEPS_PER_UNIT * PRICE_STEPS // FEN_PER_YUAN
"""How many products of a quantity step and a price step make one fen."""


@dataclass(frozen=True, slots=True)
class Taker:
    """A resident as the division sees him.

    key: what tells him apart and breaks ties, so that the order of the list cannot matter. remaining: his exempt
    amount left today in fen. weight: his part where the lot is divided by weights. fixed: a quantity set by hand.
    """

    key: str
    remaining: int
    weight: int = 1
    fixed: int | None = None
