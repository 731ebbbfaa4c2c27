"""Words on a page in a font and colour of the design sheet: one line, or a wrapped paragraph."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import LEFT, draw_text, elided, width_of
from app.ui.theme.tip import plain_tip

LINE = 1.55  # line height of wrapped text, in em
ROOM = 7  # free height of a single line beyond its font size


class Label(QWidget):
    """One line; what does not fit is elided and stands in the tooltip."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(
        self,
        words: str = "",
        kind: Font = Font.BODY,
        color: Token = Token.T1,
        align: Qt.AlignmentFlag = LEFT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._kind, self._color, self._align = words, kind, color, align
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        self._tell()

    def words(self) -> str:
        """Return the words."""
        return self._words

    def set_words(self, words: str) -> None:
        """Show other words."""
        if words == self._words:
            return  # asking for another layout of the page costs more than all else here
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self._tell()
        self.update()

    def set_color(self, color: Token) -> None:
        """Show the words in another colour."""
        self._color = color
        self.update()

    def sizeHint(self) -> QSize:
        height = theme().font(self._kind).pixelSize() + theme().px(ROOM)
        return QSize(math.ceil(width_of(self._words, self._kind)) + 1, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._color if self.isEnabled() else Token.T_DIS
        draw_text(painter, self.rect(), self._words, self._kind, color, self._align)
        painter.end()

    def _tell(self) -> None:
        fits = elided(self._words, self._kind, self.width()) == self._words
        tip = "" if fits else plain_tip(self._words)
        if tip != self.toolTip():
            self.setToolTip(tip)


class Paragraph(QWidget):
    """Wrapped text; its height follows its width."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(
        self,
        words: str = "",
        kind: Font = Font.SMALL,
        color: Token = Token.T2,
        align: Qt.AlignmentFlag = LEFT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._kind, self._color, self._align = words, kind, color, align
        self._broken_for: tuple[str, int] | None = None
        self._broken: dict[int, list[str]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(words)

    def set_words(self, words: str) -> None:
        """Show other words."""
        if words == self._words:
            return
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return the words."""
        return self._words

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(len(self._lines(width)) * self._pitch())

    def sizeHint(self) -> QSize:
        width = min(math.ceil(width_of(self._words, self._kind)) + 1, theme().px(420))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(60), math.ceil(self._pitch()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pitch = self._pitch()
        for number, line in enumerate(self._lines(self.width())):
            area = QRectF(0, number * pitch, self.width() + 1, pitch)
            draw_text(painter, area, line, self._kind, self._color, self._align)
        painter.end()

    def _pitch(self) -> float:
        return theme().font(self._kind).pixelSize() * LINE

    def _lines(self, width: int) -> list[str]:
        key = (self._words, theme().font(self._kind).pixelSize())
        if key != self._broken_for:
            self._broken_for = key
            self._broken.clear()
        if width not in self._broken:  # layouts ask for the same few widths many times
            lines = (line for part in self._words.split("\n") for line in wrapped(part, self._kind, width))
            self._broken[width] = list(lines)
        return self._broken[width]


def wrapped(words: str, kind: Font, width: float) -> list[str]:
    """Return one paragraph broken into lines the way Chinese text is broken."""
    layout = QTextLayout(words, theme().font(kind))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, 0))
        lines.append(words[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return lines or [""]
