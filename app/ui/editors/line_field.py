"""One line of raw text in the box of the design sheet; kinds of fields build on it and add how they read and show."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.ui.editors.look import HEIGHT, ICON, PAD, RADIUS, draw_corners, draw_field, draw_marks, draw_sign, mark_room
from app.ui.editors.stated import Stated
from app.ui.keys import keymap
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import LEFT, OPTICAL, RIGHT, draw_text, elided, width_of
from app.ui.theme.tip import plain_tip
from app.ui.widgets.halo import Halo
from app.ui.widgets.menu import pop_up

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
GAP = 6
CELL_PAD = 4
MARGIN = 3  # what is left of a box's padding beside a value that needs it


class LineField(Stated, QLineEdit):
    """A QLineEdit that paints its own box; ``embedded`` ones are a cell of a larger box and paint text only."""

    edited = Signal(str)
    advanced = Signal(int)
    entered = Signal(bool)
    looked = Signal()

    def __init__(self, parent: QWidget | None = None, embedded: bool = False) -> None:
        super().__init__(parent)
        self._start()
        self._embedded = embedded
        self._composing = False
        self._halo: Halo | None = None
        self._margins = (0, 0, 0)
        self.setFrame(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self._typed)

    # -- Editor ------------------------------------------------------------------------------------------------

    def set_text(self, raw: str) -> None:
        """Show a raw text without telling anybody."""
        self.setText(raw)
        self._relook()

    def set_read_only(self, on: bool) -> None:
        """Lock the field; its text can still be reached and copied."""
        self.setReadOnly(on)
        super().set_read_only(on)

    def take_focus(self) -> None:
        """Put the keyboard into the field, its text selected."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self.selectAll()

    # -- for the kinds built on it -----------------------------------------------------------------------------

    def shown(self) -> str:
        """Return the text to paint while the keyboard is elsewhere."""
        return self.text()

    def is_native(self) -> bool:
        """Tell whether Qt's own text and caret are to be painted now."""
        return self.hasFocus()

    def commit(self) -> None:
        """Bring what was typed into its stored form; called on Enter and when the keyboard leaves."""

    def hint(self) -> str:
        """Return the words shown in the empty field; a cell leaves ``必填`` to the box around it."""
        return self.waits() or self._hint if self._embedded else super().hint()

    def right_room(self) -> float:
        """Return the width kept free at the right end for unit and sign."""
        room = 0.0
        if self._unit:
            room += width_of(self._unit, Font.SMALL) + GAP
        if self.look.icon is not None and not self._embedded:
            room += theme().px(ICON) + GAP - 1
        return room if self._embedded else room + mark_room(self.look)

    def fitting(self, room: float) -> str:
        """Return the text to paint in a room; kinds that can be written shorter say how."""
        return self.shown()

    def paint_value(self, painter: QPainter, inner: QRectF) -> None:
        """Paint the value while Qt's own text is not shown."""
        align, spare = self._align(), self._spare()
        words = self.fitting(inner.width() + spare)
        if width_of(words, Font.BODY) > inner.width():
            inner = inner.adjusted(-spare, 0, 0, 0) if align == RIGHT else inner.adjusted(0, 0, spare, 0)
        draw_text(painter, inner, words, Font.BODY, self.look.text, align)

    def is_elided(self) -> bool:
        """Tell whether the value is cut short while the keyboard is elsewhere."""
        room = self.width() - self._left() - self._right() + self._spare()
        return elided(self.fitting(room), Font.BODY, room) != self.fitting(room)

    # -- Qt ----------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(theme().px(150), theme().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(HEIGHT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what comes to the field itself while it has the keyboard.

        Overriding event() would do the same, but for each of the thousands of events by which a page is made and laid
        out, in Python.
        """
        is_asking = watched is self and event.type() == QEvent.Type.ShortcutOverride
        return is_asking and isinstance(event, QKeyEvent) and self.keeps_from_shortcuts(event)

    def keeps_from_shortcuts(self, event: QKeyEvent) -> bool:
        """Settle whether a key is the field's own or a shortcut; False lets Qt decide."""
        # Undo runs across fields in the page's own stack, so Qt's per-field undo must not swallow its keys.
        if _is_undo(event):
            event.ignore()
            return True
        return False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        pop_up(self.createStandardContextMenu(), event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & ~_ENTER_MODIFIERS:
            if not self._composing:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.finish(-1 if back else 1)
            event.accept()
            return
        if _is_undo(event):
            event.ignore()
            return
        if keymap().pressed(event, ("field.lookup",)) and not self.isReadOnly():
            self.open_inside()
            event.accept()
            return
        super().keyPressEvent(event)

    def open_inside(self) -> None:
        """Put the caret behind the text, so that it is edited rather than typed over (F2)."""
        self.deselect()
        self.end(False)

    def finish(self, direction: int) -> None:
        """Store what was typed and ask for the next (+1) or previous (-1) field."""
        self.commit()
        self.advanced.emit(direction)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.installEventFilter(self)
        self.look.focused = True
        if not self._embedded and self._halo is None:
            self._halo = Halo(self, RADIUS, lambda: self.look.ring)
        self._relook()
        self.entered.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.removeEventFilter(self)
        self._composing = False
        self.look.focused = False
        if self._halo is not None:
            self._halo.let_go()
            self._halo = None
        if event.reason() not in _STAYS:
            self.commit()
        self._relook()
        self.entered.emit(False)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        whole = self.shown() if self.is_elided() else ""
        self.setToolTip(plain_tip("\n".join(part for part in (whole, self.look.told) if part)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.look.enabled = self.isEnabled()
        elif event.type() == QEvent.Type.FontChange:
            self._dress()
        elif event.type() == QEvent.Type.PaletteChange and self.hasFocus():
            self._ink()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_lock()
        self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if not self._embedded:
            draw_field(painter, box, self.look, not self.text())
        self.paint_ends(painter, box)
        inner = box.adjusted(self._left(), 0, -self._right(), 0)
        is_native = self.is_native()
        if not self.text() and not self.displayText() and not self._composing:
            draw_text(painter, inner, self.hint(), Font.SMALL, Token.T3, self._align())
        elif not is_native:
            self.paint_value(painter, inner)
        if not self._embedded:
            draw_corners(painter, box, self.look.marks)
        painter.end()
        if is_native:
            super().paintEvent(event)

    def paint_ends(self, painter: QPainter, box: QRectF) -> None:
        """Paint unit and problem sign at the right end."""
        side = theme().px(ICON)
        has_sign = self.look.icon is not None and not self._embedded
        if has_sign:
            draw_sign(painter, box, self.look, side)
        right = box.right() - PAD - (side + GAP - 1 if has_sign else 0)
        if not self._embedded:
            draw_marks(painter, QRectF(box.x(), box.y(), right - box.x(), box.height()), self.look)
            right -= mark_room(self.look)
        if self._unit:
            unit = QRectF(box.x(), box.y(), right - box.x(), box.height())
            color = Token.T3 if self.look.enabled else Token.T_DIS
            draw_text(painter, unit, self._unit, Font.SMALL, color, RIGHT)

    # -- inside ------------------------------------------------------------------------------------------------

    def _typed(self) -> None:
        self.update()
        self.edited.emit(self.text())

    def _align(self) -> Qt.AlignmentFlag:
        return RIGHT if RIGHT in self.alignment() else LEFT

    def _left(self) -> float:
        return CELL_PAD if self._embedded else PAD

    def _right(self) -> float:
        return PAD + self.right_room()

    def _spare(self) -> float:
        """Return how far a value that is a little too long may go into the margin."""
        return 0.0 if self._embedded or self.look.icon is not None else PAD - MARGIN

    def _fit_lock(self) -> None:
        """Leave the lock away where it would cut the value short."""
        if self.look.mark is not None:
            self.look.shows_lock = True
            self.look.shows_lock = not self.is_elided()

    def _relook(self) -> None:
        self._fit_lock()
        self._dress()
        if self.hasFocus():
            self._ink()
        self._describe()
        self.update()
        self.looked.emit()

    def _describe(self) -> None:
        """Tell the screen reader name, unit, need and problem; the tooltip repeats the problem."""
        say(self, self._title, self.description(), plain_tip(self.look.told))

    def _dress(self) -> None:
        """Fit Qt's own text into the box: margins, and the baseline of the painted text."""
        # Qt centres the font's line box; CJK text looks right about a pixel higher.
        metrics = self.fontMetrics()
        native = (self.height() - metrics.height() + 1) // 2 + metrics.ascent()
        wanted = round(self.height() / 2 + OPTICAL * self.font().pixelSize())
        lift = max(native - wanted, 0)
        # QLineEdit adds 2 px of its own on both sides.
        margins = (round(self._left()) - 2, round(self._right()) - 2, 2 * lift)
        if margins != self._margins:  # Qt lays its text out anew for each
            self._margins = margins
            self.setTextMargins(margins[0], 0, margins[1], margins[2])

    def _ink(self) -> None:
        """Give Qt's own text its colour; only the field with the keyboard shows it and needs a palette."""
        color = theme().color(self.look.text)
        if self.palette().color(QPalette.ColorRole.Text) != color:
            ink = QPalette()
            ink.setColor(QPalette.ColorRole.Text, color)
            self.setPalette(ink)


def say(field: QLineEdit, name: str, description: str, tip: str) -> None:
    """Give a field name, description and tip where they are new: each makes Qt tell whoever listens."""
    if field.accessibleName() != name:
        field.setAccessibleName(name)
    if field.accessibleDescription() != description:
        field.setAccessibleDescription(description)
    if field.toolTip() != tip:
        field.setToolTip(tip)


# The field keeps what is being typed while a menu is open or another window is in front.
_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_ENTER_MODIFIERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
