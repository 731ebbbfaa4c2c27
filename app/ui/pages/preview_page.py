"""打印预览: the official page of one declaration as it will be on paper; it makes no PDF itself."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.declarations.status import Status
from app.ui.keys import Act, Keys
from app.ui.pages.alive import while_alive
from app.ui.pages.background import background
from app.ui.pages.paper_print import ask_and_print, images_of
from app.ui.pages.paper_view import PaperView
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.preview_facts import PreviewFacts
from app.ui.pages.services import DraftService, OpenedDraft, PrintService
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Chip, Ground, Label, Strip
from app.ui.windows import KeyHint

FIRST_DPI = 120
SHARPEN_AFTER_MS = 120
HEAD = 50
PANEL = 264
HINTS = (
    KeyHint("paper.print", "打印"),
    KeyHint("paper.save", "存为 PDF"),
    KeyHint("paper.fit", "适合窗口"),
    KeyHint("back", "回到表单"),
)


class PreviewPage(QWidget):
    """Loads the stored draft (or takes an opened one) and shows it; ``back`` closes the preview."""

    retitled = Signal()
    hinted = Signal()

    def __init__(
        self,
        draft_id: str,
        drafts: DraftService,
        prints: PrintService,
        back: Callable[[], object],
        opened: OpenedDraft | None = None,
    ) -> None:
        super().__init__()
        self._prints, self._back = prints, back
        self._opened: OpenedDraft | None = None
        self._file: Path | None = None
        self._question = 0
        self._wanted = FIRST_DPI
        self.paper = PaperView()
        self.strip = Strip()
        self.path_strip = PathStrip()
        self.facts = PreviewFacts(self._print, self._ask_save)
        self._timer = QTimer(self, singleShot=True, interval=SHARPEN_AFTER_MS)
        self._keys = Keys(self, self._key_acts())
        self._lay_out()
        self._bind()
        if opened is not None:
            self._loaded(opened)
        else:
            drafts.load(draft_id, while_alive(self, self._loaded), while_alive(self, self._fail))

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        number = self._number()
        return f"打印预览 {number[-4:]}" if number else "打印预览"

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

    # -- building ----------------------------------------------------------------------------------------------

    def _key_acts(self) -> dict[str, Act]:
        return {
            "paper.fit": self.paper.fit,
            "paper.larger": partial(self.paper.magnify, 1),
            "paper.smaller": partial(self.paper.magnify, -1),
            "paper.next": partial(self.paper.turn, 1),
            "paper.previous": partial(self.paper.turn, -1),
            "paper.print": self._print,
            "paper.save": self._ask_save,
            "back": self._step_back,
        }

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.paper, 1)
        body.addWidget(self.facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        for part in (self.strip, self.path_strip):
            column.addWidget(part)
        column.addLayout(body, 1)

    def _head(self) -> QWidget:
        px = theme().px
        head = Ground(Token.SURFACE, "bottom")
        head.setFixedHeight(px(HEAD))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(20), 0, px(16), 0)
        row.setSpacing(px(10))
        self._chip = Chip("核对稿", Tone.NEU, Icon.FILE_TEXT)
        self._chip.hide()
        self._name = Label("", Font.SMALL, Token.T2)
        self._percent = Label("", Font.SMALL, Token.T2)
        row.addWidget(Label("打印预览", Font.PAGE))
        row.addWidget(self._chip)
        row.addWidget(self._name, 1)
        row.addWidget(self._percent)
        for words, look, icon, keys, act in (
            ("缩小", ButtonLook.PLAIN, Icon.MINUS, "", partial(self.paper.magnify, -1)),
            ("适合窗口", ButtonLook.SECONDARY, None, "Ctrl 0", self.paper.fit),
            ("放大", ButtonLook.PLAIN, Icon.PLUS, "", partial(self.paper.magnify, 1)),
            ("关闭", ButtonLook.PLAIN, Icon.X, "Esc", self._back),
        ):
            button = Button(words, look, icon, keys)
            button.clicked.connect(lambda _checked=False, act=act: act())
            row.addWidget(button)
        return head

    def _bind(self) -> None:
        self.paper.turned.connect(self._turned)
        self.paper.zoomed.connect(lambda percent: self._percent.set_words(f"{percent}%"))
        self.paper.sharper_asked.connect(self._sharpen)
        self.path_strip.left.connect(self.activated)
        self._timer.timeout.connect(self._draw)

    # -- bringing ----------------------------------------------------------------------------------------------

    def _number(self) -> str:
        opened = self._opened
        return (opened.entry_id or opened.seq_no) if opened is not None else ""

    def _loaded(self, opened: OpenedDraft) -> None:
        self._opened = opened
        is_released = opened.status in (Status.RELEASED, Status.CLOSED)
        self._chip.setVisible(not is_released)
        self._name.set_words("  ".join(part for part in (opened.form.title, self._number()) if part))
        self.facts.show_declaration(opened.form.title, self._number(), is_released)
        self.retitled.emit()
        self._prints.preview(opened.id, opened.draft, while_alive(self, self._made), while_alive(self, self._fail))

    def _made(self, file: Path) -> None:
        self._file = file
        self._draw()

    def _sharpen(self, dpi: int) -> None:
        self._wanted = dpi
        self._timer.start()

    def _draw(self) -> None:
        """Have the pages drawn; an answer to an older wish is dropped."""
        file, dpi = self._file, self._wanted
        if file is None:
            return
        self._question += 1
        question = self._question

        def drawn(images: Sequence[QImage]) -> None:
            if question == self._question:
                self.paper.show_images(images, dpi)
                self.facts.show_paper(len(images), self.paper.paper())

        background().run(lambda: images_of(file, dpi), while_alive(self, drawn), while_alive(self, self._unreadable))

    def _turned(self, page: int, pages: int) -> None:
        self.facts.show_page(page, pages)

    def _unreadable(self, _reason: str) -> None:
        self._fail("这份打印文件读不出来，请关闭预览后再开一次")

    def _fail(self, sentence: str) -> None:
        self.strip.say(Tone.ERR, sentence)

    # -- acts --------------------------------------------------------------------------------------------------

    def _step_back(self) -> None:
        if self.path_strip.isVisible():
            self.path_strip.hide()
        elif self.strip.isVisible():
            self.strip.be_quiet()
        else:
            self._back()

    def _print(self) -> None:
        if self._file is not None and self.paper.pages():
            ask_and_print(
                self,
                self._file,
                self.paper.pages(),
                while_alive(self, lambda pages: self.strip.say(Tone.OK, f"已送打印机 {pages} 页")),
                while_alive(self, self._fail),
            )

    def _ask_save(self) -> None:
        if self._file is None:
            return
        name = self._number() or "报关单草稿"
        self.path_strip.ask(
            "存为 PDF",
            "存为",
            self._save,
            str(Path.home() / f"{name}.pdf"),
            lambda path: "" if path.suffix.lower() == ".pdf" else "文件名须以 .pdf 结尾",
            QFileDialog.FileMode.AnyFile,
            "PDF (*.pdf)",
        )

    def _save(self, target: Path) -> None:
        if self._file is not None:
            self._prints.save(self._file, target, while_alive(self, self._saved), while_alive(self, self._fail))

    def _saved(self, target: Path) -> None:
        self.strip.say(Tone.OK, f"已存为 {target}")
