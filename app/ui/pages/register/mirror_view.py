"""The large-type view turned to a resident: his share and quota in figures, each with its words in three languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.border_trade.lot import units, yuan
from app.border_trade.phrases import UNREVIEWED, Phrase, phrases
from app.border_trade.roster import RosterLine
from app.store.border_days import Taken
from app.ui.theme import Font, Token, theme
from app.ui.widgets import Button, ButtonLook, Ground, Label
from app.ui.widgets.roles import announce

LARGE, SMALLER = 28, 20
ROW = 78
MOST = 4  # lines of shares: the latest one, large enough to read


@dataclass(frozen=True, slots=True)
class MirrorLine:
    """One figure: the key of its words, and the figure as shown."""

    key: str
    figure: str


class MirrorView(Ground):
    """``left()`` on Esc. It shows a name and figures, never a number that tells a person apart."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__(Token.SURFACE)
        px = theme().px
        self._lines = _Lines()
        self._note = Label("", Font.SMALL, Token.WARN_TEXT)
        self.back = Button("返回", ButtonLook.SECONDARY, keys="Esc", tall=True)
        self.back.clicked.connect(self.left)
        foot = QHBoxLayout()
        foot.addWidget(self._note, 1)
        foot.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(40), px(28), px(40), px(20))
        column.addWidget(self._lines, 1)
        column.addLayout(foot)

    def show_lines(self, name: str, lines: Sequence[MirrorLine], closing: str = "confirm") -> None:
        """Show a resident his figures, with the keyboard on the way back."""
        known = phrases()
        self._lines.show_lines(name, known["title"], [(known[one.key], one.figure) for one in lines], known[closing])
        is_reviewed = all(one.is_reviewed for one in known.values())
        self._note.set_words(
            "" if is_reviewed else f"蒙古文和俄文{UNREVIEWED}，以中文为准；额度为本机已知，以海关系统为准"
        )
        announce(self, self._lines.accessibleName())
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> str:
        """Return what is shown."""
        return f"{self._lines.accessibleName()}；{self._note.words()}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Lines(QWidget):
    """The painted lines; one accessible text for all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._title: Phrase | None = None
        self._closing: Phrase | None = None
        self._figures: tuple[tuple[Phrase, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_lines(self, name: str, title: Phrase, figures: Sequence[tuple[Phrase, str]], closing: Phrase) -> None:
        """Show other lines."""
        self._name, self._title, self._figures, self._closing = name, title, tuple(figures), closing
        said = [f"{name}，{title.chinese}", *(f"{phrase.chinese} {figure}" for phrase, figure in figures)]
        self.setAccessibleName("；".join([*said, closing.chinese]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(600), theme().px(ROW * (len(self._figures) + 2)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._title is None or self._closing is None:
            return
        painter = QPainter(self)
        rows = len(self._figures) + 2
        height = min(self.height() / rows, theme().px(ROW) * 1.25)
        top = QRectF(0, 0, self.width(), height)
        self._paint(painter, top, self._title, self._name, Token.ACCENT)
        for number, (phrase, figure) in enumerate(self._figures, 1):
            line = top.translated(0, number * height)
            painter.fillRect(QRectF(line.x(), line.y(), line.width(), 1), theme().color(Token.LINE))
            self._paint(painter, line, phrase, figure, Token.T1)
        last = top.translated(0, (rows - 1) * height)
        painter.fillRect(QRectF(last.x(), last.y(), last.width(), 1), theme().color(Token.LINE))
        self._paint(painter, last, self._closing, "", Token.OK_TEXT)
        painter.end()

    def _paint(self, painter: QPainter, area: QRectF, phrase: Phrase, figure: str, color: Token) -> None:
        """Paint words in three languages at the left and the figure at the right."""
        large, small = _font(LARGE, bold=True), _font(SMALLER)
        painter.setPen(theme().color(color))
        painter.setFont(large)
        upper = QRectF(area.x(), area.y() + 4, area.width(), area.height() * 0.52)
        right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        middle = Qt.AlignmentFlag.AlignVCenter
        width = QFontMetricsF(large).horizontalAdvance(figure) + 12
        painter.drawText(upper.adjusted(0, 0, -width, 0), left | middle, phrase.chinese)
        painter.drawText(upper, right | middle, figure)
        painter.setFont(small)
        painter.setPen(theme().color(Token.T2))
        lower = QRectF(area.x(), upper.bottom(), area.width(), area.height() - upper.height() - 6)
        words = f"{phrase.mongolian}   {phrase.russian}"
        shown = QFontMetricsF(small).elidedText(words, Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, left | middle, shown)


def mirror_lines(line: RosterLine, shares: Sequence[Taken]) -> list[MirrorLine]:
    """Return what a resident is told: each of his shares of the day, then his quota."""
    lines = []
    for share in shares:
        tax = "—" if share.tax is None else f"¥ {yuan(share.tax):,.2f}"
        lines += [
            MirrorLine("goods", share.goods or "—"),
            MirrorLine("quantity", f"{units(share.quantity)}"),
            MirrorLine("value", f"¥ {yuan(share.value):,.2f}"),
            MirrorLine("tax", tax),
        ]
    quota = ("used", line.used), ("remaining", line.remaining)
    return [*lines[-MOST:], *(MirrorLine(key, f"¥ {yuan(fen):,.2f}") for key, fen in quota)]


def _font(pixels: int, *, bold: bool = False) -> QFont:
    font = QFont(theme().font(Font.CARD if bold else Font.BODY))
    font.setPixelSize(theme().px(pixels))
    return font
