"""Drafts: texts, rows and their way through JSON."""

import functools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.core.draft import MOST_ROWS, Draft, DraftUnreadable, Mode, Purpose, UnknownElement
from app.core.note import Note, Reader

PLAIN = st.text(st.characters(codec="utf-8"), max_size=12)
PATHS = st.one_of(
    st.sampled_from(["name", "weight", "sign.note"]),
    st.builds("items[{}].{}".format, st.integers(0, 4), st.sampled_from(["name", "weight"])),
    st.builds("items[{}].limits[{}].code".format, st.integers(0, 3), st.integers(0, 3)),
)
FACTS = st.dictionaries(
    st.sampled_from(["entry_day", "manifest_found"]), st.one_of(PLAIN, st.booleans(), st.integers())
)


def test_texts_outside_rows_are_forgotten_when_emptied() -> None:
    draft = Draft("small", "1")
    draft.put("name", "煤")
    assert draft.get("name") == "煤"
    draft.put("name", "")
    assert dict(draft.texts) == {}
    assert draft.get("name") == ""


def test_an_emptied_row_is_still_a_row() -> None:
    draft = Draft("small", "1")
    draft.put("items[1].name", "")
    assert draft.rows("items") == 2
    assert list(draft.filled()) == []


def test_a_row_makes_the_rows_above_it() -> None:
    draft = Draft("small", "1")
    draft.put("items[1].limits[2].code", "325")
    assert draft.rows("items") == 2
    assert draft.rows("items[1].limits") == 3
    assert draft.rows("items[0].limits") == 0


def test_a_row_beyond_any_declaration_is_refused() -> None:
    draft = Draft("small", "1")
    with pytest.raises(ValueError, match="beyond any declaration"):
        draft.put(f"items[{MOST_ROWS + 1}].name", "x")
    assert draft == Draft("small", "1")


def test_rows_move_with_everything_in_them() -> None:
    draft = Draft("small", "1")
    for number, name in enumerate("甲乙丙"):
        draft.put(f"items[{number}].name", name)
    draft.put("items[2].limits[1].code", "325")
    draft.move_row("items", 2, 0)
    assert [draft.get(f"items[{number}].name") for number in range(3)] == ["丙", "甲", "乙"]
    assert draft.get("items[0].limits[1].code") == "325"
    assert draft.rows("items[0].limits") == 2
    assert draft.rows("items[2].limits") == 0
    draft.remove_row("items", 0)
    assert draft.rows("items") == 2
    assert draft.rows("items[0].limits") == 0
    draft.insert_row("items", 1, {"name": "丁", "limits[0].code": "411"})
    assert draft.row_texts("items", 1) == {"name": "丁", "limits[0].code": "411"}
    assert draft.rows("items[1].limits") == 1
    assert draft.row_texts("items", 2) == {"name": "乙"}


class Rows(RuleBasedStateMachine):
    """The row operations against a plain list."""

    def __init__(self) -> None:
        super().__init__()
        self.draft = Draft("small", "1")
        self.model: list[dict[str, str]] = []

    @rule(at=st.integers(0, 9), name=PLAIN)
    def insert(self, at: int, name: str) -> None:
        """Insert a row."""
        place = min(at, len(self.model))
        self.draft.insert_row("items", place, {"name": name})
        self.model.insert(place, {"name": name})

    @rule(at=st.integers(0, 9))
    def remove(self, at: int) -> None:
        """Remove a row."""
        if self.model:
            place = at % len(self.model)
            self.draft.remove_row("items", place)
            del self.model[place]

    @rule(at=st.integers(0, 9), to=st.integers(0, 9))
    def move(self, at: int, to: int) -> None:
        """Move a row."""
        if self.model:
            place, other = at % len(self.model), to % len(self.model)
            self.draft.move_row("items", place, other)
            self.model.insert(other, self.model.pop(place))

    @rule(at=st.integers(0, 9), inner=st.integers(0, 2), code=PLAIN)
    def put_inside(self, at: int, inner: int, code: str) -> None:
        """Type into a row of a row."""
        if self.model:
            place = at % len(self.model)
            self.draft.put(f"items[{place}].limits[{inner}].code", code)
            self.model[place][f"limits[{inner}].code"] = code

    @invariant()
    def same(self) -> None:
        """Both hold the same rows, and JSON loses none."""
        again = Draft.from_json(self.draft.to_json())
        for draft in (self.draft, again):
            assert draft.rows("items") == len(self.model)
            filled = [{path: text for path, text in row.items() if text} for row in self.model]
            assert [draft.row_texts("items", number) for number in range(len(self.model))] == filled


TestRows = Rows.TestCase


