"""The focus halo around a control: a see-through sibling, because a widget cannot paint outside its own edge."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import Token
from app.ui.theme.paint import HALO, draw_halo

_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ZOrderChange)


class Halo(QWidget):
    """A 3 px ring that stays around ``control`` until it is closed with let_go()."""

    def __init__(self, control: QWidget, radius: float, color: Callable[[], Token] = lambda: Token.ACCENT) -> None:
        super().__init__(control.parentWidget())
        self._control = control
        self._radius = radius
        self._color = color
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        control.installEventFilter(self)
        self._follow()

    def let_go(self) -> None:
        """Take the halo away."""
        self._control.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._control and event.type() in _FOLLOWED:
            self._follow()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_halo(painter, self.rect().adjusted(HALO, HALO, -HALO, -HALO), self._radius, self._color())
        painter.end()

    def _follow(self) -> None:
        self.setGeometry(self._control.geometry().adjusted(-HALO, -HALO, HALO, HALO))
        self.setVisible(self._control.isVisible())
        self.stackUnder(self._control)
