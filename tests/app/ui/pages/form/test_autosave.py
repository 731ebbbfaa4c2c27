"""Saving by itself: half a second after the last letter, and never said before it is so."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.app.ui.pages.form.conftest import Open, Stage
from tests.helpers import scenarios


def told(stage: Stage) -> list[tuple[str, bool]]:
    said: list[tuple[str, bool]] = []
    stage.page.save_told.connect(lambda words, failed: said.append((words, failed)))
    return said


def saves(stage: Stage) -> int:
    return sum(call[0] == "save" for call in stage.drafts.calls)


def test_a_pause_saves_once(qtbot: QtBot, open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    said = told(stage)
    stage.page.reveal("contract_number")
    with qtbot.waitSignal(stage.page.autosave.saved, timeout=3000):
        stage.keys.type("TM-2")
    assert saves(stage) == 1
    assert said == [("已自动保存 14:32:08", False)]
    assert stage.drafts.opened["draft-1"].get("contract_number") == "TM-2"


def test_saved_is_said_only_when_the_store_answered(qtbot: QtBot, open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    said = told(stage)
    stage.drafts.answers.held = True
    stage.page.reveal("contract_number")
    stage.keys.type("TM")
    stage.keys.press("Ctrl+S")
    assert saves(stage) == 1
    assert said == []
    assert stage.page.is_marked()
    stage.keys.type("X")  # typed while the save is under way
    stage.drafts.answers.give()
    assert said == [("已自动保存 14:32:08", False)]
    assert stage.page.is_marked()
    qtbot.waitUntil(lambda: saves(stage) == 2, timeout=3000)
    stage.drafts.answers.give()
    assert not stage.page.is_marked()
    assert stage.drafts.opened["draft-1"].get("contract_number") == "TMX"


def test_a_failed_save_says_so_and_is_tried_again(qtbot: QtBot, open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    said = told(stage)
    stage.drafts.answers.refusal = "磁盘已满，没有存上"
    stage.page.reveal("contract_number")
    stage.keys.type("TM")
    stage.keys.press("Ctrl+S")
    trouble = stage.page.troubles.current()
    assert trouble is not None
    assert trouble.sentence == "磁盘已满，没有存上，稍后自动再存"
    assert said == [("未能保存，内容仍在窗口中", True)]
    stage.drafts.answers.refusal = ""
    trouble.actions[0][1]()
    assert stage.page.troubles.current() is None
    assert said[-1] == ("已自动保存 14:32:08", False)


def test_hiding_and_closing_save_what_was_typed(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.page.reveal("contract_number")
    stage.keys.type("TM")
    stage.window.hide()
    assert saves(stage) == 1
    stage.window.show()
    stage.page.document.put("contract_number", "TM-9")
    assert stage.page.may_close()
    assert stage.drafts.opened["draft-1"].get("contract_number") == "TM-9"


def test_undo_goes_across_fields_and_is_saved(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    before = stage.page.document.draft.to_json()
    for path, text in (("contract_number", "A1"), ("bill_number", "B2"), ("pack_count", "7")):
        stage.page.reveal(path)
        stage.keys.type(text)
    for path in ("pack_count", "bill_number", "contract_number"):
        stage.keys.press("Ctrl+Z")
        assert stage.at == path
    assert stage.page.document.draft.to_json() == before
    stage.keys.press("Ctrl+Y")
    assert stage.page.document.get("contract_number") == "A1"
    assert stage.page.isVisible()
    assert stage.window.focusWidget().focusPolicy() & Qt.FocusPolicy.TabFocus


def test_filing_that_cannot_save_first_leaves_the_page_open_to_edits(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.page.reveal("contract_number")
    stage.keys.type("TM-2026-9")
    stage.drafts.answers.refusal = "磁盘已满，没有存上"
    for _ in range(2):  # the second time says that its warnings are meant
        stage.page.filing.file()
    assert not stage.page.filing.busy
    assert not stage.page.document.locked
    assert not stage.page.may_close()
    stage.drafts.answers.refusal = ""
    assert stage.page.may_close()
