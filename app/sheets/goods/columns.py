"""Which column of a goods sheet is which field, as remembered for its header or by its words; it judges no cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.core.field import Digits, Kind
from app.core.form import Form
from app.core.goods_sheet import GoodsSheet
from app.reference.fold import fold
from app.reference.incoming.columns import header_key, remembered_of

__all__ = ["Source", "Target", "find_header", "header_key", "letters", "map_titles", "remembered_of", "targets_of"]

_NOISE = re.compile(r"[\s()（）\[\]【】\"'“”*＊:：/／_\-%％.]+")
_MONEY = re.compile(r"(?:usd|cny|rmb|eur|jpy|rub|美元|人民币|欧元|[$¥€￥])$")
_WEIGHT = re.compile(r"(?:kgs?|千克|公斤)$")
HEADER_WITHIN = 30
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Target:
    """A field or measure a column may stand for, with what is needed to read a cell of it."""

    id: str
    words: str
    kind: Kind
    table: str = ""
    digits: Digits | None = None
    most: int | None = None
    shape: str = ""
    joins: str = ""  # the number whose unit it is
    short: str = ""

    @property
    def head(self) -> str:
        """Words where there is little room."""
        return self.short or self.words

    @property
    def is_number(self) -> bool:
        """Tell whether its cells are numbers."""
        return self.kind in (Kind.DECIMAL, Kind.INTEGER)

    @property
    def is_measure(self) -> bool:
        """Tell whether no field of a line holds it."""
        return self.id.startswith("~")


@dataclass(frozen=True, slots=True)
class Source:
    """One column of the sheet: where it stands, its title, the first texts in it, what it was taken for ("" = left)."""

    at: int
    title: str
    samples: tuple[str, ...]
    target: str = ""


def targets_of(form: Form, goods: GoodsSheet) -> Mapping[str, Target]:
    """Return what a column may stand for: the fields of a line as the form has them, then the measures."""
    found: dict[str, Target] = {}
    prefix = f"{goods.section}[]."
    for name in goods.titles:
        field = form.fields.get(prefix + name)
        if field is not None:
            box = field.box
            found[name] = Target(
                *(
                    name,
                    box.label,
                    field.kind,
                    box.table,
                    field.digits,
                    field.max_length,
                    box.shape,
                    box.joins,
                    box.short,
                )
            )
    for one in goods.measures:
        kind = Kind.TEXT if one.is_text else Kind.DECIMAL
        found[one.id] = Target(one.id, one.words, kind, digits=None if one.is_text else Digits(19, 5), most=64)
    return found


def map_titles(
    titles: Sequence[str], targets: Mapping[str, Target], goods: GoodsSheet, remembered: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return the target of each column, "" for one left out; what is remembered for these titles wins."""
    if remembered is not None:
        kept = remembered_titles(titles, remembered)
        return tuple(one if one in targets else "" for one in kept)
    words = {_plain(word): id_ for id_, some in _titles(goods) for word in reversed(some) if id_ in targets}
    ignored = {_plain(word) for word in goods.ignored}
    found: list[str] = []
    for title in titles:
        plain = _plain(title)
        bare = _WEIGHT.sub("", _MONEY.sub("", plain)) or plain
        target = "" if plain in ignored else words.get(plain) or words.get(bare) or _bilingual(title, words)
        found.append(target if target not in found else "")
    return tuple(found)


def remembered_titles(titles: Sequence[str], remembered: Mapping[str, str]) -> tuple[str, ...]:
    """Return what each title was taken for when its header was seen before."""
    keys = [next(iter(remembered_of([title], ["x"])), "") for title in titles]
    return tuple(remembered.get(key, "") for key in keys)


def find_header(lines: Sequence[Sequence[str]], targets: Mapping[str, Target], goods: GoodsSheet) -> int | None:
    """Return which line names the columns: the first that names the most of them; None if none names three."""
    best, most = None, FEWEST - 1
    for at, line in enumerate(lines[:HEADER_WITHIN]):
        known = sum(1 for one in map_titles(line, targets, goods) if one)
        if known > most:
            best, most = at, known
    return best


def currency_in(title: str, goods: GoodsSheet) -> str:
    """Return the currency a title names (``单价$``, ``Amount (USD)``), "" if none."""
    found = _MONEY.search(_plain(title))
    if found is None:
        return ""
    words = {"美元": "USD", "人民币": "CNY", "欧元": "EUR", **(goods.aliases or {}).get("currencies", {})}
    return words.get(found[0], found[0].upper())


def letters(column: int) -> str:
    """Return the letters a spreadsheet calls a column by, counted from 0: A, B … Z, AA."""
    word = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        word = chr(65 + rest) + word
    return word


def _titles(goods: GoodsSheet) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from goods.titles.items()
    for one in goods.measures:
        yield one.id, one.titles


def _bilingual(title: str, words: Mapping[str, str]) -> str:
    """Take a title in two languages (``品名 Description``) by whichever part is known."""
    pieces = re.split(r"[\s/／()（）\n]+", title)
    return next((words[_plain(piece)] for piece in pieces if _plain(piece) in words), "")


def _plain(title: str) -> str:
    return _NOISE.sub("", fold(title))
