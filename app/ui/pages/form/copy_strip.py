"""The strip that asks what of the declaration a new one begins with: all, head or goods; it copies nothing itself."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.declarations.copying import CopyPart
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_icon, draw_line
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.label import Label
from app.ui.widgets.segmented import Part, Segmented

HEIGHT = 44
BAR = 4
WORDS = {CopyPart.WHOLE: "整票", CopyPart.HEAD: "只要表头", CopyPart.GOODS: "只要商品"}


class CopyStrip(QWidget):
    """``chosen(str)`` carries a CopyPart's value on Enter, ``left()`` on Esc."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.parts = Segmented([Part(part.value, words) for part, words in WORDS.items()])
        self.parts.setAccessibleDescription("复制哪些，左右键选择")
        self._back = Button("取消", ButtonLook.SECONDARY, keys="Esc")
        self._take = Button("复制", ButtonLook.PRIMARY, keys="Enter")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(44), 0, px(16), 1)
        row.setSpacing(px(8))
        row.addWidget(Label("复制为新票", Font.STRONG, Token.T1))
        row.addWidget(self.parts)
        row.addWidget(Label("编号、回执和备注不带", Font.SMALL, Token.T2), 1)
        row.addWidget(self._back)
        row.addWidget(self._take)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._take.clicked.connect(self._give)
        self._back.clicked.connect(self.left)
        self.hide()

    def ask(self) -> None:
        """Ask, with all of it chosen."""
        self.parts.choose(CopyPart.WHOLE.value)
        self.show()
        self.parts.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Ask no more; tells whether anything was asked."""
        was_open = not self.isHidden()
        if was_open:
            self.left.emit()
        return was_open

    def sizeHint(self) -> QSize:
        return QSize(theme().px(640), theme().px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, theme().color(Tone.INFO.bg))
        painter.fillRect(QRectF(0, 0, BAR, box.height()), theme().color(Tone.INFO.fill))
        draw_line(painter, 0, box.height() - 1, box.width(), Tone.INFO.line)
        draw_icon(painter, QPointF(px(20), (box.height() - px(16)) / 2), Icon.COPY, 16, Tone.INFO.text)
        painter.end()

    def _give(self) -> None:
        self.hide()
        self.chosen.emit(self.parts.current())
