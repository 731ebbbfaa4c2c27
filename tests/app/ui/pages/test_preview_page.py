"""The print preview: pages are drawn off the UI thread, fitted, magnified, turned, saved and sent to a printer."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.declarations.status import Status
from app.ui.pages import paper_print, paper_side
from app.ui.pages.background import background
from app.ui.pages.paper_print import images_of
from app.ui.pages.preview_facts import paper_words
from app.ui.pages.preview_page import PreviewPage
from tests.helpers.keys import press, type_text
from tests.helpers.ui_services import FakeDrafts, FakePrints, row

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PAGES = 3


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Path:
    """Three pages of A4, landscape."""
    file = tmp_path_factory.mktemp("paper") / "pages.pdf"
    writer = QPdfWriter(str(file))
    size, landscape = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape
    writer.setPageLayout(QPageLayout(size, landscape, QMarginsF()))
    painter = QPainter(writer)
    for number in range(PAGES):
        if number:
            writer.newPage()
        painter.fillRect(1000, 1000, 2000 * (number + 1), 1500, Qt.GlobalColor.black)
    painter.end()
    return file


class Desk:
    """A shown preview."""

    def __init__(self, qtbot: QtBot, paper: Path, status: Status = Status.SENT) -> None:
        self.prints = FakePrints(paper)
        self.closed: list[bool] = []
        drafts = FakeDrafts([row(1, status, entry_id="070820261000000001")])
        self.page = PreviewPage("draft-1", drafts, self.prints, lambda: self.closed.append(True))
        qtbot.addWidget(self.page)
        self.page.resize(1372, 830)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.activated()
        qtbot.waitUntil(lambda: self.page.paper.pages() > 0)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        press(focused if focused is not None else self.page, key, modifier)

    def zoom(self) -> str:
        return self.page.percent()


@pytest.fixture
def desk(qtbot: QtBot, paper: Path) -> Iterator[Desk]:
    yield Desk(qtbot, paper)
    background().wait()


def test_what_is_printed_is_told(desk: Desk) -> None:
    facts = desk.page.facts
    assert facts.words("版式") == "进口货物报关单"
    assert facts.words("编号") == "070820261000000001"
    assert facts.words("纸张") == "A4 横向"
    assert facts.words("页数") == f"共 {PAGES} 页，正看第 1 页"
    assert facts.words("水印") == "有，放行后去掉"


def test_a_released_declaration_has_no_watermark(qtbot: QtBot, paper: Path) -> None:
    assert Desk(qtbot, paper, Status.RELEASED).page.facts.words("水印") == "无"


def test_the_pages_are_drawn_off_the_ui_thread(qtbot: QtBot, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []

    def noted(file: Path, dpi: int) -> list[QImage]:
        threads.append(threading.current_thread())
        return images_of(file, dpi)

    monkeypatch.setattr("app.ui.pages.paper_page.images_of", noted)
    Desk(qtbot, paper)
    assert threads and threading.main_thread() not in threads


def test_page_keys_turn_pages(desk: Desk) -> None:
    desk.press(Key.Key_PageDown)
    assert desk.page.facts.words("页数") == f"共 {PAGES} 页，正看第 2 页"
    desk.press(Key.Key_End)
    assert desk.page.paper.page() == PAGES - 1
    desk.press(Key.Key_PageDown)
    assert desk.page.paper.page() == PAGES - 1
    desk.press(Key.Key_Home)
    assert desk.page.paper.page() == 0


def test_zoom_and_fit(desk: Desk, qtbot: QtBot) -> None:
    fitted = desk.zoom()
    desk.press(Key.Key_Plus, CTRL)
    desk.press(Key.Key_Plus, CTRL)
    assert not desk.page.paper.is_fitted()
    assert int(desk.zoom()[:-1]) > int(fitted[:-1])
    asked = desk.page.paper.sharpness()
    qtbot.waitUntil(lambda: desk.page.paper.sharpness() > asked)  # drawn again, not only stretched
    desk.press(Key.Key_0, CTRL)
    assert desk.page.paper.is_fitted()
    assert abs(int(desk.zoom()[:-1]) - int(fitted[:-1])) <= 1  # pages are whole dots at any sharpness


def test_zoom_stays_within_reason(desk: Desk) -> None:
    for _ in range(20):
        desk.press(Key.Key_Minus, CTRL)
    assert desk.zoom() == "25%"
    for _ in range(40):
        desk.press(Key.Key_Plus, CTRL)
    assert desk.zoom() == "400%"


def test_a_fitted_page_follows_the_window(desk: Desk) -> None:
    before = int(desk.zoom()[:-1])
    desk.page.resize(1000, 600)
    QApplication.processEvents()
    assert int(desk.zoom()[:-1]) < before


def test_ctrl_s_saves_as_pdf_and_says_where(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    desk.press(Key.Key_S, CTRL)
    focused = QApplication.focusWidget()
    assert focused is not None
    type_text(focused, str(tmp_path / "out.txt"))
    desk.press(Key.Key_Return)
    assert ".pdf" in desk.page.path_strip.wrong()
    desk.press(Key.Key_A, CTRL)
    type_text(focused, str(target))
    desk.press(Key.Key_Return)
    assert desk.prints.saved == [(desk.prints.page, target)]
    assert desk.page.strip.accessibleName() == f"已存为 {target}"
    assert desk.page.paper.hasFocus()


def test_esc_leaves_step_by_step(desk: Desk) -> None:
    desk.press(Key.Key_S, CTRL)
    desk.press(Key.Key_Escape)
    assert desk.closed == []
    assert not desk.page.path_strip.isVisible()
    desk.press(Key.Key_Escape)
    assert desk.closed == [True]


def test_an_unreadable_file_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no pdf")
    page = PreviewPage("draft-1", FakeDrafts([row(1)]), FakePrints(broken), lambda: None)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: "读不出来" in page.strip.accessibleName())


def test_answers_to_a_closed_page_are_harmless(qtbot: QtBot, paper: Path) -> None:
    page = PreviewPage("draft-1", FakeDrafts([row(1)]), FakePrints(paper), lambda: None)
    page.deleteLater()
    QApplication.sendPostedEvents(page, 52)
    background().wait()
    QApplication.processEvents()


class PdfPrinters:
    """Two printers that draw into files of a folder; a third, told of, is gone by the time it is used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> Sequence[str]:
        return ("报关厅", "二楼")

    def opened(self, name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / f"{name}.pdf"))
        return printer


