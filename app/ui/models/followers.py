"""What else changes when one field is typed: units a code brings along, the third of quantity, price and total."""

from collections.abc import Container, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, DecimalException

from app.core.draft import Draft
from app.core.field import BoundField
from app.core.form import Form
from app.core.path import pattern_of
from app.core.tables import CodeTables
from app.ui.models.typed_number import typed_number

MONEY_PLACES = 2
PRICE_PLACES = 4


def followers(
    form: Form, draft: Draft, tables: CodeTables, path: str, raw: str, computed: Container[str] = ()
) -> Mapping[str, str]:
    """Return the texts that follow when ``raw`` is typed at ``path`` in the draft as it stands.

    ``computed`` names the paths last written by this function; what a person typed is not overwritten, except a
    product that still is the product of the old values.
    """
    bound = form.fields.get(pattern_of(path))
    if bound is None:
        return {}
    found = dict(_brought_along(bound, draft, tables, path, raw))
    owner = path.rpartition(".")[0]
    for product in _products_of(form, bound):
        row = _Row(owner, draft, computed)
        found.update(_third(product, bound.name, row, raw))
    return {where: text for where, text in found.items() if draft.get(where) != text}


class _Row:
    """The siblings of one field as they stand."""

    def __init__(self, owner: str, draft: Draft, computed: Container[str]) -> None:
        self._owner, self._draft, self._computed = owner, draft, computed

    def at(self, name: str) -> str:
        return _at(self._owner, name)

    def number(self, name: str) -> Decimal | None:
        return typed_number(self._draft.get(self.at(name)))

    def is_blank(self, name: str) -> bool:
        return not self._draft.get(self.at(name)).strip()

    def is_free(self, name: str) -> bool:
        return self.is_blank(name) or self.at(name) in self._computed


def _brought_along(
    bound: BoundField, draft: Draft, tables: CodeTables, path: str, raw: str
) -> Iterator[tuple[str, str]]:
    if not bound.box.fills:
        return
    row = tables.row(bound.box.table, raw.strip())
    before = tables.row(bound.box.table, draft.get(path).strip())
    owner = path.rpartition(".")[0]
    for name, column in bound.box.fills:
        at = _at(owner, name)
        brought = row.values.get(column, "") if row is not None else ""
        stale = before is not None and draft.get(at) == before.values.get(column, "")
        if brought or (row is not None and stale):
            yield at, brought


def _products_of(form: Form, bound: BoundField) -> list[BoundField]:
    """Return the fields of the same block that are a product in which this one takes part."""
    block = bound.path.removesuffix(bound.name)
    return [
        one
        for one in form.fields.values()
        if one.box.product and one.path == block + one.name and bound.name in (one.name, *one.box.product)
    ]


def _third(product: BoundField, typed: str, row: _Row, raw: str) -> Iterator[tuple[str, str]]:
    """Compute the one of quantity, price and total that nobody typed."""
    amount, rate = product.box.product
    value = typed_number(raw)
    total = value if typed == product.name else row.number(product.name)
    many = value if typed == amount else row.number(amount)
    each = value if typed == rate else row.number(rate)
    if typed != product.name and each is not None:
        old = _times(row.number(amount), row.number(rate))
        stands = old is not None and row.number(product.name) == old
        if row.is_free(product.name) or stands:
            yield from _text(row.at(product.name), _times(many, each))
            return
    if typed != rate and row.is_free(rate):
        yield from _text(row.at(rate), _quotient(total, many))


def _times(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else _rounded(one * other, MONEY_PLACES)


def _quotient(total: Decimal | None, amount: Decimal | None) -> Decimal | None:
    return None if total is None or not amount else _rounded(total / amount, PRICE_PLACES)


def _rounded(value: Decimal, places: int) -> Decimal | None:
    try:
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except DecimalException:
        return None


def _text(name: str, value: Decimal | None) -> Iterator[tuple[str, str]]:
    if value is not None:
        yield name, f"{value:f}"


def _at(owner: str, name: str) -> str:
    return f"{owner}.{name}" if owner else name
