"""Undo and redo: typing in one field is one step, everything else is a step of its own."""

from app.ui.models.change import Elsewhere, RowIn, RowMoved, RowOut, Texts
from app.ui.models.change_text import change_in, text_of
from app.ui.models.history import MOST_STEPS, History, Stack


def typed(path: str, before: str, after: str) -> Texts:
    return Texts(path, {path: (before, after)})


def test_typing_on_is_one_step() -> None:
    history = History()
    history.add(typed("a", "", "1"))
    history.add(typed("a", "1", "12"))
    assert history.undo() == Texts("a", {"a": ("12", "")})
    assert history.undo() is None


def test_sealed_typing_is_two_steps() -> None:
    history = History()
    history.add(typed("a", "", "1"))
    history.seal()
    history.add(typed("a", "1", "12"))
    assert history.undo() == Texts("a", {"a": ("12", "1")})
    assert history.undo() == Texts("a", {"a": ("1", "")})


def test_followers_are_merged_with_their_oldest_text() -> None:
    history = History()
    history.add(Texts("q", {"q": ("", "1"), "t": ("0", "1")}))
    history.add(Texts("q", {"q": ("1", "12"), "t": ("1", "12")}))
    assert history.undo() == Texts("q", {"q": ("12", ""), "t": ("12", "0")})


def test_redo_makes_it_again_and_new_typing_forgets_it() -> None:
    history = History()
    history.add(typed("a", "", "1"))
    assert history.undo() == typed("a", "1", "")
    assert history.redo() == typed("a", "", "1")
    history.undo()
    history.add(typed("b", "", "2"))
    assert history.redo() is None


def test_rows_are_taken_back_by_their_opposites() -> None:
    history = History()
    history.add(RowIn("items", 1, {"name": "x"}))
    history.add(RowMoved("items", 1, 3))
    history.add(RowOut("items", 3, {"name": "x"}))
    assert history.undo() == RowIn("items", 3, {"name": "x"})
    assert history.undo() == RowMoved("items", 3, 1)
    assert history.undo() == RowOut("items", 1, {"name": "x"})


def test_five_hundred_steps_are_kept() -> None:
    history = History()
    for number in range(600):
        history.add(typed(f"f{number}", "", "x"))
    assert sum(1 for _ in iter(history.undo, None)) == 600


def test_the_store_is_told_only_what_it_lacks() -> None:
    history = History()
    history.add(typed("a", "", "1"))
    first = history.delta()
    assert (first.keep, first.steps, first.done) == (0, (typed("a", "", "1"),), 1)
    assert history.delta().steps == ()
    history.add(typed("a", "1", "12"))
    merged = history.delta()
    assert (merged.keep, merged.steps, merged.done) == (0, (typed("a", "", "12"),), 1)
    history.undo()
    assert (history.delta().keep, history.delta().done) == (1, 0)
    history.add(typed("b", "", "2"))
    told = history.delta()
    assert (told.keep, told.steps, told.done) == (0, (typed("b", "", "2"),), 1)
    history.not_stored(told)
    assert history.delta() == told


def test_older_steps_are_asked_for_once_and_follow() -> None:
    history = History(Stack(below=2, done=(typed("c", "", "3"),), undone=(typed("d", "", "4"),)))
    assert history.depth == 3
    assert (history.wants_older(), history.wants_older()) == (2, 0)
    assert history.redo() == typed("d", "", "4")
    history.put_older([typed("a", "", "1"), typed("b", "", "2")])
    taken = [history.undo() for _ in range(4)]
    assert taken == [typed(name, text, "") for name, text in ("d4", "c3", "b2", "a1")]
    assert history.undo() is None and history.wants_older() == 0


def test_memory_stays_flat_while_steps_go_on() -> None:
    history = History()
    for number in range(3 * MOST_STEPS):
        history.add(typed(f"f{number}", "", "x"))
        history.seal()
        history.delta()
    held = sum(1 for _ in iter(history.undo, None))
    assert 500 <= held <= MOST_STEPS
    assert history.wants_older() == 3 * MOST_STEPS - held


def test_a_step_this_program_cannot_read_is_none() -> None:
    for text in ("", "{}", "[]", '["wonder",1]', '["texts","a",{"a":["1"]},{},{}]', "[" * 5_000):
        assert change_in(text) is None
    assert change_in(text_of(RowMoved("items", 1, 2))) == RowMoved("items", 1, 2)
    elsewhere = Elsewhere("items", ("a", "b"), True)
    assert change_in(text_of(elsewhere)) == elsewhere
