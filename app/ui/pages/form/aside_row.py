"""One warning somebody explained: what it said, the reason, and the way to take the reason back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.label import Label, Paragraph

INDENT = 12


class AsideRow(QWidget):
    """``withdraw_asked()`` asks for the warning to stand again."""

    withdraw_asked = Signal()

    def __init__(self, title: str, reason: str, place: str, may_withdraw: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.words = f"{title}，理由 {reason}"
        self.setAccessibleName(f"已说明：{self.words}，{place}")
        self.withdraw = Button("撤回说明", ButtonLook.LINK)
        self.withdraw.setAccessibleName(f"撤回说明：{title}")
        if not may_withdraw:
            self.withdraw.hide()
        self.withdraw.clicked.connect(self.withdraw_asked)
        foot = QHBoxLayout()
        foot.addWidget(self.withdraw)
        foot.addWidget(Label(place, Font.SMALL, Token.T3, RIGHT), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(INDENT), px(4), px(INDENT), px(6))
        column.setSpacing(px(2))
        column.addWidget(Paragraph(title, Font.SMALL_MEDIUM, Token.T2))
        column.addWidget(Paragraph(f"理由 {reason}", Font.SMALL, Token.T3))
        column.addLayout(foot)
