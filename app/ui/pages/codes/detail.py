"""What one code means and what this office did with it: the side of 代码库; it looks names up and nothing else."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.tables import CodeRow
from app.ui.models.age import read_day
from app.ui.models.code_lines import CodeLine
from app.ui.pages.codes.element_grid import ElementGrid
from app.ui.pages.codes.services import CodesService, OwnUse
from app.ui.pages.tax.fact_rows import Age, FactRow, FactRows
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import RIGHT
from app.ui.widgets import Button, ButtonLook, Card, Chip, Ground, Label, Paragraph
from app.ui.widgets.charts import Column, Columns
from app.ui.widgets.scroll import ScrollArea

LEAST, WIDTH = 300, 352
TARIFF, UNITS, MARKS, INSPECTIONS = "hs_codes", "units", "license_documents", "inspection_categories"
COLUMNS = {
    "alpha2": "两位代码",
    "alias": "别名",
    "english": "英文",
    "full_name": "全称",
    "name_en": "英文",
    "numeric": "数字代码",
    "old": "旧代码",
    "parent": "上级",
    "scope": "范围",
    "short_name": "简称",
    "traffic": "运输方式",
}
MOST_OTHER = 8


class CodeDetail(Ground):
    """``fill_asked()`` wants the code in the field that asked."""

    fill_asked = Signal()

    def __init__(self, service: CodesService) -> None:
        super().__init__(Token.APP, "left")
        self._service = service
        self.setMinimumWidth(theme().px(LEAST))
        self.setMaximumWidth(theme().px(WIDTH))
        self._code, self._name = Label("", Font.PAGE), Paragraph("", Font.SMALL, Token.T2)
        self.fill = Button("填入当前票", ButtonLook.SOFT, keys="Enter")
        self.fill.clicked.connect(self.fill_asked)
        self._target = Paragraph("", Font.SMALL, Token.T3)
        self._facts, self._rates, self._elements = FactRows(), FactRows(), ElementGrid()
        self._source = Paragraph("", Font.SMALL, Token.T2)
        self._elements_note, self._own_note = Label("", Font.SMALL, Token.T3), Label("", Font.SMALL, Token.T3)
        self._prices = Columns("单价")
        self._price_note = Label("", Font.SMALL, Token.T2, RIGHT)
        self._texts = [Label("", Font.MEDIUM) for _ in range(3)], [Label("", Font.SMALL, Token.T2) for _ in range(3)]
        self._changes = FactRows()
        self._expired = Chip("停用", Tone.ERR)
        self._lay_out()

    def show_line(self, table: str, line: CodeLine | None, target: str, today: date) -> None:
        """Show another code; what the office did with it is told later."""
        row = line.row if line is not None else None
        code = line.code if line is not None and not line.code.startswith("S") else ""
        self._code.set_words(code)
        self._code.setVisible(bool(code))
        self._name.set_words(line.name if line is not None else "选一行看它的含义")
        may_fill = bool(target) and line is not None and not line.is_heading
        self.fill.setVisible(may_fill)
        self._target.set_words(target)
        self._target.setVisible(may_fill)
        is_tariff = table == TARIFF and line is not None and not line.is_heading
        self._card_elements.setVisible(is_tariff)
        facts = self._facts_of(table, row, today) if row is not None and line and not line.is_heading else []
        self._card_facts.setVisible(bool(facts))
        self._facts.show_rows(facts)
        self._source.set_words(f"来源 {row.source or '未注明'}" if row is not None else "")
        rates = self._service.rates(line.code) if is_tariff and line is not None else ()
        self._rates.show_rows([FactRow(name, "", rate) for name, rate in rates])
        is_over = row is not None and row.until is not None and row.until < today
        self._expired.setVisible(is_over)
        if is_tariff and line is not None:
            found = self._service.elements(line.code)
            order = "顺序即填写顺序" if found.ordered else "顺序未核对"
            self._elements_note.set_words(f"{len(found)} 项，{order}" if len(found) else "目录里没有")
            self._elements.show_elements(found.elements)
        self.show_own(OwnUse())

    def show_own(self, own: OwnUse) -> None:
        """Show the office's own use of the code."""
        self._card_own.setVisible(own.count > 0)
        self._own_note.set_words(f"{own.count} 行")
        self._prices.show_columns([Column(float(price), f"{day:%m-%d} {price:f}") for day, price in own.prices])
        for part in (self._prices, self._price_note):
            part.setVisible(len(own.prices) > 1)
        if own.prices:
            mean = sum(price for _, price in own.prices) / len(own.prices)
            self._price_note.set_words(f"单价 {own.price_unit}   近 {len(own.prices)} 行均值 {mean:.2f}")
        for number, (who, text) in enumerate(zip(*self._texts, strict=True)):
            is_there = number < len(own.texts)
            for part in (who, text):
                part.setVisible(is_there)
            if is_there:
                firm, said, count = own.texts[number]
                who.set_words(f"{firm}   {count} 次" if count > 1 else firm)
                text.set_words(said)
        self._card_changes.setVisible(bool(own.changes))
        self._changes.show_rows([FactRow(f"{day:%Y-%m-%d}", "", said) for day, said in own.changes])

    def words(self) -> str:
        """Return code, name and facts as shown."""
        facts = (f"{one.name} {one.figure}" for one in (*self._facts.rows(), *self._rates.rows()))
        return "；".join((f"{self._code.words()} {self._name.words()}", *facts, self._source.words()))

    # -- inside ------------------------------------------------------------------------------------------------

    def _facts_of(self, table: str, row: CodeRow, today: date) -> list[FactRow]:
        found = self._tariff_facts(row) if table == TARIFF else self._other_facts(row)
        if row.since is not None:
            found.append(FactRow("启用", "", f"{row.since:%Y-%m-%d}"))
        if row.until is not None:
            found.append(FactRow("停用", "", f"{row.until:%Y-%m-%d}"))
        if row.successor:
            found.append(FactRow("改用", "", f"{row.successor} {self._service.name(table, row.successor)}".strip()))
        day = read_day(row.as_of)
        if day is not None:
            found.append(FactRow("截至", "", f"{day:%Y-%m-%d}", age=Age.of(day, today)))
        return found

    def _tariff_facts(self, row: CodeRow) -> list[FactRow]:
        units = [row.values.get(name, "") for name in ("unit1", "unit2")]
        first, second = (f"{code} {self._service.name(UNITS, code)}".strip() if code else "无" for code in units)
        found = [FactRow("法定单位", "", first), FactRow("第二单位", "", second)]
        marks = row.values.get("marks", "")
        for number, mark in enumerate(marks):
            found.append(FactRow("监管条件" if not number else "", "", f"{mark} {self._service.name(MARKS, mark)}"))
        if not marks:
            found.append(FactRow("监管条件", "", "无"))
        classes = [one for part in row.values.get("inspection", "").split("/") for one in part.split(".") if one]
        named = [f"{one} {self._service.name(INSPECTIONS, one)}".strip() for one in classes]
        for number, one in enumerate(named or ["无"]):
            found.append(FactRow("检验类别" if not number else "", "", one))
        return found

    def _other_facts(self, row: CodeRow) -> list[FactRow]:
        filled = [(name, value) for name, value in row.values.items() if value and name in COLUMNS]
        return [FactRow(COLUMNS[name], "", value) for name, value in filled[:MOST_OTHER]]

    def _lay_out(self) -> None:
        px = theme().px
        inside = Ground(Token.APP)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(12), px(16), px(14))
        column.setSpacing(px(10))
        head = QHBoxLayout()
        head.addWidget(self._code, 1)
        head.addWidget(self._expired)
        head.addWidget(self.fill)
        column.addLayout(head)
        column.addWidget(self._name)
        column.addWidget(self._target)
        self._card_facts = _card((self._facts, self._rates, self._source))
        self._card_elements = _card((self._elements,), "申报要素", self._elements_note)
        own: list[QWidget] = [self._price_note, self._prices]
        for who, text in zip(*self._texts, strict=True):
            own += [who, text]
        self._card_own = _card(own, "自己用过", self._own_note)
        self._card_changes = _card((self._changes,), "最近变化")
        for card in (self._card_facts, self._card_elements, self._card_own, self._card_changes):
            column.addWidget(card)
        column.addStretch(1)
        scroll = ScrollArea()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scroll)


def _card(parts: Sequence[QWidget], title: str = "", note: Label | None = None) -> Card:
    card = Card()
    if title:
        card.head.addWidget(Label(title, Font.CARD))
        if note is not None:
            card.head.addWidget(note, 1)
        else:
            card.head.addStretch(1)
        card.body.addLayout(card.head)
    for part in parts:
        card.body.addWidget(part)
    return card
