"""The fourteen days of a declaration as a ruler: entry, reminder, last day, begin of the fee; it knows no law."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import CENTRE, LEFT, draw_box, draw_text, width_of

HEIGHT = 58
TRACK = 6
TOP = 10
MARGIN = 46
FEE = 0.22  # share of the width for what comes after the last day


@dataclass(frozen=True, slots=True)
class Mark:
    """One day on the ruler: number from the entry, word above, date below, tone of its dot."""

    day: int
    word: str
    date: str
    tone: Tone = Tone.INFO


@dataclass(frozen=True, slots=True)
class Ruler:
    """The marks up to the last day, the fee's beginning, and how many days have gone by (None while none can)."""

    days: int
    marks: tuple[Mark, ...]
    fee: Mark
    gone: int | None = None

    @property
    def words(self) -> str:
        """Return the same as a sentence."""
        told = [f"{mark.word} {mark.date}" for mark in (*self.marks, self.fee)]
        return "，".join([*told, f"已过 {self.gone} 天"] if self.gone is not None else told)


class DayRuler(QWidget):
    """One ruler."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, ruler: Ruler, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_ruler(ruler)

    def show_ruler(self, ruler: Ruler) -> None:
        """Show other days."""
        self._ruler = ruler
        self.setAccessibleName(ruler.words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(420), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        left, right = px(MARGIN), self.width() * (1 - FEE) - px(8)
        y = px(TOP)
        is_running = self._ruler.gone is not None
        track = QRectF(left, y - px(TRACK) / 2, right - left, px(TRACK))
        draw_box(painter, track, px(TRACK) / 2, Tone.INFO.fill if is_running else Tone.INFO.line)
        step = (right - left) / self._ruler.days
        if is_running and self._ruler.gone:
            gone = min(self._ruler.gone, self._ruler.days)
            draw_box(painter, QRectF(left, track.y(), gone * step, track.height()), px(TRACK) / 2, Tone.NEU.fill)
        for day in range(1, self._ruler.days):
            painter.fillRect(QRectF(left + day * step, track.y(), 1, track.height()), theme().color(Token.SURFACE))
        for mark in self._ruler.marks:
            self._paint_mark(painter, left + mark.day * step, mark, y)
        fee = QRectF(right + px(44), track.y(), self.width() - right - px(44) - px(4), px(TRACK))
        draw_box(painter, fee, px(TRACK) / 2, Tone.ERR.fill)
        self._paint_mark(painter, fee.x(), self._ruler.fee, y)
        painter.end()

    def _paint_mark(self, painter: QPainter, x: float, mark: Mark, y: float) -> None:
        px = theme().px
        painter.setPen(QPen(theme().color(mark.tone.fill), 2))
        painter.setBrush(theme().color(Token.SURFACE))
        painter.drawEllipse(QPointF(x, y), px(4), px(4))
        wide = max(width_of(mark.word, Font.SMALL_MEDIUM), width_of(mark.date, Font.SMALL)) + px(4)
        is_fee = mark is self._ruler.fee
        start = x - px(4) if is_fee else min(max(x - wide / 2, 0), self.width() - wide)
        align = LEFT if is_fee else CENTRE
        color = mark.tone.text if mark.tone is Tone.ERR else Token.T1
        draw_text(painter, QRectF(start, y + px(9), wide, px(20)), mark.word, Font.SMALL_MEDIUM, color, align)
        draw_text(painter, QRectF(start, y + px(28), wide, px(20)), mark.date, Font.SMALL, Token.T2, align)
