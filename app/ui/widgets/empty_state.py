"""What a list shows when it has nothing: a sign, what was looked for, and steps that help."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_icon_in
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.label import Label, Paragraph

DISC = 88
SIGN = 36
Action = tuple[str, Icon | None, str, Callable[[], object]]


class _Disc(QWidget):
    def __init__(self, icon: Icon) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(DISC), theme().px(DISC))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_box(painter, box, box.width() / 2, Token.SUNKEN)
        draw_icon_in(painter, box, self._icon, SIGN, Token.T3, 1.5)
        painter.end()


class EmptyState(QWidget):
    """Sign, title, sentence, and buttons ``(words, icon, keys, act)``, the first of them filled."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(
        self, icon: Icon, title: str, sentence: str = "", actions: Sequence[Action] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        px = theme().px
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addStretch(2)
        column.addWidget(_Disc(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(px(8))
        column.addWidget(Label(title, Font.PAGE, Token.T1, CENTRE))
        if sentence:
            column.addWidget(Paragraph(sentence, Font.BODY, Token.T2, CENTRE))
        row = QHBoxLayout()
        row.setContentsMargins(0, px(6), 0, 0)
        row.setSpacing(px(10))
        row.addStretch(1)
        for number, (words, sign, keys, act) in enumerate(actions):
            look = ButtonLook.SECONDARY if number else ButtonLook.PRIMARY
            button = Button(words, look, sign, keys)
            button.clicked.connect(lambda _checked=False, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)
