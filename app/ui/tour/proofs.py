"""The tour at the 核对单: one kept as a PDF while the declaration is half done, the next marks what came since."""

from pathlib import Path

from app.ui.tour.clerk import Clerk
from app.ui.tour.paper import Paper
from app.ui.tour.waiting import until


class Proofs:
    """The 核对单 of one declaration."""

    def __init__(self, clerk: Clerk, paper: Paper, out: Path) -> None:
        self._clerk, self._paper, self._out = clerk, paper, out

    def keep_first(self) -> None:
        """Keep the first one as a PDF."""
        self._open()
        self._clerk.wait_for("第一次打印")
        self._clerk.keys.press("Ctrl+S")
        self._clerk.keys.type(str(self._out.resolve() / "核对单.pdf"))
        self._clerk.keys.accept()
        self._clerk.wait_for("已存为")
        self._clerk.keys.press("Escape")
        self._leave()

    def see_changes(self) -> None:
        """Look at what the next one marks."""
        self._open()
        self._clerk.wait_for("改了")
        self._clerk.keys.press("F8")
        self._clerk.wait_for("第 1 页")
        self._clerk.picture("24-proof")
        self._leave()

    def _open(self) -> None:
        self._clerk.turn_to(self._paper.tab)
        self._clerk.keys.press("Ctrl+Shift+P")
        until(lambda: self._clerk.window.current() != self._paper.tab, "核对单打开")

    def _leave(self) -> None:
        self._clerk.keys.press("Escape")
        self._clerk.wait_for_page(self._paper.tab)
