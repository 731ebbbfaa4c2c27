"""The 核对单 in the window: what changed is listed and shown on the paper; another print can be compared with."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.draft import Draft
from app.printing.layout import Area
from app.printing.proof import Marked, Options
from app.store.proof_prints import ProofPrint
from app.ui.pages.background import background
from app.ui.pages.batch_page import BatchPage, Sheets
from app.ui.pages.paper_print import Printed
from app.ui.pages.proof_page import ProofPage
from app.ui.pages.proof_service import MadeProof
from app.ui.pages.services import Done, Failed
from tests.app.printing.drafts import printed, scenario
from tests.helpers.filings import NOW
from tests.helpers.keys import press
from tests.helpers.ui_services import FakeDrafts, FakePrints, row

Key = Qt.Key
CHANGES = (
    Marked(1, "合同协议号", "甲-1", "甲-2", 0, Area(11, 53, 74, 9)),
    Marked(2, "商品 2 货物属性", "（空）", "24", None, None),
)


class FakeProofs:
    """Makes the same sheet of every draft and remembers what was wanted."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.wanted: list[tuple[str, int | None, Options]] = []
        self.prints: list[ProofPrint] = [ProofPrint(1, NOW, "李娜", 2)]
        self.refused = ""

    def past(self, draft_id: str, done: Done[Sequence[ProofPrint]], failed: Failed) -> None:
        done(list(self.prints))

    def make(
        self, draft_id: str, draft: Draft, against: int | None, options: Options, done: Done[MadeProof], failed: Failed
    ) -> None:
        self.wanted.append((draft_id, against, options))
        if self.refused:
            failed(self.refused)
            return
        changes = CHANGES if options.marks else ()
        done(MadeProof(self.file, len(self.prints) + 1, changes, against or len(self.prints)))

    def note(self, draft_id: str, draft: Draft, copies: int, done: Done[ProofPrint], failed: Failed) -> None:
        self.prints.append(ProofPrint(len(self.prints) + 1, NOW, "李娜", copies))
        done(self.prints[-1])


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Path:
    file = tmp_path_factory.mktemp("proof") / "sheet.pdf"
    file.write_bytes(printed(scenario("S01")))
    return file


class Desk:
    """A shown 核对单."""

    def __init__(self, qtbot: QtBot, sheet: Path) -> None:
        self.proofs, self.prints = FakeProofs(sheet), FakePrints(sheet)
        self.closed: list[bool] = []
        drafts = FakeDrafts([row(1)])
        self.page = ProofPage("draft-1", drafts, self.prints, self.proofs, lambda: self.closed.append(True))
        qtbot.addWidget(self.page)
        self.page.resize(1372, 830)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.activated()
        qtbot.waitUntil(lambda: self.page.paper.pages() > 0)

    def press(self, key: Qt.Key) -> None:
        focused = QApplication.focusWidget()
        press(focused if focused is not None else self.page, key)


@pytest.fixture
def desk(qtbot: QtBot, sheet: Path) -> Iterator[Desk]:
    yield Desk(qtbot, sheet)
    background().wait()


def test_changes_are_listed_with_both_values(desk: Desk) -> None:
    model = desk.page.panel.model
    assert model.rowCount() == 2
    assert model.words(model.row(0), 0) == "1，合同协议号，原 甲-1，现 甲-2"
    assert "纸面上没有这一栏" in model.words(model.row(1), 0)


def test_f8_walks_the_changes_and_shows_each_on_the_paper(desk: Desk) -> None:
    plain = desk.page.paper.grab().toImage()
    desk.press(Key.Key_F8)
    assert desk.page.panel.changes.current_row() == 0
    assert desk.page.paper.grab().toImage() != plain
    desk.press(Key.Key_F8)
    assert desk.page.panel.changes.current_row() == 1
    desk.press(Key.Key_F8)
    assert desk.page.panel.changes.current_row() == 0


def test_another_print_can_be_compared_with(desk: Desk) -> None:
    desk.page.panel.against.chosen.emit("1")  # what the menu does
    desk.page.panel.against.show_choices([("", "上一次打印"), ("1", "第 1 次")], "1")
    desk.page.panel.wanted.emit()
    assert desk.proofs.wanted[-1][1] == 1


def test_the_marks_can_be_left_off(desk: Desk) -> None:
    box = desk.page.panel.boxes["标出与上次不同"]
    box.setFocus()
    press(box, Key.Key_Space)
    assert desk.proofs.wanted[-1][2] == Options(marks=False)
    assert desk.page.panel.model.rowCount() == 0
    assert not desk.page.panel.boxes["旧值加删除线"].isEnabled()


def test_a_printed_sheet_is_remembered_with_its_copies(desk: Desk, tmp_path: Path) -> None:
    desk.page.printed(Printed(1, 3))
    desk.page.saved(tmp_path / "核对单.pdf")
    assert [one.copies for one in desk.proofs.prints] == [2, 3, 0]
    assert desk.page.panel.prints.rowCount() == 3


def test_a_sheet_that_cannot_be_made_is_told(qtbot: QtBot, sheet: Path) -> None:
    proofs = FakeProofs(sheet)
    proofs.refused = "磁盘已满，请腾出空间"
    page = ProofPage("draft-1", FakeDrafts([row(1)]), FakePrints(sheet), proofs, lambda: None)
    qtbot.addWidget(page)
    assert "磁盘已满" in page.strip.accessibleName() or page.strip.isVisibleTo(page)


def batch(qtbot: QtBot, sheet: Path, count: int = 3) -> tuple[BatchPage, FakePrints, FakeProofs]:
    prints, proofs = FakePrints(sheet), FakeProofs(sheet)
    ids = [f"draft-{number}" for number in range(1, count + 1)]
    page = BatchPage(ids, FakeDrafts([row(number) for number in range(1, count + 1)]), prints, proofs, lambda: None)
    qtbot.addWidget(page)
    page.resize(1372, 830)
    page.show()
    qtbot.waitUntil(lambda: page.paper.pages() > 0)
    return page, prints, proofs


def test_several_declarations_become_one_print(qtbot: QtBot, sheet: Path) -> None:
    page, prints, _ = batch(qtbot, sheet)
    assert prints.joined == [sheet] * 3
    assert page.panel.print.isEnabled() and not page.panel.stop.isVisible()


def test_a_batch_of_proofs_is_remembered_for_each(qtbot: QtBot, sheet: Path) -> None:
    page, _, proofs = batch(qtbot, sheet)
    page.panel.parts.choose(Sheets.PROOF.value)
    page.panel.parts.chosen.emit(Sheets.PROOF.value)
    qtbot.waitUntil(lambda: len(proofs.wanted) >= 3)
    page.printed(Printed(3, 1))
    assert len(proofs.prints) == 4
