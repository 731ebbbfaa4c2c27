"""What a declaration type says of its goods for sheets: columns, measures, the part each field plays; values only."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """A head field that is shared out among drafts: its path, its decimals, the measure it goes by ("" = value).

    mark: head field that must hold ``when`` for the field to be an amount rather than a rate.
    """

    path: str
    places: int
    measure: str = ""
    mark: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of a sheet no goods line holds: what it is called, how it is headed, the head field its sum belongs to.

    is_text: words by which lines may be split rather than numbers.
    """

    id: str
    words: str
    titles: tuple[str, ...]
    head: str = ""
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class GoodsSheet:
    """The columns of a sheet of goods, and the part each field plays.

    needed: fields a usable row must have.  legal: quantities with their units, filled from the weight where the unit
    is ``weight_unit``.  rule: fields that may be asked to be the same when lines are merged, with their words; those in
    ``optional`` are not asked at first.
    """

    section: str
    code: str
    name: str
    model: str
    quantity: str
    unit: str
    price: str
    total: str
    currency: str
    needed: tuple[str, ...]
    legal: tuple[tuple[str, str], ...]
    weight_unit: str
    net: str
    rule: tuple[tuple[str, str], ...]
    optional: tuple[str, ...]
    titles: Mapping[str, tuple[str, ...]]
    measures: tuple[Measure, ...]
    shares: tuple[Share, ...]
    ignored: tuple[str, ...] = ()
    sums: tuple[str, ...] = ("合计", "总计", "总合计", "小计", "total", "grandtotal", "sum")
    aliases: Mapping[str, Mapping[str, str]] | None = None  # by code table: other words for a code
