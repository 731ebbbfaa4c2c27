"""Autosave against a slow store: nothing typed waits for an answer that somebody may no longer be there to hear."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QApplication

import app.reference
import forms
from app.core.draft import Draft
from app.ui.models.autosave import Autosave
from app.ui.models.document import DraftDocument
from app.ui.models.history import Delta
from tests.helpers import scenarios
from tests.helpers.filings import NOW

Answer = tuple[Callable[[datetime], None], Callable[[str], None]]


class Bench:
    """An autosave over a store that answers when a test says so."""

    def __init__(self) -> None:
        draft = scenarios.s01()
        self.document = DraftDocument(forms.load("import"), draft, app.reference.load(), date(2026, 3, 2))
        self.kept: list[str] = []
        self.answers: list[Answer] = []
        self.deltas: list[Delta] = []
        self.autosave = Autosave(self.document, self._save, self.document)

    def type(self, text: str) -> None:
        """Change a field."""
        self.document.put("remark", text)

    def saved(self) -> None:
        """Answer the oldest save."""
        self.answers.pop(0)[0](NOW)

    def failed(self) -> None:
        """Refuse the oldest save."""
        self.answers.pop(0)[1]("磁盘已满")

    def _save(
        self,
        draft: Draft,
        errors: int,
        done: Callable[[datetime], None],
        failed: Callable[[str], None],
        delta: Delta,
    ) -> None:
        self.deltas.append(delta)
        self.kept.append(draft.get("remark"))
        self.answers.append((done, failed))


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[Bench]:
    made = Bench()
    yield made
    made.document.deleteLater()


def test_a_flush_does_not_wait_for_a_save_under_way(bench: Bench) -> None:
    bench.type("一")
    bench.autosave.flush()
    bench.type("一二")
    bench.autosave.flush()
    assert bench.kept == ["一", "一二"]
    bench.saved()
    assert not bench.autosave.is_clean
    bench.saved()
    assert bench.autosave.is_clean


def test_what_waits_for_a_flush_runs_when_all_is_stored(bench: Bench) -> None:
    ran: list[str] = []
    bench.type("一")
    bench.autosave.flush()
    bench.type("一二")
    bench.autosave.flush(lambda: ran.append("filed"))
    bench.saved()
    assert ran == []
    bench.saved()
    assert ran == ["filed"]
    bench.autosave.flush(lambda: ran.append("at once"))
    assert ran == ["filed", "at once"]


def test_who_waits_for_a_flush_hears_of_its_failure(bench: Bench) -> None:
    ran: list[str] = []
    bench.type("一")
    bench.autosave.flush(lambda: ran.append("filed"), lambda: ran.append("not filed"))
    bench.failed()
    assert ran == ["not filed"]
    assert not bench.autosave.is_clean
    bench.autosave.flush()
    bench.saved()
    assert (ran, bench.kept) == (["not filed"], ["一", "一"])


def test_the_later_of_two_saves_speaks_for_both(bench: Bench) -> None:
    troubles: list[str] = []
    bench.autosave.failed.connect(troubles.append)
    bench.type("一")
    bench.autosave.flush()
    bench.type("一二")
    bench.autosave.flush()
    bench.failed()
    assert troubles == []
    bench.saved()
    assert bench.autosave.is_clean


def test_what_was_not_stored_of_the_stack_goes_with_the_next_save(bench: Bench) -> None:
    bench.type("一")
    bench.document.left("remark")
    bench.autosave.flush()
    bench.failed()
    bench.type("一二")
    bench.autosave.flush()
    bench.saved()
    assert [(delta.keep, len(delta.steps), delta.done) for delta in bench.deltas] == [(0, 1, 1), (0, 2, 2)]
    bench.document.undo()
    bench.autosave.flush()
    assert (bench.deltas[-1].keep, bench.deltas[-1].steps, bench.deltas[-1].done) == (2, (), 1)
