"""The conflicts in a card: whose values stand where, and one row for each choice; it saves nothing."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.declarations.merge import Side
from app.ui.models.conflict_words import ConflictRow
from app.ui.pages.conflict.choice_row import ROW, ChoiceRow, columns
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_line, draw_text
from app.ui.widgets import Card
from app.ui.widgets.scroll import ScrollArea

HEAD, DISC, MOST = 44, 24, 6
CORNER = 6  # what is left free below the last row for the round corners of the card


class _Head(QWidget):
    """Whose column is whose."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self._who: tuple[tuple[str, str, str], tuple[str, str, str]] = (("", "", ""), ("", "", ""))
        self.setFixedHeight(theme().px(HEAD))

    def show_who(self, mine: tuple[str, str, str], theirs: tuple[str, str, str]) -> None:
        """Show both sides: initial, whose, and what is known of it."""
        self._who = (mine, theirs)
        self.setAccessibleName("，".join(f"{whose} {about}" for _, whose, about in self._who))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        label, mine, theirs, result = (area.adjusted(0, 0, 0, self.height()) for area in columns(self.width()))
        draw_text(painter, label, "字段", Font.SMALL_MEDIUM, Token.T2)
        draw_text(painter, result.adjusted(px(8), 0, 0, 0), "保存为", Font.SMALL_MEDIUM, Token.T2)
        looks = ((Token.AVATAR, Token.ON_FILL), (Tone.VIO.text, Token.SURFACE))
        for area, (initial, whose, about), (fill, ink) in zip((mine, theirs), self._who, looks, strict=True):
            disc = QRectF(area.x() + px(6), area.center().y() - px(DISC) / 2, px(DISC), px(DISC))
            draw_box(painter, disc, disc.width() / 2, fill)
            draw_text(painter, disc, initial, Font.SMALL_MEDIUM, ink, CENTRE)
            rest = area.adjusted(px(38), 0, 0, 0)
            taken = draw_text(painter, rest, whose, Font.MEDIUM)
            draw_text(painter, rest.adjusted(taken + px(10), 0, 0, 0), about, Font.SMALL, Token.T2)
        draw_line(painter, 0, self.height() - 1, self.width(), Token.BORDER)
        painter.end()


class ChoicesCard(Card):
    """``chosen(str, Side)`` with the key of a conflict; ``left(int)`` when ↑ or ↓ goes beyond the rows."""

    chosen = Signal(str, object)
    left = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ChoiceRow] = []
        self.body.setContentsMargins(1, 1, 1, CORNER)
        self.body.setSpacing(0)
        self._head = _Head()
        self.body.addWidget(self._head)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._scroll = ScrollArea()
        self._scroll.setWidget(self._inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self._scroll, 1)

    def show_rows(
        self, rows: Sequence[ConflictRow], who: str, mine: tuple[str, str, str], theirs: tuple[str, str, str]
    ) -> None:
        """Show the conflicts of both sides."""
        self._head.show_who(mine, theirs)
        for row in rows:
            made = ChoiceRow(row, who)
            made.chosen.connect(lambda side, made=made: self._take(made, side))
            made.moved.connect(lambda by, made=made: self.step(made, by))
            self.rows.append(made)
            self._column.addWidget(made)
        self._column.addStretch(1)
        height = theme().px(HEAD) + min(len(rows), MOST) * theme().px(ROW) + 2 + CORNER
        self.setMinimumHeight(min(height, theme().px(HEAD + 2 * ROW)))
        self.setMaximumHeight(height)

    def choose_all(self, side: Side) -> None:
        """Take one side's value everywhere."""
        for row in self.rows:
            row.choose(side)
            self.chosen.emit(row.row.key, side)

    def show_choices(self, choices: Mapping[str, Side]) -> None:
        """Show what was chosen."""
        for row in self.rows:
            row.choose(choices.get(row.row.key))

    def to_open(self) -> bool:
        """Put the keyboard on the first conflict that wants a choice, else the first; False if there is none."""
        first = next((row for row in self.rows if row.side is None), self.rows[0] if self.rows else None)
        if first is not None:
            self._go(first)
        return first is not None

    def step(self, row: ChoiceRow, by: int) -> None:
        """Go on from a row."""
        at = self.rows.index(row) + by
        if 0 <= at < len(self.rows):
            self._go(self.rows[at])
        else:
            self.left.emit(by)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(900), self.maximumHeight())

    def _take(self, row: ChoiceRow, side: Side) -> None:
        self.chosen.emit(row.row.key, side)

    def _go(self, row: ChoiceRow) -> None:
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(row, 0, theme().px(8))
