"""Shift+F10 and what waits, over real services: each leads to its page by keys alone."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from app.core.draft import Draft, Mode, Purpose
from app.declarations.status import Status
from app.transport.gateway import GatewayReceipt
from app.ui.desk.window import LIST, RECEIPTS, WORKBENCH, PortdeskWindow, furnish
from app.ui.models.draft_cells import Column
from app.ui.pages.amend.amend_page import AmendPage
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.list_page import ListPage
from app.ui.pages.two_lane.two_lane_page import TwoLanePage
from app.ui.pages.workbench_page import WorkbenchPage
from tests.helpers.bureau import Bureau, coal, until
from tests.helpers.filings import NOW
from tests.helpers.two_steps import s02b

NUMBER, ENTRY = "PD2026030200201", "070820261000000001"
Key = Qt.Key


@pytest.fixture
def window(bureau: Bureau, tmp_path: Path) -> Iterator[PortdeskWindow]:
    made = PortdeskWindow(furnish(bureau.office, tmp_path / "prints", lambda _connection: []))
    made.window.show()
    made.window.activateWindow()
    yield made
    made.window.close()
    for part in (made, made.window):  # pages ask again a moment after news: none may outlive the bureau
        delete(part)


def press(window: PortdeskWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.window.windowHandle(), key, modifier)


def go_on(window: PortdeskWindow) -> None:
    press(window, Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)


def filed(bureau: Bureau, draft: Draft, channels: str, reached: Status, note: str = "注") -> str:
    """Return a declaration that got these receipts."""
    draft_id = bureau.keep(draft, NUMBER)
    bureau.file(draft_id)
    bureau.until_status(draft_id, Status.SENT)
    held = bureau.gateway.declarations[-1]
    for minutes, channel in enumerate(channels.split(), start=1):
        content = (
            f"<DEC_RESULT><CUS_CIQ_NO>{held.seq_no}</CUS_CIQ_NO><ENTRY_ID>{ENTRY}</ENTRY_ID>"
            f"<NOTICE_DATE>{NOW + timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%S}</NOTICE_DATE>"
            f"<CHANNEL>{channel}</CHANNEL><NOTE>{note}</NOTE></DEC_RESULT>"
        ).encode()
        digest = hashlib.sha256(content).hexdigest()
        bureau.gateway.delivered.append(
            GatewayReceipt(f"r{minutes}", held.message_id, "", held.seq_no, digest, content, (), False)
        )
    bureau.submissions.receive()
    bureau.until_status(draft_id, reached)
    return draft_id


def front(window: PortdeskWindow) -> object:
    return window.window.page(window.window.current())


def shown(window: PortdeskWindow, key: str) -> None:
    """Bring a page of the rail to the front and wait until it has rows with the keyboard on them."""
    window.window.go(key)
    page = front(window)
    until(lambda: getattr(page, "current_draft", str)() != "")


def test_a_rejected_declaration_is_begun_anew_in_the_field_that_was_wrong(
    bureau: Bureau, window: PortdeskWindow
) -> None:
    old = filed(bureau, coal(), "7 E", Status.REJECTED, "退单：净重大于毛重")
    shown(window, RECEIPTS)
    go_on(window)
    until(lambda: isinstance(front(window), FormPage))
    page = front(window)
    assert isinstance(page, FormPage)
    until(lambda: page.binder.current == "net_weight")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "net_weight"
    assert window.window.current() != window.key_of(old)
    assert page.document.get("sign.client_seq_no") not in ("", NUMBER)


def test_a_released_declaration_is_changed_by_a_request_and_the_list_opens_it_again(
    bureau: Bureau, window: PortdeskWindow
) -> None:
    filed(bureau, coal(), "7 L J P", Status.RELEASED)
    shown(window, LIST)
    go_on(window)
    until(lambda: isinstance(front(window), AmendPage))
    key = window.window.current()
    window.window.close_tab(key)
    window.open_document(key.partition(":")[2])  # a request is shown as what it changes
    until(lambda: window.window.current() == key)
    window.open_document(key.partition(":")[2], as_form=True)
    until(lambda: isinstance(front(window), FormPage))


def test_what_is_taken_back_while_its_form_is_open_is_taken_back_there(bureau: Bureau, window: PortdeskWindow) -> None:
    filed(bureau, coal(), "7 L J P", Status.RELEASED)
    shown(window, LIST)
    go_on(window)
    until(lambda: isinstance(front(window), AmendPage))
    request = front(window)
    assert isinstance(request, AmendPage)
    key = window.window.current()
    draft_id = key.partition(":")[2]
    window.open_document(draft_id, as_form=True)
    until(lambda: isinstance(front(window), FormPage))
    form = front(window)
    assert isinstance(form, FormPage)
    form.document.put("remark", "过磅短装")
    form.autosave.flush()
    until(lambda: bureau.stored(draft_id).draft.get("remark") == "过磅短装")
    window.window.turn_to(key)
    until(lambda: request.changes.table.hasFocus() and request.model.rowCount() == 1)
    press(window, Key.Key_Delete)
    until(lambda: request.model.rowCount() == 0)
    assert form.document.get("remark") == coal().get("remark")
    assert bureau.stored(draft_id).draft.get("remark") == coal().get("remark")


def test_a_summary_is_gone_on_with_from_the_workbench(bureau: Bureau, window: PortdeskWindow) -> None:
    draft = s02b()
    draft.facts["entry_day"] = (NOW.date() - timedelta(days=3)).isoformat()
    draft_id = filed(bureau, draft, "7 SpL SpJ SpK", Status.CONDITIONAL)
    shown(window, LIST)
    rows = front(window)
    assert isinstance(rows, ListPage)
    until(lambda: str(rows.model.index(0, Column.LIMIT).data()).startswith("剩 11 天"))
    window.window.go(WORKBENCH)
    page = front(window)
    assert isinstance(page, WorkbenchPage)
    until(lambda: page.mine_model.rowCount() == 1)
    assert page.mine_model.index(0, 1).data().startswith("剩 11 天")
    page.mine.setFocus()
    press(window, Key.Key_Return)
    until(lambda: window.window.current() == window.key_of(draft_id))
    form = front(window)
    assert isinstance(form, FormPage)
    assert (form.document.mode, form.document.draft.purpose) == (Mode.COMPLETE, Purpose.COMPLETE)


def test_the_lanes_are_reached_from_the_receipts_and_esc_leads_back(bureau: Bureau, window: PortdeskWindow) -> None:
    filed(bureau, coal(), "7 L J K", Status.CONDITIONAL)
    shown(window, RECEIPTS)
    page = front(window)
    until(lambda: bool(page.pane.lanes.isVisible()))  # type: ignore[attr-defined]
    page.pane.lanes.setFocus()  # type: ignore[attr-defined]
    press(window, Key.Key_Return)
    until(lambda: isinstance(front(window), TwoLanePage))
    lanes = front(window)
    assert isinstance(lanes, TwoLanePage)
    until(lambda: lanes.banner.accessibleName().startswith("可提离，不得销售使用"))
    lanes.sell.setFocus()
    press(window, Key.Key_Return)
    until(lambda: "R144" in lanes.strip.accessibleName())
    press(window, Key.Key_Escape)
    press(window, Key.Key_Escape)
    until(lambda: window.window.current() == RECEIPTS)


def test_an_arrival_asked_about_from_the_list_is_confirmed_on_the_workbench(
    bureau: Bureau, window: PortdeskWindow
) -> None:
    draft = coal()
    draft.facts["planned_arrival"] = NOW.date().isoformat()
    draft_id = filed(bureau, draft, "7 L", Status.ACCEPTED)
    shown(window, LIST)
    go_on(window)
    until(lambda: window.window.current() == WORKBENCH)
    press(window, Key.Key_Return)
    until(lambda: bureau.stored(draft_id).draft.facts.get("entry_day") == NOW.date().isoformat())


def test_nothing_to_go_on_with_is_said(bureau: Bureau, window: PortdeskWindow) -> None:
    bureau.keep(coal(), NUMBER)
    bureau.ask(bureau.drafts.new, "import", Mode.ONCE)  # this one tells the list of both
    shown(window, LIST)
    go_on(window)
    until(lambda: window.window.toast.isVisible())
