"""税费 beside the form: total, taxes, lines, rates and every reason for doubt, live while typing; it only shows."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.taxes.article import Article
from app.taxes.line import LineTax
from app.taxes.result import Estimate
from app.ui.models import tax_words as words
from app.ui.models.live_tax import LiveTaxes
from app.ui.pages.tax.fact_rows import FactRow, FactRows
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import RIGHT
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.card import Ground
from app.ui.widgets.chip import Chip
from app.ui.widgets.label import Label, Paragraph
from app.ui.widgets.scroll import ScrollArea

PAD = 14
BAR = 6
COLORS = {Article.DUTY: Token.CH1, Article.SURCHARGE: Token.CH4, Article.CONSUMPTION: Token.CH3, Article.VAT: Token.CH2}
TONES = {words.ESTIMATED: Tone.INFO, words.UNCONFIRMED: Tone.WARN, words.INCOMPLETE: Tone.ERR}
NOTE = "按今日税率和汇率估算，以海关税单为准。汇率换月后自动重算。"


class SharesBar(QWidget):
    """The taxes as shares of the total in one thin bar."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[Token, Decimal], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[tuple[Token, Decimal]]) -> None:
        """Show other shares."""
        self._parts = tuple(parts)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(BAR))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = sum((amount for _, amount in self._parts), Decimal(0))
        painter.fillRect(self.rect(), theme().color(Token.NEU_BG))
        left = 0.0
        for token, amount in self._parts:
            width = float(amount / whole) * self.width() if whole else 0.0
            painter.fillRect(QRectF(left, 0, max(width - 1, 0), self.height()), theme().color(token))
            left += width
        painter.end()


class TaxPanel(QWidget):
    """``compare_asked()`` wants the page of what-ifs; ``item_asked(int)`` the line of a number from 1."""

    compare_asked = Signal()
    item_asked = Signal(int)

    def __init__(self, taxes: LiveTaxes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taxes = taxes
        self._is_stale = True
        self._total = Label("", Font.TOTAL)
        self._chip = Chip(words.ESTIMATED, Tone.INFO)
        self._bar = SharesBar()
        self._sums, self._lines, self._rates = FactRows(), FactRows(), FactRows()
        self._lines_title, self._doubts_title = Label("分商品", Font.SMALL_STRONG), Label("", Font.SMALL_STRONG)
        self._doubts = Paragraph("", Font.SMALL, Token.WARN_TEXT)
        self._note = Paragraph(NOTE, Font.SMALL, Token.T3)
        self.compare = Button("税费比较", ButtonLook.SECONDARY, keys="taxes")
        self.compare.clicked.connect(self.compare_asked)
        self._lay_out()
        taxes.told.connect(self._note_change)

    def words(self) -> str:
        """Return the total as shown, with the word beside it."""
        return f"{self._total.words()} {self._chip.words()}"

    def rows(self) -> tuple[FactRow, ...]:
        """Return the taxes and the lines as shown."""
        return (*self._sums.rows(), *self._lines.rows())

    def doubts(self) -> str:
        """Return the reasons for doubt as shown."""
        return self._doubts.words()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)  # what changed while nobody looked is reckoned now
        if self._is_stale:
            self._refresh()

    def _note_change(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._is_stale = False
        estimate = self._taxes.estimate()
        self._chip.setVisible(estimate is not None)
        if estimate is None:
            self._total.set_words("正在读取税率")
            return
        export = self._taxes.document.form.direction == "E"
        self._show_sums(estimate, export)
        self._show_lines(estimate.lines)
        self._show_rates(estimate)
        self._show_doubts(words.doubts(estimate))

    def _show_sums(self, estimate: Estimate, export: bool) -> None:
        word = words.certainty(estimate)
        self._total.set_words(words.money(estimate.total))
        self._chip.show_state(word, TONES[word])
        self._total.setAccessibleName(f"预计应缴 {words.money(estimate.total)} 元，{word}")
        taxes = words.rows(estimate, export)
        self._bar.show_parts([(COLORS[one.article], one.amount) for one in taxes if one.amount])
        value = FactRow("计税价格（完税价格）", "", words.money(estimate.customs_value))
        rows = (FactRow(one.name, one.rate, words.money(one.amount), color=COLORS[one.article]) for one in taxes)
        self._sums.show_rows([value, *rows])

    def _show_lines(self, lines: Sequence[LineTax]) -> None:
        shown = [
            FactRow(
                f"{line.item}  {line.given.line.name or line.given.line.hs_code or '未填'}", "", words.money(line.total)
            )
            for line in lines
        ]
        self._lines.show_rows(shown)
        self._lines_title.setVisible(bool(shown))

    def _show_rates(self, estimate: Estimate) -> None:
        day = self._taxes.rate_day()
        facts = [
            FactRow("税率", "", words.columns_of(estimate.lines)),
            *(FactRow("汇率", "", said) for said in words.exchanges_of(estimate.lines)),
            FactRow("计税日", "", f"{day.day:%m-%d}  {day.reason}"),
        ]
        if estimate.preference is not None:
            facts.append(FactRow("享惠节省", "", f"{words.money(estimate.preference.saving)} 元"))
        self._rates.show_rows(facts)
        self._note.set_words(f"{day.open}。{NOTE}" if day.open else NOTE)

    def _show_doubts(self, found: Sequence[str]) -> None:
        self._doubts_title.set_words(f"未确认 {len(found)} 处")
        self._doubts.set_words("\n".join(words.some(found)))
        for part in (self._doubts_title, self._doubts):
            part.setVisible(bool(found))

    def _lay_out(self) -> None:
        px = theme().px
        inside = Ground(Token.SURFACE)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(PAD), px(12), px(PAD), px(12))
        column.setSpacing(px(8))
        head, total = QHBoxLayout(), QHBoxLayout()
        head.addWidget(Label("预计应缴", Font.SMALL, Token.T2), 1)
        head.addWidget(Label("元", Font.SMALL, Token.T3, RIGHT))
        total.addWidget(self._total, 1)
        total.addWidget(self._chip)
        column.addLayout(head)
        column.addLayout(total)
        column.addWidget(self._bar)
        column.addWidget(self._sums)
        for parts in ((self._lines_title, self._lines), (self._rates, self._note), (self._doubts_title, self._doubts)):
            column.addWidget(_rule())
            for part in parts:
                column.addWidget(part)
        column.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll = ScrollArea()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)


def _rule() -> Ground:
    rule = Ground(Token.LINE)
    rule.setFixedHeight(1)
    return rule
