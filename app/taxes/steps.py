"""The formula behind a line's figures, step by step as people read it, each with source and age; it counts nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.taxes import law
from app.taxes.article import Article
from app.taxes.line import LineTax, Paid
from app.taxes.rates import Exchange, Provenance, Rate
from app.taxes.settings import InsuranceForm, Rounding
from app.taxes.share import fen
from app.taxes.value import Borne

YUAN = "元"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the formula as people read it; ``unit`` is 元 or a currency's code; value None = not known."""

    name: str
    expression: str
    value: Decimal | None
    unit: str
    source: str
    as_of: str = ""
    confirmed: bool = True


def unfold(tax: LineTax) -> tuple[Step, ...]:
    """Return the steps from the price to the line's total."""
    return (*_value_steps(tax), *_tax_steps(tax), _total(tax))


def plain(number: Decimal) -> str:
    """Write a number with thousands separated and without idle noughts."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rate_words(rate: Rate) -> str:
    """Write a rate as the tariff does: 3%, 0.912 元/单位 095, or both."""
    parts = []
    if rate.ad_valorem is not None:
        parts.append(f"{plain(rate.ad_valorem * 100)}%")
    if rate.specific is not None:
        parts.append(f"{plain(rate.specific)} 元/{rate.unit}")
    return " + ".join(parts)


def _value_steps(tax: LineTax) -> Iterator[Step]:
    given, line, valuation = tax.given, tax.given.line, tax.valuation
    quantity = line.quantities[0] if line.quantities else None
    expression = "总价"
    if quantity is not None and line.unit_price is not None:
        expression = f"{plain(quantity.amount)} × {plain(line.unit_price)}"
    yield Step("货价", expression, line.price, line.currency, law.OWN)
    sums = (None, None, None) if valuation is None else (valuation.freight, valuation.insurance, valuation.other)
    for name, charge, amount in zip(
        ("运费", "保险费", "杂费"), (given.freight, given.insurance, given.other), sums, strict=True
    ):
        if charge is not None:
            yield _charge_step(tax, name, charge, amount)
    if given.exchange is not None and line.currency != "CNY":
        yield _exchange_step(given.exchange)
    yield _whole_step(tax)


def _charge_step(tax: LineTax, name: str, charge: Borne, amount: Decimal | None) -> Step:
    if charge.fraction is None:
        currency = charge.exchange.currency if charge.exchange else ""
        return Step(name, "按货值或重量分摊", charge.amount, currency, law.OWN)
    rate = f"{plain(charge.fraction * 100)}%"
    base = "货价"
    if name == "保险费" and not tax.given.export:
        divided = tax.given.settings.insurance_form is InsuranceForm.DIVIDE and not charge.assumed
        base = f"（货价 + 运费）÷（1 − {rate}）" if divided else "（货价 + 运费）"
    read = tax.given.settings.read.get("insurance_rate") if charge.assumed else None
    source, as_of, confirmed = (law.OWN, "", True) if read is None else (read.source, read.as_of, read.confirmed)
    shown = None if amount is None else fen(amount)
    return Step(name, f"{base} × {rate}", shown, YUAN, source, as_of, confirmed)


def _exchange_step(exchange: Exchange) -> Step:
    month = f"{exchange.month:%Y-%m} 月" if exchange.month else ""
    return _read("汇率", f"1 {exchange.currency} = {exchange.rate:f} 元 {month}".strip(), exchange.rate, exchange.read)


def _whole_step(tax: LineTax) -> Step:
    if tax.given.export:
        rate = tax.choice.rate if tax.choice else None
        expression = "离岸价 取整" if rate is None or not rate.ad_valorem else f"离岸价 ÷（1 + {rate_words(rate)}）取整"
    else:
        whole = "" if tax.valuation is None else f"{plain(fen(tax.valuation.whole))} "
        expression = f"{whole}取整"
    return Step("计税价格", expression, tax.customs_value, YUAN, law.VALUATION)


def _tax_steps(tax: LineTax) -> Iterator[Step]:
    if tax.choice is None:
        return
    column = tax.choice.column.value
    direction = "出口" if tax.given.export else "进口"
    yield _paid_step(tax, f"{direction}关税", tax.paid(Article.DUTY), f"{column}；{law.TARIFF_LAW}", Article.DUTY)
    if tax.given.export:
        return
    surcharge, excise = tax.paid(Article.SURCHARGE), tax.paid(Article.CONSUMPTION)
    if surcharge.rate is not None:
        yield _paid_step(tax, "附加关税", surcharge, law.TARIFF_LAW, Article.SURCHARGE)
    if excise.rate is None or excise.rate.ad_valorem or excise.rate.specific:
        yield _excise_step(tax, excise)
    yield _paid_step(tax, "进口增值税", tax.paid(Article.VAT), law.VAT_LAW, Article.VAT)


def _excise_step(tax: LineTax, excise: Paid) -> Step:
    rate = excise.rate
    if rate is None:
        return Step("消费税", "", None, YUAN, law.CONSUMPTION, confirmed=False)
    fixed = f"数量 × {plain(rate.specific)} 元/{rate.unit}" if rate.specific else ""
    share = f"{plain(rate.ad_valorem * 100)}%" if rate.ad_valorem else ""
    if share and fixed:
        expression = f"（计税价格 + 关税 + {fixed}）÷（1 − {share}）× {share} + {fixed}"
    elif share:
        expression = f"（计税价格 + 关税）÷（1 − {share}）× {share}"
    else:
        expression = fixed
    source = f"{law.CONSUMPTION}；{rate.read.source}"
    said = _waived(tax, Article.CONSUMPTION, expression)
    return Step("消费税", said, excise.amount, YUAN, source, rate.read.as_of, rate.read.confirmed)


def _paid_step(tax: LineTax, name: str, paid: Paid, article: str, kind: Article) -> Step:
    base = "" if paid.base is None else plain(paid.base)
    if kind is Article.VAT and tax.given.settings.rounding is Rounding.A:
        base = f"（计税价格 + 关税 + 消费税）取整 {base}"
    if paid.rate is None:
        return Step(name, base, paid.amount, YUAN, article, confirmed=paid.amount is not None)
    expression = _waived(tax, kind, f"{base} × {rate_words(paid.rate)}")
    read = paid.rate.read
    return Step(name, expression, paid.amount, YUAN, f"{article}；{read.source}", read.as_of, read.confirmed)


def _waived(tax: LineTax, article: Article, expression: str) -> str:
    return f"{expression}，一票不超过起征额，免征" if article in tax.given.waived else expression


def _total(tax: LineTax) -> Step:
    return Step("应缴合计", "各税之和", tax.total, YUAN, law.LEVY)


def _read(name: str, expression: str, value: Decimal, read: Provenance) -> Step:
    return Step(name, expression, value, YUAN, read.source, read.as_of, read.confirmed)
