"""The tabs of 互市 lots in the window: one lot, one tab; a new lot from anywhere by Ctrl+H."""

from PySide6.QtCore import QObject, Signal

from app.ui.desk.lots import DeskLots
from app.ui.desk.office import Office
from app.ui.keys import bind
from app.ui.pages.alive import while_alive
from app.ui.pages.in_steps import in_steps
from app.ui.pages.lots.lot_page import LotPage
from app.ui.pages.lots.lots_page import LotsPage
from app.ui.theme import Tone
from app.ui.windows import MainWindow

LOTS = "lots"


class LotTabs(QObject):
    """Opens lots; the list of the day is a page of the rail, from which ``register_asked()`` wants 边民名册."""

    register_asked = Signal()

    def __init__(self, window: MainWindow, office: Office, lots: DeskLots) -> None:
        super().__init__(window)
        self._window, self._office, self._lots = window, office, lots
        bind(window, {"new.lot": self.begin})

    def list_page(self) -> LotsPage:
        """Make the page of the rail."""
        page = LotsPage(self._lots, self._office.tables, self.open)
        page.register_asked.connect(self.register_asked)
        return page

    def begin(self) -> None:
        """Start a new lot and bring it to the front."""
        self._lots.begin(while_alive(self, self.open), while_alive(self, self._fail))

    def open(self, lot_id: str) -> None:
        """Bring a lot to the front."""
        key = f"lot:{lot_id}"
        if self._window.is_open(key):
            self._window.turn_to(key)
            return
        page = LotPage(lot_id, self._lots, self._office.tables, self._office.clock)
        page.said.connect(self._window.toast.say)
        in_steps(self, iter(()), lambda: self._window.open_document(key, page, LOTS))

    def _fail(self, sentence: str) -> None:
        self._window.toast.say(sentence, Tone.ERR)
