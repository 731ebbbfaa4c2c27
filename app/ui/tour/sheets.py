"""The tour at 导入商品: an invented sheet with mistakes mended in place, then a clean one whose header is known."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.core.draft import Draft
from app.sheets.cells import written
from app.sheets.xlsx_out import xlsx_bytes
from app.ui.models.import_sheet import Stage
from app.ui.pages.goods_import.import_page import ImportPage
from app.ui.tour.clerk import Clerk
from app.ui.tour.invoice import invoice
from app.ui.tour.paper import Paper
from app.ui.tour.waiting import StepFailed, until

FILE = "装箱单 EL-1121.xlsx"
MOST_MENDS = 12


class Sheets:
    """One declaration whose goods come from a sheet."""

    def __init__(self, clerk: Clerk, sample: Draft, out: Path) -> None:
        self._clerk, self._paper, self._out = clerk, Paper(clerk, sample), out

    def mend(self) -> None:
        """Read a file, take its columns, mend the bad cells in place, look at what is merged, write it, undo it."""
        clerk = self._clerk
        self._paper.start()
        target = self._out / FILE
        head, *lines = invoice(mistakes=True)
        target.write_bytes(xlsx_bytes(head, lines))
        clerk.keys.press("Ctrl+I")
        clerk.keys.type(str(target.resolve()))
        clerk.keys.accept()
        page = self._at(Stage.COLUMNS)
        clerk.picture("15-import-columns")
        clerk.keys.press("Return")
        self._at(Stage.CELLS)
        clerk.picture("15-import")
        for _ in range(MOST_MENDS):
            if not self._bad(page):
                break
            clerk.keys.press("Return")
        else:
            raise StepFailed("须改的格没有改完")
        clerk.keys.press("Return")
        self._at(Stage.MERGE)
        clerk.keys.press("Right")
        clerk.picture("15-import-merge")
        self._write()
        clerk.keys.press("Ctrl+Z")

    def take_clean(self) -> None:
        """Take a clean sheet of the same header from the clipboard: its columns are known."""
        clerk = self._clerk
        QApplication.clipboard().setText(written(invoice()))
        clerk.keys.press("Ctrl+Shift+V")
        self._at(Stage.CELLS)
        clerk.keys.press("Return")
        self._at(Stage.MERGE)
        self._write()

    def look(self) -> None:
        """Look at the goods, and leave an empty clipboard behind."""
        self._clerk.keys.press("F6")
        self._clerk.picture("15-import-written")
        self._clerk.keys.press("F6")
        QApplication.clipboard().clear()

    def _write(self) -> None:
        self._clerk.keys.press("Ctrl+Return")
        until(lambda: self._clerk.window.current() == self._paper.tab, "商品写入，回到单证")
        self._clerk.wait_for_page(self._paper.tab)

    def _at(self, stage: Stage) -> ImportPage:
        """Wait for a step of the import page and return the page."""
        until(partial(self._is_at, stage), f"导入商品到第 {int(stage) + 1} 步")
        page = self._page()
        until(lambda: page is not None and page.isAncestorOf(self._clerk.keys.focused()), "键盘在导入页里")
        if page is None:
            raise StepFailed("导入页不见了")
        return page

    def _is_at(self, stage: Stage) -> bool:
        page = self._page()
        return page is not None and page.stage is stage and not page.reading.is_busy

    def _page(self) -> ImportPage | None:
        page = self._clerk.window.page(self._clerk.window.current()).widget()
        return page if isinstance(page, ImportPage) else None

    def _bad(self, page: ImportPage) -> int:
        return len(page.sheet.preview.bad()) if page.sheet.preview is not None else 0