class Gone(PdfPrinters):
    def opened(self, name: str) -> QPrinter:
        printer = super().opened(name)
        printer.setOutputFileName(str(self.folder / "nowhere" / f"{name}.pdf"))
        return printer


@pytest.fixture(autouse=True)
def nothing_used() -> Iterator[None]:
    yield
    paper_side._last_used.clear()


@pytest.fixture
def printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PdfPrinters:
    found = PdfPrinters(tmp_path)
    monkeypatch.setattr(paper_print, "printers", lambda: found)
    return found


def printed(file: Path) -> int:
    with pypdfium2.PdfDocument(file) as document:
        return len(document)


def settle(desk: Desk) -> None:
    background().wait()
    QApplication.processEvents()


def test_ctrl_p_prints_every_page_on_the_usual_printer(printers: PdfPrinters, desk: Desk) -> None:
    settle(desk)
    desk.press(Key.Key_P, CTRL)
    assert desk.page.strip.accessibleName() == "正在送往打印机“报关厅”"
    settle(desk)
    assert desk.page.strip.accessibleName() == f"已送打印机 {PAGES} 页"
    assert printed(printers.folder / "报关厅.pdf") == PAGES


def test_another_printer_copies_and_pages_by_keys(printers: PdfPrinters, desk: Desk) -> None:
    settle(desk)
    box = desk.page.facts.printing
    box.printer.menu().actions()[1].trigger()
    box.copies.setFocus()
    desk.press(Key.Key_A, CTRL)
    type_text(box.copies, "2")
    desk.press(Key.Key_Return)
    type_text(box.pages, "2-3")
    desk.press(Key.Key_Return)
    assert QApplication.focusWidget() is desk.page.facts.print
    desk.press(Key.Key_Space)
    settle(desk)
    assert desk.page.strip.accessibleName() == "已送打印机 2 页，2 份"
    assert printed(printers.folder / "二楼.pdf") == 4  # this printer makes no copies by itself
    again = PreviewPage("draft-1", FakeDrafts([row(1)]), desk.prints, lambda: None)
    settle(desk)
    assert again.facts.printing.printer.current() == "二楼"


@pytest.mark.parametrize(
    ("copies", "pages", "sentence"),
    [("0", "", "份数填 1 到 99"), ("1", "9", f"这份共 {PAGES} 页"), ("1", "a", "2 或 2-3"), ("1", "3-2", "先小后大")],
)
def test_a_wrong_wish_is_told_and_nothing_is_printed(
    printers: PdfPrinters, desk: Desk, copies: str, pages: str, sentence: str
) -> None:
    settle(desk)
    desk.page.facts.printing.copies.set_text(copies)
    desk.page.facts.printing.pages.set_text(pages)
    desk.press(Key.Key_P, CTRL)
    assert sentence in desk.page.strip.accessibleName()
    settle(desk)
    assert list(printers.folder.glob("*.pdf")) == []


def test_without_a_printer_the_pdf_is_offered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_print.SystemPrinters, "names", lambda _self: ())
    page = PreviewPage("draft-1", FakeDrafts([row(1)]), desk.prints, lambda: None)
    settle(desk)
    assert page.facts.printing.printer.words() == "没有打印机"
    with pytest.raises(ValueError, match="存为 PDF"):
        page.facts.printing.wish(PAGES)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_is_gone_is_told(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_print, "printers", lambda: Gone(tmp_path))
    desk.page.facts.printing._show(Gone(tmp_path).names())
    desk.press(Key.Key_P, CTRL)
    settle(desk)
    assert "没有响应" in desk.page.strip.accessibleName()
    desk.press(Key.Key_P, CTRL)
    assert "正在送往" in desk.page.strip.accessibleName()


@pytest.mark.parametrize(
    ("size", "words"),
    [((297.0, 210.0), "A4 横向"), ((209.9, 297.2), "A4 纵向"), ((200.0, 100.0), "200 × 100 毫米")],
)
def test_paper_is_named(size: tuple[float, float], words: str) -> None:
    assert paper_words(size) == words


def test_everything_that_takes_the_keyboard_has_a_name(desk: Desk) -> None:
    nameless = [
        type(one).__name__
        for one in desk.page.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
    ]
    assert nameless == []
