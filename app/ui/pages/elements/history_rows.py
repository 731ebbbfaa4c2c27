"""以前用过: strings written before with what differs marked; Alt+1… or a click takes one; told everything."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.elements.services import EarlierUse
from app.ui.pages.elements.token_line import BAR, Piece, TokenLine
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT
from app.ui.widgets import Button, ButtonLook, Keycap, Label

NUMBER, DAY, COUNT = 150, 48, 70


class _Row(QWidget):
    """One string with where it comes from."""

    def __init__(self, number: int) -> None:
        super().__init__()
        px = theme().px
        self._where = Label("", Font.SMALL, Token.T2)
        self._day = Label("", Font.SMALL, Token.T3)
        self.line = TokenLine(wraps=False, framed=False)
        self._count = Label("", Font.SMALL, Token.T2, RIGHT)
        self.take = Button("采用", ButtonLook.LINK)
        self._where.setFixedWidth(px(NUMBER))
        self._day.setFixedWidth(px(DAY))
        self._count.setFixedWidth(px(COUNT))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        for part in (Keycap(f"Alt {number + 1}"), self._where, self._day):
            row.addWidget(part)
        row.addWidget(self.line, 1)
        row.addWidget(self._count)
        row.addWidget(self.take)

    def show_use(self, use: EarlierUse, differing: Sequence[int]) -> None:
        """Show a string, what differs from the present one marked."""
        self._where.set_words(use.number)
        self._day.set_words(f"{use.day:%m-%d}")
        tokens = use.text.split(BAR)
        pieces = [Piece(token, differs=number in differing) for number, token in enumerate(tokens)]
        self.line.show_tokens(pieces, f"{use.number} {use.firm}")
        self._count.set_words(f"{len(differing)} 格不同" if differing else "相同")
        self.take.setAccessibleName(f"采用 {use.number} 的申报要素")


class HistoryRows(QWidget):
    """``taken(int)`` with the number of the string to be taken."""

    taken = Signal(int)

    def __init__(self, most: int) -> None:
        super().__init__()
        px = theme().px
        self._head, self._note = Label("以前用过", Font.SMALL_STRONG), Label("", Font.SMALL, Token.T3)
        self._rows = [_Row(number) for number in range(most)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(self._head)
        head.addWidget(self._note, 1)
        column.addLayout(head)
        for number, row in enumerate(self._rows):
            row.take.clicked.connect(lambda _checked=False, number=number: self.taken.emit(number))
            column.addWidget(row)
        self.show_uses((), ())

    def show_uses(self, uses: Sequence[EarlierUse], differences: Sequence[Sequence[int]]) -> None:
        """Show the strings; nothing at all where there are none."""
        self.setVisible(bool(uses))
        firms = "、".join(dict.fromkeys(one.firm for one in uses if one.firm))
        self._note.set_words(f"{firms}   与当前不同的格加底色")
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(uses))
            if number < len(uses):
                row.show_use(uses[number], differences[number])

    def lines(self) -> list[TokenLine]:
        """Return the strings shown."""
        return [row.line for row in self._rows if not row.isHidden()]
