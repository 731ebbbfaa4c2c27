"""Twenty thousand edits of one open draft, all stored as they are made: memory stays where it was.

The control is the end of the same run, in which every edit leaves a copy of the draft behind: memory must rise.
"""

import gc
import random
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median

import psutil
import pytest
from PySide6.QtWidgets import QApplication

from app.core.draft import Draft
from app.ui.models.autosave import Autosave
from app.ui.models.document import DraftDocument
from app.ui.models.history import MOST_STEPS
from app.ui.pages.form.journal import bring_older_steps
from app.ui.pages.services import OpenedDraft
from tests.helpers.bureau import Bureau, coal

EDITS = 20_000
LEAKING = 5_000
WARM_UP = 2 * MOST_STEPS  # until as many steps are held in memory as ever will be
OFTEN = 20  # edits between two saves
SEEN = 100  # edits between two looks at the memory
MOST_ROWS = 8
LIMIT = 1.03  # memory in the last quarter of a run over that in its first
TYPED = ("contract_number", "remark", "net_weight", "gross_weight")


class Clerk:
    """Edits one draft and has it stored, as the form page does."""

    def __init__(self, bureau: Bureau, draft_id: str) -> None:
        opened: OpenedDraft = bureau.ask(bureau.drafts.load, draft_id)
        today = bureau.clock.now().date()
        known = (None, opened.checker, opened.stack)
        self.document = DraftDocument(opened.form, opened.draft, bureau.office.tables, today, *known)
        bring_older_steps(self.document, bureau.drafts, draft_id)
        self._autosave = Autosave(self.document, partial(bureau.drafts.save, draft_id), self.document)
        self._bureau, self._dice, self._made = bureau, random.Random(20), 0
        self._memory = psutil.Process()

    def edit(self, count: int, after: Callable[[Draft], object] = lambda _draft: None) -> list[int]:
        """Make so many edits; returns the resident memory, looked at now and then."""
        seen = []
        for _ in range(count):
            self._dice.choices((self._type, self._in_row, self._rows, self._back), (6, 6, 1, 3))[0]()
            after(self.document.draft)
            self._made += 1
            if self._made % OFTEN == 0:
                self._store()
            if self._made % SEEN == 0:
                gc.collect()
                seen.append(self._memory.memory_info().rss)
        return seen

    def _type(self) -> None:
        path = self._dice.choice(TYPED)
        self.document.put(path, str(self._dice.randint(1, 10**9)))
        self.document.left(path)

    def _in_row(self) -> None:
        path = f"items[{self._dice.randrange(self.document.rows('items'))}]."
        path += self._dice.choice(("quantity", "price", "name"))
        self.document.put(path, str(self._dice.randint(1, 10**6)))
        self.document.left(path)

    def _rows(self) -> None:
        rows = self.document.rows("items")
        at = self._dice.randrange(rows)
        if rows >= MOST_ROWS:
            self.document.replace_rows("items", [{"name": "煤", "quantity": "1"}] * 3, "items[0].name")
        else:
            acts = (self.document.copy_row, self.document.insert_row, partial(self.document.move_row, to=rows - 1))
            self._dice.choice(acts)("items", at)

    def _back(self) -> None:
        steps = self._dice.randint(1, 4)
        for _ in range(steps):
            self.document.undo()
        for _ in range(self._dice.randint(0, steps)):
            self.document.redo()

    def _store(self) -> None:
        stored: list[bool] = []
        self._autosave.flush(partial(stored.append, True))
        self._bureau.until(lambda: bool(stored))
        QApplication.processEvents()


def rise(seen: Sequence[int]) -> float:
    """Return the memory in the last quarter of a run over that in its first."""
    part = len(seen) // 4
    return median(seen[-part:]) / median(seen[:part])


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_twenty_thousand_edits_keep_memory_flat(bureau: Bureau) -> None:
    draft_id = bureau.keep(coal(), "PD0000000000000001")
    clerk = Clerk(bureau, draft_id)
    clerk.edit(WARM_UP)
    seen = clerk.edit(EDITS)
    left: list[Draft] = []
    leaking = clerk.edit(LEAKING, lambda draft: left.append(draft.copy()))
    print(
        f"{EDITS} edits: {seen[0] / 2**20:.0f} MB, then {seen[-1] / 2**20:.0f} MB, {rise(seen):.3f} times; "
        f"control that leaks: {rise(leaking):.3f} times in {LEAKING} edits"
    )
    assert rise(seen) <= LIMIT
    assert rise(leaking) > LIMIT, "a leak would not be seen"
    assert bureau.stored(draft_id).draft.to_json() == clerk.document.draft.to_json()
    clerk.document.deleteLater()
