"""The what-if columns side by side, painted after the design's picture: ← and → choose one; it is told everything."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.models.tax_compare import Cell, Column, Comparison
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import CENTRE, RIGHT, draw_box, draw_column, draw_icon, draw_line, draw_text, width_of
from app.ui.widgets.button import BY_KEYBOARD

HEAD, ROW, FOOT = 60, 27, 62
NAME = 128
PAD = 14
DISC = 22
TIGHT = 19  # the least a row may be in a low window


class CompareTable(QWidget):
    """``chosen(int)`` when another column was chosen."""

    accessible_role = QAccessible.Role.Table

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._shown = Comparison((), ())
        self._at = 0
        self._by_keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_columns(self, shown: Comparison, at: int) -> None:
        """Show other columns, one of them chosen."""
        self._shown, self._at = shown, min(at, max(len(shown.columns) - 1, 0))
        self.updateGeometry()
        self._tell()

    def columns(self) -> tuple[Column, ...]:
        """Return what is shown."""
        return self._shown.columns

    def shown(self) -> Comparison:
        """Return heads and columns."""
        return self._shown

    def current(self) -> int:
        """Return the number of the chosen column."""
        return self._at

    def sizeHint(self) -> QSize:
        px = theme().px
        return QSize(px(800), px(HEAD) + px(ROW) * len(self._shown.heads) + px(FOOT))

    def minimumSizeHint(self) -> QSize:
        px = theme().px
        return QSize(px(600), px(HEAD) + px(TIGHT) * len(self._shown.heads) + px(FOOT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self._by_keyboard = True
        self._take(min(max(self._at + step, 0), len(self._shown.columns) - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number in range(len(self._shown.columns)):
            if self._area(number).contains(event.position()):
                self._take(number)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._by_keyboard = event.reason() in BY_KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_box(painter, box, 8, Token.SURFACE, Token.BORDER)
        for number, column in enumerate(self._shown.columns):
            self._paint_column(painter, self._area(number), column, number == self._at, number)
        self._paint_heads(painter, box)
        if self.hasFocus() and self._by_keyboard and self._shown.columns:
            draw_box(painter, self._area(self._at).adjusted(2, 5, -2, -3), 5, None, Token.ACCENT, 1.5)
        painter.end()

    def _paint_heads(self, painter: QPainter, box: QRectF) -> None:
        px = theme().px
        left = QRectF(px(PAD), 0, px(NAME) - px(PAD), px(HEAD))
        draw_text(painter, left, "单位 元", Font.SMALL, Token.T2)
        draw_line(painter, 1, px(HEAD), box.width() - 1, Token.BORDER)
        for row, words in enumerate(self._shown.heads):
            place = self._row(row)
            if row:
                draw_line(painter, px(PAD), place.y(), box.width() - px(PAD))
            draw_text(painter, place.adjusted(px(PAD), 0, 0, 0), words, Font.SMALL, Token.T2)
        foot = self._row(len(self._shown.heads))
        draw_line(painter, px(PAD), foot.y(), box.width() - px(PAD))
        upper = QRectF(px(PAD), foot.y() + px(6), px(NAME), px(28))
        draw_text(painter, upper, "应缴合计", Font.STRONG)

    def _paint_column(self, painter: QPainter, area: QRectF, column: Column, is_chosen: bool, number: int) -> None:
        px = theme().px
        if is_chosen:
            painter.fillRect(area.adjusted(0, 1, 0, -1), theme().color(Token.SELECTED))
            painter.fillRect(QRectF(area.x(), 0, area.width(), 3), theme().color(Token.ACCENT_FILL))
        elif number:
            draw_column(painter, area.x(), px(8), area.height() - px(8))
        disc = QRectF(area.x() + px(12), px(19), px(DISC), px(DISC))
        draw_box(painter, disc, disc.width() / 2, Token.ACCENT_FILL if is_chosen else Token.NEU_BG)
        draw_text(painter, disc, column.letter, Font.SMALL_STRONG, Token.ON_FILL if is_chosen else Token.T2, CENTRE)
        words = QRectF(disc.right() + px(8), px(10), area.right() - disc.right() - px(12), px(20))
        draw_text(painter, words, column.title, Font.STRONG)
        draw_text(painter, words.translated(0, px(20)), column.subtitle, Font.SMALL, Token.T2)
        for row, cell in enumerate(column.cells):
            place = self._row(row)
            self._paint_cell(painter, QRectF(area.x(), place.y(), area.width() - px(PAD), place.height()), cell)
        foot = self._row(len(self._shown.heads))
        upper = QRectF(area.x(), foot.y() + px(6), area.width() - px(PAD), px(28))
        draw_text(painter, upper, column.total, Font.TITLE, Token.T1, RIGHT)
        self._paint_foot(painter, upper.translated(0, px(28)), column)

    def _paint_foot(self, painter: QPainter, place: QRectF, column: Column) -> None:
        px = theme().px
        line = QRectF(place.x(), place.y(), place.width(), px(20))
        more = column.more
        draw_text(painter, line, more, Font.SMALL, Token.T2, RIGHT)
        if column.doubt:
            room = line.adjusted(0, 0, -width_of(more, Font.SMALL) - (px(10) if more else 0), 0)
            taken = draw_text(painter, room, column.doubt, Font.SMALL, Token.WARN_TEXT, RIGHT)
            at = QPointF(room.right() - taken - px(18), room.center().y() - px(7))
            if at.x() > place.x():
                draw_icon(painter, at, Icon.TRIANGLE_ALERT, 14, Token.WARN_TEXT)

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: Cell) -> None:
        px = theme().px
        after = width_of(cell.after, Font.SMALL) + px(6) if cell.after else 0
        after = min(after, max(area.width() - width_of(cell.words, Font.BODY) - px(16), 0))
        words = area.adjusted(0, 0, -after, 0)
        if cell.differs:
            width = width_of(cell.words, Font.BODY) + 6
            mark = QRectF(words.right() - width + 3, area.center().y() - px(9), width, px(18))
            draw_box(painter, mark, 2, Token.MARK)
        draw_text(painter, words, cell.words, Font.BODY, Token.T1, RIGHT)
        if after:
            rest = QRectF(words.right() + px(6), area.y(), after - px(6), area.height())
            draw_text(painter, rest, cell.after, Font.SMALL, Token.T2)

    def _row(self, row: int) -> QRectF:
        px = theme().px
        room = self.height() - px(HEAD) - px(FOOT)
        pitch = min(room / max(len(self._shown.heads), 1), px(ROW))
        return QRectF(0, px(HEAD) + row * pitch, self.width(), pitch)

    def _area(self, number: int) -> QRectF:
        left = theme().px(NAME)
        width = (self.width() - left) / max(len(self._shown.columns), 1)
        return QRectF(left + number * width, 0, width, self.height())

    def _take(self, number: int) -> None:
        if number != self._at and number >= 0:
            self._at = number
            self._tell()
            self.chosen.emit(number)

    def _tell(self) -> None:
        if not self._shown.columns:
            return
        one = self._shown.columns[self._at]
        cells = (
            f"{head} {cell.words} {cell.after}".strip() for head, cell in zip(self._shown.heads, one.cells, strict=True)
        )
        self.setAccessibleName(" ".join(filter(None, (f"{one.letter} {one.title}，应缴合计 {one.total} 元", one.more))))
        self.setAccessibleDescription("；".join((*cells, one.doubt)))
        self.update()
