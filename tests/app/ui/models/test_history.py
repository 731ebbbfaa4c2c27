"""Undo and redo: typing in one field is one step, everything else is a step of its own."""

from app.ui.models.history import History, RowIn, RowMoved, RowOut, Texts


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
