"""The line under the register: how many are shown, what is left of their quota as far as it is known here."""

from PySide6.QtWidgets import QHBoxLayout

from app.border_trade.lot import yuan
from app.ui.pages.register.rows import EDGE
from app.ui.theme import Font, Token, theme
from app.ui.widgets import Ground, Label

HEIGHT = 34


class RegisterFoot(Ground):
    """Counts and sum; it counts nothing itself."""

    def __init__(self) -> None:
        super().__init__(Token.SUNKEN, "top")
        px = theme().px
        self.setFixedHeight(px(HEIGHT))
        self._shown, self._sum = Label("", Font.SMALL, Token.T2), Label("", Font.SMALL_STRONG)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        row.addWidget(self._shown)
        row.addSpacing(px(16))
        row.addWidget(Label("今日余额合计", Font.SMALL, Token.T2))
        row.addWidget(self._sum)
        row.addSpacing(px(10))
        row.addWidget(Label("本机已知，以海关系统为准", Font.SMALL, Token.T2), 1)
        row.addWidget(Label("导出不含完整证号", Font.SMALL, Token.T2))

    def show_counts(self, shown: str, remaining: int) -> None:
        """Show who is shown, and the sum of what is left, in fen."""
        self._shown.set_words(shown)
        self._sum.set_words(f"{yuan(remaining):,.0f} 元" if remaining % 100 == 0 else f"{yuan(remaining):,.2f} 元")

    def words(self) -> str:
        """Return who is shown."""
        return self._shown.words()
