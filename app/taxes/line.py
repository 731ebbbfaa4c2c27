"""The taxes of one goods line from everything they depend on; equal inputs give equal results, nothing is looked up."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from app.taxes.article import Article
from app.taxes.choose import Choice, choose_export, choose_import
from app.taxes.formulas import QuantityMissing, by_rate, consumption, export_base
from app.taxes.rates import Column, Exchange, Rate, Tariff, Treatment
from app.taxes.settings import Relief, Rounding, TaxSettings
from app.taxes.share import fen, yuan
from app.taxes.shipment import Line
from app.taxes.told import Told
from app.taxes.value import Borne, Valuation, export_value, import_value

if TYPE_CHECKING:
    from app.taxes.steps import Step

_NOUGHT = Decimal(0)
_ENGLISH = {
    Article.DUTY: "duty",
    Article.SURCHARGE: "additional duty",
    Article.CONSUMPTION: "consumption tax",
    Article.VAT: "VAT",
}


@dataclass(frozen=True, slots=True)
class LineInput:
    """Everything the taxes of one line depend on."""

    line: Line
    export: bool
    exchange: Exchange | None
    freight: Borne | None
    insurance: Borne | None
    other: Borne | None
    tariff: Tariff | None
    treatment: Treatment
    members: frozenset[str] | None
    quota: bool
    settings: TaxSettings
    waived: frozenset[Article]


@dataclass(frozen=True, slots=True)
class Paid:
    """One tax of a line: its rate, the base it was counted on and the amount in fen."""

    rate: Rate | None
    base: Decimal | None
    amount: Decimal | None


_UNKNOWN = Paid(None, None, None)


@dataclass(frozen=True, slots=True)
class LineTax:
    """The taxes of one line in yuan; None where a rate or a quantity is not known, never nought instead."""

    given: LineInput
    valuation: Valuation | None
    customs_value: Decimal | None
    choice: Choice | None
    duties: tuple[tuple[Article, Paid], ...]
    total: Decimal | None
    unconfirmed: tuple[Told, ...] = ()
    missing: tuple[Told, ...] = ()

    @property
    def item(self) -> int:
        """Return the number of the line."""
        return self.given.line.item

    @property
    def column(self) -> Column | None:
        """Return the column of the tariff the line is taxed by."""
        return None if self.choice is None else self.choice.column

    def paid(self, article: Article) -> Paid:
        """Return one tax with rate and base; an article the line has no part in is nought."""
        return next((paid for one, paid in self.duties if one is article), Paid(None, None, _NOUGHT))

    @property
    def duty(self) -> Decimal | None:
        """Return the import or export duty."""
        return self.paid(Article.DUTY).amount

    @property
    def surcharge(self) -> Decimal | None:
        """Return anti-dumping and the like."""
        return self.paid(Article.SURCHARGE).amount

    @property
    def consumption_tax(self) -> Decimal | None:
        """Return the consumption tax."""
        return self.paid(Article.CONSUMPTION).amount

    @property
    def vat(self) -> Decimal | None:
        """Return the value added tax."""
        return self.paid(Article.VAT).amount

    @property
    def steps(self) -> tuple["Step", ...]:
        """Return the formula unfolded, made when it is asked for."""
        from app.taxes.steps import unfold

        return unfold(self)


class _Notes:
    """Collects the sentences of one line, each once."""

    def __init__(self, item: int) -> None:
        self._item = item
        self.unconfirmed: dict[Told, None] = {}
        self.missing: dict[Told, None] = {}

    def lacks(self, chinese: str, english: str) -> None:
        self.missing[Told(f"第 {self._item} 项{chinese}", f"line {self._item}: {english}")] = None

    def doubts(self, chinese: str, english: str) -> None:
        self.unconfirmed[Told(f"第 {self._item} 项{chinese}", f"line {self._item}: {english}")] = None

    def uses(self, chinese: str, english: str, rate: Rate | Relief) -> None:
        if not rate.read.confirmed:
            self.doubts(f"{chinese}未经核对（{rate.read.source}）", f"{english} is unconfirmed ({rate.read.source})")


def line_tax(given: LineInput) -> LineTax:
    """Return the taxes of a line: value in whole yuan, each tax in fen, halves up."""
    notes = _Notes(given.line.item)
    valuation = _valuation(given, notes)
    tariff = given.tariff
    if tariff is not None and not given.export and not tariff.taxes_imports:
        tariff = None
    if valuation is None or tariff is None:
        if tariff is None:
            code = given.line.hs_code
            notes.lacks(f"商品编号 {code or '未填'} 没有税率", f"no rates for code {code or '(blank)'}")
        value = None if valuation is None or given.export else yuan(valuation.whole)
        unknown = tuple((article, _UNKNOWN) for article in Article)
        return LineTax(given, valuation, value, None, unknown, None, tuple(notes.unconfirmed), tuple(notes.missing))
    count = _exported if given.export else _imported
    value, choice, duties = count(given, tariff, valuation, notes)
    amounts = [paid.amount for _, paid in duties]
    total = None if any(one is None for one in amounts) else sum((one for one in amounts if one is not None), _NOUGHT)
    return LineTax(given, valuation, value, choice, duties, total, tuple(notes.unconfirmed), tuple(notes.missing))


def _valuation(given: LineInput, notes: _Notes) -> Valuation | None:
    price, exchange = given.line.price, given.exchange
    if price is None or price < 0:
        notes.lacks("没有可用的总价" if price is None else "总价是负数，不能计税", "no total that can be used")
        return None
    if exchange is None:
        code = given.line.currency
        notes.lacks(f"没有币制 {code or '未填'} 的汇率", f"no exchange rate for {code or '(blank)'}")
        return None
    charges = (given.freight, given.insurance, given.other)
    lacking = [one for one in charges if one is not None and one.fraction is None and one.exchange is None]
    if lacking:
        notes.lacks("的运费、保费或杂费没有汇率", "no exchange rate for its freight, insurance or other charges")
        return None
    goods = price * exchange.rate
    form = given.settings.insurance_form
    value = export_value(goods, *charges) if given.export else import_value(goods, *charges, form)
    if value.whole < 0:
        notes.lacks("加减运费、保费和杂费后是负数，不能计税", "the charges make the value negative")
        return None
    return value


_Counted = tuple[Decimal | None, Choice, tuple[tuple[Article, Paid], ...]]


def _imported(given: LineInput, tariff: Tariff, valuation: Valuation, notes: _Notes) -> _Counted:
    line, settings = given.line, given.settings
    value = yuan(valuation.whole)
    choice = choose_import(
        tariff, line, given.treatment, given.members, given.quota, lambda rate: _cost(rate, value, line)
    )
    for doubt in choice.doubts:
        notes.doubts(f"：{doubt}", doubt.english)
    relief = _relief(given, notes)
    duty = _tax(given, Article.DUTY, choice.column.value, choice.rate, value, relief.duty, notes)
    extra = tariff.surcharges.get(line.origin)
    surcharge = Paid(None, None, _NOUGHT)
    if extra is not None:
        surcharge = _tax(given, Article.SURCHARGE, "附加关税税率", extra, value, relief.duty, notes)
    dutied = _sum(value, duty.amount, surcharge.amount)
    excise = _consumption(given, tariff, value, dutied, relief, notes)
    base = _sum(dutied, excise.amount)
    if base is not None and settings.rounding is Rounding.A:
        base = yuan(base)
    vat = _tax(given, Article.VAT, "增值税率", tariff.vat, base, relief.vat, notes)
    taxes = ((Article.DUTY, duty), (Article.SURCHARGE, surcharge), (Article.CONSUMPTION, excise), (Article.VAT, vat))
    return value, choice, taxes


def _exported(given: LineInput, tariff: Tariff, valuation: Valuation, notes: _Notes) -> _Counted:
    choice = choose_export(tariff)
    relief = _relief(given, notes)
    value = None if choice.rate is None else yuan(export_base(valuation.whole, choice.rate))
    duty = _tax(given, Article.DUTY, choice.column.value, choice.rate, value, relief.duty, notes)
    return value, choice, ((Article.DUTY, duty),)


def _relief(given: LineInput, notes: _Notes) -> Relief:
    code = given.line.duty_mode
    relief = given.settings.reliefs.get(code)
    if relief is None:
        chinese, english = (f" {code} 没有收录", f"{code} is not known") if code else ("未填", "is not stated")
        notes.doubts(f"征免方式{chinese}，按照章征税估算", f"DutyMode {english}, full taxes are assumed")
        return given.settings.full
    notes.uses(f"征免方式 {code} {relief.name}的计税办法", f"how DutyMode {code} is taxed", relief)
    return relief


def _tax(
    given: LineInput,
    article: Article,
    what: str,
    rate: Rate | None,
    base: Decimal | None,
    left: Decimal,
    notes: _Notes,
) -> Paid:
    """Return one tax: base × rate, of which the relief leaves a part; nought where the article is waived."""
    if not left:
        return Paid(rate, base, fen(_NOUGHT))
    if rate is None:
        notes.lacks(f"没有{what}", f"no rate of {_ENGLISH[article]}")
        return _UNKNOWN
    notes.uses(what, f"the rate of {_ENGLISH[article]}", rate)
    if base is None:
        return Paid(rate, None, None)
    whole = _counted(lambda: by_rate(rate, base, given.line.quantities), what, notes)
    return _settled(given, article, rate, base, whole, left)


def _consumption(
    given: LineInput, tariff: Tariff, value: Decimal, dutied: Decimal | None, relief: Relief, notes: _Notes
) -> Paid:
    rate, what = tariff.consumption, "消费税率"
    if not relief.consumption:
        return Paid(rate, dutied, fen(_NOUGHT))
    if rate is None:
        notes.lacks(f"没有{what}，该商品可能应征消费税", "no consumption tax rate, though it may be liable")
        return _UNKNOWN
    notes.uses(what, "the rate of consumption tax", rate)
    if relief.doubt and (rate.ad_valorem or rate.specific):
        notes.doubts(f"：{relief.doubt}", "whether consumption tax is exempt is open, it is counted")
    if dutied is None:
        return Paid(rate, None, None)
    quantities = given.line.quantities
    whole = _counted(lambda: consumption(rate, value, dutied - value, quantities), what, notes)
    return _settled(given, Article.CONSUMPTION, rate, dutied, whole, relief.consumption)


def _settled(
    given: LineInput, article: Article, rate: Rate, base: Decimal, whole: Decimal | None, left: Decimal
) -> Paid:
    if whole is None:
        return Paid(rate, base, None)
    return Paid(rate, base, fen(_NOUGHT) if article in given.waived else fen(whole * left))


def _counted(count: Callable[[], Decimal], what: str, notes: _Notes) -> Decimal | None:
    try:
        return count()
    except QuantityMissing as missing:
        notes.lacks(
            f"的{what}含从量部分，缺少以单位 {missing.unit} 计的数量",
            f"a specific rate needs a quantity in unit {missing.unit}",
        )
    except ValueError:
        notes.lacks(f"的{what}不合理，无法计算", "a rate is out of range")
    return None


def _cost(rate: Rate, value: Decimal, line: Line) -> Decimal | None:
    try:
        return by_rate(rate, value, line.quantities)
    except QuantityMissing:
        return None


def _sum(*amounts: Decimal | None) -> Decimal | None:
    known = [one for one in amounts if one is not None]
    return sum(known, _NOUGHT) if len(known) == len(amounts) else None
