"""The look-up under a code field: numbered rows with their matches marked; it chooses, the field stores."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.core.tables import CodeRow
from app.reference.match import Hit
from app.ui.editors.lookup_row import HEIGHT as ROW
from app.ui.editors.lookup_row import SIDE, draw_hit, facts, origin
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT, draw_line, draw_text
from app.ui.widgets.keycap import HEIGHT as CAP
from app.ui.widgets.keycap import draw_keycap
from app.ui.widgets.popup import Popup

WIDTH = 520
HEAD = 36
DETAIL = 62
FOOT = 40
SHOWN = 9
AIR = 4  # above and below the rows
KEYS = (("↑ ↓", "选"), ("Enter", "填入并跳格"), ("Alt 1…9", "直选"), ("F2", "全部"), ("Esc", "取消"))


class LookupPopup(Popup):
    """At most nine rows of the answers; ``picked`` carries the row chosen with the mouse."""

    picked = Signal(object)

    def __init__(self, anchor: QWidget, title: str) -> None:
        super().__init__(anchor)
        self._title = title
        self._text = ""
        self._hits: Sequence[Hit] = ()
        self._current = 0
        self._first = 0

    def show_hits(self, text: str, hits: Sequence[Hit]) -> None:
        """Show the answers to a text, the first one current."""
        self._text, self._hits = text, hits
        self._current = self._first = 0
        self.setAccessibleName(f"{self._title}，{len(hits)} 条")
        self.place()
        self.update()

    def hits(self) -> Sequence[Hit]:
        """Return the answers."""
        return self._hits

    def current(self) -> CodeRow | None:
        """Return the current row."""
        return self._hits[self._current].row if self._hits else None

    def numbered(self, number: int) -> CodeRow | None:
        """Return the row that carries a number 1…9 now."""
        place = self._first + number - 1
        return self._hits[place].row if 1 <= number <= SHOWN and place < len(self._hits) else None

    def step(self, by: int) -> None:
        """Make another row current, scrolling if need be."""
        if self._hits:
            self._current = min(max(self._current + by, 0), len(self._hits) - 1)
            self._first = max(min(self._first, self._current), self._current - SHOWN + 1)
            self.update()

    def box_size(self) -> QSize:
        px = theme().px
        count = min(len(self._hits), SHOWN)
        body = px(ROW) * count + px(DETAIL) if count else px(ROW)
        return QSize(px(WIDTH), px(HEAD) + body + 2 * px(AIR) + px(FOOT))

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
            self.picked.emit(self._hits[place].row)

    def paint_inside(self, painter: QPainter, box: QRectF) -> None:
        px = theme().px
        head = QRectF(box.x() + px(SIDE), box.y(), box.width() - 2 * px(SIDE), px(HEAD))
        how = f"按 代码 名称 拼音 首字母 查  {len(self._hits)} 条"
        taken = draw_text(painter, head, how, Font.SMALL, Token.T3, RIGHT)
        draw_text(painter, head.adjusted(0, 0, -taken - px(12), 0), self._title, Font.STRONG)
        draw_line(painter, box.x() + 1, head.bottom(), box.right() - 1)
        for place in self._shown():
            draw_hit(painter, self._row_box(place), self._hits[place], place - self._first + 1, place == self._current)
        current = self.current()
        if current is None:
            words = f"没有“{self._text}”，按 F2 查全部代码"
            draw_text(painter, self._row_box(0).adjusted(px(SIDE), 0, -px(SIDE), 0), words, Font.BODY, Token.T2)
        else:
            self._paint_detail(painter, box, current)
        self._paint_keys(painter, box)

    def _paint_detail(self, painter: QPainter, box: QRectF, row: CodeRow) -> None:
        px = theme().px
        strip = QRectF(box.x() + 1, box.bottom() - px(FOOT) - px(DETAIL), box.width() - 2, px(DETAIL))
        painter.fillRect(strip, theme().color(Token.SUNKEN))
        draw_line(painter, strip.x(), strip.y(), strip.right())
        line = QRectF(box.x() + px(SIDE), strip.y() + px(8), box.width() - 2 * px(SIDE), px(22))
        taken = draw_text(painter, line, f"{row.code} {row.name}", Font.MEDIUM)
        draw_text(painter, line.adjusted(taken + px(14), 0, 0, 0), facts(row), Font.SMALL, Token.T3)
        draw_text(painter, line.translated(0, px(23)), origin(row), Font.SMALL, Token.T2)

    def _paint_keys(self, painter: QPainter, box: QRectF) -> None:
        px = theme().px
        top = box.bottom() - px(FOOT)
        draw_line(painter, box.x() + 1, top, box.right() - 1)
        x = box.x() + px(SIDE) - 2
        for key, words in KEYS:
            x += draw_keycap(painter, QPointF(x, top + (px(FOOT) - px(CAP)) / 2), key) + px(6)
            x += draw_text(painter, QRectF(x, top, px(120), px(FOOT)), words, Font.SMALL, Token.T2) + px(14)

    def _shown(self) -> range:
        return range(self._first, min(self._first + SHOWN, len(self._hits)))

    def _row_box(self, place: int) -> QRectF:
        px = theme().px
        box = self.box()
        top = box.y() + px(HEAD) + px(AIR) + (place - self._first) * px(ROW)
        return QRectF(box.x(), top, box.width(), px(ROW))

    def _place_at(self, at: QPointF) -> int | None:
        return next((place for place in self._shown() if self._row_box(place).contains(at)), None)
