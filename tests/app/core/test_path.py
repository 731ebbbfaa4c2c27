"""Paths: binding and taking apart are each other's inverse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.path import bind, depth_of, pattern_of, row_of, rows_of, section_of

NAMES = st.sampled_from(["items", "limits", "net_weight", "a"])


@pytest.mark.parametrize(
    ("path", "pattern", "rows", "section"),
    [
        ("net_weight", "net_weight", (), ""),
        ("sign.note", "sign.note", (), ""),
        ("items[2].price", "items[].price", (2,), "items"),
        ("items[2].limits[10].vins[0].code", "items[].limits[].vins[].code", (2, 10, 0), "items[2].limits[10].vins"),
    ],
)
def test_parts_of_a_path(path: str, pattern: str, rows: tuple[int, ...], section: str) -> None:
    assert pattern_of(path) == pattern
    assert rows_of(path) == rows
    assert section_of(path) == section
    assert row_of(path) == (f"{section}[{rows[-1]}]" if rows else "")
    assert depth_of(pattern) == len(rows)


@given(st.lists(NAMES, min_size=1, max_size=4), st.lists(st.integers(0, 9999), min_size=3, max_size=3))
def test_binding_and_taking_apart(names: list[str], rows: list[int]) -> None:
    pattern = "[].".join(names)
    wanted = tuple(rows[: len(names) - 1])
    path = bind(pattern, tuple(rows))
    assert pattern_of(path) == pattern
    assert rows_of(path) == wanted
    assert bind(pattern_of(path), rows_of(path)) == path


def test_brackets_without_a_row_stay_empty() -> None:
    assert bind("items[].limits[].code", (1,)) == "items[1].limits[].code"
