"""The what-if columns as people read them: rows of inputs, rates and amounts, what differs from the first; no Qt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.taxes.article import Article
from app.taxes.compare import NO_AGREEMENT, Compared, Variation
from app.taxes.late import LateDeclaration, late_declaration
from app.taxes.line import LineTax
from app.taxes.rates import Treatment
from app.taxes.shipment import Shipment
from app.taxes.steps import rate_words
from app.ui.models.rate_book import RateBook
from app.ui.models.tax_words import UNKNOWN, certainty, money

LETTERS = "ABCDE"
MOST = len(LETTERS)
UNKNOWN_ORIGIN = "ZZZ"  # 国别(地区)代码表: 国(地)别不详
DECLARE_WITHIN = 14  # 《海关法》第二十四条: days after the day of entry
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure or code with the words after it; ``differs`` where it is not what column A has."""

    words: str
    after: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column: letter, two lines of title, its cells, the total and the difference to A, a doubt in short."""

    letter: str
    title: str
    subtitle: str
    cells: tuple[Cell, ...]
    total: str
    more: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The heads of the rows and the columns, the first of which is what the draft holds."""

    heads: tuple[str, ...]
    columns: tuple[Column, ...]


def suggested(goods: Shipment, book: RateBook, day: date) -> tuple[Variation, ...]:
    """Return the what-ifs worth looking at: with or without preference, the next month, an origin not proved."""
    if goods.direction == "E":
        return (_next_month(day),)
    found = []
    if any(line.agreement for line in goods.lines):
        found.append(Variation("不享惠", agreement=NO_AGREEMENT))
    else:
        found += [Variation(f"享惠 {code}", agreement=code) for code in _open_agreements(goods, book, day)[:1]]
    found.append(_next_month(day))
    if book.tables.treatment(UNKNOWN_ORIGIN, day) is Treatment.GENERAL:
        found.append(Variation("原产国不详", origin=UNKNOWN_ORIGIN, agreement=NO_AGREEMENT))
    return tuple(found)


def _next_month(day: date) -> Variation:
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return Variation(f"{following:%m-%d} 进境", day=following)


def _open_agreements(goods: Shipment, book: RateBook, day: date) -> list[str]:
    """Return the agreements whose members every origin belongs to and that have a rate for every line."""
    tariffs = [book.tables.tariff(line.hs_code, day) for line in goods.lines]
    common = [set(one.agreements) if one is not None else set() for one in tariffs]
    codes = sorted(set.intersection(*common)) if common else []
    origins = {line.origin for line in goods.lines}
    return [code for code in codes if origins <= (book.tables.members(code, day) or frozenset())]


@dataclass(frozen=True, slots=True)
class Lateness:
    """What 滞报金 is reckoned from: the day of entry (None: not known), its last day, the 起征日, the day supposed."""

    entered: date | None
    last: date | None
    start: date | None
    start_known: bool
    accepted: date


def lateness(goods: Shipment, book: RateBook, accepted: date) -> Lateness:
    """Return the days of 滞报金 for a day of acceptance; exports have none."""
    entered = goods.entry_day if goods.direction == "I" else None
    if entered is None:
        return Lateness(None, None, None, True, accepted)
    start, known = book.calendar.next_working_day(entered + timedelta(days=DECLARE_WITHIN + 1))
    return Lateness(entered, entered + timedelta(days=DECLARE_WITHIN), start, known, accepted)


def late_fee(value: Decimal | None, days: Lateness, book: RateBook) -> LateDeclaration | None:
    """Return the fee on a value; None where the day of entry or the value is not known."""
    if days.start is None or value is None:
        return None
    return late_declaration(value, days.start, days.accepted, book.settings(days.accepted), days.start_known)


