"""The two-step part of the tour: 概要, 提离, a request for a change, 完整, 放行; every step of it by keyboard."""

from collections.abc import Callable

from PySide6.QtWidgets import QTableView, QWidget

from app.declarations.status import Status
from app.ui.tour.clerk import Clerk
from app.ui.tour.paper import Paper
from app.ui.tour.plan import TwoStep
from app.ui.tour.waiting import StepFailed, rest, until
from app.ui.widgets import PanelTabs

PLACE = "二连测试监管库 3 号库"
ARRIVED, REASON = "08:40", "过磅数与申报数不符，按过磅单更正"
AGREED = frozenset({Status.AGREED, Status.CONDITIONAL})
LIST, RECEIPTS, WORKBENCH = "list", "receipts", "workbench"
MOST_LOOKS, LOOK_AGAIN_MS = 40, 100


class TwoSteps:
    """One declaration on its way; ``complete`` makes the sample of the second step."""

    def __init__(self, clerk: Clerk, paper: Paper, complete: Callable[[], None], plan: TwoStep) -> None:
        self._clerk, self._paper, self._complete, self._plan = clerk, paper, complete, plan

    def summarise(self) -> None:
        """Type the items of the 概要."""
        self._clerk.go(WORKBENCH)
        self._paper.start()
        self._paper.type_all(self._plan.as_typed)
        self._paper.type_missing()
        self._clerk.keys.press("Ctrl+1")
        self._clerk.picture("11-summary")

    def leave_the_port(self) -> None:
        """File the 概要, wait until the goods may leave, and see that they may not be sold."""
        clerk = self._clerk
        self._paper.file()
        self._stands(Status.CONDITIONAL, "允许提离")
        clerk.go(RECEIPTS)
        self._to_newest("可提离，不得销售使用")
        self._button("两段准入")
        clerk.keys.press("Return")
        clerk.wait_for("可提离，不得销售使用")
        clerk.keys.press("D")
        clerk.keys.type(PLACE)
        for text in ("", "", ARRIVED):
            clerk.keys.accept()
            clerk.keys.type(text)
        clerk.keys.press("Ctrl+S")
        clerk.wait_for("存放地已登记")
        clerk.wait_for(PLACE)
        clerk.keys.press("Escape")
        clerk.picture("18-timeline-two-lane")
        clerk.keys.press("Escape")
        clerk.wait_for_page(RECEIPTS)

    def ask_for_a_change(self) -> None:
        """Begin a request from the list, change two fields in the form, take one of them back."""
        clerk, keys = self._clerk, self._clerk.keys
        self._to_row()
        keys.press("Space")
        self._button("修改、撤销")
        keys.press("Return")
        self._request_in_front()
        page = clerk.window.current()
        keys.press("Return")
        until(lambda: clerk.window.current() != page and clerk.path() != "", "表单打开，键盘在一格里")
        for one in (self._plan.change, self._plan.refile):
            self._paper.retype(one)
        clerk.turn_to(page)
        clerk.wait_for("移出并继续")
        clerk.picture("13-amend")
        keys.press("Home", "Delete")
        until(lambda: not clerk.sees("移出并继续"), "须撤销重报的一行移出")
        self._button("原因")
        keys.press("Return", "Down", "Down", "Return")
        self._text("说明", REASON)
        keys.press("F10")
        asked = page.partition(":")[2]
        clerk.wait_until_stands(asked, lambda status: status in AGREED, "海关同意")
        self._paper.draft_id = asked  # the version in force from now on
        clerk.wait_for("已同意")
        clerk.picture("13-amend-agreed")
        keys.press("Ctrl+W")

    def go_on(self) -> None:
        """Take the 概要 over into the 完整 by Shift+F10, fill in the rest and file it."""
        clerk = self._clerk
        self._to_row()
        clerk.keys.press("Shift+F10")
        until(lambda: clerk.window.current() != LIST and clerk.path() != "", "完整申报打开")
        self._paper.tab = clerk.window.current()
        self._complete()
        self._paper.type_all()
        self._paper.type_missing()
        clerk.picture("03-form-complete")
        self._see_taxes()
        self._paper.file()
        self._stands(Status.CLOSED, "结关")

    # -- inside --------------------------------------------------------------------------------------------------

    def _see_taxes(self) -> None:
        """Look at the taxes beside the form, the keyboard in a code of the transport."""
        clerk, keys = self._clerk, self._clerk.keys
        tabs = clerk.tab_to(lambda widget: widget.accessibleName().startswith("问题"), "右栏")
        is_wide = isinstance(tabs, PanelTabs)
        if is_wide:
            keys.press("Right")
        else:
            clerk.tab_to(lambda widget: widget.accessibleName() == "税费", "税费")
            keys.press("Return")
        clerk.wait_for("预计应缴 ")
        if is_wide:
            keys.press("Ctrl+3")
            until(lambda: clerk.path() != "", "键盘回到表单")
            keys.press("Return")
        clerk.picture("03d-form-rail-tax")
        if not is_wide:
            keys.press("F7")

    def _stands(self, status: Status, words: str) -> None:
        self._clerk.wait_until_stands(self._paper.draft_id, lambda now: now is status, words)

    def _to_newest(self, words: str) -> None:
        """Go to the newest receipt, again while older ones are still the newest shown."""
        for _ in range(MOST_LOOKS):
            self._clerk.keys.press("Home")
            rest(LOOK_AGAIN_MS)
            if self._clerk.sees(words):
                return
        raise StepFailed(f"最新的回执没有写“{words}”")

    def _text(self, words: str, text: str) -> None:
        self._button(words)
        self._clerk.keys.type(text)
        self._clerk.keys.accept()

    def _button(self, words: str) -> None:
        def fits(widget: QWidget) -> bool:
            return widget.accessibleName().startswith(words) and widget.isEnabled()

        self._clerk.tab_to(fits, f"按钮“{words}”")

    def _to_row(self) -> None:
        """Find the declaration in the list by its number."""
        clerk, keys = self._clerk, self._clerk.keys
        number = clerk.standing(self._paper.draft_id).entry_id
        clerk.go(LIST)
        keys.press("Ctrl+F")
        keys.type(number)
        keys.accept()
        until(lambda: rows_of(keys.focused()) == 1, f"列表里只有 {number}")
        keys.press("Home")

    def _request_in_front(self) -> None:
        clerk = self._clerk
        until(lambda: clerk.window.current().startswith("request:"), "修改申请打开")
        clerk.wait_for("修改申请")


def rows_of(widget: QWidget) -> int:
    """Return how many rows a table shows, -1 for anything else."""
    model = widget.model() if isinstance(widget, QTableView) else None
    return model.rowCount() if model is not None else -1
