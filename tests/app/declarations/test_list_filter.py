"""A filter of the list is a line of text: written, passed on and read back as the same filter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.draft import Mode
from app.declarations.labels import Label
from app.declarations.list_filter import ListFilter, Sort, parse_filter
from app.declarations.status import Status

WORDS = st.text("炼焦煤甘其毛都abc019-", min_size=1, max_size=8)
FILTERS = st.builds(
    ListFilter,
    statuses=st.frozensets(st.sampled_from(Status)),
    modes=st.frozensets(st.sampled_from(Mode)),
    forms=st.frozensets(st.sampled_from(["import", "export"])),
    ports=st.frozensets(st.sampled_from(["0708", "0702"])),
    clients=st.frozensets(st.sampled_from(["宏远能源", "北疆矿业"])),
    labels=st.frozensets(st.sampled_from(Label)),
    hs=st.sampled_from(["", "2701"]),
    bill=st.sampled_from(["", "GQ-1118"]),
    within=st.integers(0, 400),
    days_left=st.integers(0, 30),
    starred=st.booleans(),
    sort=st.sampled_from(Sort),
    descending=st.booleans(),
    text=st.lists(WORDS, max_size=3).map(" ".join),
)


@given(FILTERS)
def test_a_filter_is_read_back_from_its_line(one: ListFilter) -> None:
    assert parse_filter(one.to_text()) == one


def test_tokens_are_typed_among_words() -> None:
    found = parse_filter("状态:退单 hs：8504 <7天 ★ 焦煤")
    assert (found.statuses, found.hs, found.days_left) == (frozenset({Status.REJECTED}), "8504", 7)
    assert (found.starred, found.text) == (True, "焦煤")


@pytest.mark.parametrize("line", ["什么:都不是", "http://x", "a:b:c", "排序:没有的"])
def test_what_is_no_token_is_looked_for(line: str) -> None:
    assert parse_filter(line).text == line


def test_what_is_typed_narrows_what_the_chips_say() -> None:
    chips = ListFilter(statuses=frozenset({Status.DRAFT}), ports=frozenset({"0708"}), text="")
    both = chips.and_also(parse_filter("状态:退单 焦煤"))
    assert both == ListFilter(statuses=frozenset({Status.REJECTED}), ports=frozenset({"0708"}), text="焦煤")
