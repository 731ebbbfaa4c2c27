"""A declaration of fifty lines in the whole window, by its keys: no act keeps the window busy for long.

The measure is a fixed piece of work of the same run, as in the tour's own test; the control is one turn that does
as much as the longest may, twice: it must be found.
"""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.core.clock import ShiftedClock
from app.main.desk import Home
from app.main.window import Running, running
from app.ui.pages.form.form_page import FormPage
from app.ui.tour.key_driver import KeyDriver
from app.ui.tour.meters import StallMeter
from app.ui.tour.waiting import answer, rest, until
from tests.helpers import scenarios
from tests.helpers.filings import NOW
from tests.helpers.pace import LONGEST, pace

SIZE = (1440, 900)
ACTS = {
    "逐题走": ("F9", "F8", "F8", "Shift+F8"),
    "删行、加行、撤销": ("Ctrl+Delete", "Insert", "Ctrl+Z", "Ctrl+Z", "Ctrl+Y", "Ctrl+Z"),
    "移行": ("Alt+Up", "Alt+Down"),
    "放大商品区": ("F6", "F6"),
    "收起、展开一项": ("Ctrl+Up", "Ctrl+Down"),
    "查找替换": ("Ctrl+R", "Escape"),
    "批量改": ("Ctrl+B", "Escape"),
    "转到表头再回来": ("Ctrl+1", "F7", "F7"),
    "税费比较": ("Ctrl+T", "Ctrl+W"),
    "版本": ("F12", "Escape"),
    "预览": ("Ctrl+P", "Ctrl+W"),
    "翻页": ("Alt+2", "Ctrl+Shift+Tab", "Alt+1", "Ctrl+Shift+Tab"),
    "命令面板": ("Ctrl+K", "J", "I", "N", "G", "Escape"),
}


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Running]:
    clock = ShiftedClock(NOW)
    with running(Home(tmp_path / "home"), clock, clock.now(), pace=0.05) as opened:
        opened.window.begin()
        opened.window.window.resize(*SIZE)
        opened.window.window.show()
        opened.window.window.activateWindow()
        until(opened.window.window.isActiveWindow, "窗口在最前")
        yield opened


def fifty_lines(program: Running) -> str:
    """Store a declaration of fifty lines; return its id."""
    draft = scenarios.s01()
    first = draft.row_texts("items", 0)
    for number in range(1, 50):
        draft.insert_row("items", number, {**first, "name": f"炼焦煤{number}"})
    office, drafts = program.desk.office, program.desk.drafts
    stored: str = answer(partial(office.change, lambda connection: drafts.keep_new(connection, draft)), "草稿")
    return stored


@pytest.mark.slow
def test_fifty_lines_without_a_hitch(program: Running) -> None:
    window = program.window.window
    draft_id = fifty_lines(program)
    keys, meter = KeyDriver(window), StallMeter()
    paces = [pace() for _ in range(5)]
    meter.start()
    meter.during = "打开"
    program.window.open_document(draft_id)
    until(lambda: window.current() == program.window.key_of(draft_id), "报关单在最前")
    page = window.page(window.current())
    assert isinstance(page, FormPage)
    rest(500)
    meter.during = "录入"
    page.reveal("items[49].quantity")
    keys.type("1980.5")
    keys.press("Return")
    meter.during = "粘贴一列"
    page.reveal("items[0].price")
    rest(200)
    QApplication.clipboard().setText("\n".join(f"{60 + line}.5" for line in range(50)))
    keys.press("Escape", "Ctrl+V")
    rest(300)
    assert page.document.get("items[49].price") == "109.5"
    keys.press("Ctrl+Z", "Ctrl+Y", "Ctrl+Z")
    for name, chords in ACTS.items():
        meter.during = name
        for chord in chords:
            keys.press(chord)
            rest(300)
    assert page.document.rows("items") == 50
    paces += [pace() for _ in range(5)]
    assert window.current() == program.window.key_of(draft_id)
    assert meter.worst_busy_ms <= LONGEST * max(paces), meter.busy_during

    meter.during = "对照"
    QTimer.singleShot(0, window, lambda: _work_for(2 * LONGEST * max(paces) / 1000))
    rest(int(3 * LONGEST * max(paces)))
    assert meter.worst_busy_ms > LONGEST * max(paces)
    assert meter.busy_during == "对照"


def _work_for(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass
