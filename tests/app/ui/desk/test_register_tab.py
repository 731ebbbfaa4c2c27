"""边民名册 in the window: one tab, from anywhere by its key and from the page of lots; its tab tells no number."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from app.sheets.residents import read_residents
from app.ui.desk.lot_tabs import LOTS
from app.ui.desk.register_tab import KEY
from app.ui.desk.window import PortdeskWindow, furnish
from app.ui.pages.register.register_page import RegisterPage
from app.ui.theme import Choice, theme
from app.ui.widgets import Button
from tests.helpers.bureau import Bureau
from tests.helpers.keys import press

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
SAMPLE = Path(__file__).resolve().parents[4] / "resources" / "samples" / "residents.csv"


@pytest.fixture
def window(bureau: Bureau, tmp_path: Path) -> Iterator[PortdeskWindow]:
    made = PortdeskWindow(furnish(bureau.office, tmp_path / "prints", lambda _connection: []))
    made.window.show()
    yield made
    theme().choose(Choice.LIGHT)
    made.window.close()
    for part in (made, made.window):
        delete(part)


def test_its_key_brings_the_register_and_only_one(bureau: Bureau, window: PortdeskWindow) -> None:
    bureau.ask(window.register.service.install, read_residents(SAMPLE))
    main = window.window
    main.activateWindow()
    bureau.until(main.isActiveWindow)
    press(QApplication.focusWidget() or main, Qt.Key.Key_B, BOTH)
    assert main.current() == KEY
    page = main.page(KEY)
    assert isinstance(page, RegisterPage)
    bureau.until(lambda: page.model.rowCount() == 30)
    window.register.open()
    assert main.page(KEY) is page
    assert page.title() == "边民名册"
    main.close_tab(KEY)
    assert not main.is_open(KEY)


def test_the_page_of_lots_leads_to_it(window: PortdeskWindow) -> None:
    main = window.window
    main.go(LOTS)
    buttons = main.page(LOTS).widget().findChildren(Button)
    next(one for one in buttons if one.text() == "边民名册").click()
    assert main.current() == KEY
