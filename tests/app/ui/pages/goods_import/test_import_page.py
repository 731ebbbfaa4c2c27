"""A sheet of goods goes into the open draft by keys alone: mapped once, mended in place, merged, one step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import forms
from app.core.draft import Draft
from app.sheets.cells import written
from app.sheets.xlsx_out import xlsx_bytes
from app.ui.models.import_sheet import Stage
from app.ui.pages.background import background
from app.ui.pages.goods_import.import_page import ImportPage
from app.ui.tour.key_driver import KeyDriver
from tests.app.sheets.goods.invoices import HEADER, rows
from tests.app.ui.pages.form.conftest import BESIDE, Open, open_page, reference
from tests.app.ui.pages.form.conftest import Stage as FormStage
from tests.helpers import scenarios

__all__ = ["open_page", "reference"]


@pytest.fixture(autouse=True)
def clipboard() -> Iterator[None]:
    """Leave an empty clipboard behind: offscreen a full one is a crash at exit."""
    yield
    QApplication.clipboard().clear()


@dataclass
class Import:
    """An import page beside its form."""

    form: FormStage
    page: ImportPage
    keys: KeyDriver
    window: QWidget
    told: list[str]

    def settle(self) -> None:
        """Wait for what is read or judged off the UI thread."""
        for _ in range(3):
            background().wait()
            QApplication.processEvents()

    def back(self, qtbot: QtBot) -> None:
        """Go back to the form, as the window does when all is written."""
        self.window.close()
        self.form.window.activateWindow()
        qtbot.waitUntil(self.form.window.isActiveWindow)
        self.form.page.goods.take(1)

    @property
    def cell(self) -> str:
        """Target of the current cell."""
        return self.page.table.current()[1]


def pasted(open_page: Open, qtbot: QtBot, lines: Sequence[Sequence[str]], form: FormStage | None = None) -> Import:
    """Paste a block into the goods table of an open form."""
    QApplication.clipboard().setText(written([HEADER, *lines]))
    return shown(qtbot, form or open_page(), "Ctrl+Shift+V")


def shown(qtbot: QtBot, stage: FormStage, key: str) -> Import:
    """Show the import page a key of the goods opens."""
    pages: list[ImportPage] = []
    stage.page.importer.asked.connect(pages.append)
    stage.page.goods.take(1)
    stage.keys.press(key)
    qtbot.waitUntil(lambda: bool(pages))
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(pages[0])
    qtbot.addWidget(window)
    window.resize(BESIDE)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    pages[0].activated()
    told: list[str] = []
    pages[0].written.connect(told.append)
    made = Import(stage, pages[0], KeyDriver(window), window, told)
    made.settle()
    return made


def texts(draft: Draft) -> dict[str, str]:
    return {path: text for path, text in draft.texts.items() if text}


def test_a_known_clean_sheet_of_200_lines_takes_four_keys_and_one_undo(open_page: Open, qtbot: QtBot) -> None:
    first = pasted(open_page, qtbot, rows(20))
    assert first.page.stage is Stage.COLUMNS
    first.keys.press("Return", "Return", "Ctrl+Return")
    assert first.told == ["已写入 14 项，Ctrl+Z 一次撤回"]
    form = first.form
    first.back(qtbot)
    form.keys.press("Ctrl+Z")
    before = texts(form.page.document.draft)
    keys_before = 1  # Ctrl+Shift+V
    again = pasted(open_page, qtbot, rows(200), form)
    assert again.page.stage is Stage.CELLS
    again.keys.press("Return", "Ctrl+Return")
    assert keys_before + 2 <= 6
    document = form.page.document
    assert document.rows("items") == 14
    totals = sum(float(document.get(f"items[{row}].total")) for row in range(14))
    assert totals == sum(float(row[7]) for row in rows(200))
    assert document.draft.brought["items[0].hs_code"].startswith("sheet:剪贴板 第 ")
    assert document.get("net_weight") == "2100"
    again.back(qtbot)
    form.keys.press("Ctrl+Z")
    assert texts(document.draft) == before


def test_bad_cells_are_walked_and_mended_where_they_stand(open_page: Open, qtbot: QtBot) -> None:
    lines = rows(6)
    lines[2] = (*lines[2][:4], "1O", *lines[2][5:7], "25.00", *lines[2][8:])
    for at in (3, 5):
        lines[at] = (*lines[at][:2], "010129", *lines[at][3:])
    made = pasted(open_page, qtbot, lines)
    made.keys.press("Return")
    assert (made.page.table.current()[0], made.cell) == (2, "quantity")
    assert made.page.popup.words().splitlines()[-1] == "改为 10"
    side = made.page.side
    assert side.model.row(side.table.current_row()).target == "quantity"
    made.keys.press("Return")
    assert made.cell == "hs_code"
    assert side.model.row(side.table.current_row()).place == made.page.table.current()[0]
    made.keys.type("0101290090")
    made.keys.press("Alt+Return")
    preview = made.page.sheet.preview
    assert preview is not None
    assert preview.bad() == []
    assert preview.counts().usable == 6


def test_a_row_left_out_is_not_written_and_bad_rows_stop_the_writing(open_page: Open, qtbot: QtBot) -> None:
    lines = rows(3)
    lines[1] = (lines[1][0], "", *lines[1][2:])
    made = pasted(open_page, qtbot, lines)
    made.keys.press("Return", "Ctrl+Return")
    assert made.told == []
    made.keys.press("Space", "Ctrl+Return")
    assert made.told == ["已写入 2 项，Ctrl+Z 一次撤回"]


def test_columns_are_changed_by_keys_and_remembered(open_page: Open, qtbot: QtBot) -> None:
    made = pasted(open_page, qtbot, rows(2))
    made.keys.press("Down", "Delete")
    made.settle()
    assert made.page.mapping.model.row(1).target == ""
    made.keys.press("Right")
    made.settle()
    assert made.page.mapping.model.row(1).target == "name"
    assert made.page.sheet.preview is not None


def test_merged_lines_unfold_to_their_sources_and_the_rule_can_be_changed(open_page: Open, qtbot: QtBot) -> None:
    made = pasted(open_page, qtbot, rows(30))
    made.keys.press("Return", "Return")
    assert made.page.stage is Stage.MERGE
    count = made.page.card.lines.rowCount()
    assert count == 14
    made.keys.press("Right")
    assert made.page.card.lines.rowCount() > count
    made.page.card.ticks["name"].setChecked(False)
    assert len(made.page.sheet.merged()) == 2
    assert not made.page.card.ticks["unit"].isEnabled()


def test_beyond_the_limit_the_sheet_is_split_and_every_sum_is_kept(open_page: Open, qtbot: QtBot) -> None:
    lines = [(*row[:1], f"货{n}", *row[2:]) for n, row in enumerate(rows(120))]
    form = open_page()
    form.page.document.put("gross_weight", "1500.5")
    made = pasted(open_page, qtbot, lines, form)
    made.keys.press("Return", "Return", "Return")
    assert made.page.stage is Stage.SPLIT
    parts = made.page.sheet.parts()
    assert [len(part.lines) for part in parts] == [50, 50, 20]
    made.keys.press("Ctrl+Return")
    made.settle()
    qtbot.waitUntil(lambda: bool(made.told))
    assert made.told == ["已写入 50 项，另存 2 票草稿，Ctrl+Z 一次撤回，另存的进回收站"]
    assert form.page.document.rows("items") == 50
    assert form.page.document.get("gross_weight") == parts[0].head["gross_weight"]
    made.back(qtbot)
    drafts = form.drafts
    there = len(drafts.rows)
    form.keys.press("Ctrl+Z")
    assert form.page.document.rows("items") == 1, "the empty line the sheet was pasted on"
    assert len(drafts.rows) == there - 2 and len(drafts.binned) == 2, "what the split made goes with it"
    form.keys.press("Ctrl+Y")
    assert form.page.document.rows("items") == 50
    assert len(drafts.rows) == there and drafts.binned == []


def test_a_split_that_cannot_be_stored_leaves_no_half(open_page: Open, qtbot: QtBot) -> None:
    lines = [(*row[:1], f"货{n}", *row[2:]) for n, row in enumerate(rows(120))]
    form = open_page()
    made = pasted(open_page, qtbot, lines, form)
    refused: list[str] = []
    made.page.commit.refused.connect(refused.append)
    made.keys.press("Return", "Return", "Return")
    drafts = form.drafts
    before, save = len(drafts.rows), drafts.save

    def fail_later(draft_id: str, *rest: Any, **more: Any) -> None:
        if sum(one[0] == "copy" for one in drafts.calls) == 2:
            rest[3]("磁盘已满")
        else:
            save(draft_id, *rest, **more)

    drafts.save = fail_later  # type: ignore[method-assign]
    made.keys.press("Ctrl+Return")
    qtbot.waitUntil(lambda: bool(refused))
    assert "什么也没有写入" in refused[0]
    assert form.page.document.rows("items") == 1, "the empty line the sheet was pasted on"
    assert len(drafts.rows) == before and len(drafts.binned) == 2


def test_failed_rows_go_to_a_file_with_their_reasons(open_page: Open, qtbot: QtBot, tmp_path: Path) -> None:
    lines = rows(2)
    lines[0] = (*lines[0][:4], "x", *lines[0][5:7], "", *lines[0][8:])
    made = pasted(open_page, qtbot, lines)
    made.keys.press("Return", "Ctrl+E")
    target = tmp_path / "错误行.csv"
    made.page.path_strip._field.set_text(str(target))
    made.keys.press("Return")
    made.settle()
    assert "原因" in target.read_text("utf-8-sig")


def test_lines_that_were_there_stay_above(open_page: Open, qtbot: QtBot) -> None:
    form = open_page(scenarios.s01())
    made = pasted(open_page, qtbot, rows(2), form)
    made.keys.press("Return", "Return", "Ctrl+Return")
    document = form.page.document
    assert [document.get(f"items[{row}].name") for row in range(3)] == ["未制成型的炼焦煤", "货1", "货2"]
    assert [document.get(f"items[{row}].number") for row in range(3)] == ["1", "2", "3"]


def test_what_is_no_sheet_is_refused_in_words(open_page: Open, qtbot: QtBot, tmp_path: Path) -> None:
    made = pasted(open_page, qtbot, rows(1))
    wrong = tmp_path / "a.xlsx"
    wrong.write_bytes(b"no workbook")
    made.page.open_file(wrong)
    made.settle()
    assert made.page.strip.accessibleName().startswith("a.xlsx")


def test_the_lines_of_a_draft_are_merged_with_all_they_hold_and_back_by_one_undo(open_page: Open, qtbot: QtBot) -> None:
    draft = scenarios.s01()
    first = draft.row_texts("items", 0)
    for row, quantity in enumerate(("10", "20"), 1):
        draft.insert_row("items", row, {**first, "quantity": quantity, "total": f"{int(quantity) * 98}.00"})
    forms.load("import").renumber(draft)
    form = open_page(draft)
    before = texts(form.page.document.draft)
    made = shown(qtbot, form, "Ctrl+Shift+M")
    assert made.page.stage is Stage.MERGE
    made.keys.press("Ctrl+Return")
    document = form.page.document
    assert document.rows("items") == 1
    assert document.get("items[0].quantity") == "2010.5"
    assert document.get("items[0].purpose") == first["purpose"]
    made.back(qtbot)
    form.keys.press("Ctrl+Z")
    assert texts(document.draft) == before


def test_a_copied_file_is_taken_and_a_header_below_a_title_is_found(
    open_page: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "发票.xlsx"
    file.write_bytes(xlsx_bytes(("某厂装箱单",), [HEADER, *rows(12)]))
    made = pasted(open_page, qtbot, rows(1))
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(file))])
    QApplication.clipboard().setMimeData(copied)
    made.page.open_clipboard()
    made.settle()
    preview = made.page.sheet.preview
    assert preview is not None
    assert preview.grid.words == "发票.xlsx"
    assert [row.number for row in preview.rows] == list(range(3, 15))


def test_a_reading_that_was_stopped_tells_nothing_more(open_page: Open, qtbot: QtBot) -> None:
    made = pasted(open_page, qtbot, rows(3))
    before = made.page.sheet.preview
    made.page.open_text(written([HEADER, *rows(2_000)]))
    made.keys.press("Escape")
    made.settle()
    assert made.page.sheet.preview is before
    assert not made.page.reading.is_busy
