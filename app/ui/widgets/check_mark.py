"""The box of a choice that is on, off or mixed, for table rows and settings."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_box, draw_icon_in, draw_text, width_of

SIDE = 16
GAP = 8


def draw_check(painter: QPainter, box: QRectF, state: Qt.CheckState) -> None:
    """Draw a check box filling ``box``."""
    if state is Qt.CheckState.Unchecked:
        draw_box(painter, box, 4, Token.SURFACE, Token.BORDER_STRONG, 1.5)
        return
    draw_box(painter, box, 4, Token.ACCENT_FILL)
    if state is Qt.CheckState.Checked:
        draw_icon_in(painter, box, Icon.CHECK, 12, Token.ON_FILL, 3.0)
    else:
        middle = QRectF(box.x() + box.width() * 0.25, box.center().y() - 1, box.width() * 0.5, 2)
        painter.fillRect(middle, theme().color(Token.ON_FILL))


class CheckBox(QAbstractButton):
    """A check box with its words; ``toggled(bool)`` as in Qt."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme().px
        return QSize(px(SIDE) + px(GAP) + round(width_of(self.text(), Font.BODY)) + 3, px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(1, (self.height() - px(SIDE)) / 2, px(SIDE), px(SIDE))
        draw_check(painter, box, Qt.CheckState.Checked if self.isChecked() else Qt.CheckState.Unchecked)
        if self.hasFocus():
            draw_box(painter, box.adjusted(-1, -1, 1, 1), 5, None, Token.ACCENT, 1.5)
        words = QRectF(box.right() + px(GAP), 0, self.width(), self.height())
        draw_text(painter, words, self.text(), Font.BODY, Token.T1 if self.isEnabled() else Token.T_DIS)
        painter.end()
