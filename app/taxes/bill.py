"""Compare the tax bill received with the estimate, article by article; the bill is right, the difference is shown."""

from dataclasses import dataclass
from decimal import Decimal

from app.taxes.article import Article
from app.taxes.result import Estimate


@dataclass(frozen=True, slots=True)
class BillLine:
    """One amount of a tax bill, in yuan; ``item`` None where the bill gives the article for the whole shipment."""

    article: Article
    amount: Decimal
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """An article (of one line, or of the shipment): what was reckoned, what the bill asks, bill − estimate."""

    article: Article
    item: int | None
    estimated: Decimal | None
    billed: Decimal
    more: Decimal | None


def difference(estimate: Estimate, bill: tuple[BillLine, ...]) -> tuple[Difference, ...]:
    """Return a row for every article of the bill, and for every article that was reckoned and the bill lacks."""
    billed: dict[tuple[Article, int | None], Decimal] = {}
    for line in bill:
        billed[line.article, line.item] = billed.get((line.article, line.item), Decimal(0)) + line.amount
    named = {article for article, _ in billed}
    for article in Article:
        if article not in named and _whole(estimate, article):
            billed[article, None] = Decimal(0)
    found = []
    for (article, item), amount in sorted(billed.items(), key=_order):
        reckoned = _reckoned(estimate, article, item)
        found.append(Difference(article, item, reckoned, amount, None if reckoned is None else amount - reckoned))
    return tuple(found)


def _order(entry: tuple[tuple[Article, int | None], Decimal]) -> tuple[int, int]:
    (article, item), _ = entry
    return item or 0, list(Article).index(article)


def _reckoned(estimate: Estimate, article: Article, item: int | None) -> Decimal | None:
    if item is None:
        return _whole(estimate, article)
    line = next((one for one in estimate.lines if one.item == item), None)
    return Decimal(0) if line is None else line.paid(article).amount


def _whole(estimate: Estimate, article: Article) -> Decimal | None:
    return {
        Article.DUTY: estimate.duty,
        Article.SURCHARGE: estimate.surcharge,
        Article.CONSUMPTION: estimate.consumption_tax,
        Article.VAT: estimate.vat,
    }[article]
