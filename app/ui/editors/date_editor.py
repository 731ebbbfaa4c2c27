"""The editor of days: typed first, with a month to pick from; the day counted from is injected."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from app.ui.editors.date_text import read_date
from app.ui.editors.line_field import ENTER, GAP, LineField
from app.ui.editors.look import PAD
from app.ui.editors.month_popup import MonthPopup
from app.ui.keys import keymap
from app.ui.theme import Icon, Token, theme
from app.ui.theme.paint import draw_icon

RAW = "%Y%m%d"
ICON = 14


class DateEditor(LineField):
    """A day: raw text ``20261118`` as in the message, shown and edited as ``2026-11-18``; unreadable text stays."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._month: MonthPopup | None = None

    def text(self) -> str:
        """Return the raw text: eight digits where a whole date stands, else what was typed."""
        typed = super().text()
        day = _whole(typed)
        return day.strftime(RAW) if day else typed

    def set_text(self, raw: str) -> None:
        """Show a raw text without telling anybody."""
        day = _whole(raw)
        super().set_text(day.isoformat() if day else raw)

    def shown(self) -> str:
        return super().text()

    def commit(self) -> None:
        """Turn a short form into the day it means; the draft hears of it if that changed the raw text."""
        self._close()
        before = self.text()
        day = read_date(super().text(), self._today())
        if day is not None and not self.is_read_only():
            self.setText(day.isoformat())
            if self.text() != before:
                self.edited.emit(self.text())

    def open_month(self) -> None:
        """Open the month box on the day in the field, or on today."""
        if self._month is None and not self.is_read_only():
            today = self._today()
            self._month = MonthPopup(self, read_date(super().text(), today) or today, today)
            self._month.picked.connect(self._pick)
            self._month.closed.connect(self._forget)
            self._month.open()

    def month(self) -> MonthPopup | None:
        """Return the month box while it is open."""
        return self._month

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._month is not None and self._month_key(event):
            event.accept()
            return
        opens = keymap().pressed(event, ("field.lookup",)) or (
            event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        if opens:
            self.open_month()
            event.accept()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() > self.width() - PAD - theme().px(ICON) - GAP:
            self.open_month()

    def right_room(self) -> float:
        room = super().right_room()
        return room if self.is_read_only() or self.look.icon else room + theme().px(ICON) + GAP

    def paint_ends(self, painter: QPainter, box: QRectF) -> None:
        super().paint_ends(painter, box)
        if not self.is_read_only() and self.look.icon is None:
            side = theme().px(ICON)
            at = box.topRight()
            at.setX(at.x() - PAD - side)
            at.setY(box.y() + (box.height() - side) / 2)
            draw_icon(painter, at, Icon.CALENDAR, ICON, Token.T3)

    def _month_key(self, event: QKeyEvent) -> bool:
        month = self._month
        if month is None:
            return False
        if event.key() in ENTER:
            self._pick(month.day)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return True
        used = month.key(event.key())
        if not used and event.text():
            self._close()
        return used

    def _pick(self, day: date) -> None:
        self._close()
        before = self.text()
        self.setText(day.isoformat())
        if self.text() != before:
            self.edited.emit(self.text())

    def _close(self) -> None:
        if self._month is not None:
            self._month.dismiss()

    def _forget(self) -> None:
        self._month = None


def _whole(text: str) -> date | None:
    """Return the day of a complete date only, so that half-typed text never turns into another day."""
    plain = text.strip().replace("-", "")
    return read_date(plain, date.min) if len(plain) == 8 and plain.isdecimal() else None
