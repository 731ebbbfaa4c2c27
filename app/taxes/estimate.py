"""The taxes of a whole declaration, and how they follow one changed line: sums, waived small taxes, preference."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.taxes.article import Article
from app.taxes.charges import Common
from app.taxes.line import LineInput, LineTax, line_tax
from app.taxes.rates import RateTables
from app.taxes.result import Estimate, Preference
from app.taxes.settings import TaxSettings
from app.taxes.shipment import Line, Shipment
from app.taxes.told import Told

_NONE: frozenset[Article] = frozenset()
LineCount = Callable[[LineInput], LineTax]


def estimate(goods: Shipment, tables: RateTables, settings: TaxSettings, day: date) -> Estimate:
    """Return the taxes of a shipment at the rates of ``day``."""
    return Reckoning(goods, tables, settings, day).estimate()


class Reckoning:
    """The taxes of one shipment, kept so that one changed line is taken in without counting the others again.

    ``count`` reckons one line and may remember those it has reckoned before.
    """

    def __init__(
        self, goods: Shipment, tables: RateTables, settings: TaxSettings, day: date, count: LineCount = line_tax
    ) -> None:
        self._plain = _Settled(goods, tables, settings, day, count)
        self._unclaimed: _Settled | None = None
        if goods.direction != "E" and any(line.agreement for line in goods.lines):
            without = replace(goods, lines=tuple(replace(line, agreement="") for line in goods.lines))
            self._unclaimed = _Settled(without, tables, settings, day, count)

    def change(self, at: int, line: Line) -> None:
        """Put another line in the place of the one there (from 0); it claims the same agreement."""
        self._plain.change(at, line)
        if self._unclaimed is not None:
            self._unclaimed.change(at, replace(line, agreement=""))

    def estimate(self) -> Estimate:
        """Return the taxes of the shipment as it stands."""
        result = self._plain.estimate()
        if self._unclaimed is None or result.total is None:
            return result
        without = self._unclaimed.total
        if without is None:
            return result
        codes = ";".join(sorted({line.given.line.agreement for line in result.lines if line.given.line.agreement}))
        return replace(result, preference=Preference(codes, without - result.total))


class _Sum:
    """A sum of amounts some of which may be unknown; taking one out and another in keeps it exact."""

    __slots__ = ("known", "unknown")

    def __init__(self, amounts: Iterable[Decimal | None]) -> None:
        self.known = Decimal(0)
        self.unknown = 0
        for amount in amounts:
            self.swap(Decimal(0), amount)

    def swap(self, old: Decimal | None, new: Decimal | None) -> None:
        if old is None:
            self.unknown -= 1
        else:
            self.known -= old
        if new is None:
            self.unknown += 1
        else:
            self.known += new

    @property
    def whole(self) -> Decimal | None:
        return None if self.unknown else self.known


class _Settled:
    """All lines counted under the small taxes that are waived, with their sums."""

    def __init__(self, goods: Shipment, tables: RateTables, settings: TaxSettings, day: date, count: LineCount) -> None:
        self._goods = replace(goods, lines=())
        self._lines = list(goods.lines)
        self._tables, self._settings, self._day = tables, settings, day
        self._count = count
        self._settle()

    def change(self, at: int, line: Line) -> None:
        old = self._lines[at]
        self._lines[at] = line
        if self._waived or not self._common.keeps_apart(old, line):
            self._settle()
            return
        before = self._taxes[at]
        after = self._taxes[at] = self._count(self._common.given(at, line, _NONE))
        for article, whole in self._sums.items():
            whole.swap(before.paid(article).amount, after.paid(article).amount)
        self._value.swap(before.customs_value, after.customs_value)
        self._total.swap(before.total, after.total)
        if before.unconfirmed != after.unconfirmed or before.missing != after.missing:
            self._told = self._sentences()
        if self._waivable():
            self._settle()

    @property
    def total(self) -> Decimal | None:
        return self._total.whole if self._taxes else None

    def estimate(self) -> Estimate:
        unconfirmed, missing = self._told
        return Estimate(
            self._day,
            tuple(self._taxes),
            self._value.whole,
            self._sums[Article.DUTY].whole,
            self._sums[Article.SURCHARGE].whole,
            self._sums[Article.CONSUMPTION].whole,
            self._sums[Article.VAT].whole,
            self.total,
            self._waived,
            rate_month=self._common.rate_month,
            unconfirmed=unconfirmed,
            missing=missing,
        )

    def _settle(self) -> None:
        """Count all lines; where a tax of the shipment stays within its limit, count them again without it."""
        goods = replace(self._goods, lines=tuple(self._lines))
        self._common = Common(goods, self._tables, self._settings, self._day)
        self._waived = _NONE
        while True:
            self._taxes = [
                self._count(self._common.given(at, line, self._waived)) for at, line in enumerate(self._lines)
            ]
            self._sums = {article: _Sum(tax.paid(article).amount for tax in self._taxes) for article in Article}
            more = self._waivable()
            if not more:
                break
            self._waived |= {next(article for article in Article if article in more)}  # it changes the next one's base
        self._value = _Sum(tax.customs_value for tax in self._taxes)
        self._total = _Sum(tax.total for tax in self._taxes)
        self._told = self._sentences()

    def _waivable(self) -> frozenset[Article]:
        """Return the taxes within their limit that are not waived yet; exports pay duty only."""
        limits = {Article.DUTY: self._settings.duty_waiver}
        if self._goods.direction != "E":
            limits |= {Article.CONSUMPTION: self._settings.consumption_waiver, Article.VAT: self._settings.vat_waiver}
        found = set()
        for article, limit in limits.items():
            whole = self._sums[article].whole
            if limit is not None and whole is not None and 0 < whole <= limit:
                found.add(article)
        return frozenset(found) - self._waived

    def _sentences(self) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
        """Return what is unconfirmed and what is missing, each sentence once."""
        doubts = [*self._common.doubts, *_waiver_doubts(self._waived, self._settings)]
        doubts += [one for tax in self._taxes for one in tax.unconfirmed]
        missing = [*self._common.missing, *(one for tax in self._taxes for one in tax.missing)]
        return tuple(dict.fromkeys(doubts)), tuple(dict.fromkeys(missing))


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
