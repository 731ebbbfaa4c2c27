"""A card of 工作台: title, note, and a table that reaches the card's edges, or a sentence where it is empty."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.pages.row_table import RowTable
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import LEFT
from app.ui.widgets import Button, ButtonLook, Card, Ground, Label

EDGE = 16
Act = tuple[str, ButtonLook, Icon, str, Callable[[], object]]
HEAD = 28


class TableCard(Card):
    """``most`` rows are shown at once (0 = as many as there is room for); ``end`` stands at the right of the title."""

    def __init__(
        self, title: str, table: RowTable, empty: str | QWidget, most: int = 0, end: QWidget | None = None
    ) -> None:
        super().__init__()
        px = theme().px
        self.table = table
        self._most = most
        self.note = Label("", Font.SMALL, Token.T2, LEFT)
        self.body.setContentsMargins(1, px(7), 1, px(10))
        self.body.setSpacing(0)
        self.head.setContentsMargins(px(EDGE), 0, px(EDGE), px(6))
        self.head.addStrut(px(HEAD))
        self.head.addWidget(Label(title, Font.CARD))
        self.head.addWidget(self.note, 1)
        if end is not None:
            self.head.addWidget(end)
        self.body.addLayout(self.head)
        rule = Ground(Token.LINE)
        rule.setFixedHeight(1)
        self.body.addWidget(rule)
        self.body.addWidget(table, 0 if most else 1)
        self._under = _inset(Label(empty, Font.BODY, Token.T3)) if isinstance(empty, str) else empty
        self.body.addWidget(self._under)
        if not most:
            self.body.addStretch(0)

    def show_rows(self, count: int, row: int, head: int) -> None:
        """Fit the table to its rows; ``row`` and ``head`` are heights of the design sheet."""
        self.table.setVisible(count > 0)
        self._under.setVisible(count == 0)
        if self._most:
            self.table.setFixedHeight(theme().px(head) + min(count, self._most) * theme().px(row))


def _inset(label: Label) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(theme().px(EDGE), theme().px(12), theme().px(EDGE), theme().px(6))
    row.addWidget(label)
    return box


def beside(*parts: QWidget) -> QWidget:
    """Return a row of widgets, for the end of a title."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(10))
    for part in parts:
        row.addWidget(part)
    return box


def greeting(day: Label, acts: Sequence[Act]) -> QHBoxLayout:
    """Return the first line of 工作台: today, and what may be begun."""
    row = QHBoxLayout()
    row.setSpacing(theme().px(8))
    row.addWidget(Label("今天", Font.GREETING))
    row.addSpacing(theme().px(4))
    row.addWidget(day, 1)
    for words, look, icon, keys, act in acts:
        button = Button(words, look, icon, keys, tall=True)
        button.clicked.connect(lambda _checked=False, act=act: act())
        row.addWidget(button)
    return row
