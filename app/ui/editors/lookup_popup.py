"""The look-up under a code field: numbered rows with their matches marked; it chooses, the field stores."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.core.tables import CodeRow
from app.ui.editors.code_match import Span, match
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import (
    RIGHT,
    baseline,
    draw_box,
    draw_line,
    draw_text,
    elided,
    width_of,
)
from app.ui.widgets.keycap import draw_keycap
from app.ui.widgets.popup import Popup

WIDTH = 520
HEAD = 36
ROW = 36
DETAIL = 62
FOOT = 40
SHOWN = 9
SIDE = 16
KEYS = (("↑ ↓", "选"), ("Enter", "填入并跳格"), ("Alt 1…9", "直选"), ("F2", "全部"), ("Esc", "取消"))


class LookupPopup(Popup):
    """At most nine rows of the answers; ``picked`` carries the row chosen with the mouse."""

    picked = Signal(object)

    def __init__(self, anchor: QWidget, title: str) -> None:
        super().__init__(anchor)
        self._title = title
        self._text = ""
        self._rows: Sequence[CodeRow] = ()
        self._current = 0
        self._first = 0

    def show_rows(self, text: str, rows: Sequence[CodeRow]) -> None:
        """Show the answers to a text, the first one current."""
        self._text, self._rows = text, rows
        self._current = self._first = 0
        self.setAccessibleName(f"{self._title}，{len(rows)} 条")
        self.place()
        self.update()

    def rows(self) -> Sequence[CodeRow]:
        """Return the answers."""
        return self._rows

    def current(self) -> CodeRow | None:
        """Return the current row."""
        return self._rows[self._current] if self._rows else None

    def numbered(self, number: int) -> CodeRow | None:
        """Return the row that carries a number 1…9 now."""
        place = self._first + number - 1
        return self._rows[place] if 1 <= number <= SHOWN and place < len(self._rows) else None

    def step(self, by: int) -> None:
        """Make another row current, scrolling if need be."""
        if self._rows:
            self._current = min(max(self._current + by, 0), len(self._rows) - 1)
            self._first = min(self._first, self._current)
            self._first = max(self._first, self._current - SHOWN + 1)
            self.update()

    def box_size(self) -> QSize:
        px = theme().px
        count = min(len(self._rows), SHOWN)
        body = px(ROW) * count + px(DETAIL) if count else px(ROW) + px(8)
        return QSize(px(WIDTH), px(HEAD) + body + px(8) + px(FOOT))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.step(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None and place != self._current:
            self._current = place
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        event.accept()
        if place is not None:
            self.picked.emit(self._rows[place])

    def paint_inside(self, painter: QPainter, box: QRectF) -> None:
        px = theme().px
        head = QRectF(box.x() + px(SIDE), box.y(), box.width() - 2 * px(SIDE), px(HEAD))
        draw_text(painter, head, self._title, Font.STRONG)
        draw_text(painter, head, f"按 代码 名称 拼音 首字母 查  {len(self._rows)} 条", Font.SMALL, Token.T3, RIGHT)
        draw_line(painter, box.x() + 1, head.bottom(), box.right() - 1)
        for place in range(self._first, min(self._first + SHOWN, len(self._rows))):
            self._paint_row(painter, self._row_box(place), place)
        current = self.current()
        if current is None:
            words = f"没有“{self._text}”，按 F2 查全部代码"
            draw_text(painter, self._row_box(0).adjusted(px(SIDE), 0, 0, 0), words, Font.BODY, Token.T2)
        else:
            self._paint_detail(painter, box, current)
        self._paint_keys(painter, box)

    def _paint_row(self, painter: QPainter, area: QRectF, place: int) -> None:
        px = theme().px
        row = self._rows[place]
        found = match(row, self._text)
        if place == self._current:
            draw_box(painter, area.adjusted(px(5), 1, -px(5), -1), 7, Token.SELECTED)
            bar = QRectF(area.x() + px(5), area.y() + 9, 3, area.height() - 18)
            draw_box(painter, bar, 1.5, Token.ACCENT_FILL)
        x = area.x() + px(SIDE)
        draw_keycap(painter, QPointF(x, area.y() + (area.height() - px(18)) / 2), str(place - self._first + 1))
        code_end = _draw_marked(painter, x + px(30), area, row.code, Font.CODE, Token.T1, found.code, px(140))
        reason = QRectF(area.x(), area.y(), area.width() - px(SIDE), area.height())
        taken = draw_text(painter, reason, found.reason, Font.SMALL, Token.T3, RIGHT)
        name_x = max(x + px(82), code_end + px(14))
        right = area.right() - px(SIDE) - taken - px(12)
        name_end = _draw_marked(painter, name_x, area, row.name, Font.MEDIUM, Token.T1, found.name, right - name_x)
        beside_x = max(x + px(194), name_end + px(14))
        _draw_marked(painter, beside_x, area, found.beside, Font.SMALL, Token.T2, found.beside_spans, right - beside_x)

    def _paint_detail(self, painter: QPainter, box: QRectF, row: CodeRow) -> None:
        px = theme().px
        top = box.bottom() - px(FOOT) - px(DETAIL)
        strip = QRectF(box.x() + 1, top, box.width() - 2, px(DETAIL))
        painter.fillRect(strip, theme().color(Token.SUNKEN))
        draw_line(painter, strip.x(), strip.y(), strip.right(), Token.LINE)
        line = QRectF(box.x() + px(SIDE), top + px(8), box.width() - 2 * px(SIDE), px(22))
        taken = draw_text(painter, line, f"{row.code} {row.name}", Font.MEDIUM)
        facts = "  ".join(value for name, value in row.values.items() if value and name != "pinyin")
        draw_text(painter, line.adjusted(taken + px(14), 0, 0, 0), facts, Font.SMALL, Token.T3)
        origin = "  ".join(part for part in (row.source, f"{row.as_of} 版" if row.as_of else "") if part)
        draw_text(painter, line.translated(0, px(24)), origin, Font.SMALL, Token.T2)

    def _paint_keys(self, painter: QPainter, box: QRectF) -> None:
        px = theme().px
        top = box.bottom() - px(FOOT)
        draw_line(painter, box.x() + 1, top, box.right() - 1)
        x = box.x() + px(SIDE) - 2
        for key, words in KEYS:
            x += draw_keycap(painter, QPointF(x, top + (px(FOOT) - px(18)) / 2), key) + px(6)
            x += draw_text(painter, QRectF(x, top, px(120), px(FOOT)), words, Font.SMALL, Token.T2) + px(14)

    def _row_box(self, place: int) -> QRectF:
        px = theme().px
        box = self.box()
        top = box.y() + px(HEAD) + px(4) + (place - self._first) * px(ROW)
        return QRectF(box.x(), top, box.width(), px(ROW))

    def _place_at(self, at: QPointF) -> int | None:
        shown = range(self._first, min(self._first + SHOWN, len(self._rows)))
        return next((place for place in shown if self._row_box(place).contains(at)), None)


def _draw_marked(
    painter: QPainter, x: float, area: QRectF, words: str, kind: Font, color: Token, spans: Sequence[Span], most: float
) -> float:
    """Draw words with the marked letters on a mark ground; returns where they end."""
    if not words or most <= 0:
        return x
    shown = elided(words, kind, most)
    for first, last in spans:
        left = width_of(shown[:first], kind)
        width = width_of(shown[first:last], kind)
        height = theme().px(18)
        ground = QRectF(x + left, area.y() + (area.height() - height) / 2, width, height)
        draw_box(painter, ground, 3, Token.MARK)
    painter.setFont(theme().font(kind))
    painter.setPen(theme().color(color))
    painter.drawText(QPointF(x, baseline(area.y(), area.height(), kind)), shown)
    return x + width_of(shown, kind)
