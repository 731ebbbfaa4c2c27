"""Between a draft's flat paths and a declaration's nested values, both ways; no rule is asked here."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.core.draft import Draft
from app.core.field import BoundField, Section, Value
from app.core.form import BoundBlock
from app.core.path import bind


def nested(block: BoundBlock, draft: Draft, values: Mapping[str, Any], rows: tuple[int, ...]) -> dict[str, Any]:
    """Return the values by path as the tree a block's class is built from; rows without any value are left out."""
    tree: dict[str, Any] = {}
    for one in block.order:
        if isinstance(one, BoundField):
            value = values.get(bind(one.path, rows))
            if value is not None:
                tree[one.name] = value
        elif one.repeated:
            count = draft.rows(bind(one.rows_of, rows))
            inside = [nested(one, draft, values, (*rows, number)) for number in range(count)]
            tree[one.name] = tuple(row for row in inside if one.block.always or _holds(row))
        else:
            inner = nested(one, draft, values, rows)
            if inner or one.block.always:
                tree[one.name] = inner
    return tree


def _holds(tree: Mapping[str, Any]) -> bool:
    return any(value != () for value in tree.values())


def leaves(block: BoundBlock, body: Section, rows: tuple[int, ...]) -> Iterator[tuple[str, BoundField, Value]]:
    """Yield every filled field of a built declaration with its path."""
    for one in block.order:
        value = getattr(body, one.name)
        if value is None:
            continue
        if isinstance(one, BoundField):
            yield bind(one.path, rows), one, value
        elif one.repeated:
            for number, row in enumerate(value):
                yield from leaves(one, row, (*rows, number))
        else:
            yield from leaves(one, value, rows)
