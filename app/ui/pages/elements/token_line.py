"""A `|` string painted token by token: the current one tinted, differing ones marked, missing ones as a tag."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import draw_box, draw_text, elided, width_of
from app.ui.theme.tip import plain_tip

LINE, PAD, AIR = 26, 8, 3
BAR = "|"
MORE = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """One token as shown; ``missing`` says the name of an element that must be filled."""

    words: str
    current: bool = False
    differs: bool = False
    missing: str = ""


class TokenLine(QWidget):
    """One string; with ``wraps`` it takes the lines it needs, else it is elided at the end."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, wraps: bool = True, framed: bool = True) -> None:
        super().__init__()
        self._wraps, self._framed = wraps, framed
        self._tokens: tuple[Piece, ...] = ()
        self._lines = 1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_tokens(self, tokens: Sequence[Piece], name: str) -> None:
        """Show other tokens under a name for the screen reader."""
        self._tokens = tuple(tokens)
        missing = "、".join(one.missing for one in tokens if one.missing)
        whole = BAR.join(one.words for one in tokens)
        self.setAccessibleName(f"{name} {whole}{f'，缺 {missing}' if missing else ''}")
        self.setToolTip("" if self._wraps else plain_tip(whole))
        self._count_lines()
        self.update()

    def words(self) -> str:
        """Return what is shown, a missing element as its tag."""
        return BAR.join(f"{one.missing} 待填" if one.missing else one.words for one in self._tokens)

    def marked(self) -> Collection[str]:
        """Return the tokens marked as different."""
        return [one.words for one in self._tokens if one.differs]

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), theme().px(LINE) * self._lines)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._count_lines()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._framed:
            draw_box(painter, QRectF(self.rect()), 5, Token.SUNKEN, Token.BORDER)
        for token, area, is_first in self._areas():
            self._paint(painter, token, area, is_first)
        painter.end()

    def _paint(self, painter: QPainter, token: Piece, area: QRectF, is_first: bool) -> None:
        px = theme().px
        if not is_first:
            bar = QRectF(area.x() - px(AIR) - width_of(BAR, Font.BODY), area.y(), px(8), area.height())
            draw_text(painter, bar, BAR, Font.BODY, Token.T3)
        tag = QRectF(area.x() - px(1), area.center().y() - px(9), area.width() + px(2), px(18))
        if token.missing:
            draw_box(painter, tag, 4, Token.ERR_BG, Token.ERR_LINE)
            words = area.adjusted(px(5), 0, 0, 0)
            draw_text(painter, words, f"{token.missing} 待填", Font.SMALL, Token.ERR_TEXT)
            return
        if token.current or token.differs:
            draw_box(painter, tag, 2, Token.ACCENT_SOFT if token.current else Token.MARK)
        color = Token.ACCENT if token.current else Token.T1
        draw_text(painter, area, elided(token.words, Font.BODY, area.width()), Font.BODY, color)

    def _areas(self) -> list[tuple[Piece, QRectF, bool]]:
        """Return where each token stands; a token too long for a line of its own is cut to it."""
        px = theme().px
        pad = px(PAD) if self._framed else 0
        left, right, line = pad, max(self.width() - pad, pad + 1), 0
        between = width_of(BAR, Font.BODY) + 2 * px(AIR)
        x, found = float(left), []
        for number, token in enumerate(self._tokens):
            width = self._width(token)
            start = x + (between if number else 0)
            if start + width > right and self._wraps and x > left:
                line, start = line + 1, left + between
            room = right - start
            if width > room and room < width_of(MORE + MORE, Font.BODY):
                found.append((Piece(MORE), QRectF(right - width_of(MORE, Font.BODY), 0, 20, px(LINE)), True))
                break
            width = min(width, room)
            found.append((token, QRectF(start, line * px(LINE), width, px(LINE)), number == 0))
            x = start + width
        return found

    def _width(self, token: Piece) -> float:
        if token.missing:
            return width_of(f"{token.missing} 待填", Font.SMALL) + theme().px(10)
        return width_of(token.words, Font.BODY)

    def _count_lines(self) -> None:
        areas = self._areas()
        lines = round(areas[-1][1].y() / theme().px(LINE)) + 1 if areas and self._wraps else 1
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
