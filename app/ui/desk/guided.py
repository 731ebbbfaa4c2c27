"""The ten-minute tour over the open desk: its steps, and how it is seen that each was done; it does none of them."""

from PySide6.QtCore import QObject

from app.declarations.status import is_editable
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.guide_card import GuideCard, GuideStep
from app.ui.windows import MainWindow

LIST, RECEIPTS = "list", "receipts"


class Guided(QObject):
    """``begin`` shows the card; a second call while it is there does nothing."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.card: GuideCard | None = None
        self._texts: dict[str, str] = {}

    def begin(self) -> None:
        """Start the tour."""
        if self.card is not None:
            return
        self._window.go(LIST)
        self.card = GuideCard(self._window, self._steps())
        self.card.left.connect(self._over)

    def _steps(self) -> tuple[GuideStep, ...]:
        return (
            GuideStep("打开一票", "在单证列表里用 ↑ ↓ 选一票演示单证，按 Enter 打开。", "↑ ↓ Enter", self._is_open),
            GuideStep("改一格", "改一个数。Enter 到下一格，F2 查代码；改动自动保存。", "Enter F2", self._is_changed),
            GuideStep(
                "看问题",
                "按 F8 走到须改的地方，改到没有须改的问题。",
                "F8 Alt+Enter",
                self._is_sound,
            ),
            GuideStep("申报", "按 F10 申报到模拟海关。留意的地方写一句说明即可。", "F10", self._is_filed),
            GuideStep("看回执", "按 Alt+4 看回执：入库、审结、放行依次到来。", "Alt+4", self._sees_receipts),
        )

    def _form(self) -> FormPage | None:
        page = self._window.page(self._window.current())
        return page if isinstance(page, FormPage) else None

    def _is_open(self) -> bool:
        form = self._form()
        if form is not None:
            self._texts = dict(form.document.draft.filled())
        return form is not None

    def _is_changed(self) -> bool:
        form = self._form()
        return form is not None and dict(form.document.draft.filled()) != self._texts

    def _is_sound(self) -> bool:
        form = self._form()
        return form is not None and not any(one.blocks for one in form.document.problems())

    def _is_filed(self) -> bool:
        form = self._form()
        return form is not None and not is_editable(form.filing.standing.status)

    def _sees_receipts(self) -> bool:
        return self._window.current() == RECEIPTS

    def _over(self) -> None:
        self.card = None
