"""A notice tells of declarations sent back: once, several at once, and nothing of what was there before."""

from dataclasses import replace
from datetime import timedelta

from app.declarations.status import Status
from app.ui.desk.sent_back import notice
from app.ui.desk.window import PortdeskWindow
from app.ui.models.quiet_hours import QuietHours
from app.ui.pages.services import ReceiptItem
from tests.app.ui.desk.test_stages import filed, window
from tests.helpers.bureau import Bureau, coal, until
from tests.helpers.filings import NOW

__all__ = ["window"]
ONE = ReceiptItem("1", "d", "E", "退单", "退单：净重大于毛重", "I1", Status.REJECTED, NOW, seen=False)


def test_one_is_told_with_its_reason_and_several_by_their_number() -> None:
    assert notice([ONE]) == "退单：净重大于毛重　Shift F9 去处理"
    assert notice([ONE, replace(ONE, id="2")]) == "2 票退单　Shift F9 去处理"


def test_a_rejection_is_told_when_it_comes(bureau: Bureau, window: PortdeskWindow) -> None:
    toast = window.window.toast
    assert not toast.isVisible()
    filed(bureau, coal(), "7 E", Status.REJECTED, "退单：净重大于毛重")
    until(toast.isVisible)
    assert "净重大于毛重" in toast.accessibleName()


def test_in_the_quiet_hours_it_is_kept_for_later_and_told_once(bureau: Bureau, window: PortdeskWindow) -> None:
    toast, now = window.window.toast, bureau.clock.now()
    window.sent_back.keep_quiet(QuietHours((now - timedelta(hours=1)).time(), (now + timedelta(hours=1)).time()))
    filed(bureau, coal(), "7 E", Status.REJECTED, "退单：净重大于毛重")
    until(lambda: bool(window.sent_back._held))
    assert not toast.isVisible() and window.sent_back._later.isActive()
    window.sent_back.keep_quiet(None)
    assert toast.isVisible() and "净重大于毛重" in toast.accessibleName()
    assert not window.sent_back._held, "told once"
