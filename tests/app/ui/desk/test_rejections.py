"""Rejected: Shift+F9 leads to the field, the old value stands there, the change is confirmed, a version goes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.declarations.status import Status
from app.ui.desk.window import RECEIPTS, PortdeskWindow
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.form.rejected import CHANGED, CONFIRM, RULE
from app.ui.pages.receipts_page import ReceiptsPage
from tests.app.ui.desk.test_stages import filed, front, window
from tests.helpers.bureau import Bureau, coal, until
from tests.helpers.keys import press, type_text

__all__ = ["window"]
Key = Qt.Key


class Keys:
    """Presses keys where the keyboard is, and counts those that are no data."""

    def __init__(self) -> None:
        self.commands = 0

    def press(self, window: PortdeskWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        self.commands += 1
        focused = QApplication.focusWidget() or window.window
        press(focused, key, modifiers or Qt.KeyboardModifier.NoModifier)


@pytest.fixture
def keys() -> Keys:
    return Keys()


def reach(window: PortdeskWindow, keys: Keys) -> FormPage:
    window.window.activateWindow()
    until(window.window.isActiveWindow)
    keys.press(window, Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    until(lambda: isinstance(front(window), FormPage))
    page = front(window)
    assert isinstance(page, FormPage)
    until(lambda: page.binder.current == "net_weight")
    until(lambda: page.troubles.current() is not None)
    return page


def test_one_field_is_mended_and_sent_with_at_most_six_command_keys(
    bureau: Bureau, window: PortdeskWindow, keys: Keys
) -> None:
    old = filed(bureau, coal(), "7 E", Status.REJECTED, "退单：净重大于毛重")
    was = bureau.stored(old).draft.get("net_weight")
    page = reach(window, keys)
    said = page.troubles.current()
    assert said is not None
    assert "被退单" in said.sentence
    until(lambda: any(f"原申报 {was}" in one.message for one in page.document.shown_problems()))
    focused = QApplication.focusWidget()
    assert focused is not None
    type_text(focused, "1980000")
    keys.press(window, Key.Key_Return)
    until(lambda: (one := page.troubles.current()) is not None and one.key == CHANGED and "已改" in one.sentence)
    until(lambda: not any(one.rule == RULE or one.blocks for one in page.document.problems()))
    keys.press(window, Key.Key_F10)
    while page.aside.is_asking():  # the reason offered for what is only to be minded
        keys.press(window, Key.Key_F10)
    until(lambda: (one := page.troubles.current()) is not None and one.key == CONFIRM)
    told = page.troubles.current()
    assert told is not None
    assert f"{was} → 1980000" in told.sentence.replace(",", "")
    assert bureau.stored(page._opened.id).row.status is Status.DRAFT, "nothing goes before Enter"
    until(lambda: "申报新版" in getattr(QApplication.focusWidget(), "text", str)())
    page.document.checked.emit()  # an answer that comes late
    QApplication.processEvents()
    assert "申报新版" in getattr(QApplication.focusWidget(), "text", str)(), "the question keeps the keyboard"
    keys.press(window, Key.Key_Return)
    until(lambda: bureau.stored(page._opened.id).row.status is not Status.DRAFT)
    assert keys.commands <= 6
    assert bureau.stored(old).row.status is Status.REJECTED, "the rejected version stays as it was"


def test_f8_leads_to_the_field_a_rejection_names_before_anything_else(
    bureau: Bureau, window: PortdeskWindow, keys: Keys
) -> None:
    """Opened from the receipts the keyboard is there already; left, F8 leads back, and only then to the others."""
    filed(bureau, coal(), "7 E", Status.REJECTED, "退单：净重大于毛重")
    window.window.activateWindow()
    until(window.window.isActiveWindow)
    window.window.go(RECEIPTS)
    receipts = front(window)
    assert isinstance(receipts, ReceiptsPage)
    until(lambda: receipts.table.current_row() >= 0 and receipts.table.hasFocus())
    keys.press(window, Key.Key_Return)
    until(lambda: isinstance(front(window), FormPage))
    page = front(window)
    assert isinstance(page, FormPage)
    until(lambda: page.binder.current == "net_weight" and bool(page.document.told()))
    keys.press(window, Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    until(lambda: page.binder.current == "declaration_customs")
    assert any(one.rule != RULE for one in page.document.shown_problems()), "another problem stands before it"
    keys.press(window, Key.Key_F8)
    until(lambda: page.binder.current == "net_weight")
    keys.press(window, Key.Key_F8)
    until(lambda: page.binder.current not in ("", "net_weight", "declaration_customs"))


def test_an_unchanged_field_keeps_its_reason(bureau: Bureau, window: PortdeskWindow, keys: Keys) -> None:
    filed(bureau, coal(), "7 E", Status.REJECTED, "退单：净重大于毛重")
    page = reach(window, keys)
    until(lambda: any("原申报" in one.message for one in page.document.shown_problems()))
    page.filing.refresh()
    until(lambda: any("原申报" in one.message for one in page.document.shown_problems()))
    keys.press(window, Key.Key_F10)
    assert bureau.stored(page._opened.id).row.status is Status.DRAFT, "a reason without a change wants a remark first"


def test_nobody_waits_for_us(bureau: Bureau, window: PortdeskWindow, keys: Keys) -> None:
    window.window.activateWindow()
    until(window.window.isActiveWindow)
    keys.press(window, Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    until(lambda: window.window.toast.isVisible())
