"""One question with two answers side by side, 是 and 否; none is chosen until somebody chooses."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.editors.line_field import ENTER
from app.ui.editors.look import HEIGHT, RADIUS
from app.ui.editors.stated import Stated
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_text
from app.ui.theme.tip import plain_tip
from app.ui.widgets.halo import Halo

YES, NO = "1", "0"
WORDS = {YES: "是", NO: "否"}
PART = 50
_TYPED = {"1": YES, "0": NO, "y": YES, "n": NO, "是": YES, "否": NO}


class ChoiceEditor(Stated, QWidget):
    """← or 是 1 Y, → or 否 0 N, 空格 for the other one, Enter goes on; the raw text is 1, 0 or empty."""

    accessible_role = QAccessible.Role.Grouping

    edited = Signal(str)
    advanced = Signal(int)
    entered = Signal(bool)
    looked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start()
        self._raw = ""
        self._halo: Halo | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return the answer."""
        return self._raw

    def set_text(self, raw: str) -> None:
        """Show an answer without telling anybody."""
        self._raw = raw
        self._relook()

    def take_focus(self) -> None:
        """Put the keyboard here."""
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(2 * theme().px(PART), theme().px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        other = NO if self._raw == YES else YES
        by_key = {Qt.Key.Key_Left: YES, Qt.Key.Key_Right: NO, Qt.Key.Key_Space: other}
        answer = by_key.get(Qt.Key(event.key())) or _TYPED.get(event.text().lower())
        if event.key() in ENTER:
            self.advanced.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif answer is not None and not self.is_read_only():
            self._set(answer)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if not self.is_read_only():
            self._set(YES if event.position().x() < self.width() / 2 else NO)

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
        fill = Token.FIELD_RO if self.look.locked else Token.FIELD
        draw_box(painter, box, RADIUS, fill, self.look.border or Token.BORDER, 1.5 if self.look.focused else 1.0)
        half = box.width() / 2
        for at, answer in enumerate((YES, NO)):
            area = QRectF(box.x() + at * half, box.y(), half, box.height())
            chosen = answer == self._raw
            if chosen:
                draw_box(painter, area, RADIUS, Token.ACCENT_SOFT, Token.ACCENT)
            color = Token.ACCENT if chosen else self.look.text
            draw_text(painter, area, WORDS[answer], Font.STRONG if chosen else Font.BODY, color, CENTRE)
        painter.end()

    def _set(self, answer: str) -> None:
        if answer != self._raw:
            self._raw = answer
            self._relook()
            self.edited.emit(answer)

    def _relook(self) -> None:
        answer = WORDS.get(self._raw, "未答")
        self.setAccessibleName(f"{self._title}，{answer}" if self._title else answer)
        self.setAccessibleDescription(self.description())
        self.setToolTip(plain_tip(self.look.told))
        self.update()
        self.looked.emit()
