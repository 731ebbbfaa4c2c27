"""The tour at a rejection: one is sent back, found by Shift+F9, mended where it was wrong, and filed anew."""

from app.core.draft import Draft
from app.declarations.status import Status
from app.ui.tour.clerk import Clerk
from app.ui.tour.paper import REASON, Paper
from app.ui.tour.plan import Mistake
from app.ui.tour.rejected_plan import Rejected
from app.ui.tour.waiting import StepFailed, until

CONFIRM = "与被退单的一版相比改了"
COPIES = "复制为新票"
MOST_NEEDS = 12


class Rejection:
    """``source`` is a declaration that went through; a copy of it, of the sample's contents, is sent back."""

    def __init__(self, clerk: Clerk, source: Paper, sample: Draft, rejected: Rejected) -> None:
        self._clerk, self._source, self._rejected = clerk, source, rejected
        self._paper = Paper(clerk, sample)

    def be_sent_back(self) -> None:
        """Copy, type something the authority does not take, file."""
        clerk = self._clerk
        known = {row.id for row in clerk.rows()}
        clerk.turn_to(self._source.tab)
        clerk.keys.press("Ctrl+Shift+D")
        clerk.wait_for(COPIES)
        before = clerk.window.current()
        clerk.keys.press("Return")  # the whole of it
        until(lambda: clerk.window.current() != before, "复制的一票打开")
        self._paper.find(known)
        self._paper.type_missing()
        self._paper.retype(Mistake(self._rejected.path, self._rejected.wrong))
        self._paper.file()
        clerk.wait_until_stands(self._paper.draft_id, lambda status: status is Status.REJECTED, "退单")

    def mend(self) -> None:
        """Go to what needs me, type what is right, look at the difference, send."""
        clerk, rejected = self._clerk, self._rejected
        known = {row.id for row in clerk.rows()}
        for _ in range(MOST_NEEDS):
            clerk.keys.press("Shift+F9")
            until(lambda: clerk.keys.focused().isVisible(), "键盘有去处")
            if self._is_there(known):
                break
        else:
            raise StepFailed("Shift+F9 没有走到退单的字段")
        made = next(row.id for row in clerk.rows() if row.id not in known)
        clerk.picture("06b-rejected")
        clerk.keys.type(rejected.right)
        clerk.keys.accept()
        clerk.keys.press("F10")
        while clerk.sees(REASON):
            clerk.keys.press("F10")
        until(lambda: clerk.sees(CONFIRM), "申报前列出改动")
        clerk.picture("06c-rejected-confirm")
        clerk.keys.press("Return")
        clerk.wait_until_stands(made, lambda status: status is not Status.DRAFT, "新版进入发送队列")

    def _is_there(self, known: set[str]) -> bool:
        """Tell whether the new version came to the front, in the field that was wrong."""
        try:
            until(lambda: self._clerk.path() == self._rejected.path, "光标在退单的字段", 3.0)
        except StepFailed:
            return False
        return any(row.id not in known for row in self._clerk.rows())
