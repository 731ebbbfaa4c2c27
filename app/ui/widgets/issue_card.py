"""One problem as a card: what is wrong, the numbers, a button that names its result, and where it stands."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.problem import Severity
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_box, draw_icon, shortened
from app.ui.theme.tip import plain_tip
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.label import Label, Paragraph

RADIUS = 8
BAR = 3
INDENT = 36
MOST_WORDS = 214  # px of a button's words: the narrowest panel still shows all of the button


class IssueCard(QWidget):
    """A problem; ``jump_asked`` on click or Enter, ``fix_asked`` on the button or Alt+Enter."""

    accessible_role = QAccessible.Role.ListItem

    jump_asked = Signal()
    fix_asked = Signal()

    def __init__(
        self,
        severity: Severity,
        title: str,
        body: str = "",
        fix: str = "",
        where: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._severity = severity
        self._current = False
        self._fix: Button | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        word = "须改" if severity is Severity.ERROR else "留意"
        self.setAccessibleName(f"{word}：{title}")
        self.setAccessibleDescription("，".join(part for part in (body, where) if part))
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(INDENT), px(10), px(14), px(12))
        column.setSpacing(px(4))
        column.addWidget(Paragraph(title, Font.STRONG, Token.T1))
        if body:
            column.addWidget(Paragraph(body, Font.SMALL, Token.T2))
        column.addStretch(1)
        if fix or where:
            column.addSpacing(px(4))
            column.addLayout(self._foot(fix, where))

    def _foot(self, fix: str, where: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        if fix:
            self._fix = Button(shortened(fix, Font.MEDIUM, theme().px(MOST_WORDS)), ButtonLook.SOFT)
            self._fix.setAccessibleName(fix)
            self._fix.setToolTip(plain_tip(fix) if self._fix.text() != fix else "")
            self._fix.clicked.connect(lambda: self.fix_asked.emit())
            row.addWidget(self._fix)
        row.addWidget(Label(where, Font.SMALL, Token.T3, RIGHT), 1)
        return row

    @property
    def tone(self) -> Tone:
        """Tone of the problem."""
        return Tone.ERR if self._severity is Severity.ERROR else Tone.WARN

    def set_current(self, on: bool) -> None:
        """Make this the current problem: selected ground and filled button."""
        if on != self._current:
            self._current = on
            if self._fix is not None:
                self._fix.set_look(ButtonLook.PRIMARY if on else ButtonLook.SOFT)
            self.update()

    def is_current(self) -> bool:
        """Tell whether this is the current problem."""
        return self._current

    def fix_button(self) -> Button | None:
        """Return the button, if the problem has a sure cure."""
        return self._fix

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.jump_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            wants_fix = event.modifiers() & Qt.KeyboardModifier.AltModifier
            (self.fix_asked if wants_fix and self._fix else self.jump_asked).emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect())
        fill = Token.SELECTED if self._current else Token.SURFACE
        edge = Token.ACCENT_LINE if self._current else Token.LINE
        border = Token.ACCENT if self.hasFocus() else edge
        draw_box(painter, box, RADIUS, fill, border, 1.5 if self.hasFocus() else 1.0)
        draw_box(painter, QRectF(box.x(), box.y() + px(8), BAR, box.height() - px(16)), 1.5, self.tone.fill)
        sign = Icon.CIRCLE_X if self._severity is Severity.ERROR else Icon.TRIANGLE_ALERT
        draw_icon(painter, QPointF(box.x() + px(13), box.y() + px(12)), sign, 16, self.tone.text)
        painter.end()
