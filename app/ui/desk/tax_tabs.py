"""税费比较 as a tab beside the form it belongs to: opened from it, gone with it; the page does the comparing."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.ui.desk.memory import DeskMemory
from app.ui.desk.office import Office
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.tax.tax_page import TaxPage
from app.ui.theme import Tone
from app.ui.windows import MainWindow


class TaxTabs(QObject):
    """The open comparisons of one window, by draft."""

    def __init__(self, window: MainWindow, office: Office, memory: DeskMemory, rail_key: str) -> None:
        super().__init__(window)
        self._window, self._office, self._memory, self._rail = window, office, memory, rail_key
        self._forms: dict[str, str] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)  # a tab is told of before the one left is gone
        self._soon.timeout.connect(self._close_left)
        window.turned.connect(lambda _key: self._soon.start())

    @staticmethod
    def key_of(draft_id: str) -> str:
        """Return the key of the tab of a declaration's comparison."""
        return f"tax:{draft_id}"

    def open(self, form_key: str, form: FormPage, draft_id: str) -> None:
        """Compare the taxes of an open form."""
        key, tables = self.key_of(draft_id), self._office.tables
        if self._window.is_open(key):
            self._window.turn_to(key)
            return

        def country(code: str) -> str:
            row = tables.row("countries", code)
            return "" if row is None else row.name

        title = form.title().partition(" ")[2]
        page = TaxPage(draft_id, title, form.taxes, tables, country, self._office.clock, self._memory)
        page.went_back.connect(partial(self._back, key, form_key))
        page.adopted.connect(lambda words: self._window.toast.say(words, Tone.OK))
        self._forms[key] = form_key
        self._window.open_document(key, page, self._rail)

    def _back(self, key: str, form_key: str) -> None:
        self._window.close_tab(key)
        if self._window.is_open(form_key):
            self._window.turn_to(form_key)

    def _close_left(self) -> None:
        """Close the comparisons whose form was closed; another page has come to the front then."""
        for key in [key for key, form in self._forms.items() if not self._window.is_open(form)]:
            del self._forms[key]
            self._window.close_tab(key)
