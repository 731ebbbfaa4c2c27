"""担保台账 in the settings: the guarantees an office may file under, what is left of each; added and mended by keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.problem import Severity
from app.declarations.guarantee import Balance, Guarantee
from app.ui.editors import DateEditor, NumberEditor, TextEditor
from app.ui.editors.line_field import LineField
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import LEFT, RIGHT
from app.ui.widgets import Button, ButtonLook, Card, Label, Paragraph

FIELD = 300
LABEL = 120
SOON = 30
NUMBER, HOLDER, LIMIT, VALID, SOURCE = "number", "holder", "limit", "valid", "source"
WORDS = {NUMBER: "担保备案编号", HOLDER: "企业", LIMIT: "额度（元）", VALID: "有效期至", SOURCE: "依据"}
HEADS = ("担保备案编号", "企业", "额度", "已占用", "可用", "有效期至")
_NUMBERS = frozenset({2, 3, 4})


@dataclass(frozen=True, slots=True)
class Entry:
    """One guarantee and its balance, without any declaration at hand."""

    guarantee: Guarantee
    balance: Balance


class LedgerService(Protocol):
    """The ledger of guarantees."""

    def entries(self, done: Callable[[Sequence[Entry]], None], failed: Callable[[str], None]) -> None:
        """Return the ledger in the order of numbers."""
        ...

    def put(self, guarantee: Guarantee, done: Callable[[None], None], failed: Callable[[str], None]) -> None:
        """Add a guarantee, or write the one of that number anew."""
        ...


class LedgerPane(QWidget):
    """``put(Guarantee)`` when what was typed can be stored; the page stores it and shows the ledger again."""

    put = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.rows: list[Button] = []
        self._entries: tuple[Entry, ...] = ()
        limit = NumberEditor()
        self.editors: dict[str, LineField] = {
            NUMBER: TextEditor(),
            HOLDER: TextEditor(),
            LIMIT: limit,
            VALID: DateEditor(today),
            SOURCE: TextEditor(),
        }
        self.store = Button("存入台账", ButtonLook.PRIMARY)
        self.wrong = Label("", Font.SMALL, Token.ERR_TEXT)
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        column.addWidget(self._list_card())
        column.addWidget(self._form_card())
        column.addStretch(1)
        self.store.clicked.connect(self.take)
        self.show_entries(())

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show the ledger; the number of a row brings it into the boxes below."""
        self._entries = tuple(entries)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.rows = []
        for column, words in enumerate(HEADS if entries else ()):
            self._grid.addWidget(Label(words, Font.SMALL, Token.T3, RIGHT if column in _NUMBERS else LEFT), 0, column)
        for row, entry in enumerate(self._entries, 1):
            self._show(row, entry)
        self._empty.setVisible(not entries)

    def take(self) -> None:
        """Store what was typed, or say at the box what is wrong with it."""
        texts = {name: editor.text().strip() for name, editor in self.editors.items()}
        fault = _fault(texts)
        for name, editor in self.editors.items():
            editor.set_state(Severity.ERROR if fault and fault[0] == name else None, fault[1] if fault else "")
        self.wrong.set_words(fault[1] if fault else "")
        self.wrong.setVisible(fault is not None)
        if fault is not None:
            self.editors[fault[0]].take_focus()
            return
        valid = _day(texts[VALID])
        self.put.emit(Guarantee(texts[NUMBER], texts[HOLDER], Decimal(texts[LIMIT]), valid, texts[SOURCE]))

    def clear(self) -> None:
        """Empty the boxes for the next one."""
        for editor in self.editors.values():
            editor.set_text("")
        self.editors[NUMBER].take_focus()

    def _bring(self, entry: Entry) -> None:
        known = entry.guarantee
        valid = known.valid_to.strftime("%Y%m%d") if known.valid_to else ""
        texts = (known.number, known.holder, f"{known.limit:f}", valid, known.source)
        for editor, text in zip(self.editors.values(), texts, strict=True):
            editor.set_text(text)
        self.editors[LIMIT].take_focus()

    def _show(self, row: int, entry: Entry) -> None:
        known, left = entry.guarantee, entry.balance
        number = Button(known.number, ButtonLook.LINK)
        number.setAccessibleDescription("带到下面修改")
        number.clicked.connect(partial(self._bring, entry))
        self.rows.append(number)
        days = None if known.valid_to is None else (known.valid_to - self._today()).days
        ends = "长期" if days is None else f"{known.valid_to}" + ("（已过期）" if days < 0 else "")
        tone = Token.T1 if days is None or days > SOON else Token.ERR_TEXT if days < 0 else Token.WARN_TEXT
        short = left.available <= 0
        cells = (
            Label(known.holder, Font.BODY),
            Label(f"{left.limit:,.2f}", Font.BODY, Token.T1, RIGHT),
            Label(f"{left.used:,.2f}", Font.BODY, Token.T1, RIGHT),
            Label(f"{left.available:,.2f}", Font.BODY, Token.ERR_TEXT if short else Token.T1, RIGHT),
            Label(ends, Font.BODY, tone),
        )
        self._grid.addWidget(number, row, 0)
        for column, cell in enumerate(cells, 1):
            self._grid.addWidget(cell, row, column)

    def _list_card(self) -> Card:
        card = Card()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme().px(20))
        self._grid.setVerticalSpacing(theme().px(8))
        self._grid.setColumnStretch(1, 1)
        self._empty = Paragraph("台账还是空的。登记总担保或单票担保，概要申报时按编号算余额。", Font.BODY, Token.T2)
        card.body.addWidget(self._empty)
        card.body.addLayout(self._grid)
        note = "已占用按本机已申报、尚未结关的单证估算，以海关系统为准。"
        card.body.addWidget(Paragraph(note, Font.SMALL, Token.T3))
        return card

    def _form_card(self) -> Card:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(10))
        grid.setColumnStretch(2, 1)
        for row, (name, editor) in enumerate(self.editors.items()):
            label = Label(WORDS[name], Font.BODY, Token.T2, RIGHT)
            label.setMinimumWidth(theme().px(LABEL))
            editor.set_title(WORDS[name], "担保台账")
            editor.setFixedWidth(theme().px(FIELD))
            editor.advanced.connect(partial(self._next, name))
            grid.addWidget(label, row, 0)
            grid.addWidget(editor, row, 1)
        self.editors[VALID].set_hint("空 = 长期")
        card.body.addLayout(grid)
        foot = QHBoxLayout()
        foot.addSpacing(theme().px(LABEL + 12))
        foot.addWidget(self.store)
        foot.addWidget(self.wrong)
        foot.addStretch(1)
        card.body.addLayout(foot)
        return card

    def _next(self, name: str, step: int) -> None:
        """Go to the next box; behind the last one Enter stores."""
        names = list(self.editors)
        at = names.index(name) + step
        if 0 <= at < len(names):
            self.editors[names[at]].take_focus()
        elif at == len(names):
            self.take()


def _fault(texts: dict[str, str]) -> tuple[str, str] | None:
    """Return the box that cannot be stored and why; None where all can."""
    if not texts[NUMBER]:
        return NUMBER, "请填担保备案编号"
    if not texts[HOLDER]:
        return HOLDER, "请填企业名称"
    try:
        limit = Decimal(texts[LIMIT])
    except InvalidOperation:
        return LIMIT, "额度应为数字"
    if not limit.is_finite() or limit <= 0:
        return LIMIT, "额度应大于 0"
    if texts[VALID] and _day(texts[VALID]) is None:
        return VALID, "有效期不是日期，例如 2027-06-30"
    return None


def _day(raw: str) -> date | None:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return None
