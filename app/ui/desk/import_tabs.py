"""导入商品 as a tab beside the form it belongs to: opened from it, gone with it; the page does the importing."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.ui.pages.form.form_page import FormPage
from app.ui.pages.goods_import.import_page import ImportPage
from app.ui.theme import Tone
from app.ui.windows import MainWindow


class ImportTabs(QObject):
    """The open imports of one window, by draft."""

    def __init__(self, window: MainWindow, rail_key: str) -> None:
        super().__init__(window)
        self._window, self._rail = window, rail_key
        self._forms: dict[str, str] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)  # a tab is told of before the one left is gone
        self._soon.timeout.connect(self._close_left)
        window.turned.connect(lambda _key: self._soon.start())

    @staticmethod
    def key_of(form_key: str) -> str:
        """Return the key of the tab of a form's import."""
        return f"import:{form_key}"

    def open(self, form_key: str, form: FormPage, page: ImportPage) -> None:
        """Show an import page beside its form, in the place of an older one."""
        key = self.key_of(form_key)
        if self._window.is_open(key):
            self._window.close_tab(key)
        page.went_back.connect(partial(self._back, key, form_key))
        page.written.connect(partial(self._written, key, form_key, form))
        self._forms[key] = form_key
        self._window.open_document(key, page, self._rail)

    def _written(self, key: str, form_key: str, form: FormPage, words: str) -> None:
        self._back(key, form_key)
        self._window.toast.say(words, Tone.OK)
        form.goods.take(1)

    def _back(self, key: str, form_key: str) -> None:
        self._window.close_tab(key)
        if self._window.is_open(form_key):
            self._window.turn_to(form_key)

    def _close_left(self) -> None:
        """Close the imports whose form was closed; another page has come to the front then."""
        for key in [key for key, form in self._forms.items() if not self._window.is_open(form)]:
            del self._forms[key]
            self._window.close_tab(key)