def test_held_rows_are_put_back_with_the_blank_rows_inside_them() -> None:
    draft = Draft("small", "1")
    draft.insert_row("items", 0, {"name": "甲"})
    draft.insert_row("items[0].limits", 0, {})
    draft.insert_row("items", 1, {})
    before, held = draft.to_json(), draft.held_rows("items")
    draft.set_rows("items", held[:1])
    assert draft.rows("items") == 1
    draft.set_rows("items", held)
    assert draft.to_json() == before


def test_the_same_draft_is_the_same_text_whatever_was_typed_first() -> None:
    one, other = Draft("small", "1"), Draft("small", "1")
    one.update({"a": "1", "b": "2", "items[0].name": "甲"})
    other.update({"items[0].name": "甲", "b": "2", "a": "1"})
    other.put("items[0].unit", "千克")
    other.put("items[0].unit", "")
    assert one.to_json() == other.to_json()


def test_notes_are_stored_and_leave_only_when_asked() -> None:
    draft = Draft("small", "1", notes={"a": Note("核对过磅单", Reader.REVIEWER)})
    assert Draft.from_json(draft.to_json()).notes == draft.notes
    assert "过磅" not in draft.to_json(with_notes=False)
    assert draft.copy().notes == draft.notes


@given(st.dictionaries(PATHS, PLAIN), FACTS, st.sampled_from(Mode), st.booleans(), st.sampled_from(Purpose))
def test_json_loses_nothing(
    texts: dict[str, str], facts: dict[str, object], mode: Mode, blank_row: bool, purpose: Purpose
) -> None:
    draft = Draft("small", "1", mode, facts, [UnknownElement("items[0]", "New", "<New>1</New>")])
    draft.purpose, draft.declared = purpose, dict(texts)
    draft.update(texts)
    if blank_row:
        draft.insert_row("marks", 0, {})
    assert Draft.from_json(draft.to_json()) == draft


def test_half_a_character_can_be_stored_too() -> None:
    """A broken clipboard brings one; the check names it, but what was typed beside it must not be lost."""
    draft = Draft("small", "1")
    draft.update({"name": "甲\ud800乙", "remark": "丙"})
    text = draft.to_json()
    text.encode("utf-8")
    assert Draft.from_json(text) == draft


def test_a_copy_is_independent() -> None:
    draft = Draft("small", "1")
    draft.put("name", "甲")
    other = draft.copy()
    other.put("name", "乙")
    other.put("items[0].name", "丙")
    other.facts["entry_day"] = "2026-03-02"
    other.declared["name"] = "甲"
    assert (draft.get("name"), draft.rows("items"), draft.facts, draft.declared) == ("甲", 0, {}, {})


NESTED: list[object] = functools.reduce(lambda inner, _: [inner], range(30), [])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "12",
        "{}",
        "[" * 100_000,
        json.dumps({"portdesk": "draft", "fields": []}),
        json.dumps({"portdesk": "draft", "fields": {"a": 1}}),
        json.dumps({"portdesk": "draft", "fields": {"a": None}}),
        json.dumps({"portdesk": "draft", "mode": "third"}),
        json.dumps({"portdesk": "draft", "purpose": "sell"}),
        json.dumps({"portdesk": "draft", "declared": ["bill_number"]}),
        json.dumps({"portdesk": "draft", "declared": {"bill_number": 7}}),
        json.dumps({"portdesk": "draft", "facts": [1]}),
        json.dumps({"portdesk": "draft", "unknown": [{"name": "x"}]}),
        json.dumps({"portdesk": "draft", "unknown": 7}),
        json.dumps({"portdesk": "draft", "unknown": [{"parent": "", "name": "x", "xml": 1}]}),
        json.dumps({"portdesk": "draft", "rows": {"items": "many"}}),
        json.dumps({"portdesk": "draft", "facts": {"x": NESTED}}),
        json.dumps({"portdesk": "draft", "facts": {"x": {"y": NESTED}}}),
        json.dumps({"portdesk": "draft", "rows": [1]}),
        json.dumps({"portdesk": "draft", "fields": {"items[99999999].name": "x"}}),
        json.dumps({"portdesk": "draft", "rows": {"items": 10**9}}),
        json.dumps({"portdesk": "draft", "rows": {"items": -1}}),
        json.dumps({"portdesk": "draft", "fields": {"items[x].name": "x"}}),
        json.dumps({"portdesk": "draft", "fields": {"items[1": "x"}}),
        json.dumps({"portdesk": "draft", "fields": {"items[-3].name": "x"}}),
    ],
)
def test_what_is_no_draft_is_refused_in_chinese(text: str) -> None:
    with pytest.raises(DraftUnreadable) as refused:
        Draft.from_json(text)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in str(refused.value))
