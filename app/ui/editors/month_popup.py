"""A month to pick a day from, Monday first; it is driven by its date field's keys and by the mouse."""

from calendar import Calendar
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_icon_in, draw_text
from app.ui.widgets.popup import Popup

CELL = 32
PAD = 12
HEAD = 34
WEEK = 24
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class MonthPopup(Popup):
    """Six weeks around a day; ``picked`` carries the day chosen."""

    picked = Signal(date)

    def __init__(self, anchor: QWidget, day: date, today: date) -> None:
        super().__init__(anchor)
        self._day = day
        self._today = today

    @property
    def day(self) -> date:
        """The day under the cursor."""
        return self._day

    def box_size(self) -> QSize:
        px = theme().px
        return QSize(px(CELL) * 7 + 2 * px(PAD), px(HEAD) + px(WEEK) + px(CELL) * 6 + 2 * px(PAD))

    def key(self, key: int) -> bool:
        """Move by a key: arrows by day and week, PgUp and PgDn by month; tells whether the key was used."""
        step = STEPS.get(Qt.Key(key))
        if step is not None:
            self._day += timedelta(days=step)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            return False
        self.update()
        return True

    def turn(self, months: int) -> None:
        """Go to the same day of another month, or its last day."""
        count = self._day.year * 12 + self._day.month - 1 + months
        year, month = divmod(count, 12)
        last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
        self._day = date(year, month + 1, min(self._day.day, last))
        self.update()

    def days(self) -> list[date]:
        """Return the 42 days shown, Monday first."""
        shown = list(Calendar(firstweekday=0).itermonthdates(self._day.year, self._day.month))
        while len(shown) < 42:
            shown.append(shown[-1] + timedelta(days=1))
        return shown

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for months, area in ((-1, self._arrow(0)), (1, self._arrow(1))):
            if area.contains(event.position()):
                self.turn(months)
        for number, day in enumerate(self.days()):
            if self._cell(number).contains(event.position()):
                self.picked.emit(day)
        event.accept()

    def paint_inside(self, painter: QPainter, box: QRectF) -> None:
        px = theme().px
        head = QRectF(box.x(), box.y() + px(PAD) / 2, box.width(), px(HEAD))
        draw_text(painter, head, f"{self._day.year} 年 {self._day.month} 月", Font.STRONG, Token.T1, CENTRE)
        draw_icon_in(painter, self._arrow(0), Icon.CHEVRON_LEFT, 16, Token.T2)
        draw_icon_in(painter, self._arrow(1), Icon.CHEVRON_RIGHT, 16, Token.T2)
        for number, word in enumerate("一二三四五六日"):
            area = self._cell(number).translated(0, -px(WEEK))
            area.setHeight(px(WEEK))
            draw_text(painter, area, word, Font.SMALL, Token.T3, CENTRE)
        for number, day in enumerate(self.days()):
            self._paint_day(painter, self._cell(number), day)

    def _paint_day(self, painter: QPainter, cell: QRectF, day: date) -> None:
        inner = cell.adjusted(2, 2, -2, -2)
        color = Token.T1 if day.month == self._day.month else Token.T_DIS
        if day == self._day:
            draw_box(painter, inner, 6, Token.ACCENT_FILL)
            color = Token.ON_FILL
        elif day == self._today:
            draw_box(painter, inner, 6, Token.ACCENT_SOFT, Token.ACCENT_LINE)
        draw_text(painter, cell, str(day.day), Font.BODY, color, CENTRE)

    def _cell(self, number: int) -> QRectF:
        px = theme().px
        row, column = divmod(number, 7)
        box = self.box()
        corner = QPointF(box.x() + px(PAD), box.y() + px(PAD) + px(HEAD) + px(WEEK))
        return QRectF(corner.x() + column * px(CELL), corner.y() + row * px(CELL), px(CELL), px(CELL))

    def _arrow(self, side: int) -> QRectF:
        px = theme().px
        box = self.box()
        x = box.x() + px(PAD) if side == 0 else box.right() + 1 - px(PAD) - px(CELL)
        return QRectF(x, box.y() + px(PAD) / 2, px(CELL), px(HEAD))
