"""The window over real services: what its status bar and its strip say, and where they lead."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from shiboken6 import delete

from app.ui.desk.preferences import read_preferences
from app.ui.desk.window import CODES, RECEIPTS, SETTINGS, Desk, PortdeskWindow, furnish
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.services import Preferences
from app.ui.theme import Choice, theme
from app.ui.widgets import Button, IconButton
from app.ui.windows.status_bar import StatusBar
from app.work.news import Trouble
from tests.helpers.bureau import Bureau, coal, until
from tests.helpers.fake_gateway import Fault


@pytest.fixture
def desk(bureau: Bureau, tmp_path: Path) -> Desk:
    return furnish(bureau.office, tmp_path / "prints", lambda _connection: [])


@pytest.fixture
def window(bureau: Bureau, desk: Desk) -> Iterator[PortdeskWindow]:
    made = PortdeskWindow(desk)
    made.window.show()
    yield made
    theme().choose(Choice.LIGHT)
    made.window.close()
    for part in (made, made.window):  # pages ask again a moment after news: none may outlive the bureau
        delete(part)


def click(status: StatusBar, words: str) -> None:
    """Click on the fact that begins with these words."""
    area = next(area for fact, area in status._areas() if fact.words.startswith(words))
    QTest.mouseClick(status, Qt.MouseButton.LeftButton, pos=area.center().toPoint() + QPoint(0, 1))


def test_nobody_takes_the_practice_gateway_for_the_single_window(window: PortdeskWindow) -> None:
    assert "在线 · 内置模拟网关" in window.window.status.words()
    window.apply(Preferences(gateway="https://gateway.example.cn"))
    assert "在线 · 单一窗口网关" in window.window.status.words()


def test_the_facts_of_the_status_bar_lead_to_where_they_are_told(bureau: Bureau, window: PortdeskWindow) -> None:
    main = window.window
    main.status.show_queue(1)
    click(main.status, "待发")
    assert main.current() == RECEIPTS
    click(main.status, "在线")
    assert main.current() == SETTINGS


def test_a_filing_of_unknown_result_is_not_told_as_waiting(bureau: Bureau, window: PortdeskWindow) -> None:
    gone = [Fault.UNPLUGGED] * 1_000
    bureau.gateway.faults.append(Fault.LOST_ANSWER)
    bureau.gateway.on_arrival = lambda _envelope: bureau.gateway.question_faults.extend(gone)  # sooner: never sent
    bureau.file(bureau.keep(coal(), "PD2026030200009"))
    until(lambda: "结果未知 1" in window.window.status.words())
    assert "待发" not in window.window.status.words()


def test_a_notice_above_the_page_can_be_put_away(bureau: Bureau, window: PortdeskWindow) -> None:
    strip = window.window.strip
    bureau.office.hear(Trouble("网关拒绝了本机的证书", "gateway"))
    assert strip.isVisible()
    QTest.mouseClick(strip.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    assert not strip.isVisible()


def test_other_settings_take_the_notice_about_the_old_ones_away(bureau: Bureau, window: PortdeskWindow) -> None:
    bureau.office.hear(Trouble("网关地址未加密", "gateway"))
    window.apply(Preferences())
    assert not window.window.strip.isVisible()


def test_the_look_chosen_in_the_top_bar_is_kept(bureau: Bureau, window: PortdeskWindow) -> None:
    bureau.ask(window._desk.settings.save, Preferences(theme="light", percent=110))
    window.apply(Preferences(theme="light"))
    switch = next(one for one in window.window.top.findChildren(IconButton) if one.accessibleName() == "换成深色")
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    until(lambda: _stored(bureau) == ("dark", 110))


def test_what_of_a_file_was_left_out_stands_above_the_page(bureau: Bureau, window: PortdeskWindow) -> None:
    window._desk.drafts.left_out.emit("压缩包里的附件没有带入：发票.pdf")
    assert window.window.strip.accessibleName() == "压缩包里的附件没有带入：发票.pdf"


def _stored(bureau: Bureau) -> tuple[str, int]:
    with bureau.database.reading() as connection:
        found = read_preferences(connection)
    return found.theme, found.percent


def test_taxes_are_compared_in_a_tab_that_goes_with_its_form(bureau: Bureau, window: PortdeskWindow) -> None:
    draft = bureau.keep(coal(), "PD2026030200011")
    window.open_document(draft)
    key = window.key_of(draft)
    until(lambda: window.window.is_open(key))
    form = window.window.page(key)
    assert isinstance(form, FormPage)
    until(lambda: form.taxes.book is not None)
    form.compare_asked.emit(draft)
    assert window.window.current() == f"tax:{draft}"
    QTest.keyClick(window.window.page(f"tax:{draft}").widget(), Qt.Key.Key_Escape)
    assert window.window.current() == key
    form.compare_asked.emit(draft)
    window.window.close_tab(key)
    until(lambda: not window.window.is_open(f"tax:{draft}"))


def test_a_code_chosen_in_the_library_goes_into_the_field_that_asked(bureau: Bureau, window: PortdeskWindow) -> None:
    draft = bureau.keep(coal(), "PD2026030200012")
    window.open_document(draft, "trade_country")
    key = window.key_of(draft)
    until(lambda: window.window.is_open(key))
    form = window.window.page(key)
    assert isinstance(form, FormPage)
    until(lambda: form.binder.current == "trade_country")
    window.window.go(CODES)
    assert window.asked.name("countries").endswith("启运国(地区)")
    assert window.asked.name("hs_codes") == "" and not window.asked.fill("hs_codes", "2701121000")
    assert window.asked.fill("countries", "RUS")
    assert window.window.current() == key
    assert form.document.get("trade_country") == "RUS"
    form.document.undo()
    assert form.document.get("trade_country") != "RUS"
    window.window.go(CODES)
    window.window.close_tab(key)
    until(lambda: not window.window.is_open(key))  # it is stored first
    assert window.asked.name("countries") == ""
