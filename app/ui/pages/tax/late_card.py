"""滞报金 in the side of 税费比较: its days, a supposed day of acceptance, and the fee reckoned elsewhere."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.taxes.late import LateDeclaration
from app.ui.editors import DateEditor
from app.ui.editors.date_text import read_date
from app.ui.models.tax_compare import DECLARE_WITHIN, Lateness
from app.ui.models.wording import WEEKDAYS
from app.ui.pages.tax.fact_rows import FactRow, FactRows
from app.ui.theme import Font, Token, theme
from app.ui.widgets import Label, Paragraph

FIELD = 130


class LateCard(QWidget):
    """``supposed(date)`` when another day of acceptance was typed."""

    supposed = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        px = theme().px
        self._today = today
        self._days = FactRows()
        self.day = DateEditor(today)
        self.day.set_title("若受理日为", "滞报金")
        self.day.setFixedWidth(px(FIELD))
        self.day.set_text(today().strftime("%Y%m%d"))
        self.day.edited.connect(lambda _raw: self._told())
        self.day.advanced.connect(lambda _step: self._told())
        self._fee = Label("", Font.STRONG)
        self._how = Paragraph("", Font.SMALL, Token.T2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(Label("滞报金", Font.SMALL_STRONG))
        column.addWidget(self._days)
        row = QHBoxLayout()
        row.addWidget(Label("若受理日为", Font.SMALL, Token.T2), 1)
        row.addWidget(self.day)
        column.addLayout(row)
        column.addWidget(self._fee)
        column.addWidget(self._how)

    def words(self) -> str:
        """Return the fee and how it came, as shown."""
        return f"{self._fee.words()} {self._how.words()}"

    def show_days(self, days: Lateness) -> None:
        """Show the days a fee is counted from."""
        if days.entered is None or days.last is None or days.start is None:
            self._days.show_rows([FactRow("进境", "", "日期未知，不计")])
            return
        known = "" if days.start_known else "，节假日未公布"
        self._days.show_rows(
            [
                FactRow("进境", "", f"{days.entered:%m-%d}  第 0 日"),
                FactRow("最后一天", "", f"{days.last:%m-%d}  第 {DECLARE_WITHIN} 日"),
                FactRow("起征日", "", f"{days.start:%m-%d}  {WEEKDAYS[days.start.weekday()]}{known}"),
            ]
        )

    def show_fee(self, value: Decimal | None, fee: LateDeclaration | None, rate: Decimal, least: Decimal) -> None:
        """Show the fee on a value, unfolded."""
        if fee is None or value is None:
            self._fee.set_words("")
            self._fee.hide()
            self._how.set_words("进境日和计税价格都知道后才能计算。")
            return
        self._fee.show()
        self._fee.set_words(f"{fee.amount:,f} 元")
        how = f"{value:,f} × {(rate * 1000).normalize():f}‰ × {fee.days} 天" if fee.days else "没有超过期限"
        self._how.set_words(f"{how}。不足 {least:f} 元免收；起征日遇休息日顺延，中间休息日照算，角分舍去。")

    def _told(self) -> None:
        found = read_date(self.day.text(), self._today())
        if found is not None:
            self.supposed.emit(found)
