"""The side of 税费比较: what the columns differ by, 滞报金, the rates used with their age, the bill."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.taxes.compare import Compared
from app.taxes.steps import Step
from app.ui.models.age import read_day
from app.ui.models.tax_compare import LETTERS, all_doubts
from app.ui.models.tax_words import some
from app.ui.pages.tax.bill_card import BillCard
from app.ui.pages.tax.differences import REST, VAT, Amounts, Differences
from app.ui.pages.tax.fact_rows import Age, FactRow, FactRows
from app.ui.pages.tax.late_card import LateCard
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import RIGHT
from app.ui.widgets import Card, Ground, Label, Paragraph
from app.ui.widgets.charts import Legend
from app.ui.widgets.scroll import ScrollArea

WIDTH = 312
PAD = 14
NOTE = "暂估，以海关税单为准"
NOUGHT = Decimal(0)
EXCHANGE = "汇率"


class TaxSide(Ground):
    """Cards under one another, scrolled where they do not fit."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(Token.SURFACE, "left")
        self._today = today
        self.setFixedWidth(theme().px(WIDTH))
        self.differences = Differences()
        self.late = LateCard(today)
        self.used = FactRows()
        self.doubts = Paragraph("", Font.SMALL, Token.WARN_TEXT)
        self._warn = Card(tone=Tone.WARN)
        self._warn.body.addWidget(self.doubts)
        self.bill = BillCard()
        self._lay_out()

    def show_compared(self, compared: Sequence[Compared], chosen: int) -> None:
        """Show the totals, and every reason for doubt of any column."""
        self.differences.show_amounts([_amounts(one, at) for at, one in enumerate(compared)], chosen)
        found = all_doubts(compared)
        self.doubts.set_words("\n".join(some(found)))
        self._warn.setVisible(bool(found))

    def show_used(self, steps: Sequence[Step]) -> None:
        """Show the rates the formula used, with where they come from."""
        self.used.show_rows([FactRow(_short(one), "", _number(one), age=self._age(one)) for one in steps])

    def _age(self, step: Step) -> Age:
        day = read_day(step.as_of)
        if day is None:
            return Age("已核对" if step.confirmed else "未核对", Tone.OK if step.confirmed else Tone.WARN)
        return Age.of(day, self._today())

    def _lay_out(self) -> None:
        px = theme().px
        inside = Ground(Token.SURFACE)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(PAD), px(12), px(PAD), px(12))
        column.setSpacing(px(8))
        head = QHBoxLayout()
        head.addWidget(Label("差多少", Font.SMALL_STRONG), 1)
        head.addWidget(Label("与 A 比", Font.SMALL, Token.T3, RIGHT))
        column.addLayout(head)
        column.addWidget(self.differences)
        column.addWidget(Legend((("增值税", VAT), ("关税等", REST))))
        for part in (self.late, self._titled("用到的数", self.used), self.bill):
            rule = Ground(Token.LINE)
            rule.setFixedHeight(1)
            column.addWidget(rule)
            column.addWidget(part)
        column.addWidget(self._warn)
        column.addStretch(1)
        scroll = ScrollArea()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        foot = Ground(Token.SURFACE, "top")
        line = QHBoxLayout(foot)
        line.setContentsMargins(px(PAD), px(8), px(PAD), px(8))
        line.addWidget(Label(NOTE, Font.SMALL, Token.T2))
        outer.addWidget(foot)

    @staticmethod
    def _titled(title: str, rows: FactRows) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Label(title, Font.SMALL_STRONG))
        column.addWidget(rows)
        return part


def _short(step: Step) -> str:
    return f"{EXCHANGE} {_currency(step)}".strip() if step.name == EXCHANGE else f"{step.name}率"


def _currency(step: Step) -> str:
    """Return the currency a rate is of: what the expression has before the sign of equality."""
    return step.expression.partition("=")[0].strip().partition(" ")[2]


def _number(step: Step) -> str:
    """Return the rate of a step: what the expression multiplies by, or one unit of a currency in yuan."""
    if step.name == EXCHANGE and step.value is not None:
        return f"{step.value:f}"
    return step.expression.rpartition("×")[2].strip()


def _amounts(one: Compared, at: int) -> Amounts:
    estimate = one.estimate
    rest = sum((part or NOUGHT for part in (estimate.duty, estimate.surcharge, estimate.consumption_tax)), NOUGHT)
    return Amounts(LETTERS[at], estimate.vat or NOUGHT, rest, estimate.total)
