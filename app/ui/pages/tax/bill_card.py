"""收到的税单 against the estimate: the amounts are typed in, the difference is shown article by article."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.taxes.article import Article
from app.taxes.bill import BillLine, difference
from app.taxes.result import Estimate
from app.ui.editors import NumberEditor
from app.ui.models.tax_words import money, signed
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT
from app.ui.widgets import Label
from app.work.rate_text import read_decimal

FIELD = 116


class BillCard(QWidget):
    """One box per article; ``typed()`` after every change, ``bill()`` is what stands in the boxes."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._boxes: dict[Article, NumberEditor] = {}
        self._less: dict[Article, Label] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 3, 0)
        grid.setVerticalSpacing(px(6))
        grid.setHorizontalSpacing(px(8))
        grid.addWidget(Label("收到的税单", Font.SMALL_STRONG), 0, 0)
        grid.addWidget(Label("税单减估算", Font.SMALL, Token.T3, RIGHT), 0, 2)
        for row, article in enumerate((Article.DUTY, Article.CONSUMPTION, Article.VAT), start=1):
            box = NumberEditor()
            box.set_title(f"税单{article}", "收到的税单")
            box.setFixedWidth(px(FIELD))
            box.edited.connect(lambda _raw: self.typed.emit())
            box.advanced.connect(lambda step, at=box: self._step(at, step))
            self._boxes[article] = box
            self._less[article] = Label("", Font.BODY, Token.T1, RIGHT)
            grid.addWidget(Label(article.value, Font.SMALL, Token.T2), row, 0)
            grid.addWidget(box, row, 1)
            grid.addWidget(self._less[article], row, 2)
        grid.setColumnStretch(2, 1)

    def texts(self) -> Mapping[str, str]:
        """Return what stands in the boxes, to be remembered."""
        return {article.name: box.text() for article, box in self._boxes.items() if box.text()}

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Put remembered amounts back."""
        for article, box in self._boxes.items():
            box.set_text(texts.get(article.name, ""))

    def bill(self) -> tuple[BillLine, ...]:
        """Return the amounts that can be read."""
        found = ((article, read_decimal(box.text())) for article, box in self._boxes.items())
        return tuple(BillLine(article, amount) for article, amount in found if amount is not None)

    def show_difference(self, estimate: Estimate) -> None:
        """Show the difference to an estimate, for the articles the bill names."""
        bill = self.bill()
        found = {one.article: one for one in difference(estimate, bill)} if bill else {}
        named = {line.article for line in bill}
        for article, label in self._less.items():
            one = found.get(article)
            label.set_words("" if one is None or article not in named else _said(one.more))

    def differences(self) -> Sequence[str]:
        """Return the differences as shown, in the order of the boxes."""
        return [label.words() for label in self._less.values()]

    def _step(self, box: NumberEditor, by: int) -> None:
        boxes = list(self._boxes.values())
        boxes[(boxes.index(box) + by) % len(boxes)].take_focus()


def _said(more: Decimal | None) -> str:
    return "相符" if more == 0 else signed(more) if more is not None else f"估算 {money(None)}"
