"""A page that shows finished paper: fitted, magnified, turned, printed, kept as a PDF; the paper is another's."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.keys import Act, Keys
from app.ui.pages.alive import while_alive
from app.ui.pages.background import background
from app.ui.pages.paper_print import Printed, images_of, print_in_background
from app.ui.pages.paper_side import PaperSide
from app.ui.pages.paper_view import PaperView
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.services import PrintService
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Chip, Ground, Label, Strip
from app.ui.windows import KeyHint

FIRST_DPI = 120
SHARPEN_AFTER_MS = 120
HEAD = 50
HINTS = (
    KeyHint("paper.print", "打印"),
    KeyHint("paper.save", "存为 PDF"),
    KeyHint("paper.fit", "适合窗口"),
    KeyHint("back", "回到表单"),
)


class PaperPage(QWidget):
    """Paper under a head, beside a ``side`` that its maker fills; ``back`` closes the page.

    Whoever extends it hands over files by ``show_file`` and may answer ``paper_shown``, ``page_turned``, ``printed``
    and ``saved``.
    """

    retitled = Signal()
    hinted = Signal()

    def __init__(
        self, heading: str, chip: Chip, prints: PrintService, side: PaperSide, back: Callable[[], object]
    ) -> None:
        super().__init__()
        self.prints, self._back = prints, back
        self.file: Path | None = None
        self._question = 0
        self._is_printing = False
        self._wanted = FIRST_DPI
        self.paper = PaperView()
        self.strip = Strip()
        self.path_strip = PathStrip()
        self.side = side
        self._timer = QTimer(self, singleShot=True, interval=SHARPEN_AFTER_MS)
        self._keys = Keys(self, self.key_acts())
        self._lay_out(heading, chip)
        self._bind()

    # -- for whoever extends it --------------------------------------------------------------------------------

    def name(self) -> str:
        """Return what a PDF of it is called, without ``.pdf``."""
        raise NotImplementedError

    def title(self) -> str:
        """Return the words of the tab."""
        raise NotImplementedError

    def show_file(self, file: Path) -> None:
        """Show a finished PDF."""
        self.file = file
        self._draw()

    def show_name(self, words: str) -> None:
        """Show what is on the paper, in the head."""
        self._name.set_words(words)

    def paper_shown(self, pages: int, size: tuple[float, float]) -> None:
        """Answer that so many pages of a size (mm) are in view."""

    def page_turned(self, page: int, pages: int) -> None:
        """Answer that another page is in view."""

    def printed(self, done: Printed) -> None:
        """Answer that the printer took the pages."""
        copies = f"，{done.copies} 份" if done.copies > 1 else ""
        self.strip.say(Tone.OK, f"已送打印机 {done.pages} 页{copies}")

    def saved(self, target: Path) -> None:
        """Answer that the PDF was kept."""
        self.strip.say(Tone.OK, f"已存为 {target}")

    def fail(self, sentence: str) -> None:
        """Say what went wrong."""
        self.strip.say(Tone.ERR, sentence)

    def key_acts(self) -> dict[str, Act]:
        """Return the keys of the page and what they do."""
        return {
            "paper.fit": self.paper.fit,
            "paper.larger": partial(self.paper.magnify, 1),
            "paper.smaller": partial(self.paper.magnify, -1),
            "paper.next": partial(self.paper.turn, 1),
            "paper.previous": partial(self.paper.turn, -1),
            "paper.print": self.print,
            "paper.save": self.ask_save,
            "back": self.step_back,
        }

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.PRINTER

    def is_marked(self) -> bool:
        """Tell that nothing here can be left unsaved."""
        return False

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys worth knowing."""
        return HINTS

    def activated(self) -> None:
        """Put the keyboard on the paper."""
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def may_close(self) -> bool:
        """Tell that the tab may always go."""
        return True

    def percent(self) -> str:
        """Return how large the pages are shown, ``93%``."""
        return self._percent.words()

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    # -- acts --------------------------------------------------------------------------------------------------

    def step_back(self) -> None:
        """Close what is open on the page, or else the page."""
        if self.path_strip.isVisible():
            self.path_strip.hide()
        elif self.strip.isVisible():
            self.strip.be_quiet()
        else:
            self._back()

    def print(self) -> None:
        """Print what the panel says; whatever else is done meanwhile, the printer's answer is told."""
        if self.file is None or not self.paper.pages() or self._is_printing:
            return
        try:
            wish = self.side.printing.wish(self.paper.pages())
        except ValueError as error:
            self.fail(str(error))
            return
        self._is_printing = True
        self.strip.say(Tone.INFO, f"正在送往打印机“{wish.printer}”")
        done, failed = while_alive(self, self._was_printed), while_alive(self, self._was_not_printed)
        print_in_background(self.file, wish, done, failed)

    def ask_save(self) -> None:
        """Ask where the PDF is to be kept."""
        if self.file is None:
            return
        self.path_strip.ask(
            "存为 PDF",
            "存为",
            self._save,
            str(Path.home() / f"{self.name()}.pdf"),
            lambda path: "" if path.suffix.lower() == ".pdf" else "文件名须以 .pdf 结尾",
            QFileDialog.FileMode.AnyFile,
            "PDF (*.pdf)",
        )

    # -- inside ------------------------------------------------------------------------------------------------

    def _lay_out(self, heading: str, chip: Chip) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.paper, 1)
        body.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(heading, chip))
        for part in (self.strip, self.path_strip):
            column.addWidget(part)
        column.addLayout(body, 1)

    def _head(self, heading: str, chip: Chip) -> QWidget:
        px = theme().px
        head = Ground(Token.SURFACE, "bottom")
        head.setFixedHeight(px(HEAD))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(20), 0, px(16), 0)
        row.setSpacing(px(10))
        self._name = Label("", Font.SMALL, Token.T2)
        self._percent = Label("", Font.SMALL, Token.T2)
        row.addWidget(Label(heading, Font.PAGE))
        row.addWidget(chip)
        row.addWidget(self._name, 1)
        row.addWidget(self._percent)
        for words, look, icon, keys, act in (
            ("缩小", ButtonLook.PLAIN, Icon.MINUS, "", partial(self.paper.magnify, -1)),
            ("适合窗口", ButtonLook.SECONDARY, None, "paper.fit", self.paper.fit),
            ("放大", ButtonLook.PLAIN, Icon.PLUS, "", partial(self.paper.magnify, 1)),
            ("关闭", ButtonLook.PLAIN, Icon.X, "back", self._back),
        ):
            button = Button(words, look, icon, keys)
            button.clicked.connect(lambda _checked=False, act=act: act())
            row.addWidget(button)
        return head

    def _bind(self) -> None:
        self.paper.turned.connect(self.page_turned)
        self.paper.zoomed.connect(lambda percent: self._percent.set_words(f"{percent}%"))
        self.paper.sharper_asked.connect(self._sharpen)
        self.path_strip.left.connect(self.activated)
        self._timer.timeout.connect(self._draw)

    def _sharpen(self, dpi: int) -> None:
        self._wanted = dpi
        self._timer.start()

    def _draw(self) -> None:
        """Have the pages drawn; an answer to an older wish is dropped."""
        file, dpi = self.file, self._wanted
        if file is None:
            return
        self._question += 1
        question = self._question

        def drawn(images: Sequence[QImage]) -> None:
            if question == self._question:
                self.paper.show_images(images, dpi)
                self.paper_shown(len(images), self.paper.paper())

        background().run(lambda: images_of(file, dpi), while_alive(self, drawn), while_alive(self, self._unreadable))

    def _was_printed(self, done: Printed) -> None:
        self._is_printing = False
        self.printed(done)

    def _was_not_printed(self, sentence: str) -> None:
        self._is_printing = False
        self.fail(sentence)

    def _unreadable(self, _reason: str) -> None:
        self.fail("这份打印文件读不出来，请关闭预览后再开一次")

    def _save(self, target: Path) -> None:
        if self.file is not None:
            self.prints.save(self.file, target, while_alive(self, self.saved), while_alive(self, self.fail))
