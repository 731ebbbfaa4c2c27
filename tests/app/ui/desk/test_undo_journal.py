"""The undo stack over restarts: stored with every save, gone when somebody else changed the draft."""

import random
from collections.abc import Callable
from functools import partial

from app.core.draft import Draft, Mode
from app.core.note import Note, Reader
from app.ui.models.autosave import Autosave
from app.ui.models.document import DraftDocument
from app.ui.pages.form.journal import bring_older_steps
from app.ui.pages.services import OpenedDraft
from tests.helpers.bureau import Bureau, coal

NUMBER = "PD0000000000000001"


class Session:
    """One run of the program over a draft: it opens what is stored and stores what is done."""

    def __init__(self, bureau: Bureau, draft_id: str) -> None:
        self._bureau = bureau
        opened: OpenedDraft = bureau.ask(bureau.drafts.load, draft_id)
        today = bureau.clock.now().date()
        self.document = DraftDocument(
            opened.form, opened.draft, bureau.office.tables, today, None, opened.checker, opened.stack
        )
        bring_older_steps(self.document, bureau.drafts, draft_id)
        self._autosave = Autosave(self.document, partial(bureau.drafts.save, draft_id), self.document)

    def close(self) -> None:
        """Store what is not stored yet, and end the run."""
        stored: list[bool] = []
        self._autosave.flush(partial(stored.append, True))
        self._bureau.until(lambda: bool(stored))
        self.document.deleteLater()


def mixed(document: DraftDocument, dice: random.Random) -> None:
    """Do one of the things a clerk does, as one step."""
    rows = document.rows("items")
    at = dice.randrange(rows) if rows else 0
    acts: list[Callable[[], object]] = [
        lambda: document.put(dice.choice(["contract_number", "remark", "net_weight"]), str(dice.random())[:9]),
        lambda: document.put(f"items[{at}].quantity", str(dice.randint(1, 99))),
        lambda: document.put_all({f"items[{n}].price": str(dice.randint(1, 9)) for n in range(rows)}, "items[0].price"),
        lambda: document.fill_empty({"voyage_number": "V", "remark": "货主自提"}, "voyage_number", "manifest"),
        lambda: document.insert_row("items", at),
        lambda: document.copy_row("items", at),
        lambda: document.remove_row("items", at) if rows > 1 else document.insert_row("items", 0),
        lambda: document.move_row("items", at, rows - 1),
        lambda: document.replace_rows(
            "items",
            [{"name": f"货 {n}", "total": str(n), "limits[0].code": "325"} for n in range(dice.randint(1, 30))],
            "items[0].name",
            {"gross_weight": "12"},
            {"items[0].total": "sheet:发票.xlsx 第 2 行"},
        ),
        lambda: document.set_mode(dice.choice(list(Mode)[:3])),
        lambda: document.set_fact("vehicle_departed", dice.random() < 0.5),
        lambda: document.set_note("net_weight", Note(str(dice.random()), Reader.REVIEWER)),
    ]
    before = document.undo_depth()
    while document.undo_depth() == before:
        dice.choice(acts)()
        document.left("")


def test_a_hundred_mixed_steps_are_undone_after_a_restart_to_the_same_bytes(bureau: Bureau) -> None:
    draft_id = bureau.keep(coal(), NUMBER)
    first, dice = Session(bureau, draft_id), random.Random(7)
    start = first.document.draft.to_json()
    for number in range(100):
        mixed(first.document, dice)
        if number % 17 == 0:
            first.document.undo()
            mixed(first.document, dice)
    end = first.document.draft.to_json()
    first.close()
    second = Session(bureau, draft_id)
    assert second.document.draft.to_json() == end
    depth = second.document.undo_depth()
    assert depth >= 100
    for _ in range(depth):
        second.document.undo()
    assert second.document.draft.to_json() == start
    second.close()
    third = Session(bureau, draft_id)
    for _ in range(depth):
        third.document.redo()
    assert third.document.draft.to_json() == end, "what was undone before the restart is done again"
    third.close()


def test_a_thousand_steps_come_back_from_the_store_when_they_are_needed(bureau: Bureau) -> None:
    draft_id = bureau.keep(Draft("import", "2026.1", Mode.ADVANCE), NUMBER)
    first = Session(bureau, draft_id)
    start = first.document.draft.to_json()
    for number in range(1_000):
        first.document.put("remark", str(number))
        first.document.left("remark")
    first.close()
    second = Session(bureau, draft_id)
    assert second.document.undo_depth() == 1_000
    for _ in range(1_000):
        before = second.document.undo_depth()
        bureau.until(partial(_undone, second.document, before))
    assert second.document.draft.to_json() == start
    assert second.document.undo_depth() == 0
    second.close()


def _undone(document: DraftDocument, before: int) -> bool:
    """Undo one step, or none while the older ones are on their way."""
    document.undo()
    return document.undo_depth() < before


def test_a_draft_changed_elsewhere_has_nothing_to_undo(bureau: Bureau) -> None:
    draft_id = bureau.keep(coal(), NUMBER)
    first = Session(bureau, draft_id)
    first.document.put("remark", "一")
    first.close()
    changed = bureau.stored(draft_id).draft
    changed.put("remark", "二")
    bureau.ask(bureau.drafts.save, draft_id, changed, 0)
    second = Session(bureau, draft_id)
    assert second.document.undo_depth() == 0
    second.document.undo()
    assert second.document.get("remark") == "二"
    second.close()
