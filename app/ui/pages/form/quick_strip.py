"""The strip of 快填: how many fields wait, where Enter stops, what the marks mean; it moves no keyboard."""

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.editors.look import Look, Marks, draw_corners, draw_field, draw_marks, tag_width
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_box, draw_icon, draw_line, draw_text, width_of
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.label import Label

HEIGHT = 38
BAR = 4
BOX = 18
LEGEND = (("模板", Marks(dot=True), ""), ("", Marks(), "舱单"), ("待填", Marks(stop="待填"), ""))


class Legend(QWidget):
    """What dot, tag and bar mean, each drawn as the fields draw it."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("圆点是模板带来的值，舱单字样是舱单带来的值，琥珀色竖条是待填的栏")

    def sizeHint(self) -> QSize:
        px = theme().px
        words = sum(width_of(words, Font.SMALL) for words, _, _ in LEGEND)
        return QSize(round(words) + px(BOX) + px(BAR) + round(tag_width("舱单")) + px(90), px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        x, height = 0.0, float(self.height())
        side = px(BOX)
        box = QRectF(x, (height - side) / 2, side, side)
        draw_field(painter, box, Look(), False)
        draw_corners(painter, box, LEGEND[0][1])
        x += side + px(6)
        x += self._words(painter, x, LEGEND[0][0]) + px(18)
        tag = tag_width("舱单")
        draw_marks(painter, QRectF(x, 0, tag, height), Look(tag="舱单"))
        x += tag + px(18)
        draw_box(painter, QRectF(x, (height - px(16)) / 2, BAR, px(16)), 1, Token.WARN_FILL)
        self._words(painter, x + BAR + px(6), LEGEND[2][0])
        painter.end()

    def _words(self, painter: QPainter, x: float, words: str) -> float:
        return draw_text(painter, QRectF(x, 0, self.width(), self.height()), words, Font.SMALL, Token.T2)


class QuickStrip(QWidget):
    """``left()`` when 快填 is to be left."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._count = Label("", Font.CARD, Token.WARN_TEXT)
        self._sentence = Label("", Font.SMALL, Token.T2)
        self._legend = Legend()
        self._leave = Button("退出快填", ButtonLook.LINK, keys="Esc")
        self._leave.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(44), 0, px(16), 1)
        row.setSpacing(px(8))
        row.addWidget(Label("快填", Font.STRONG, Token.WARN_TEXT))
        row.addSpacing(px(4))
        row.addWidget(self._count)
        row.addSpacing(px(4))
        row.addWidget(self._sentence, 1)
        row.addWidget(self._legend)
        row.addSpacing(px(8))
        row.addWidget(self._leave)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_count(self, waiting: int, brought: int) -> None:
        """Say how many fields wait, and how many came filled."""
        self._count.set_words(f"待填 {waiting}" if waiting else "都填好了")
        rest = f"；其余 {brought} 项来自模板或舱单，Tab 可到" if brought else ""
        end = "F9 校验，F10 申报"
        self._sentence.set_words(f"Enter 只停在琥珀色竖条的栏{rest}" if waiting else end)
        self.setAccessibleName(self.words())

    def words(self) -> str:
        """Return what the strip says."""
        return f"快填 {self._count.words()}，{self._sentence.words()}"

    def sizeHint(self) -> QSize:
        return QSize(theme().px(640), theme().px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = width_of(self._sentence.words(), Font.SMALL) + self._legend.sizeHint().width() + theme().px(340)
        self._legend.setVisible(self.width() >= wanted)

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, theme().color(Tone.WARN.bg))
        painter.fillRect(QRectF(0, 0, BAR, box.height()), theme().color(Tone.WARN.fill))
        draw_line(painter, 0, box.height() - 1, box.width(), Tone.WARN.line)
        draw_icon(painter, QPointF(px(20), (box.height() - px(16)) / 2), Icon.ZAP, 16, Tone.WARN.text)
        painter.end()
