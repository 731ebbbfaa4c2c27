"""The tour's look at 边民名册 after a lot went out: used quotas, the view turned to a resident, the day's report."""

from app.ui.pages.register.register_page import RegisterPage
from app.ui.tour.clerk import Clerk
from app.ui.tour.waiting import StepFailed, until

KEY = "register"


class RegisterLook:
    """Pictures of the register, by keys; no number is shown in full."""

    def __init__(self, clerk: Clerk) -> None:
        self._clerk = clerk

    def look(self) -> None:
        """See the register, one resident in large type, and the report of the day."""
        clerk, keys = self._clerk, self._clerk.keys
        keys.press("Ctrl+Shift+B")
        clerk.wait_for_page(KEY)
        page = self._page()
        until(lambda: page.model.rowCount() > 0, "边民名册列出边民")
        keys.press("Escape")
        keys.press("Home", "Down", "Down")
        until(lambda: _shows_current(page), "右侧显示这一位边民的资料")
        clerk.picture("23-register")
        keys.press("F9")
        until(page.mirror.isVisible, "给本人看的大字画面")
        clerk.picture("23b-register-mirror")
        keys.press("Escape", "Ctrl+D")
        until(page.day.isVisible, "互市日报")
        clerk.picture("23c-day-report")
        keys.press("Escape")

    def _page(self) -> RegisterPage:
        page = self._clerk.window.page(KEY)
        if not isinstance(page, RegisterPage):
            raise StepFailed("最前的一页不是边民名册")
        return page


def _shows_current(page: RegisterPage) -> bool:
    """Tell whether the panel tells of the resident the keyboard is on, and not of the one before."""
    seen = page.side.person.seen()
    is_there = page.side.person.isVisible() or page.side.opener.isVisible()
    return is_there and seen is not None and seen.resident.id == page.current()
