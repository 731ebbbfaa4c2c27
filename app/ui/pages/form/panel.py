"""The contents of the side panel of the form and of its narrow strip, kept at the same counts."""

from PySide6.QtCore import QObject, Signal

from app.core.problem import Severity
from app.ui.models.document import DraftDocument
from app.ui.pages.form.help_panel import CursorHint, HelpPanel
from app.ui.pages.form.problems_panel import ProblemsPanel
from app.ui.pages.form.receipts_panel import ReceiptsPanel
from app.ui.pages.form.side_panel import PanelStrip, SidePanel
from app.ui.pages.services import Memory
from app.ui.pages.tax.tax_panel import TaxPanel
from app.ui.theme import Tone
from app.ui.widgets.panel_tabs import PanelTab

GUIDE_KEY = "form.guide"
PROBLEMS, TAXES, HELP, RECEIPTS = "problems", "taxes", "help", "receipts"


class FormPanel(QObject):
    """问题, 税费, 帮助 and 回执; ``fold_asked(bool)`` asks to show or fold the panel."""

    fold_asked = Signal(bool)

    def __init__(self, document: DraftDocument, taxes: TaxPanel, memory: Memory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._memory = document, memory
        self.taxes = taxes
        self.problems = ProblemsPanel(document)
        self.help = HelpPanel(document)
        self.receipts = ReceiptsPanel()
        self._hint, self._has_hint = CursorHint(document), True
        tabs = self._tabs()
        pages = (self.problems, self.taxes, self.help, self.receipts)
        self.side = SidePanel(list(zip(tabs, pages, strict=True)), self._hint)
        self.strip = PanelStrip(tabs)
        self.side.folded_asked.connect(lambda: self.fold_asked.emit(False))
        self.side.turned.connect(lambda _key: self._show_hint())
        self.strip.chosen.connect(self._open)
        document.checked.connect(self._count)
        self._hint.show_field("", "")
        self.help.guide.setChecked(memory.get(GUIDE_KEY) == "1")
        if self.help.guide.isChecked():
            self.side.turn(HELP)
        self.help.guide.toggled.connect(self._guide)

    def show_field(self, path: str, last: str) -> None:
        """Follow the keyboard to a field."""
        self.help.show_field(path, last)
        self._hint.show_field(path, last)
        self._show_hint()
        self.problems.point_at(path)
        if self.help.guide.isChecked() and path:
            self.side.turn(HELP if self._document.shown(path) is None else PROBLEMS)

    def turn_guide(self) -> None:
        """Explain every field the keyboard comes to, or no more; it is remembered for the next declaration too."""
        self.help.guide.toggle()

    def _guide(self, on: bool) -> None:
        self._memory.put(GUIDE_KEY, "1" if on else "0")
        self.side.turn(HELP if on else PROBLEMS)

    def offer_hint(self, on: bool) -> None:
        """Say whether there is room for a word on the field under the keyboard; in 快填 the list says it."""
        self._has_hint = on
        self._show_hint()

    def _show_hint(self) -> None:
        self._hint.setVisible(self._has_hint and self.side.current() == PROBLEMS)

    def _open(self, key: str) -> None:
        self.side.turn(key)
        self.fold_asked.emit(True)

    def _count(self) -> None:
        tabs = self._tabs()
        self.side.show_tabs(tabs)
        self.strip.show_tabs(tabs)

    def _tabs(self) -> list[PanelTab]:
        shown = self._document.shown_problems()
        errors = sum(problem.severity is Severity.ERROR for problem in shown)
        return [
            PanelTab(PROBLEMS, "问题", errors or len(shown), Tone.ERR if errors else Tone.WARN),
            PanelTab(TAXES, "税费"),
            PanelTab(HELP, "帮助"),
            PanelTab(RECEIPTS, "回执"),
        ]
