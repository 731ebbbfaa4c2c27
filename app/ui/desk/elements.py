"""The catalogue of 申报要素 and the office's own use of it, for the form and the code library."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject

from app.reference.elements import ElementList
from app.store.engine import Connection
from app.store.own_use import lines_of
from app.ui.desk.office import Office
from app.ui.pages.elements.services import EarlierUse


class DeskElements(QObject):
    """ElementsService over the installed tables and the store."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._office = office

    def elements(self, code: str, on: date) -> ElementList:
        return self._office.tables.elements(code, on)

    def name(self, code: str, on: date) -> str:
        row = self._office.tables.row("hs_codes", code, on) or self._office.tables.row("hs_codes", code)
        return "" if row is None else row.name

    def earlier(self, code: str, done: Callable[[Sequence[EarlierUse]], None], failed: Callable[[str], None]) -> None:
        def operation(connection: Connection) -> Sequence[EarlierUse]:
            found: dict[str, EarlierUse] = {}
            for line in lines_of(connection, code):
                if line.specification and line.specification not in found:
                    found[line.specification] = EarlierUse(line.specification, line.number, line.firm, line.day)
            return tuple(found.values())

        self._office.ask(operation, done, failed)
