"""What else changes when one field is typed: units a code brings along, the third of quantity, price and total."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from typing import Protocol

from app.core.field import BoundField, Kind
from app.core.form import Form
from app.core.path import pattern_of
from app.core.tables import CodeTables
from app.declarations.unit_change import in_unit
from app.ui.models.typed_number import typed_number

MONEY_PLACES = 2
PRICE_PLACES = 4
AMOUNT_PLACES = 5


class Texts(Protocol):
    """Raw texts by path: a draft, or a draft with something laid over it."""

    def get(self, path: str) -> str: ...


def followers(
    form: Form,
    draft: Texts,
    tables: CodeTables,
    path: str,
    raw: str,
    computed: Container[str] = (),
    typed: Sequence[str] = (),
) -> Mapping[str, str]:
    """Return the texts that follow when ``raw`` is typed at ``path`` in the draft as it stands.

    ``computed`` names the paths last written by this function, ``typed`` those typed since the draft was opened, the
    latest last. Of amount, rate and product the two typed last win and the third is worked out; one that stood there
    before and was not worked out is left, except a product that still is the product of the old values.
    """
    bound = form.fields.get(pattern_of(path))
    if bound is None:
        return {}
    found = dict(_brought_along(bound, draft, tables, path, raw))
    owner = path.rpartition(".")[0]
    for product in _products_of(form, bound):
        row = _Row(owner, draft, computed, typed)
        found.update(_third(product, bound.name, row, raw))
    found.update(_converted(form, bound, _Row(owner, draft, computed, typed), raw))
    return {where: text for where, text in found.items() if draft.get(where) != text}


def _converted(form: Form, bound: BoundField, row: "_Row", raw: str) -> Iterator[tuple[str, str]]:
    """Give the amounts that are this one in another unit, as long as nobody typed them."""
    block = bound.path.removesuffix(bound.name)
    value = typed_number(raw)
    for field in _block(form, block):
        if bound.name in field.box.follows and row.is_free(field.name) and bound.kind is Kind.DECIMAL:
            units = [_unit_of(form, block, name) for name in (bound.name, field.name)]
            codes = [row.text(one) for one in units]
            found = in_unit(value, *codes) if value is not None and all(codes) else None
            if found is not None:
                yield row.at(field.name), f"{found.normalize():f}"


def _block(form: Form, block: str) -> list[BoundField]:
    return [one for path, one in form.fields.items() if path == block + one.name]


def _unit_of(form: Form, block: str, name: str) -> str:
    """Return the name of the field that holds the unit of another."""
    return next((one.name for one in _block(form, block) if one.box.joins == name and one.box.table), "")


class _Row:
    """The siblings of one field as they stand."""

    def __init__(self, owner: str, draft: Texts, computed: Container[str], typed: Sequence[str]) -> None:
        self._owner, self._draft, self._computed, self._typed = owner, draft, computed, typed

    def at(self, name: str) -> str:
        return _at(self._owner, name)

    def number(self, name: str) -> Decimal | None:
        return typed_number(self._draft.get(self.at(name)))

    def text(self, name: str) -> str:
        return self._draft.get(self.at(name)).strip() if name else ""

    def is_blank(self, name: str) -> bool:
        return not self._draft.get(self.at(name)).strip()

    def is_free(self, name: str) -> bool:
        return self.is_blank(name) or self.at(name) in self._computed

    def turn(self, name: str) -> int:
        """Return how lately a field was typed: the larger the later, -1 for never."""
        at = self.at(name)
        return max((number for number, one in enumerate(self._typed) if one == at), default=-1)


def _brought_along(
    bound: BoundField, draft: Texts, tables: CodeTables, path: str, raw: str
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


def worked_out(form: Form, follows: Iterable[str]) -> frozenset[str]:
    """Return which of the texts that followed were worked out, rather than brought along by a code."""
    fields = ((path, form.fields.get(pattern_of(path))) for path in follows)
    return frozenset(
        path
        for path, bound in fields
        if bound is not None and (_products_of(form, bound) or (bound.box.follows and bound.kind is Kind.DECIMAL))
    )


def _products_of(form: Form, bound: BoundField) -> list[BoundField]:
    """Return the fields of the same block that are a product in which this one takes part."""
    if bound.kind not in (Kind.DECIMAL, Kind.INTEGER):
        return []
    block = bound.path.removesuffix(bound.name)
    return [
        one
        for one in form.fields.values()
        if one.box.product and one.path == block + one.name and bound.name in (one.name, *one.box.product)
    ]


def _third(product: BoundField, typed: str, row: _Row, raw: str) -> Iterator[tuple[str, str]]:
    """Compute the one of quantity, price and total that is not among the two typed last."""
    amount, rate = product.box.product
    names = (product.name, rate, amount)
    values = {name: typed_number(raw) if name == typed else row.number(name) for name in names}
    others = [name for name in names if name != typed]
    third = min(others, key=lambda name: (row.turn(name), not row.is_free(name), name != product.name, name == amount))
    if not (row.is_free(third) or row.turn(third) >= 0 or _stands(product, third, row)):
        return
    if third == product.name:
        value = _times(values[amount], values[rate])
    elif third == rate:
        value = _quotient(values[product.name], values[amount], PRICE_PLACES)
    else:
        value = _quotient(values[product.name], values[rate], AMOUNT_PLACES)
    if value is not None and value != row.number(third):  # what says the same stays as it was typed
        yield row.at(third), f"{value:f}"


def _stands(product: BoundField, third: str, row: _Row) -> bool:
    """Tell whether the product still is the product of the old values, so that nobody wrote it for itself."""
    amount, rate = product.box.product
    old = _times(row.number(amount), row.number(rate))
    return third == product.name and old is not None and row.number(third) == old


def _times(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else _rounded(one * other, MONEY_PLACES)


def _quotient(total: Decimal | None, divisor: Decimal | None, places: int) -> Decimal | None:
    return None if total is None or not divisor else _rounded(total / divisor, places)


def _rounded(value: Decimal, places: int) -> Decimal | None:
    try:
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except DecimalException:
        return None


def _at(owner: str, name: str) -> str:
    return f"{owner}.{name}" if owner else name
