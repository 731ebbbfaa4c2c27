"""The figures of an estimate as people read them: names, rates, what makes it uncertain; it reckons nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.taxes.article import Article
from app.taxes.line import LineTax
from app.taxes.result import Estimate
from app.taxes.steps import rate_words

UNKNOWN = "—"
ESTIMATED, UNCONFIRMED, INCOMPLETE = "估算", "未确认", "不全"


@dataclass(frozen=True, slots=True)
class TaxRow:
    """One tax of a declaration: its name, the rate (empty where lines differ) and the amount."""

    article: Article
    name: str
    rate: str
    amount: Decimal | None


def money(amount: Decimal | None) -> str:
    """Return yuan to the fen, a dash where it is not known."""
    return UNKNOWN if amount is None else f"{amount:,.2f}"


def signed(amount: Decimal | None) -> str:
    """Return a difference with its sign."""
    return UNKNOWN if amount is None else f"{amount:+,.2f}" if amount else "0.00"


def certainty(estimate: Estimate) -> str:
    """Return the word beside a total: an estimate is never more than that, an unconfirmed or incomplete one less."""
    if estimate.missing or estimate.total is None:
        return INCOMPLETE
    return UNCONFIRMED if estimate.unconfirmed else ESTIMATED


def rows(estimate: Estimate, export: bool) -> tuple[TaxRow, ...]:
    """Return the taxes of a declaration; those nobody has to pay are left out."""
    direction = "出口" if export else "进口"
    wholes = {
        Article.DUTY: estimate.duty,
        Article.SURCHARGE: estimate.surcharge,
        Article.CONSUMPTION: estimate.consumption_tax,
        Article.VAT: estimate.vat,
    }
    names = {Article.DUTY: f"{direction}关税", Article.SURCHARGE: "附加关税", Article.VAT: f"{direction}增值税"}
    always = (Article.DUTY,) if export else (Article.DUTY, Article.VAT)
    return tuple(
        TaxRow(article, names.get(article, article.value), rate_of(estimate.lines, article), amount)
        for article, amount in wholes.items()
        if article in always or amount is None or amount
        if not (export and article is not Article.DUTY)
    )


def rate_of(lines: Sequence[LineTax], article: Article) -> str:
    """Return the rate all lines have in common; empty where they differ."""
    found = {rate_words(rate) if (rate := line.paid(article).rate) is not None else "" for line in lines}
    return found.pop() if len(found) == 1 else ""


def columns_of(lines: Sequence[LineTax]) -> str:
    """Return the columns of the tariff the lines are taxed by."""
    found = dict.fromkeys(line.column.value for line in lines if line.column is not None)
    return "、".join(found) or UNKNOWN


def exchanges_of(lines: Sequence[LineTax]) -> tuple[str, ...]:
    """Return the exchange rates used, each once."""
    found = dict.fromkeys(
        f"1 {one.currency} = {one.rate:f} 元"
        for line in lines
        if (one := line.given.exchange) is not None and one.currency != "CNY"
    )
    return tuple(found)


def doubts(estimate: Estimate) -> tuple[str, ...]:
    """Return every reason not to take the figures for certain, what is missing first."""
    return (*estimate.missing, *estimate.unconfirmed)


def some(found: Sequence[str], most: int = 6) -> list[str]:
    """Return the first sentences, and how many more there are."""
    rest = len(found) - most
    return [*found[:most], f"另有 {rest} 处"] if rest > 1 else list(found)
