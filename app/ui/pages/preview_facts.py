"""The panel beside the paper: what is printed, on what, how many pages; it prints nothing itself."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout

from app.ui.pages.paper_side import PaperSide
from app.ui.theme import Font, Icon, Token, theme
from app.ui.widgets import Button, ButtonLook, Label, Paragraph

WIDTH = 264
PAD = 16
A4 = (297, 210)
NEAR = 3  # millimetres


class PreviewFacts(PaperSide):
    """Facts in two columns, then the buttons at the foot."""

    def __init__(
        self, to_printer: Callable[[], object], to_file: Callable[[], object], to_proof: Callable[[], object]
    ) -> None:
        super().__init__(WIDTH, to_printer, to_file)
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(PAD), px(14), px(PAD), px(PAD))
        column.setSpacing(px(10))
        column.addWidget(Label("打印", Font.CARD))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self._values = {words: self._add(words) for words in ("版式", "编号", "纸张", "页数", "水印")}
        self._note = Paragraph("", Font.SMALL, Token.T2)
        column.addWidget(self._note)
        column.addStretch(1)
        column.addWidget(self.printing)
        for button in self.acts:
            column.addWidget(button)
        self._proof = Button("核对单", ButtonLook.PLAIN, Icon.FILE_TEXT, "paper.proof", tall=True)
        self._proof.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._proof.setToolTip("标出与上次打印不同之处，供复核用")
        self._proof.clicked.connect(lambda _checked=False: to_proof())
        column.addWidget(self._proof)

    def words(self, fact: str) -> str:
        """Return what stands beside a label."""
        return self._values[fact].words()

    def show_declaration(self, title: str, number: str, is_released: bool) -> None:
        """Show what is printed."""
        self._values["版式"].set_words(title)
        self._values["编号"].set_words(number or "未取得")
        self._values["水印"].set_words("无" if is_released else "有，放行后去掉")
        self._note.set_words("" if is_released else "放行前只供核对，不能当作正式报关单使用。")

    def show_paper(self, pages: int, size: tuple[float, float]) -> None:
        """Show on what it is printed; from now on it can be."""
        self._values["纸张"].set_words(paper_words(size))
        self.let_print(pages > 0)

    def show_page(self, page: int, pages: int) -> None:
        """Show which page is in view."""
        self._values["页数"].set_words(f"共 {pages} 页，正看第 {page + 1} 页" if pages > 1 else f"{pages} 页")

    def _add(self, words: str) -> Label:
        row = self._grid.rowCount()
        value = Label("", Font.BODY)
        self._grid.addWidget(Label(words, Font.SMALL, Token.T2), row, 0)
        self._grid.addWidget(value, row, 1)
        return value


def paper_words(size: tuple[float, float]) -> str:
    """Return the name of a paper size, ``A4 横向``; other sizes in millimetres."""
    width, height = size
    long, short = max(size), min(size)
    if abs(long - A4[0]) < NEAR and abs(short - A4[1]) < NEAR:
        return "A4 横向" if width > height else "A4 纵向"
    return f"{round(width)} × {round(height)} 毫米"
