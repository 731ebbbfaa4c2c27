"""Three-way merge of drafts: nothing is lost, only real conflicts are asked about, and both sides are alike."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.draft import Draft, Mode
from app.declarations.merge import Merge, Side, merge

_TEXTS = st.sampled_from(("", "1", "2", "甲"))
_PATHS = (
    "a",
    "b",
    *(f"items[{n}].{name}" for n in range(3) for name in ("x", "y")),
    *(f"items[{n}].limits[{k}].z" for n in range(2) for k in range(2)),
)
_FACTS = st.dictionaries(st.sampled_from(("day", "weight")), st.sampled_from((1, "2026-03-02")), max_size=2)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    made = Draft("import", "1", draw(st.sampled_from((Mode.ONCE, Mode.ADVANCE))), draw(_FACTS))
    texts = draw(st.dictionaries(st.sampled_from(_PATHS), _TEXTS, max_size=8))
    made.update(texts)
    return made


def _told(draft: Draft) -> tuple[dict[str, str], dict[str, int], dict[str, object], Mode]:
    return dict(draft.filled()), dict(draft.all_rows()), draft.facts, draft.mode


def _all(found: Merge, side: Side) -> dict[str, Side]:
    return {piece.key: side for piece in found.conflicts}


@settings(max_examples=60)
@given(drafts(), drafts())
def test_who_changed_nothing_gets_what_the_other_made(base: Draft, other: Draft) -> None:
    for mine, theirs in ((base, other), (other, base)):
        found = merge(base, mine, theirs)
        assert found.conflicts == ()
        assert _told(found.result({})) == _told(other)


@settings(max_examples=60)
@given(drafts(), drafts())
def test_the_same_change_on_both_sides_is_no_question(base: Draft, both: Draft) -> None:
    found = merge(base, both, both.copy())
    assert not found.conflicts and not found.one_sided
    assert _told(found.result({})) == _told(both)


@settings(max_examples=60)
@given(drafts(), drafts(), drafts())
def test_either_version_can_be_had_whole(base: Draft, mine: Draft, theirs: Draft) -> None:
    """Nothing of a version is lost: choosing it everywhere and taking the other's own changes back gives it again."""
    found = merge(base, mine, theirs)
    for side, whole in ((Side.MINE, mine), (Side.THEIRS, theirs)):
        back = frozenset(one.piece.key for one in found.one_sided if one.side is not side)
        assert _told(found.result(_all(found, side), back)) == _told(whole)


@settings(max_examples=60)
@given(drafts(), drafts(), drafts())
def test_both_sides_are_treated_alike(base: Draft, mine: Draft, theirs: Draft) -> None:
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert {piece.key for piece in one.conflicts} == {piece.key for piece in other.conflicts}
    assert _told(one.result(_all(one, Side.MINE))) == _told(other.result(_all(other, Side.THEIRS)))


def _draft(**texts: str) -> Draft:
    made = Draft("import", "1")
    made.update(texts)
    return made


def test_only_what_both_changed_differently_is_asked() -> None:
    base, mine, theirs = _draft(a="1", b="1"), _draft(a="2", b="1"), _draft(a="3", b="2")
    found = merge(base, mine, theirs)
    assert [piece.key for piece in found.conflicts] == ["a"]
    assert [(one.piece.key, one.side) for one in found.one_sided] == [("b", Side.THEIRS)]
    assert dict(found.result({"a": Side.MINE}).filled()) == {"a": "2", "b": "2"}
    assert dict(found.result({"a": Side.THEIRS}, frozenset({"b"})).filled()) == {"a": "3", "b": "1"}


def test_an_undecided_conflict_gives_no_draft() -> None:
    found = merge(_draft(a="1"), _draft(a="2"), _draft(a="3"))
    try:
        found.result({})
    except KeyError:
        return
    raise AssertionError("a conflict nobody decided was decided")


def test_a_row_one_side_appended_leaves_the_other_rows_to_be_compared_one_by_one() -> None:
    rows = {"items[0].x": "1", "items[1].x": "1"}
    base, mine, theirs = _draft(**rows), _draft(**{**rows, "items[0].x": "2"}), _draft(**{**rows, "items[2].x": "9"})
    found = merge(base, mine, theirs)
    assert not found.conflicts
    assert dict(found.result({}).filled()) == {"items[0].x": "2", "items[1].x": "1", "items[2].x": "9"}


def test_rows_taken_out_on_one_side_and_changed_on_the_other_are_one_question() -> None:
    rows = {"items[0].x": "1", "items[1].x": "2"}
    base, mine, theirs = _draft(**rows), _draft(**{"items[0].x": "2"}), _draft(**{**rows, "items[1].x": "3"})
    found = merge(base, mine, theirs)
    assert [(piece.section, piece.rows) for piece in found.conflicts] == [("items", (2, 1, 2))]
    key = found.conflicts[0].key
    assert dict(found.result({key: Side.THEIRS}).filled()) == dict(theirs.filled())
    assert found.result({key: Side.MINE}).rows("items") == 1


def test_texts_that_mean_the_same_are_no_difference() -> None:
    def same(_path: str, one: str, other: str) -> bool:
        return one.removesuffix(".0") == other.removesuffix(".0")

    found = merge(_draft(a="1"), _draft(a="2"), _draft(a="2.0"), same)
    assert not found.conflicts and not found.one_sided
