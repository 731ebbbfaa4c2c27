"""The tab with the rule book: opened at a rule, and left for the page it was opened from."""

from PySide6.QtCore import QObject

from app.ui.pages.rules.rules_page import RulesPage
from app.ui.windows import MainWindow

KEY = "rules"


class RuleTab(QObject):
    """One tab at most; ``rail`` is the page of the rail it belongs to."""

    def __init__(self, window: MainWindow, rail: str) -> None:
        super().__init__(window)
        self._window, self._rail = window, rail
        self._from = ""

    def open(self, rule: str = "") -> None:
        """Bring the rule book to the front, at a rule if one is named; Esc there leads back to the page in front."""
        window = self._window
        if window.current() != KEY:
            self._from = window.current()
        if not window.is_open(KEY):
            page = RulesPage()
            page.back_asked.connect(self._back)
            window.open_document(KEY, page, self._rail)
        window.turn_to(KEY)
        shown = window.page(KEY)
        if isinstance(shown, RulesPage):
            shown.show_rule(rule)

    def _back(self) -> None:
        if self._window.is_open(self._from):
            self._window.turn_to(self._from)
