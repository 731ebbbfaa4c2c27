"""A draft changed in two places, over the real store: found, kept, merged by keys, and both versions kept after."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from app.store import drafts
from app.store.checkpoints import list_checkpoints
from app.store.conflicts import open_conflicts
from app.ui.desk.window import Desk, PortdeskWindow, furnish
from app.ui.pages.conflict.conflict_page import ConflictPage
from app.ui.pages.form.form_page import FormPage
from tests.helpers.bureau import Bureau, coal, until

NUMBER = "PD2026030200031"
Key, NONE, CTRL = Qt.Key, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(bureau: Bureau, tmp_path: Path) -> Desk:
    return furnish(bureau.office, tmp_path / "prints", lambda _connection: [])


@pytest.fixture
def window(bureau: Bureau, desk: Desk) -> Iterator[PortdeskWindow]:
    made = PortdeskWindow(desk)
    made.window.show()
    made.window.activateWindow()
    until(made.window.isActiveWindow)
    yield made
    made.window.close()
    for part in (made, made.window):
        delete(part)


def changed_elsewhere(bureau: Bureau, draft_id: str, **texts: str) -> None:
    """Save a draft as another program does."""
    with bureau.database.writing() as connection:
        stored = drafts.load_draft(connection, draft_id)
        stored.draft.update(texts)
        drafts.save_draft(connection, draft_id, stored.draft, stored.row.rev, bureau.clock.now(), 0)


def form_of(window: PortdeskWindow, draft_id: str) -> FormPage:
    key = window.key_of(draft_id)
    until(lambda: window.window.is_open(key) and isinstance(window.window.page(key), FormPage))
    page = window.window.page(key)
    assert isinstance(page, FormPage)
    return page


def conflict_of(window: PortdeskWindow, draft_id: str) -> ConflictPage:
    key = window.key_of(draft_id)
    until(lambda: window.window.is_open(key) and isinstance(window.window.page(key), ConflictPage))
    page = window.window.page(key)
    assert isinstance(page, ConflictPage)
    return page


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def test_what_was_changed_elsewhere_is_neither_overwritten_nor_lost(bureau: Bureau, window: PortdeskWindow) -> None:
    draft_id = bureau.keep(coal(), NUMBER)
    window.open_document(draft_id)
    form = form_of(window, draft_id)
    changed_elsewhere(bureau, draft_id, net_weight="1970000", contract_number="ELSEWHERE-1")
    form.document.put("net_weight", "1960000")
    form.document.put("voyage_number", "HERE-1")
    form.autosave.flush()
    page = conflict_of(window, draft_id)
    assert bureau.stored(draft_id).draft.get("net_weight") == "1970000"
    assert [row.row.key for row in page.choices.rows] == ["net_weight"]
    assert not page.save.isEnabled()
    until(page.choices.rows[0].hasFocus)
    press(Key.Key_Right)
    assert page.save.isEnabled()
    press(Key.Key_Left)
    assert "1,960,000" in page.choices.rows[0].accessibleName()
    press(Key.Key_Return, CTRL)
    form = form_of(window, draft_id)
    merged = bureau.stored(draft_id).draft
    assert merged.get("net_weight") == form.document.get("net_weight") == "1960000"
    assert (merged.get("contract_number"), merged.get("voyage_number")) == ("ELSEWHERE-1", "HERE-1")
    with bureau.database.reading() as connection:
        kept = {one.name: one.draft for one in list_checkpoints(connection, draft_id)}
        assert open_conflicts(connection) == frozenset()
    assert kept["合并前 我的"].get("net_weight") == "1960000"
    assert kept["合并前 另一窗口的"].get("net_weight") == "1970000"
    form.document.put("voyage_number", "HERE-2")
    form.autosave.flush()
    until(lambda: bureau.stored(draft_id).draft.get("voyage_number") == "HERE-2")


def test_a_change_of_one_side_can_be_taken_back(bureau: Bureau, window: PortdeskWindow) -> None:
    draft_id = bureau.keep(coal(), NUMBER)
    before = bureau.stored(draft_id).draft.get("contract_number")
    window.open_document(draft_id)
    form = form_of(window, draft_id)
    changed_elsewhere(bureau, draft_id, contract_number="ELSEWHERE-1")
    form.document.put("voyage_number", "HERE-1")
    form.autosave.flush()
    page = conflict_of(window, draft_id)
    assert not page.choices.isVisible() and page.save.isEnabled()
    until(page.merged.table.hasFocus)
    page.merged.table.go_to(page.merged.model.number_of("contract_number"))
    press(Key.Key_Return)
    press(Key.Key_S, CTRL)
    form_of(window, draft_id)
    merged = bureau.stored(draft_id).draft
    assert (merged.get("contract_number"), merged.get("voyage_number")) == (before, "HERE-1")


def test_a_file_that_comes_back_changed_meets_what_was_changed_here(
    bureau: Bureau, window: PortdeskWindow, tmp_path: Path
) -> None:
    draft_id = bureau.keep(coal(), NUMBER)
    path = bureau.ask(bureau.drafts.export_file, draft_id, tmp_path / "a.json")
    assert bureau.ask(bureau.drafts.import_file, path) == draft_id, "nothing in it is new"
    changed_elsewhere(bureau, draft_id, net_weight="1960000")
    told: list[str] = []
    bureau.drafts.left_out.connect(told.append)
    assert bureau.ask(bureau.drafts.import_file, path) == draft_id
    assert "较早" in told[0]
    document = json.loads(path.read_text("utf-8"))
    document["fields"] |= {"net_weight": "1970000", "voyage_number": "THERE"}
    path.write_text(json.dumps(document), "utf-8")
    window._desk.drafts.import_file(path, window.open_document, lambda sentence: pytest.fail(sentence))
    page = conflict_of(window, draft_id)
    assert [row.row.key for row in page.choices.rows] == ["net_weight"]
    page.all_theirs.click()
    page.save.click()
    form_of(window, draft_id)
    merged = bureau.stored(draft_id).draft
    assert (merged.get("net_weight"), merged.get("voyage_number")) == ("1970000", "THERE")


def test_what_was_left_unmerged_waits_at_the_next_start(bureau: Bureau, desk: Desk, tmp_path: Path) -> None:
    draft_id = bureau.keep(coal(), NUMBER)
    path = bureau.ask(bureau.drafts.export_file, draft_id, tmp_path / "a.json")
    document = json.loads(path.read_text("utf-8"))
    document["fields"] |= {"net_weight": "1970000"}
    path.write_text(json.dumps(document), "utf-8")
    bureau.ask(bureau.drafts.import_file, path)
    with bureau.database.reading() as connection:
        desk.conflicts.recall(connection)
    assert desk.conflicts.waiting == {draft_id}
