"""A full-width line of trouble or advice above a page: what happened, what comes next, at most three buttons."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Tone, theme
from app.ui.theme.paint import draw_icon, draw_line
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.label import Label
from app.ui.widgets.roles import announce

HEIGHT = 40
BAR = 4
SIGNS = {Tone.ERR: Icon.CIRCLE_X, Tone.WARN: Icon.TRIANGLE_ALERT, Tone.OK: Icon.CIRCLE_CHECK}
Action = tuple[str, Callable[[], object]]


class Strip(QWidget):
    """One sentence with its actions, the last of them filled; never stacked."""

    accessible_role = QAccessible.Role.AlertMessage

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.INFO
        self._row = QHBoxLayout(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, tone: Tone, sentence: str, actions: Sequence[Action] = ()) -> None:
        """Show a sentence in place of the one before."""
        px = theme().px
        self._tone = tone
        self._clear()
        self._row.setContentsMargins(px(44), 0, px(16), 0)
        self._row.setSpacing(px(8))
        self._row.addWidget(Label(sentence, Font.BODY, tone.text), 1)
        for number, (words, act) in enumerate(actions):
            button = Button(words, ButtonLook.PRIMARY if number == len(actions) - 1 else ButtonLook.SECONDARY)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._row.addWidget(button)
        self.setAccessibleName(sentence)
        announce(self, sentence)
        self.show()
        self.update()

    def be_quiet(self) -> None:
        """Take the strip away."""
        self.hide()
        self._clear()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, theme().color(self._tone.bg))
        painter.fillRect(QRectF(0, 0, BAR, box.height()), theme().color(self._tone.fill))
        draw_line(painter, 0, box.height() - 1, box.width(), self._tone.line)
        at = QPointF(px(20), (box.height() - px(16)) / 2)
        draw_icon(painter, at, SIGNS.get(self._tone, Icon.INFO), 16, self._tone.text)
        painter.end()

    def _clear(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
