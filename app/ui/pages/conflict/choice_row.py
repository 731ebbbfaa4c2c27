"""One conflict: both values side by side, chosen by ← and →, and what will be saved; it knows no draft."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.declarations.merge import Side
from app.ui.models.conflict_words import ConflictRow, Value
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import draw_box, draw_halo, draw_line, draw_text, width_of
from app.ui.widgets import announce, draw_keycap

ROW, CARD, BAR = 64, 46, 3
EDGE = 15
LABEL, RESULT, GAP = 158, 228, 16
_KEYS = {Side.MINE: "←", Side.THEIRS: "→"}
UNDECIDED = "未选"


def columns(width: float) -> tuple[QRectF, QRectF, QRectF, QRectF]:
    """Return the places of field, mine, theirs and result in a row of a width (heights are the caller's)."""
    px = theme().px
    left, right = px(EDGE) + px(LABEL), width - px(EDGE) - px(RESULT)
    card = (right - left - 2 * px(GAP)) / 2
    return (
        QRectF(px(EDGE), 0, px(LABEL), 0),
        QRectF(left, 0, card, 0),
        QRectF(left + card + px(GAP), 0, card, 0),
        QRectF(right, 0, px(RESULT), 0),
    )


class ChoiceRow(QWidget):
    """``chosen(Side)`` when somebody chose; ``moved(int)`` with ±1 for ↑ and ↓, and after a choice."""

    accessible_role = QAccessible.Role.RadioButton

    chosen = Signal(object)
    moved = Signal(int)

    def __init__(self, row: ConflictRow, other: str) -> None:
        super().__init__()
        self.row, self._other = row, other
        self.side: Side | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def choose(self, side: Side | None) -> None:
        """Show what is chosen, without telling anybody."""
        self.side = side
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(900), theme().px(ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self._take(Side.MINE)
            case Qt.Key.Key_Right:
                self._take(Side.THEIRS)
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                self.moved.emit(1)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        _, mine, theirs, _ = columns(self.width())
        x = event.position().x()
        if mine.left() <= x <= mine.right():
            self._take(Side.MINE)
        elif theirs.left() <= x <= theirs.right():
            self._take(Side.THEIRS)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect())
        px = theme().px
        painter.fillRect(whole, theme().color(Token.SURFACE))
        if self.side is None:
            painter.fillRect(whole.adjusted(1, 0, -1, -1), theme().color(Tone.WARN.bg))
            painter.fillRect(QRectF(1, 0, BAR, whole.height() - 1), theme().color(Tone.WARN.fill))
        label, mine, theirs, result = columns(whole.width())
        top = (whole.height() - px(38)) / 2
        place = "，".join(one for one in (self.row.place, f"原 {self.row.before}") if one)
        self._two_lines(painter, QRectF(label.x(), top, label.width() - px(8), px(19)), self.row.label, place)
        for side, area in ((Side.MINE, mine), (Side.THEIRS, theirs)):
            box = QRectF(area.x(), (whole.height() - px(CARD)) / 2, area.width(), px(CARD))
            self._paint_card(painter, box, side)
        room = QRectF(result.x() + px(8), 0, result.width() - px(8), whole.height())
        if self.side is None:
            draw_text(painter, room, UNDECIDED, Font.MEDIUM, Tone.WARN.text)
        else:
            draw_text(painter, room, self.row.of(self.side).words, Font.MEDIUM)
        draw_line(painter, px(EDGE), whole.height() - 1, whole.width() - px(EDGE))
        painter.end()

    def _two_lines(self, painter: QPainter, area: QRectF, title: str, note: str) -> None:
        draw_text(painter, area, title, Font.MEDIUM)
        draw_text(painter, area.translated(0, theme().px(19)), note, Font.SMALL, Token.T3)

    def _paint_card(self, painter: QPainter, box: QRectF, side: Side) -> None:
        px = theme().px
        is_chosen = self.side is side
        rings = self.hasFocus() and (is_chosen or (self.side is None and side is Side.MINE))
        if rings:
            draw_halo(painter, box, 8)
        edge = Token.ACCENT if is_chosen or rings else Token.BORDER
        ground, width = Token.SELECTED if is_chosen else Token.SURFACE, 1.5 if is_chosen or rings else 1
        draw_box(painter, box, 8, ground, edge, width)
        self._paint_radio(painter, QRectF(box.x() + px(12), box.center().y() - px(8), px(16), px(16)), is_chosen)
        cap = px(20)
        self._paint_value(painter, box.adjusted(px(38), 0, -px(12) - cap - px(8), 0), self.row.of(side))
        at = QRectF(box.right() - px(10) - cap, box.center().y() - px(9), cap, px(18)).topLeft()
        draw_keycap(painter, at, _KEYS[side], Token.SURFACE, Token.BORDER, Token.T2)

    def _paint_radio(self, painter: QPainter, box: QRectF, on: bool) -> None:
        draw_box(painter, box, box.width() / 2, Token.SURFACE, Token.ACCENT_FILL if on else Token.BORDER_STRONG, 1.5)
        if on:
            inner = box.adjusted(4, 4, -4, -4)
            draw_box(painter, inner, inner.width() / 2, Token.ACCENT_FILL)

    def _paint_value(self, painter: QPainter, area: QRectF, value: Value) -> None:
        x = area.x()
        for words, is_marked in ((value.head, False), (value.differs, True), (value.tail, False)):
            room = QRectF(x, area.y(), area.right() - x, area.height())
            if words and is_marked:
                width = min(width_of(words, Font.MEDIUM), room.width())
                mark = QRectF(x - 2, area.center().y() - theme().px(10), width + 4, theme().px(20))
                draw_box(painter, mark, 3, Token.MARK)
            x += draw_text(painter, room, words, Font.MEDIUM)
        rest = QRectF(x + theme().px(6), area.y(), area.right() - x - theme().px(6), area.height())
        draw_text(painter, rest, value.unit, Font.BODY, Token.T2)

    def _take(self, side: Side) -> None:
        self.choose(side)
        self.chosen.emit(side)
        announce(self, f"{self.row.label}，保存为 {self.row.of(side).words}")

    def _tell(self) -> None:
        row = self.row
        held = UNDECIDED if self.side is None else f"保存为 {row.of(self.side).words}"
        self.setAccessibleName(f"{row.label}，{row.place}，{held}" if row.place else f"{row.label}，{held}")
        mine, theirs = row.mine.words, row.theirs.words
        self.setAccessibleDescription(f"左键 我的 {mine}，右键 {self._other}的 {theirs}，原来 {row.before}")
        self.setToolTip(f"我的：{mine}\n{self._other}的：{theirs}\n原来：{row.before}")
