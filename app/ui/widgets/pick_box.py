"""A box in which one of a few things is picked by letters of its name; its list hangs below while it is typed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import RIGHT, draw_box, draw_icon, draw_text
from app.ui.widgets.halo import Halo
from app.ui.widgets.popup import Popup

HEIGHT = 28
PAD = 10
ROW = 34
SHOWN = 8
WIDE = 560
AIR = 4
COMING = "正在取，可先打字母"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to be picked: its words, the letters it is found by, and what else tells it from others.

    plain: offered while nothing was typed, and never found by letters.
    """

    id: str
    words: str
    letters: str = ""
    facts: str = ""
    plain: bool = False

    def answers(self, text: str) -> bool:
        """Tell whether some letters mean this; every one is meant by none."""
        wanted = text.strip().lower()
        if not wanted:
            return True
        return not self.plain and (wanted in self.letters.lower() or wanted in self.words.lower())

    def rank(self, text: str) -> int:
        """Return how well some letters mean this, the best first."""
        wanted = text.strip().lower()
        return 0 if self.letters.lower().startswith(wanted) or self.words.lower().startswith(wanted) else 1


class PickList(Popup):
    """The choices that answer what was typed, one of them current; ``picked`` on a click."""

    picked = Signal()

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._choices: Sequence[Choice] = ()
        self.current = 0
        self._first = 0

    def show_choices(self, choices: Sequence[Choice], current: int) -> None:
        """Show other choices."""
        self._choices, self.current = choices, max(min(current, len(choices) - 1), 0)
        self._first = max(self.current - SHOWN + 1, 0)
        self.setAccessibleName(f"{len(choices)} 项可选")
        self.place()
        self.update()

    def step(self, by: int) -> None:
        """Make another one current."""
        if self._choices:
            self.current = min(max(self.current + by, 0), len(self._choices) - 1)
            self._first = max(min(self._first, self.current), self.current - SHOWN + 1)
            self.update()

    def box_size(self) -> QSize:
        px = theme().px
        return QSize(px(WIDE), px(ROW) * max(min(len(self._choices), SHOWN), 1) + 2 * px(AIR))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._first + int((event.position().y() - self.box().y() - theme().px(AIR)) // theme().px(ROW))
        event.accept()
        if 0 <= at < len(self._choices):
            self.current = at
            self.picked.emit()

    def paint_inside(self, painter: QPainter, box: QRectF) -> None:
        px = theme().px
        if not self._choices:
            draw_text(painter, box.adjusted(px(PAD), 0, 0, 0), "没有这样的，退格重打", Font.BODY, Token.T3)
        for at, choice in enumerate(self._choices[self._first : self._first + SHOWN]):
            row = QRectF(box.x() + 1, box.y() + px(AIR) + at * px(ROW), box.width() - 2, px(ROW))
            if self._first + at == self.current:
                painter.fillRect(row, theme().color(Token.SELECTED))
            inner = row.adjusted(px(PAD), 0, -px(PAD), 0)
            taken = draw_text(painter, inner, choice.words, Font.BODY, Token.T1) + px(12)
            draw_text(painter, inner.adjusted(taken, 0, 0, 0), choice.facts, Font.SMALL, Token.T3, RIGHT)


class PickBox(QLineEdit):
    """``taken`` when Enter takes the current choice, ``left`` on Esc, ``dropped`` on Del where nothing is typed,
    ``named`` on F2.

    Letters come as they are, without an IME. Who types faster than the choices come loses nothing: after ``expect``
    the letters wait in the box, and Enter takes what they find once ``show_choices`` brings something to find.
    """

    taken = Signal()
    left = Signal()
    dropped = Signal()
    named = Signal()

    def __init__(self, title: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._choices: Sequence[Choice] = ()
        self._answers: Sequence[Choice] = ()
        self._chosen = ""
        self._coming = self._hurried = False
        self._list: PickList | None = None
        self._halo: Halo | None = None
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(theme().px(width), theme().px(HEIGHT))
        self.textEdited.connect(lambda _text: self._search())
        self._tell()

    def expect(self) -> None:
        """Say that the choices are on their way."""
        self.show_choices((Choice("", COMING, plain=True),))
        self._coming = True

    def show_choices(self, choices: Sequence[Choice], chosen: str = "") -> None:
        """Offer other choices, one of them chosen from the start; what was typed before they came is looked up."""
        hurried, self._coming, self._hurried = self._hurried, False, False
        self._choices = choices
        self._chosen = chosen if chosen in {one.id for one in choices} else (choices[0].id if choices else "")
        self._search()
        if hurried and self.isVisible():
            self.take()

    def current(self) -> str:
        """Return the id of the choice that stands, empty without any."""
        if self._list is not None and self._answers:
            return self._answers[self._list.current].id
        return self._chosen

    def words(self) -> str:
        """Return the words of the choice that stands."""
        return next((one.words for one in self._choices if one.id == self.current()), "")

    def answers(self) -> list[str]:
        """Return the words of what answers the letters typed."""
        return [one.words for one in self._answers]

    def take(self) -> None:
        """Take the current choice, if there is one; while the choices are on their way, take it when they come."""
        if self._coming:
            self._hurried = True
        elif self._answers:
            self._chosen = self.current()
            self._fold()
            self.taken.emit()

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: SHOWN, Qt.Key.Key_PageUp: -SHOWN}
        step = steps.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Delete and not self.text():
            self.dropped.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.named.emit()
        elif step is not None and self._list is not None:
            self._list.step(step)
            self._tell()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._halo = self._halo or Halo(self, 6)
        self._unfold()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._halo is not None:
            self._halo.let_go()
            self._halo = None
        if self._answers:
            self._chosen = self.current()
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = theme().px
        self.setTextMargins(px(PAD) - 2, 0, px(PAD) + px(16), 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect())
        border, width = (Token.ACCENT, 1.5) if self.hasFocus() else (Token.BORDER_FIELD, 1.0)
        draw_box(painter, box, 6, Token.FIELD, border, width)
        if not self.text():
            draw_text(painter, box.adjusted(px(PAD), 0, -px(PAD) - px(16), 0), self.words(), Font.BODY, Token.T1)
        at = QPointF(box.right() - px(PAD) - px(14), (box.height() - px(14)) / 2)
        draw_icon(painter, at, Icon.CHEVRON_DOWN, 14, Token.T3)
        painter.end()
        if self.text():
            super().paintEvent(event)

    # -- inside ------------------------------------------------------------------------------------------------

    def _search(self) -> None:
        found = [one for one in self._choices if self._coming or one.answers(self.text())]
        typed = self.text().strip()
        self._answers = sorted(found, key=lambda one: one.rank(typed)) if typed else found
        if self._list is not None:
            ids = [one.id for one in self._answers]
            self._list.show_choices(self._answers, 0 if typed or self._chosen not in ids else ids.index(self._chosen))
        self._tell()

    def _unfold(self) -> None:
        if self._list is None:
            self._list = PickList(self)
            self._list.picked.connect(self.take)
            self._list.closed.connect(self._forget)
            self._search()
            self._list.open()

    def _fold(self) -> None:
        if self._list is not None:
            self._list.dismiss()
        self.clear()
        self._tell()

    def _forget(self) -> None:
        self._list = None

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._title}，{self.words()}")
        self.update()
