"""The open draft: what is typed is checked, held back until it may be shown, and can be undone to the last byte."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

import forms
from app.core.draft import Draft, Mode
from app.core.problem import Severity
from app.reference import load
from app.ui.models.document import DraftDocument
from tests.helpers import scenarios

FORM = forms.load("import")
TABLES = load()
TODAY = date(2026, 3, 2)


def document(draft: Draft | None = None) -> DraftDocument:
    return DraftDocument(FORM, FORM.new(Mode.ADVANCE) if draft is None else draft, TABLES, TODAY)


@pytest.fixture
def empty(qapp: object) -> DraftDocument:
    return document()


@pytest.fixture
def clean(qapp: object) -> DraftDocument:
    return document(scenarios.s01())


def test_a_new_draft_shows_no_problem(empty: DraftDocument) -> None:
    assert empty.problems()
    assert empty.shown_problems() == ()


def test_a_keystroke_tells_text_then_problems(qtbot: QtBot, clean: DraftDocument) -> None:
    with qtbot.waitSignal(clean.checked), qtbot.waitSignals([clean.text_changed, clean.changed]):
        clean.put("net_weight", "1980501")
    problem = clean.shown("net_weight")
    assert problem is not None and problem.rule == "R055"


def test_a_section_left_shows_what_is_missing(empty: DraftDocument) -> None:
    assert empty.missing("party") == 0
    empty.left_section("party")
    empty.settle()
    assert empty.missing("party") > 3
    assert all(FORM.field(problem.path).box.section == "party" for problem in empty.shown_problems())


def test_a_row_left_shows_what_is_missing_in_it(empty: DraftDocument) -> None:
    empty.insert_row("items", 0)
    assert empty.row_severity("items[0]") is None
    empty.left_row("items[0]")
    empty.settle()
    assert empty.row_severity("items[0]") is Severity.ERROR


def test_show_all_holds_nothing_back(empty: DraftDocument) -> None:
    empty.show_all()
    assert empty.shown_problems() == empty.problems()


def test_rows_keep_what_was_shown_when_they_move(empty: DraftDocument) -> None:
    for number in range(3):
        empty.insert_row("items", number)
    empty.left_row("items[2]")
    empty.settle()
    empty.move_row("items", 2, 0)
    assert empty.row_severity("items[0]") is Severity.ERROR
    assert empty.row_severity("items[2]") is None
    empty.remove_row("items", 0)
    assert all(empty.row_severity(f"items[{number}]") is None for number in range(2))


def test_rows_are_numbered_anew(empty: DraftDocument) -> None:
    for number in range(3):
        empty.insert_row("items", number)
    empty.remove_row("items", 0)
    assert [empty.get(f"items[{number}].number") for number in range(2)] == ["1", "2"]


def test_a_locked_draft_changes_nothing(clean: DraftDocument) -> None:
    before = clean.draft.to_json()
    clean.set_locked(True)
    clean.put("net_weight", "1")
    clean.insert_row("items", 0)
    clean.set_mode(Mode.ONCE)
    clean.set_fact("vehicle_departed", False)
    clean.undo()
    assert clean.draft.to_json() == before


def test_facts_reach_the_check(clean: DraftDocument) -> None:
    clean.set_fact("vehicle_departed", False)
    clean.settle()
    assert any(problem.rule == "R026" for problem in clean.problems())
    clean.undo()
    assert not any(problem.rule == "R026" for problem in clean.problems())


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from(["contract_number", "net_weight"]), st.text("0123", max_size=3)),
        st.tuples(
            st.just("cell"), st.sampled_from(["quantity", "price", "total", "hs_code"]), st.text("19", max_size=3)
        ),
        st.tuples(st.just("in"), st.integers(0, 2), st.none()),
        st.tuples(st.just("out"), st.integers(0, 2), st.none()),
        st.tuples(st.just("move"), st.integers(0, 2), st.integers(0, 2)),
    ),
    max_size=12,
)


def said(stored: str) -> tuple[dict[str, str], dict[str, int]]:
    """Texts and rows of a stored draft; an emptied cell says what one nobody touched says."""
    draft = Draft.from_json(stored)
    return dict(draft.filled()), dict(draft.all_rows())


@given(STEPS)
def test_undoing_everything_gives_the_first_draft_again(qapp: object, steps: list[tuple[str, object, object]]) -> None:
    made = document(scenarios.s01())
    before = made.draft.to_json()
    for kind, first, second in steps:
        count = made.rows("items")
        if kind == "put":
            made.put(str(first), str(second))
        elif kind == "cell" and count:
            made.put(f"items[{count - 1}].{first}", str(second))
        elif kind == "in" and isinstance(first, int):
            made.insert_row("items", min(first, count))
        elif kind == "out" and isinstance(first, int) and count:
            made.remove_row("items", min(first, count - 1))
        elif kind == "move" and isinstance(first, int) and isinstance(second, int) and max(first, second) < count:
            made.move_row("items", first, second)
    after = made.draft.to_json()
    for _ in range(60):
        made.undo()
    assert made.draft.get("net_weight") == "1980500"
    assert said(made.draft.to_json()) == said(before)
    for _ in range(60):
        made.redo()
    assert said(made.draft.to_json()) == said(after)