def comparison(compared: Sequence[Compared], at: int, days: Lateness, book: RateBook, countries: Names) -> Comparison:
    """Return the columns; inputs and rates are those of the goods line at ``at`` (from 0), amounts of the whole."""
    first = compared[0]
    export = first.goods.direction == "E"
    which = f"  第 {at + 1} 项" if len(first.goods.lines) > 1 else ""
    currency = first.goods.lines[at].currency if first.goods.lines else ""
    with_excise = any(one.estimate.consumption_tax for one in compared)
    heads = [
        f"原产国{which}",
        f"协定{which}",
        "计税日",
        f"汇率 {currency}".strip(),
        "计税价格",
        f"关税率{which}",
        "出口关税" if export else "进口关税",
    ]
    if not export:
        heads += ["消费税"] if with_excise else []
        heads += [f"增值税率{which}", "进口增值税", "滞报金"]
    raw = [_cells(one, at, export, with_excise, days, book, countries) for one in compared]
    columns = tuple(
        Column(
            LETTERS[number],
            one.variation.title,
            _subtitle(one, at, book.agreements),
            tuple(
                Cell(cell.words, cell.after, number > 0 and row < len(heads) - 1 and cell.words != base.words)
                for row, (cell, base) in enumerate(zip(raw[number], raw[0], strict=True))
            ),
            money(one.estimate.total),
            _more(one.more) if number else "",
            _doubt(one),
        )
        for number, one in enumerate(compared)
    )
    return Comparison(tuple(heads), columns)


def _cells(
    one: Compared, at: int, export: bool, with_excise: bool, days: Lateness, book: RateBook, countries: Names
) -> list[Cell]:
    estimate = one.estimate
    line = estimate.lines[at] if estimate.lines else None
    given = line.given.line if line is not None else None
    exchange = line.given.exchange if line is not None else None
    agreement = given.agreement if given is not None else ""
    origin = given.origin if given is not None else ""
    found = [
        Cell(origin or UNKNOWN, countries.get(origin, "")),
        Cell(agreement or "00", book.agreements.get(agreement, "") if agreement else "不享惠"),
        Cell(f"{estimate.rate_day:%m-%d}"),
        Cell(f"{exchange.rate:f}" if exchange is not None else UNKNOWN),
        Cell(money(estimate.customs_value).removesuffix(".00")),
        Cell(_rate(line, Article.DUTY)),
        Cell(money(estimate.duty)),
    ]
    if not export:
        found += [Cell(money(estimate.consumption_tax))] if with_excise else []
        fee = late_fee(estimate.customs_value, days, book)
        late = UNKNOWN if fee is None else f"{fee.amount:,f}"
        found += [Cell(_rate(line, Article.VAT)), Cell(money(estimate.vat)), Cell(late)]
    return found


def _rate(line: LineTax | None, article: Article) -> str:
    rate = line.paid(article).rate if line is not None else None
    return UNKNOWN if rate is None else rate_words(rate)


def _subtitle(one: Compared, at: int, agreements: Names) -> str:
    """Return what decides the rate: the claim, or the column of the tariff."""
    line = one.estimate.lines[at] if one.estimate.lines else None
    if line is None or line.column is None:
        return "没有税率"
    claimed = line.given.line.agreement
    column = line.column.value.removesuffix("税率")
    return f"{column} {claimed}" if claimed and column == "协定" else column


def _more(more: Decimal | None) -> str:
    if more is None:
        return "无法比较"
    if not more:
        return "与 A 相同"
    return f"比 A {'多' if more > 0 else '少'} {abs(more):,.2f}"


def _doubt(one: Compared) -> str:
    said = (*one.estimate.missing, *one.estimate.unconfirmed)
    return f"{certainty(one.estimate)} {len(said)} 处" if said else ""


def all_doubts(compared: Iterable[Compared]) -> tuple[str, ...]:
    """Return every reason for doubt of all columns, each once."""
    return tuple(dict.fromkeys(said for one in compared for said in (*one.estimate.missing, *one.estimate.unconfirmed)))
