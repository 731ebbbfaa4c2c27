"""An outage over real workers: told once, when something was filed into it; it says what is kept, and its end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from app.declarations.status import Status
from app.ui.desk.window import RECEIPTS, PortdeskWindow, furnish
from app.ui.pages.outage_notice import OutageNotice
from app.ui.pages.services import CheckLine, Verdict
from tests.helpers.bureau import Bureau, coal, until
from tests.helpers.fake_gateway import Fault

GONE = [Fault.UNPLUGGED] * 10_000


@pytest.fixture
def window(bureau: Bureau, tmp_path: Path) -> Iterator[PortdeskWindow]:
    line = CheckLine("签名证书", Verdict.OK, "演示证书，有效期到 2027-03-01")
    desk = furnish(bureau.office, tmp_path / "prints", lambda _connection: [line])
    made = PortdeskWindow(desk)
    made.window.show()
    made.window.activateWindow()
    until(made.window.isActiveWindow)
    yield made
    made.window.close()
    for part in (made, made.window):
        delete(part)


def unplug(bureau: Bureau) -> None:
    bureau.gateway.faults.extend(GONE)
    bureau.gateway.question_faults.extend(GONE)


def plug_in(bureau: Bureau) -> None:
    bureau.gateway.faults.clear()
    bureau.gateway.question_faults.clear()
    bureau.submissions.receive()


def notice(window: PortdeskWindow) -> OutageNotice | None:
    return next((one for one in window.window.findChildren(OutageNotice) if one.isVisible()), None)


def test_an_outage_is_told_once_with_what_is_safe_and_its_end(bureau: Bureau, window: PortdeskWindow) -> None:
    unplug(bureau)
    until(lambda: "离线" in window.window.status.words())
    assert notice(window) is None, "starting without a network is no reason for a notice"
    draft_id = bureau.keep(coal(), "PD2026030200041")
    bureau.file(draft_id)
    until(lambda: notice(window) is not None)
    shown = notice(window)
    assert shown is not None
    until(lambda: "本机网络" in shown.diagnosis() and "演示证书" in shown.diagnosis())
    assert "含签名原文" in shown.diagnosis()
    focused = QApplication.focusWidget()
    assert focused is not None and focused.accessibleName() == "填下一票"
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert notice(window) is None
    bureau.file(bureau.keep(coal(), "PD2026030200042"), bill_number="OTHER1", contract_number="OTHER1")
    until(lambda: "待发 2" in window.window.status.words())
    assert notice(window) is None, "once per outage"
    plug_in(bureau)
    until(lambda: "2 份待发送" in window.window.strip.accessibleName() + window.window.toast.accessibleName())
    bureau.until_status(draft_id, Status.SENT)
    until(lambda: not window.window.strip.isVisible())


def test_the_notice_leads_to_the_queue_and_leaves_when_the_link_is_back(bureau: Bureau, window: PortdeskWindow) -> None:
    unplug(bureau)
    bureau.file(bureau.keep(coal(), "PD2026030200043"))
    until(lambda: notice(window) is not None)
    plug_in(bureau)
    until(lambda: notice(window) is None)
    unplug(bureau)
    bureau.file(bureau.keep(coal(), "PD2026030200044"), bill_number="OTHER2", contract_number="OTHER2")
    until(lambda: notice(window) is not None)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    for key, held in (
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    ):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, held)
    assert window.window.current() == RECEIPTS
