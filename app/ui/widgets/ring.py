"""The days left of a 14-day limit as a ring; it is told the rest and computes no law."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Tone, theme
from app.ui.theme.paint import CENTRE, draw_text

DAYS = 14
RIBBON, PAGE, TABLE = 13, 16, 8  # radii
WARN_FROM, ERR_FROM = 5, 2


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left: whole days, or hours on the last day (``days`` 0), and the end in words (``12-02 24:00``)."""

    days: int
    until: str
    hours: int | None = None
    overdue: bool = False
    is_waiting: bool = False

    @classmethod
    def waiting(cls, expected: date | None) -> "Rest":
        """Return the clock before it runs: all days left, and the day it is expected to end if one is expected."""
        if expected is None:
            return cls(DAYS, "进境日未知，进境后起算", is_waiting=True)
        last = expected + timedelta(days=DAYS)
        return cls(DAYS, f"预计 {expected:%m-%d} 进境，{last:%m-%d} 止", is_waiting=True)

    @property
    def end_words(self) -> str:
        """Return the end as it stands beside the ring."""
        return self.until if self.is_waiting else f"{self.until} 截止"

    @property
    def tone(self) -> Tone:
        """6 or more days info, 3 to 5 warn, less or overdue err; neutral while it does not run."""
        if self.is_waiting:
            return Tone.NEU
        if self.overdue or self.days <= ERR_FROM:
            return Tone.ERR
        return Tone.WARN if self.days <= WARN_FROM else Tone.INFO

    @property
    def figure(self) -> str:
        """Return what stands in the ring: days, hours on the last day, ``!`` when overdue."""
        if self.overdue:
            return "!"
        return str(self.hours) if self.hours is not None else str(self.days)

    @property
    def brief(self) -> str:
        """Return what stands beside a ring too small for its figure."""
        if self.is_waiting or self.overdue:
            return "未起算" if self.is_waiting else "逾期"
        if self.hours is not None:
            return f"{self.hours} 小时"
        return f"{self.days} 天" if self.days else "今天"

    @property
    def words(self) -> str:
        """Return the same as a sentence for the screen reader and the tooltip."""
        if self.is_waiting:
            return f"尚未起算，{self.until}"
        if self.overdue:
            return f"逾期，{self.until} 已截止"
        left = f"剩 {self.hours} 小时" if self.hours is not None else f"剩 {self.days} 天"
        return f"{left}，{self.until} 截止"


def draw_ring(painter: QPainter, centre: QPointF, radius: int, rest: Rest) -> None:
    """Draw the ring clockwise from the top; the figure only where it can be read."""
    outer = theme().px(radius)
    width = max(outer * 0.22, 2.0)
    area = QRectF(centre.x() - outer + width / 2, centre.y() - outer + width / 2, 2 * outer - width, 2 * outer - width)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().color(Tone.NEU.bg), width))
    painter.drawEllipse(area)
    left = rest.days + (rest.hours or 0) / 24
    share = 1.0 if rest.overdue else min(max(left / DAYS, 0.0), 1.0)
    pen = QPen(theme().color(rest.tone.fill), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawArc(area, 90 * 16, round(-share * 360 * 16))
    if radius > TABLE:
        kind = Font.BADGE if radius <= RIBBON else Font.STRONG
        draw_text(painter, area.adjusted(-width, 0, width, 0), rest.figure, kind, rest.tone.text, CENTRE)


class DeadlineRing(QWidget):
    """One ring; put the date of the end beside it."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, rest: Rest, radius: int = RIBBON, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._radius = radius
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_rest(rest)

    def show_rest(self, rest: Rest) -> None:
        """Show another rest."""
        self._rest = rest
        self.setAccessibleName(rest.words)
        self.setToolTip(rest.words)
        self.update()

    def sizeHint(self) -> QSize:
        side = 2 * theme().px(self._radius) + 2
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_ring(painter, QRectF(self.rect()).center(), self._radius, self._rest)
        painter.end()
