"""One step of the first start: a line while it waits or is done, a card while it is open; it decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_halo, draw_icon, draw_icon_in, draw_text
from app.ui.widgets import Button, ButtonLook, Card, Label

LINE, DISC, INDENT, CHOICE = 52, 22, 38, 104


@dataclass(frozen=True, slots=True)
class Choice:
    """One way of doing a step: key, title, two lines about it, its sign; ``good`` is what was found already."""

    key: str
    title: str
    about: str
    note: str
    icon: Icon
    good: str = ""


class ChoiceCard(QWidget):
    """A choice as a card; ``chosen(str)`` by Space, Enter or the mouse, ``stepped(int)`` on ← and →."""

    accessible_role = QAccessible.Role.RadioButton

    chosen = Signal(str)
    stepped = Signal(int)

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.choice, self.is_on = choice, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_on(False)

    def show_on(self, on: bool) -> None:
        """Show whether this one holds."""
        self.is_on = on
        one = self.choice
        self.setAccessibleName(f"{one.title}，{'已选' if on else '未选'}")
        self.setAccessibleDescription("，".join(part for part in (one.about, one.note, one.good) if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(380), theme().px(CHOICE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.chosen.emit(self.choice.key)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.choice.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        if self.hasFocus():
            draw_halo(painter, box, 8)
        edge, wide = (Token.ACCENT, 1.5) if self.is_on or self.hasFocus() else (Token.BORDER, 1.0)
        draw_box(painter, box, 8, Token.SELECTED if self.is_on else Token.SURFACE, edge, wide)
        dot = QRectF(box.x() + px(16), box.y() + px(20), px(18), px(18))
        draw_box(
            painter, dot, dot.width() / 2, Token.SURFACE, Token.ACCENT_FILL if self.is_on else Token.BORDER_STRONG, 1.5
        )
        if self.is_on:
            inner = dot.adjusted(5, 5, -5, -5)
            draw_box(painter, inner, inner.width() / 2, Token.ACCENT_FILL)
        one = self.choice
        left, room = box.x() + px(46), box.width() - px(100)
        draw_text(painter, QRectF(left, box.y() + px(17), room, px(24)), one.title, Font.CARD)
        draw_text(painter, QRectF(left, box.y() + px(43), room + px(40), px(20)), one.about, Font.BODY, Token.T2)
        last = QRectF(left, box.y() + px(67), room + px(40), px(20))
        if one.good:
            draw_icon(painter, QPointF(left, last.center().y() - px(7)), Icon.CIRCLE_CHECK, 14, Tone.OK.text)
            draw_text(painter, last.adjusted(px(20), 0, 0, 0), one.good, Font.SMALL_MEDIUM, Tone.OK.text)
        else:
            draw_text(painter, last, one.note, Font.SMALL, Token.T2)
        color = Token.ACCENT if self.is_on else Token.T3
        draw_icon(painter, QPointF(box.right() - px(42), box.y() + px(18)), one.icon, 20, color)
        painter.end()


class Choices(QWidget):
    """Cards of which one holds; ``chosen(str)``."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[Choice], current: str) -> None:
        super().__init__()
        self.current = current
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        self.cards = [ChoiceCard(one) for one in choices]
        for card in self.cards:
            row.addWidget(card)
            card.chosen.connect(self.choose)
            card.stepped.connect(self._step)
        self.choose(current)

    def choose(self, key: str) -> None:
        """Let one hold."""
        self.current = key
        for card in self.cards:
            card.show_on(card.choice.key == key)
        self.chosen.emit(key)

    def take_focus(self) -> None:
        """Put the keyboard on the one that holds."""
        next(card for card in self.cards if card.is_on).setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        at = next(number for number, card in enumerate(self.cards) if card.is_on) + by
        if 0 <= at < len(self.cards):
            self.choose(self.cards[at].choice.key)
            self.take_focus()


class StepCard(Card):
    """A step: ``open(True)`` unfolds it. ``body_of`` is where its contents go; ``taken`` and ``skipped`` end it."""

    taken = Signal()
    skipped = Signal()
    back_asked = Signal()
    again_asked = Signal()

    def __init__(self, number: int, title: str, verb: str) -> None:
        super().__init__()
        px = theme().px
        self._number, self._is_open, self._is_done = number, False, False
        self.body.setContentsMargins(px(52), 0, px(18), 0)
        self.title, self.told = Label(title, Font.STRONG), Label("", Font.BODY, Token.T2)
        self.aside = Label("", Font.SMALL, Token.T2)
        self.again = Button("改", ButtonLook.LINK)
        self.again.setAccessibleName(f"改 {title}")
        self.take = Button(verb, ButtonLook.PRIMARY, keys="Enter", tall=True)
        self.skip = Button("跳过", ButtonLook.SECONDARY, tall=True)
        self.back = Button("上一步", ButtonLook.PLAIN, tall=True)
        self.inside = QWidget()
        self.contents = QVBoxLayout(self.inside)
        self.foot = QHBoxLayout()
        self._lay_out()
        self.take.clicked.connect(self.taken)
        self.skip.clicked.connect(self.skipped)
        self.back.clicked.connect(self.back_asked)
        self.again.clicked.connect(self.again_asked)
        self.open(False)

    def open(self, on: bool) -> None:
        """Unfold the step, or fold it to a line."""
        self._is_open = on
        self.inside.setVisible(on)
        self.told.setVisible(not on)
        self.again.setVisible(not on and self._is_done)
        self.aside.setVisible(on or not self._is_done)
        self._tell()
        self.update()

    def show_done(self, words: str) -> None:
        """Show what was decided."""
        self._is_done = True
        self.told.set_words(words)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        edge = Token.ACCENT_LINE if self._is_open else Token.BORDER
        draw_box(painter, QRectF(self.rect()), 8, Token.SURFACE, edge, 1.0)
        disc = QRectF(px(18), px(LINE) / 2 - px(DISC) / 2, px(DISC), px(DISC))
        if self._is_done and not self._is_open:
            draw_box(painter, disc, disc.width() / 2, Tone.OK.fill)
            draw_icon_in(painter, disc, Icon.CHECK, 14, Token.SURFACE, 2.5)
        else:
            color = Token.ACCENT if self._is_open else Token.T3
            draw_box(painter, disc, disc.width() / 2, None, color, 1.5)
            draw_text(painter, disc, str(self._number), Font.SMALL_STRONG, color, CENTRE)
        painter.end()

    def _tell(self) -> None:
        state = "打开" if self._is_open else "已定" if self._is_done else "未定"
        self.setAccessibleName(f"第 {self._number} 步，{self.title.words()}，{state}，{self.told.words()}")

    def _lay_out(self) -> None:
        px = theme().px
        head = QWidget()
        head.setFixedHeight(px(LINE))
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        row.addWidget(self.title)
        row.addWidget(self.told, 1)
        row.addStretch(0)
        row.addWidget(self.aside)
        row.addWidget(self.again)
        self.body.addWidget(head)
        self.contents.setContentsMargins(0, 0, 0, px(14))
        self.contents.setSpacing(px(10))
        self.foot.setSpacing(px(8))
        self.foot.addStretch(1)
        for button in (self.back, self.skip, self.take):
            self.foot.addWidget(button)
        self.body.addWidget(self.inside)

    def finish(self) -> None:
        """Put the buttons under the contents; call it once they are in."""
        self.contents.addLayout(self.foot)
