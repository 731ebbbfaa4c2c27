"""Several yes-no answers kept in one text, one character each: 1 是, 0 否, 9 空."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.editors.line_field import ENTER
from app.ui.editors.look import HEIGHT, ICON, PAD, RADIUS, draw_corners, draw_field, draw_marks, draw_sign, mark_room
from app.ui.editors.stated import Stated
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import draw_box, draw_column, draw_text, width_of
from app.ui.theme.tip import plain_tip
from app.ui.widgets.halo import Halo

BLANK = "9"
WORDS = {"1": "是", "0": "否", BLANK: "空"}
NEXT = {"1": "0", "0": BLANK, BLANK: "1"}
TYPED = {"1": "1", "0": "0", "9": BLANK, "y": "1", "n": "0", "是": "1", "否": "0", "空": BLANK}


class SwitchesEditor(Stated, QWidget):
    """A row of named switches; ← and → choose one, 1 0 9 or 空格 sets it, Enter goes on."""

    accessible_role = QAccessible.Role.Grouping

    edited = Signal(str)
    advanced = Signal(int)
    entered = Signal(bool)
    looked = Signal()

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start()
        self._names = tuple(names)
        self._raw = ""
        self._at = 0
        self._halo: Halo | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return the raw text."""
        return self._raw

    def set_text(self, raw: str) -> None:
        """Show a raw text without telling anybody."""
        self._raw = raw
        self._relook()

    def take_focus(self) -> None:
        """Put the keyboard on the first switch."""
        self._at = 0
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def sizeHint(self) -> QSize:
        width = sum(self._part_width(number) for number in range(len(self._names)))
        return QSize(round(width), theme().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(150), theme().px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() in ENTER:
            self.advanced.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif step is not None:
            self._at = min(max(self._at + step, 0), len(self._names) - 1)
            self.update()
        elif event.key() == Qt.Key.Key_Space:
            self._set(NEXT[self._value(self._at)])
        elif event.text().lower() in TYPED:
            self._set(TYPED[event.text().lower()])
            self._at = min(self._at + 1, len(self._names) - 1)
            self.update()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        for number, area in enumerate(self._parts()):
            if area.contains(event.position()):
                self._at = number
                self._set(NEXT[self._value(number)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.look.focused = True
        self._halo = self._halo or Halo(self, RADIUS, lambda: self.look.ring)
        self._relook()
        self.entered.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.look.focused = False
        if self._halo is not None:
            self._halo.let_go()
            self._halo = None
        self._relook()
        self.entered.emit(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_field(painter, box, self.look, not self._raw)
        draw_corners(painter, box, self.look.marks)
        for number, area in enumerate(self._parts()):
            if number:
                draw_column(painter, area.x(), area.y() + 1, area.bottom() - 1, self.look.divider or Token.LINE)
            if self.look.focused and number == self._at:
                draw_box(painter, area.adjusted(4, 4, -3, -4), 4, Token.ACCENT_SOFT)
            pad = min(max((area.width() - self._part_width(number)) / 2 + PAD, 3), PAD)
            inner = area.adjusted(pad, 0, -pad, 0)
            room = inner.adjusted(0, 0, -theme().px(18), 0)
            taken = draw_text(painter, room, self._names[number], Font.SMALL, Token.T3)
            value = self._value(number)
            color = Token.T3 if value == BLANK else self.look.text
            draw_text(painter, inner.adjusted(taken + 6, 0, 0, 0), WORDS[value], Font.BODY, color)
        draw_sign(painter, box, self.look, theme().px(ICON))
        draw_marks(painter, box.adjusted(0, 0, -PAD, 0), self.look)
        painter.end()

    def _value(self, number: int) -> str:
        value = self._raw[number : number + 1]
        return value if value in WORDS else BLANK

    def _set(self, value: str) -> None:
        if self.is_read_only():
            return
        values = [self._value(number) for number in range(max(len(self._names), len(self._raw)))]
        values[self._at] = value
        self._raw = "".join(values)
        self._relook()
        self.edited.emit(self._raw)

    def _part_width(self, number: int) -> float:
        return width_of(self._names[number], Font.SMALL) + theme().px(18) + 2 * PAD + 6

    def _parts(self) -> list[QRectF]:
        """Return the boxes of the switches: their own widths, shrunk alike where the field is narrower."""
        wanted = [self._part_width(number) for number in range(len(self._names))]
        room = self.width() - (theme().px(ICON) + PAD if self.look.icon else 0) - mark_room(self.look)
        factor = min(1.0, room / sum(wanted)) if wanted else 1.0
        x, areas = 0.0, []
        for width in wanted:
            areas.append(QRectF(x, 0, width * factor, self.height()))
            x += width * factor
        return areas

    def _relook(self) -> None:
        values = "，".join(f"{name} {WORDS[self._value(number)]}" for number, name in enumerate(self._names))
        self.setAccessibleName(f"{self._title}，{values}" if self._title else values)
        self.setAccessibleDescription(self.description())
        self.setToolTip(plain_tip(self.look.told or values))
        self.update()
        self.looked.emit()
