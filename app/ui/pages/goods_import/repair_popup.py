"""What is wrong with a cell and what would mend it, beside the cell; it mends nothing and takes no keyboard."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.sheets.goods.judged import Cell, State
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_box, draw_icon, draw_shadow
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.label import Paragraph
from app.ui.widgets.roles import announce

WIDTH = 340
SHADOW, RADIUS, GAP, PAD = 14, 9, 3, 14
NOTE = "原值留在来源里，随时可查"


class RepairPopup(QWidget):
    """``taken()`` and ``taken_everywhere()`` when a button was pressed; the page has the same on its keys."""

    accessible_role = QAccessible.Role.AlertMessage

    taken = Signal()
    taken_everywhere = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme().px
        self._icon = (Icon.CIRCLE_X, Token.ERR_TEXT)
        self._why = Paragraph("", Font.STRONG, Token.T1)
        self._evidence = Paragraph("", Font.SMALL, Token.T2)
        self._take = Button("", ButtonLook.PRIMARY, keys="Enter")
        self._same = Button("同值全改", ButtonLook.SECONDARY, keys="import.same")
        self._note = Paragraph(NOTE, Font.SMALL, Token.T3)
        for button in (self._take, self._same):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._take.clicked.connect(self.taken)
        self._same.clicked.connect(self.taken_everywhere)
        column = QVBoxLayout(self)
        column.setContentsMargins(SHADOW + px(PAD + 24), SHADOW + px(12), SHADOW + px(PAD), SHADOW + px(12))
        column.setSpacing(px(6))
        column.addWidget(self._why)
        column.addWidget(self._evidence)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self._take)
        buttons.addWidget(self._same)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self._note)
        self.hide()

    def show_cell(self, cell: Cell, words: str, same: int, place: QRect, right: int, all_: str) -> None:
        """Tell of a cell that stands at ``place`` of the parent; ``words`` is what Enter does, "" for nothing.

        right: how far to the right the box may reach.  all_: what mends all ``same`` cells is called.
        """
        is_bad = cell.state is State.BAD
        self._icon = (Icon.CIRCLE_X, Token.ERR_TEXT) if is_bad else (Icon.TRIANGLE_ALERT, Token.WARN_TEXT)
        self._why.set_words(cell.why)
        self._evidence.set_words(cell.evidence)
        self._evidence.setVisible(bool(cell.evidence))
        self._take.set_words(words)
        self._take.setVisible(bool(words))
        self._same.set_words(f"{all_} {same} 格")
        self._same.setVisible(bool(words) and same > 1)
        self._note.set_words(NOTE if words else "直接键入新值，Enter 确认")
        self._put(place, right)
        told = "，".join(part for part in (cell.why, cell.evidence, words) if part)
        self.setAccessibleName(told)
        announce(self, told)

    def words(self) -> str:
        """Return what is told."""
        return "\n".join(part for part in (self._why.words(), self._evidence.words(), self._take.text()) if part)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        draw_shadow(painter, box, RADIUS, SHADOW)
        draw_box(painter, box, RADIUS, Token.SURFACE, Token.BORDER)
        px = theme().px
        draw_icon(painter, QPointF(box.x() + px(PAD), box.y() + px(12)), self._icon[0], 16, self._icon[1])
        painter.end()

    def _put(self, place: QRect, right: int) -> None:
        """Stand under the cell's row, above it where there is no room; never over the row itself."""
        width = theme().px(WIDTH) + 2 * SHADOW
        layout = self.layout()
        inner = width - 2 * SHADOW - theme().px(2 * PAD + 24)
        height = layout.totalHeightForWidth(width) if layout is not None and inner > 0 else 0
        height = max(height, self.sizeHint().height())
        parent = self.parentWidget()
        if parent is None:
            return
        left = min(max(place.x() - theme().px(60), 0), right - width + SHADOW)
        top = place.bottom() + GAP - SHADOW
        if top + height - SHADOW > parent.height():
            top = place.y() - GAP - height + SHADOW
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()
