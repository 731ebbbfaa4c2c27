"""The tab with 边民名册, from anywhere by a key of its own; it belongs to a page of the rail."""

from PySide6.QtCore import QObject

from app.ui.desk.office import Office
from app.ui.desk.register import DeskRegister
from app.ui.keys import bind
from app.ui.pages.register.register_page import RegisterPage
from app.ui.windows import MainWindow

KEY = "register"


class RegisterTab(QObject):
    """One tab at most; ``rail`` is the page of the rail it belongs to."""

    def __init__(self, window: MainWindow, office: Office, rail: str) -> None:
        super().__init__(window)
        self._window, self._rail = window, rail
        self._office = office
        self.service = DeskRegister(office)
        bind(window, {"register": self.open})

    def open(self) -> None:
        """Bring the register to the front."""
        if not self._window.is_open(KEY):
            page = RegisterPage(self.service, self._office.clock)
            self._window.open_document(KEY, page, self._rail)
        self._window.turn_to(KEY)
