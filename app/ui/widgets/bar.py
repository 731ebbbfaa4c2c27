"""A thin bar for a share of a whole, in a tone; the words beside it are the caller's."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Tone, theme
from app.ui.theme.paint import draw_box

HEIGHT = 6


def draw_bar(painter: QPainter, area: QRectF, share: float, tone: Tone, rest: Tone | None = None) -> None:
    """Draw track and filled part of a bar, ``share`` from 0 to 1; ``rest`` is the tone of what is lacking, if any."""
    radius = area.height() / 2
    if rest is not None and share < 1:
        draw_box(painter, area, radius, rest.fill)
        end = max(area.width() * (1 - share), 2 * area.height())  # one row of a thousand is still seen
        share = min(share, 1 - end / area.width())
    else:
        draw_box(painter, area, radius, Tone.NEU.bg)
    filled = QRectF(area.x(), area.y(), area.width() * min(max(share, 0.0), 1.0), area.height())
    if filled.width() >= area.height():
        draw_box(painter, filled, radius, tone.fill)


class Bar(QWidget):
    """One bar; ``words`` say the same for the screen reader."""

    accessible_role = QAccessible.Role.ProgressBar

    def __init__(
        self, share: float = 0.0, tone: Tone = Tone.INFO, words: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_share(share, tone, words)

    def show_share(self, share: float, tone: Tone = Tone.INFO, words: str = "", rest: Tone | None = None) -> None:
        """Show another share; ``rest`` is the tone of what is lacking."""
        self._share, self._tone, self._rest = share, tone, rest
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(110), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_bar(painter, QRectF(self.rect()), self._share, self._tone, self._rest)
        painter.end()
