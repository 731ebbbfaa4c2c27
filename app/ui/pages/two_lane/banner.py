"""The strictest truth about the whole shipment, with the days left where a day is known; it decides nothing."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.models.lanes import Truth
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_box, draw_icon_in, draw_text
from app.ui.widgets import Rest, draw_ring
from app.ui.widgets.ring import PAGE

HEIGHT, DISC = 84, 44
BESIDE = 190


class TruthBanner(QWidget):
    """Title 20/600 and one sentence on a tinted ground."""

    accessible_role = QAccessible.Role.AlertMessage

    def __init__(self) -> None:
        super().__init__()
        self._truth = Truth("", "", Tone.NEU, Icon.INFO)
        self._rest: Rest | None = None
        self._what = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_truth(self, truth: Truth, rest: Rest | None = None, what: str = "") -> None:
        """Show other words; ``rest`` is what is left to the next day of the record, ``what`` what falls due then."""
        self._truth, self._rest, self._what = truth, rest, what
        said = f"，{what} {rest.words}" if rest is not None else ""
        self.setAccessibleName(f"{truth.title}，{truth.sentence}{said}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(600), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box, tone = QRectF(self.rect()), self._truth.tone
        draw_box(painter, box, 8, tone.bg, tone.line)
        painter.fillRect(QRectF(1, px(9), 4, box.height() - px(18)), theme().color(tone.fill))
        disc = QRectF(px(20), box.center().y() - px(DISC) / 2, px(DISC), px(DISC))
        draw_box(painter, disc, disc.width() / 2, Token.SURFACE, tone.line)
        draw_icon_in(painter, disc, self._truth.icon, 20, tone.text)
        room = box.right() - disc.right() - px(32) - (px(BESIDE) if self._rest is not None else 0)
        title = QRectF(disc.right() + px(16), box.y() + px(13), room, px(30))
        draw_text(painter, title, self._truth.title, Font.GREETING, Token.T1)
        draw_text(painter, title.translated(0, px(31)), self._truth.sentence, Font.BODY, Token.T1)
        if self._rest is not None:
            self._paint_rest(painter, box, self._rest)
        painter.end()

    def _paint_rest(self, painter: QPainter, box: QRectF, rest: Rest) -> None:
        px = theme().px
        centre = QPointF(box.right() - px(BESIDE) + px(PAGE), box.center().y())
        draw_ring(painter, centre, PAGE, rest)
        words = QRectF(centre.x() + px(26), box.y() + px(22), px(BESIDE) - px(50), px(20))
        left = "已过期" if rest.overdue else f"{self._what} 剩 {rest.days} 天"
        draw_text(painter, words, left, Font.STRONG, rest.tone.text)
        draw_text(painter, words.translated(0, px(20)), f"{rest.until} 到期", Font.SMALL, Token.T2)
