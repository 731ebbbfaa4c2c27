"""What the lines of one shipment have in common: charges shared out, exchange rates, and what is open about them."""

from datetime import date
from decimal import Decimal, localcontext

from app.taxes.article import Article
from app.taxes.line import LineInput
from app.taxes.quantity import KILOGRAM, quantity_in
from app.taxes.rates import Exchange, RateTables
from app.taxes.settings import FreightBasis, TaxSettings
from app.taxes.share import WIDE, share
from app.taxes.shipment import Charge, Line, Mark, Shipment, Terms
from app.taxes.told import Told
from app.taxes.value import Borne, needs, percent

_TONNE = Decimal(1000)
_ENGLISH = {"运费": "freight", "保费": "insurance", "杂费": "other charges"}
Shares = tuple[Borne | None, ...]
"""One charge as every line bears it, in the order of the lines."""


class Common:
    """The charges of a shipment as its lines bear them, and how to find everything else one line depends on."""

    def __init__(self, goods: Shipment, tables: RateTables, settings: TaxSettings, day: date) -> None:
        self.goods = goods
        self.tables = tables
        self.settings = settings
        self.day = day
        self.doubts: list[Told] = []
        self.missing: list[Told] = list(goods.unread)
        self._exchanges: dict[str, Exchange | None] = {}
        self._by_value = [self._worth(line) for line in goods.lines]
        wanted = needs(goods.direction, goods.terms or Terms.CIF)
        self._must = wanted.must and goods.terms is not None
        if goods.terms is None:
            self.doubts.append(Told("成交方式未填，按 CIF 估算", "TransMode is blank, CIF is assumed"))
        self._counted = [one for one in (goods.freight, goods.insurance, goods.other) if one is not None]
        self.freight = self._shared("运费", goods.freight, wanted.freight)
        self.insurance = self._shared("保费", goods.insurance or self._assumed(wanted.insurance), wanted.insurance)
        self.other = self._shared("杂费", goods.other, None)

    @property
    def rate_month(self) -> date | None:
        """Return the earliest month among the exchange rates used."""
        months = [one.month for one in self._exchanges.values() if one is not None and one.month is not None]
        return min(months, default=None)

    def given(self, at: int, line: Line, waived: frozenset[Article]) -> LineInput:
        """Return everything the taxes of the line at a place (from 0) depend on."""
        return LineInput(
            line,
            self.goods.direction == "E",
            self._exchange(line.currency),
            self.freight[at],
            self.insurance[at],
            self.other[at],
            self.tables.tariff(line.hs_code, self.day),
            self.tables.treatment(line.origin, self.day),
            self.tables.members(line.agreement, self.day) if line.agreement else None,
            self.goods.quota,
            self.settings,
            waived,
        )

    def keeps_apart(self, old: Line, new: Line) -> bool:
        """Tell whether one line may take the place of another without moving a share or a doubt of the shipment."""
        if old.currency != new.currency:
            return False
        same_weight = old.quantities == new.quantities and old.price == new.price
        return same_weight or not any(one.mark is not Mark.RATE for one in self._counted)

    def _exchange(self, currency: str) -> Exchange | None:
        if currency not in self._exchanges:
            found = self.tables.exchange(currency, self.day) if currency else None
            self._exchanges[currency] = found
            if found is not None:
                self._doubt_exchange(found)
        return self._exchanges[currency]

    def _doubt_exchange(self, found: Exchange) -> None:
        if found.month is not None and (found.month.year, found.month.month) != (self.day.year, self.day.month):
            month = f"{self.day:%Y-%m}"
            told = f"{found.currency} 的汇率是 {found.month:%Y-%m} 月的，{month} 月的没有收录"
            english = f"the rate of {found.currency} is of {found.month:%Y-%m}, that of {month} is not known"
            self.doubts.append(Told(told, english))
        if not found.read.confirmed:
            told = f"{found.currency} 的汇率 {found.rate:f} 未经核对（{found.read.source}）"
            english = f"the rate of {found.currency} {found.rate:f} is unconfirmed ({found.read.source})"
            self.doubts.append(Told(told, english))

    def _worth(self, line: Line) -> Decimal | None:
        """Return what a line weighs when charges are shared by value: its price in yuan."""
        exchange = self._exchange(line.currency)
        if line.price is None or exchange is None or line.price < 0:
            return None
        with localcontext(prec=WIDE):
            return line.price * exchange.rate

    def _assumed(self, wanted: bool) -> Charge | None:
        """Return the insurance the law assumes where none is stated (审价办法第三十七条)."""
        if not wanted or not self._must or self.goods.direction == "E" or self.goods.insurance is not None:
            return None
        rate = self.settings.insurance_rate
        mille = f"{(rate * 1000).normalize():f}"
        told = f"保费未填，按（货价 + 运费）的 {mille}‰ 估算"
        self.doubts.append(Told(told, f"no insurance stated, {mille} per mille of price and freight is assumed"))
        return Charge(Mark.RATE, rate * 100)

    def _shared(self, name: str, charge: Charge | None, wanted: bool | None) -> Shares:
        nothing: Shares = (None,) * len(self.goods.lines)
        if charge is None:
            if wanted and self._must:
                self.doubts.append(Told(f"{name}未填，没有计入", f"{_ENGLISH[name]} is blank and not counted"))
            return nothing
        if wanted is False:
            why = f"不从价格中扣除{name}" if self.goods.direction == "E" else f"价格已含{name}"
            english = f"{_ENGLISH[name]} has no part in the value on these terms and is not counted"
            self.doubts.append(Told(f"该成交方式{why}，所填{name}没有计入", english))
            return nothing
        if charge.mark is Mark.RATE:
            assumed = name == "保费" and self.goods.insurance is None
            return (Borne(percent(charge.amount), assumed=assumed),) * len(self.goods.lines)
        return self._parts(name, charge)

    def _parts(self, name: str, charge: Charge) -> Shares:
        whole, weights = charge.amount, self._by_value
        if charge.mark is Mark.UNIT:
            basis = self.settings.freight_basis
            weight = self.goods.gross_weight if basis is FreightBasis.GROSS else self.goods.net_weight
            if weight is None:
                english = f"{_ENGLISH[name]} is per tonne but the weight is blank: not counted"
                self.doubts.append(Told(f"{name}按单价计，但重量未填，没有计入", english))
                return (None,) * len(self.goods.lines)
            with localcontext(prec=WIDE):
                whole = charge.amount * weight / _TONNE
            read = self.settings.read["freight_basis"]
            if not read.confirmed and self.goods.gross_weight != self.goods.net_weight:
                word = "毛重" if basis is FreightBasis.GROSS else "净重"
                self.doubts.append(
                    Told(
                        f"{name}单价按{word}计（{read.source}）",
                        f"freight per tonne of {basis.value} weight ({read.source})",
                    )
                )
            weights = self._weights(name)
        exchange = self._exchange(charge.currency)
        if exchange is None:
            code = charge.currency
            english = f"no exchange rate for {_ENGLISH[name]} in {code or '(blank)'}"
            self.missing.append(Told(f"没有{name}币制 {code or '未填'} 的汇率", english))
        try:
            shares = share(whole, [weight or Decimal(0) for weight in weights])
        except ValueError:
            shares = (Decimal(0),) * len(self.goods.lines)  # no line has a value, so none gets a figure anyway
        return tuple(Borne(None, part, exchange) for part in shares)

    def _weights(self, name: str) -> list[Decimal | None]:
        """Return the weight of each line in kilograms; the values where a line states none."""
        found = [quantity_in(KILOGRAM, line.quantities) for line in self.goods.lines]
        if all(found):
            return found
        if len(found) > 1:
            english = f"not every line has a weight, {_ENGLISH[name]} is shared by value"
            self.doubts.append(Told(f"有的商品没有以千克计的数量，{name}改按货值分摊", english))
        return self._by_value
