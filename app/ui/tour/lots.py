"""The 互市 part of the tour: a register read in, a lot typed, divided, confirmed one by one and sent; by keys."""

import csv
from dataclasses import dataclass

from app.border_trade.share import ShareState
from app.ui.pages.lots.lot_page import LotPage
from app.ui.theme.bundled import bundled
from app.ui.tour.clerk import Clerk
from app.ui.tour.waiting import StepFailed, until
from app.work.lot_view import LotView

PATIENCE = 60.0  # seconds; receipts come stage by stage
_CARD, _NAME = "IC卡号", "姓名"


@dataclass(frozen=True, slots=True)
class LotPlan:
    """What is typed of a lot: the group, the fields in their order, who is absent, and a quantity beyond a quota."""

    residents: str
    group: str
    typed: tuple[str, ...]
    absent: tuple[str, ...]
    over: str


class Lots:
    """One lot on its way."""

    def __init__(self, clerk: Clerk, plan: LotPlan) -> None:
        self._clerk, self._plan = clerk, plan

    def read_register(self) -> None:
        """Read the residents in: seen first, then written."""
        clerk, keys = self._clerk, self._clerk.keys
        keys.press("Ctrl+Shift+B")
        until(lambda: clerk.window.current() == "register", "边民名册打开")
        keys.press("Ctrl+I")
        keys.type(str(bundled("samples", self._plan.residents)))
        keys.accept()
        clerk.wait_for("预览")
        keys.press("Return")
        clerk.wait_for("新登记")

    def type_lot(self) -> None:
        """Begin a lot, bring the group, type the goods, divide, set the absent aside, check."""
        keys = self._clerk.keys
        keys.press("Ctrl+H")
        until(lambda: self._clerk.window.current().startswith("lot:"), "新批次打开")
        page = self._page()
        until(page.side.group_box.hasFocus, "键盘在互助组一格")
        keys.type(self._plan.group)
        keys.accept()
        until(lambda: bool(self._view().rows), "互助组成员列出")
        for text in self._plan.typed:
            keys.type(text)
            keys.accept()
        until(page.table.hasFocus, "键盘在名单里")
        keys.press("F7")
        until(lambda: self._view().quantity > 0, "批次分配")
        keys.press("Return")
        for letters in self._plan.absent:
            keys.type(letters)
            before = len(self._view().taking_part)
            keys.press("Space")
            until(lambda before=before: len(self._view().taking_part) == before - 1, "未到场的移出")  # type: ignore[misc]
        keys.press("F9")

    def go_over(self) -> None:
        """Give one resident more than his quota holds, see it told, and take the cure."""
        clerk, keys = self._clerk, self._clerk.keys
        keys.press("Home", "Down", "Down")
        keys.type(self._plan.over)
        keys.accept()
        until(lambda: self._view().rows[2].over > 0, "超出额度标出")
        keys.press("F8")
        clerk.picture("05-bianmin")
        keys.press("Alt+Return")
        until(lambda: not self._view().rows[2].over, "超出的改正")

    def confirm(self) -> None:
        """Let every resident who takes part put his card on the reader."""
        keys = self._clerk.keys
        with bundled("samples", self._plan.residents).open(encoding="utf-8-sig", newline="") as file:
            cards = {row[_NAME]: row[_CARD] for row in csv.DictReader(file)}
        keys.press("F3")
        for row in self._view().taking_part:
            keys.type(cards[row.name])
            keys.accept()
        until(lambda: self._view().ready == len(self._view().taking_part), "所有到场的人确认", PATIENCE)
        self._clerk.picture("05b-bianmin-confirmed")
        keys.press("Escape")

    def send(self) -> None:
        """Send the confirmed together and wait for their release."""
        self._clerk.keys.press("F10", "Return")
        until(self._is_released, "互市申报单放行", PATIENCE)

    def look(self) -> None:
        """See the results row by row."""
        self._clerk.picture("05c-bianmin-released")

    def _is_released(self) -> bool:
        page = self._page()
        if page.strip.isVisible():
            raise StepFailed(page.strip.accessibleName())
        return all(row.share.state is ShareState.RELEASED for row in self._view().taking_part)

    def _page(self) -> LotPage:
        page = self._clerk.window.page(self._clerk.window.current())
        if not isinstance(page, LotPage):
            raise StepFailed("最前的一页不是互市批次")
        return page

    def _view(self) -> LotView:
        view = self._page().view
        if view is None:
            raise StepFailed("互市批次还没有读入")
        return view
