"""The rows of the palette: heads of groups and answers, as a model and as they are painted."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.pages.palette.answers import Answer, Found, Kind
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT, baseline, draw_box, draw_icon, draw_text, elided, width_of
from app.ui.widgets.keycap import HEIGHT as CAP
from app.ui.widgets.keycap import draw_keycap, keycap_width
from app.ui.widgets.scroll import make_bare
from app.ui.widgets.whole_rows import WholeItems

Index = QModelIndex | QPersistentModelIndex
ROW, HEAD = 36, 26
SIDE, TEXT = 20, 49
MARK = 18
ENTER = "Enter"
ITEM_ROLE = Qt.ItemDataRole.UserRole


class PaletteRows(QAbstractListModel):
    """Heads (a Kind and what it is of) and answers; heads cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[Answer | tuple[Kind, str]] = []

    def show_found(self, found: Found, only: Kind | None, place: str) -> None:
        """Show what was found, all of it or of one group; ``place`` says whose fields they are."""
        self.beginResetModel()
        self._items = []
        for kind in Kind:
            answers = found.get(kind, ()) if only in (None, kind) else ()
            if answers:
                self._items += [(kind, place if kind is Kind.FIELD else ""), *answers]
        self.endResetModel()

    def answer(self, row: int) -> Answer | None:
        """Return the answer in a row, None for a head or beyond the end."""
        item = self._items[row] if 0 <= row < len(self._items) else None
        return item if isinstance(item, Answer) else None

    def step(self, row: int, by: int) -> int:
        """Return the row of the answer so many answers away, stopping at the ends; -1 where there is none."""
        rows = [number for number, item in enumerate(self._items) if isinstance(item, Answer)]
        if not rows:
            return -1
        at = rows.index(row) + by if row in rows else 0
        return rows[min(max(at, 0), len(rows) - 1)]

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._items) if parent is None or not parent.isValid() else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self._items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return item.spoken() if isinstance(item, Answer) else " ".join(part for part in item if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        both = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return both if self.answer(index.row()) is not None else Qt.ItemFlag.ItemIsEnabled


class PaletteDelegate(QStyledItemDelegate):
    """Paints heads and answers."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(ITEM_ROLE)
        area = QRectF(option.rect)
        if isinstance(item, Answer):
            _paint_answer(painter, area, item, bool(option.state & QStyle.StateFlag.State_Selected))
        else:
            words = " ".join(part for part in item if part)
            draw_text(painter, area.adjusted(theme().px(SIDE), 0, 0, 0), words, Font.SMALL, Token.T2)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme().px(ROW if isinstance(index.data(ITEM_ROLE), Answer) else HEAD))


class PaletteList(WholeItems):
    """The list under the box; the keyboard stays in the box."""

    def __init__(self, rows: PaletteRows) -> None:
        super().__init__()
        self.setModel(rows)
        self.setItemDelegate(PaletteDelegate(self))
        make_bare(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("搜到的")

    def sizeHint(self) -> QSize:
        return QSize(0, theme().px(ROW) * 11)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme().px(ROW) * 4)


def _paint_answer(painter: QPainter, area: QRectF, answer: Answer, is_current: bool) -> None:
    px = theme().px
    if is_current:
        draw_box(painter, area.adjusted(px(8), 1, -px(8), -1), 7, Token.SELECTED)
        draw_box(painter, QRectF(area.x() + px(8), area.y() + 9, 3, area.height() - 18), 1.5, Token.ACCENT_FILL)
    at = QPointF(area.x() + px(SIDE), area.y() + (area.height() - px(16)) / 2)
    draw_icon(painter, at, answer.icon, 16, Token.ACCENT if is_current else Token.T2)
    right = area.right() - px(SIDE)
    cap = ENTER if is_current else answer.keys
    if cap:
        right -= keycap_width(cap)
        draw_keycap(painter, QPointF(right, area.y() + (area.height() - px(CAP)) / 2), cap)
        right -= px(8)
    room = QRectF(area.x() + px(TEXT), area.y(), right - area.x() - px(TEXT), area.height())
    state = elided(answer.state, Font.SMALL, room.width() / 2)
    right -= draw_text(painter, room, state, Font.SMALL, answer.tone, RIGHT) + px(12)
    x = area.x() + px(TEXT)
    if answer.lead:
        x += draw_text(painter, QRectF(x, area.y(), right - x, area.height()), answer.lead, Font.CODE, Token.T1) + px(
            14
        )
    x = _draw_marked(painter, QRectF(x, area.y(), right - x, area.height()), answer.words, answer.spans)
    rest = QRectF(x + px(14), area.y(), right - x - px(14), area.height())
    if rest.width() > px(20):
        draw_text(painter, rest, elided(answer.note, Font.SMALL, rest.width()), Font.SMALL, Token.T2)


def _draw_marked(painter: QPainter, room: QRectF, words: str, spans: Sequence[tuple[int, int]]) -> float:
    """Draw words with the letters that were looked for on a mark ground; returns where they end."""
    shown = elided(words, Font.MEDIUM, room.width())
    for first, last in spans:
        left = width_of(shown[:first], Font.MEDIUM)
        ground = QRectF(room.x() + left, 0, width_of(shown[:last], Font.MEDIUM) - left, theme().px(MARK))
        ground.moveTop(room.y() + (room.height() - ground.height()) / 2)
        if ground.width() > 0:
            draw_box(painter, ground, 3, Token.MARK)
    painter.setFont(theme().font(Font.MEDIUM))
    painter.setPen(theme().color(Token.T1))
    painter.drawText(QPointF(room.x(), baseline(room.y(), room.height(), Font.MEDIUM)), shown)
    return room.x() + width_of(shown, Font.MEDIUM)
