"""The guided tour as a card at the side: what to do next and by which key; it goes on when the clerk has done it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import draw_box, draw_shadow
from app.ui.widgets import Button, ButtonLook, Keycap, Label, Paragraph, announce

WIDTH, SHADOW, EDGE, ABOVE = 316, 14, 20, 48
LOOK_MS = 300
TITLE = "十分钟导览"
END = "导览走完了。同样的步骤就能录自己的单证；每格的填法按 F1 看。"


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One thing to do: its title, a sentence, the key that does it, and how it is seen that it was done."""

    title: str
    sentence: str
    keys: str
    is_done: Callable[[], bool]


class GuideCard(QWidget):
    """Lies over the window and takes no key from it. ``left`` when it is over; ``at`` is the step it waits for."""

    accessible_role = QAccessible.Role.AlertMessage

    left = Signal()

    def __init__(self, window: QWidget, steps: Sequence[GuideStep]) -> None:
        super().__init__(window)
        self._window, self._steps, self.at = window, tuple(steps), 0
        self._count = Label("", Font.SMALL, Token.T2)
        self._title, self._sentence = Label("", Font.CARD), Paragraph("", Font.BODY, Token.T2)
        self._caps = QHBoxLayout()
        self.skip = Button("跳过这一步", ButtonLook.PLAIN)
        self.end = Button("结束导览", ButtonLook.LINK)
        for button in (self.skip, self.end):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the keyboard stays with the work
        self._lay_out()
        self.skip.clicked.connect(self.go_on)
        self.end.clicked.connect(self.leave)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.look)
        self._look.start()
        window.installEventFilter(self)
        self._show()
        self.show()
        self.raise_()

    def look(self) -> None:
        """Look whether the clerk has done what the step asks for, and go on if so."""
        if self.at < len(self._steps) and self._steps[self.at].is_done():
            self.go_on()

    def go_on(self) -> None:
        """Go to the next step."""
        self.at += 1
        if self.at > len(self._steps):
            self.leave()
        else:
            self._show()

    def leave(self) -> None:
        """Take the card away for good."""
        self._look.stop()
        self._window.removeEventFilter(self)
        self.hide()
        self.left.emit()
        self.deleteLater()

    def words(self) -> str:
        """Return the title of what is to be done now."""
        return self._title.words()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        draw_shadow(painter, box, 9, SHADOW)
        draw_box(painter, box, 9, Token.SURFACE, Token.ACCENT_LINE)
        painter.end()

    def _show(self) -> None:
        is_over = self.at == len(self._steps)
        step = None if is_over else self._steps[self.at]
        self._count.set_words("" if is_over else f"{self.at + 1} / {len(self._steps)}")
        self._title.set_words(step.title if step else "走完了")
        self._sentence.set_words(step.sentence if step else END)
        while (item := self._caps.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for keys in step.keys.split() if step else ():
            self._caps.addWidget(Keycap(keys))
        self._caps.addStretch(1)
        self.skip.set_words("关闭" if is_over else "跳过这一步")
        self.end.setVisible(not is_over)
        self.setAccessibleName(f"{TITLE}，{self._title.words()}，{self._sentence.words()}")
        announce(self, self.accessibleName())
        self._place()

    def _place(self) -> None:
        px = theme().px
        width = px(WIDTH) + 2 * SHADOW
        layout = self.layout()
        height = layout.heightForWidth(width) if layout is not None else self.sizeHint().height()
        left = self._window.width() - width - px(EDGE) + SHADOW
        self.setGeometry(left, self._window.height() - height - px(ABOVE) + SHADOW, width, height)

    def _lay_out(self) -> None:
        px = theme().px
        edge = SHADOW + px(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, SHADOW + px(12), edge, SHADOW + px(12))
        column.setSpacing(px(6))
        head = QHBoxLayout()
        head.addWidget(Label(TITLE, Font.SMALL, Token.T3), 1)
        head.addWidget(self._count)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(self.end)
        foot.addStretch(1)
        foot.addWidget(self.skip)
        for part in (head, self._title, self._sentence, self._caps, foot):
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
