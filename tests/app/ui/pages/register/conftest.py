"""The register page over a real file, with the invented register of thirty residents."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import SHANGHAI
from app.sheets.residents import read_residents
from app.store import audit
from app.store.audit import Entry
from app.store.engine import Database
from app.ui.desk.register import DeskRegister
from app.ui.pages.register.register_page import RegisterPage
from app.ui.pages.register.services import Register
from tests.helpers.bureau import Bureau, at_work
from tests.helpers.databases import database, path
from tests.helpers.keys import commit, press, type_text

__all__ = ["database", "path"]

Key, Mod = Qt.Key, Qt.KeyboardModifier
AT = datetime(2026, 5, 6, 9, 30, tzinfo=SHANGHAI)
SAMPLE = Path(__file__).resolve().parents[5] / "resources" / "samples" / "residents.csv"
NUMBERS = {row.person.name: row.person.id_number for row in read_residents(SAMPLE).rows}


class Desk:
    """A shown page over the store; ``press`` and ``type`` go to what has the keyboard."""

    def __init__(self, qtbot: QtBot, bureau: Bureau, filled: bool = True) -> None:
        self.qtbot, self.bureau = qtbot, bureau
        self.service = DeskRegister(bureau.office)
        if filled:
            bureau.ask(self.service.install, read_residents(SAMPLE))
        self.page = RegisterPage(self.service, bureau.clock)
        qtbot.addWidget(self.page)
        self.page.resize(1372, 806)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.activated()
        self.until(lambda: self.page.register() is not None)
        if filled:
            self.until(lambda: self.page.side.person.seen() is not None)

    def until(self, happened: object) -> None:
        self.bureau.until(happened)  # type: ignore[arg-type]

    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.page

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        press(self.focused(), key, modifier)

    def type(self, text: str) -> None:
        if text.isascii():
            type_text(self.focused(), text)
        else:
            commit(self.focused(), text)

    def look_for(self, text: str) -> None:
        self.press(Key.Key_Slash)
        self.type(text)
        self.press(Key.Key_Return)

    def names(self) -> list[str]:
        return [line.name for line in self.page.model.lines()]

    def go_to(self, name: str) -> None:
        lines = self.page.model.lines()
        row = next(at for at, line in enumerate(lines) if line.name == name)
        self.press(Key.Key_Home)
        for _ in range(row):
            self.press(Key.Key_Down)
        self.until(lambda: self.shown() == name)

    def shown(self) -> str:
        seen = self.page.side.person.seen()
        return seen.resident.name if seen is not None else ""

    def register(self) -> Register:
        found: Register = self.bureau.ask(self.service.look, "")
        return found

    def entries(self, event: str) -> list[Entry]:
        with self.bureau.database.reading() as connection:
            return [one for one in audit.entries(connection) if one.event == event]


@pytest.fixture
def bureau(qapp: QApplication, database: Database) -> Iterator[Bureau]:
    with at_work(database, AT) as made:
        yield made


@pytest.fixture
def desk(qtbot: QtBot, bureau: Bureau) -> Iterator[Desk]:
    yield Desk(qtbot, bureau)
