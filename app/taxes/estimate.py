"""The taxes of a whole declaration: shares charges out, asks the rate tables, waives small taxes, sums up."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext

from app.taxes.article import Article
from app.taxes.line import LineInput, LineTax, line_tax
from app.taxes.quantity import KILOGRAM, quantity_in
from app.taxes.rates import Exchange, RateTables
from app.taxes.result import Estimate, Preference
from app.taxes.settings import FreightBasis, TaxSettings
from app.taxes.share import WIDE, share
from app.taxes.shipment import Charge, Line, Mark, Shipment, Terms
from app.taxes.told import Told
from app.taxes.value import Borne, needs, percent

_TONNE = Decimal(1000)
_ENGLISH = {"运费": "freight", "保费": "insurance", "杂费": "other charges"}
_NONE: frozenset[Article] = frozenset()
LineCount = Callable[[LineInput], LineTax]
_Shares = tuple[Borne | None, ...]  # one charge as every line bears it


def estimate(
    goods: Shipment, tables: RateTables, settings: TaxSettings, day: date, count: LineCount = line_tax
) -> Estimate:
    """Return the taxes of a shipment at the rates of ``day``; ``count`` may remember lines it has counted before."""
    claimed = any(line.agreement for line in goods.lines)
    result = _settle(goods, tables, settings, day, count)
    if not claimed or goods.direction == "E" or result.total is None:
        return result
    plain = replace(goods, lines=tuple(replace(line, agreement="") for line in goods.lines))
    without = _settle(plain, tables, settings, day, count).total
    if without is None:
        return result
    codes = ";".join(sorted({line.agreement for line in goods.lines if line.agreement}))
    return replace(result, preference=Preference(codes, without - result.total))


def _settle(goods: Shipment, tables: RateTables, settings: TaxSettings, day: date, count: LineCount) -> Estimate:
    """Count all lines; where a tax of the shipment stays within its limit, count them again without it."""
    context = _Context(goods, tables, settings, day)
    waived = _NONE
    while True:
        lines = tuple(count(one) for one in context.inputs(waived))
        more = _waivable(lines, settings, goods.direction == "E") - waived
        if not more:
            return _summed(context, lines, waived)
        waived |= {next(article for article in Article if article in more)}  # each changes the base of the next


def _waivable(lines: tuple[LineTax, ...], settings: TaxSettings, export: bool) -> frozenset[Article]:
    limits = {Article.DUTY: settings.duty_waiver}
    if not export:
        limits |= {Article.CONSUMPTION: settings.consumption_waiver, Article.VAT: settings.vat_waiver}
    found = set()
    for article, limit in limits.items():
        whole = _total(line.paid(article).amount for line in lines)
        if limit is not None and whole is not None and 0 < whole <= limit:
            found.add(article)
    return frozenset(found)


def _summed(context: "_Context", lines: tuple[LineTax, ...], waived: frozenset[Article]) -> Estimate:
    whole = {article: _total(line.paid(article).amount for line in lines) for article in Article}
    doubts = [
        *context.doubts,
        *_waiver_doubts(waived, context.settings),
        *(one for line in lines for one in line.unconfirmed),
    ]
    missing = [*context.missing, *(one for line in lines for one in line.missing)]
    return Estimate(
        context.day,
        lines,
        _total(line.customs_value for line in lines),
        whole[Article.DUTY],
        whole[Article.SURCHARGE],
        whole[Article.CONSUMPTION],
        whole[Article.VAT],
        _total(line.total for line in lines) if lines else None,
        waived,
        rate_month=context.rate_month,
        unconfirmed=tuple(dict.fromkeys(doubts)),
        missing=tuple(dict.fromkeys(missing)),
    )


def _waiver_doubts(waived: frozenset[Article], settings: TaxSettings) -> list[Told]:
    """Say that a tax was left out under a limit nobody has confirmed."""
    names = {Article.DUTY: "duty_waiver", Article.CONSUMPTION: "consumption_waiver", Article.VAT: "vat_waiver"}
    found = []
    for article, name in names.items():
        read = settings.read[name]
        if article in waived and not read.confirmed:
            found.append(
                Told(
                    f"本票{article.value}不超过起征额，按免征估算，未经核对（{read.source}）",
                    f"{article.name.lower()} of the shipment is waived as small, unconfirmed ({read.source})",
                )
            )
    return found


def _total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    whole = Decimal(0)
    for amount in amounts:
        if amount is None:
            return None
        whole += amount
    return whole


class _Context:
    """What the lines of one shipment have in common: exchange rates, shared charges, the doubts about them."""

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
        self.freight = self._shared("运费", goods.freight, wanted.freight)
        self.insurance = self._shared("保费", goods.insurance or self._assumed(wanted.insurance), wanted.insurance)
        self.other = self._shared("杂费", goods.other, None)

    @property
    def rate_month(self) -> date | None:
        """Return the earliest month among the exchange rates used."""
        months = [one.month for one in self._exchanges.values() if one is not None and one.month is not None]
        return min(months, default=None)

    def inputs(self, waived: frozenset[Article]) -> list[LineInput]:
        """Return everything each line depends on."""
        goods, day = self.goods, self.day
        found = []
        for at, line in enumerate(goods.lines):
            charges = (self.freight[at], self.insurance[at], self.other[at])
            found.append(
                LineInput(
                    line,
                    goods.direction == "E",
                    self._exchange(line.currency),
                    *charges,
                    self.tables.tariff(line.hs_code, day),
                    self.tables.treatment(line.origin, day),
                    self.tables.members(line.agreement, day) if line.agreement else None,
                    goods.quota,
                    self.settings,
                    waived,
                )
            )
        return found

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

    def _shared(self, name: str, charge: Charge | None, wanted: bool | None) -> _Shares:
        nothing: _Shares = (None,) * len(self.goods.lines)
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

    def _parts(self, name: str, charge: Charge) -> _Shares:
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
