"""The foot of every panel beside paper: on which printer, how often, which pages; and the two acts."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.core.problem import Severity
from app.ui.editors.line_field import LineField
from app.ui.editors.number_editor import NumberEditor
from app.ui.editors.text_editor import TextEditor
from app.ui.pages import paper_print
from app.ui.pages.alive import while_alive
from app.ui.pages.background import background
from app.ui.pages.paper_print import MOST_COPIES, Wish, pages_of
from app.ui.theme import Font, Icon, Token, theme
from app.ui.widgets import Button, ButtonLook, Ground, Label
from app.ui.widgets.choice_button import ChoiceButton

LOOKING, NONE = "正在找打印机…", "没有打印机"
_last_used: list[str] = []


class PrinterBox(QWidget):
    """Asks the system for its printers and keeps what is wanted; ``entered`` when Enter went through its fields.

    The printer that was used last in this sitting comes first, else the system's usual one.
    """

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] | None = None
        self.printer = ChoiceButton("", [("", LOOKING)])
        self.printer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.copies, self.pages = NumberEditor(places=0), TextEditor()
        self.copies.set_title("份数", "打印")
        self.copies.set_text("1")
        self.pages.set_title("页", "打印")
        self.pages.set_hint("全部")
        for field in (self.copies, self.pages):
            field.edited.connect(lambda _raw, field=field: field.set_state(None))
        self.copies.advanced.connect(lambda step: self.pages.setFocus() if step > 0 else self.printer.setFocus())
        self.pages.advanced.connect(lambda step: self.entered.emit() if step > 0 else self.copies.setFocus())
        self._lay_out()
        self._show(None)
        background().run(paper_print.printers().names, while_alive(self, self._show), while_alive(self, self._missing))

    def wish(self, count: int) -> Wish:
        """Return what is wanted of so many pages; raises ValueError with a sentence for the person."""
        if self._names is None:
            raise ValueError("还在找打印机，请稍等再按一次")
        if not self._names:
            raise ValueError("本机没有打印机，请装好后重开这一页，或存为 PDF")
        wish = Wish(self.printer.current(), self._read_copies(), *self._read_pages(count))
        _last_used[:] = [wish.printer]
        return wish

    def _read_copies(self) -> int:
        typed = self.copies.text().strip()
        copies = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
        if 1 <= copies <= MOST_COPIES:
            return copies
        raise self._refuse(self.copies, f"份数填 1 到 {MOST_COPIES}")

    def _read_pages(self, count: int) -> tuple[int, int]:
        try:
            return pages_of(self.pages.text(), count)
        except ValueError as error:
            raise self._refuse(self.pages, str(error)) from None

    @staticmethod
    def _refuse(field: LineField, sentence: str) -> ValueError:
        field.set_state(Severity.ERROR, sentence)
        field.setFocus()
        return ValueError(sentence)

    def _show(self, names: Sequence[str] | None) -> None:
        """Show the printers; None while they are looked for."""
        self._names = None if names is None else tuple(sorted(names, key=lambda name: name not in _last_used))
        words = LOOKING if names is None else NONE
        choices = [(name, name) for name in self._names or ()] or [("", words)]
        self.printer.show_choices(choices, choices[0][0])
        self.printer.setAccessibleName(f"打印机，{self.printer.words()}")
        self.printer.setEnabled(bool(names))

    def _missing(self, _reason: str) -> None:
        self._show(())

    def _lay_out(self) -> None:
        px = theme().px
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(6))
        grid.addWidget(Label("打印机", Font.SMALL, Token.T2), 0, 0)
        grid.addWidget(self.printer, 0, 1, 1, 3)
        for column, (words, field) in enumerate((("份数", self.copies), ("页", self.pages))):
            grid.addWidget(Label(words, Font.SMALL, Token.T2), 1, 2 * column)
            grid.addWidget(field, 1, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)


class PaperSide(Ground):
    """A panel of one width; whoever extends it puts ``printing`` and ``acts`` under what it tells of the paper."""

    def __init__(self, width: int, to_printer: Callable[[], object], to_file: Callable[[], object]) -> None:
        super().__init__(Token.SURFACE, "left")
        self.setFixedWidth(theme().px(width))
        self.printing = PrinterBox()
        self.print = Button("打印", ButtonLook.PRIMARY, Icon.PRINTER, "paper.print", tall=True)
        self.save = Button("存为 PDF", ButtonLook.SECONDARY, Icon.DOWNLOAD, "paper.save", tall=True)
        self.acts = (self.print, self.save)
        self.printing.entered.connect(self.print.setFocus)
        for button, act in zip(self.acts, (to_printer, to_file), strict=True):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, act=act: act())
        self.let_print(False)

    def let_print(self, on: bool) -> None:
        """Say whether there is anything to print or to keep."""
        for button in self.acts:
            button.setEnabled(on)
