"""A notice tells of declarations sent back: once, several at once, and nothing of what was there before."""

from dataclasses import replace

from app.declarations.status import Status
from app.ui.desk.sent_back import notice
from app.ui.desk.window import PortdeskWindow
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
