"""The bar that floats over the list while rows are ticked: count, sums, and what can be done with all of them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.models.wording import amount
from app.ui.pages.services import ListedDraft
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_box, draw_column, draw_shadow
from app.ui.widgets import Button, ButtonLook, Keycap, Label

HEIGHT = 48
SHADOW = 18
RISE = 20
RADIUS = 9
BulkAction = tuple[str, Icon, str, Callable[[], object]]


def sums_of(rows: Iterable[ListedDraft]) -> str:
    """Return the total per currency, ``USD 852,128.85``, and how many have none."""
    totals: dict[str, Decimal] = {}
    without = 0
    for row in rows:
        try:
            totals[row.summary.currency] = totals.get(row.summary.currency, Decimal(0)) + Decimal(row.summary.total)
        except InvalidOperation:
            without += 1
    words = [f"{currency} {amount(str(total))}" for currency, total in sorted(totals.items())]
    return "  ".join([*words, f"{without} 票无总价"] if without else words)


class BulkBar(QWidget):
    """Buttons ``(words, icon, keys, act)``; ``limit`` names the rows for which one of them will not do."""

    def __init__(self, page: QWidget, actions: Sequence[BulkAction]) -> None:
        super().__init__(page)
        self._page = page
        self._count = Label("", Font.STRONG)
        self._sums = Label("", Font.BODY, Token.T2)
        self._buttons: dict[str, Button] = {}
        row = QHBoxLayout(self)
        px = theme().px
        row.setContentsMargins(px(16) + SHADOW, SHADOW, px(16) + SHADOW, SHADOW)
        row.setSpacing(px(4))
        row.addWidget(self._count)
        row.addSpacing(px(8))
        row.addWidget(self._sums)
        row.addSpacing(px(25))
        for words, icon, keys, act in actions:
            button = Button(words, ButtonLook.PLAIN, icon, keys)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons[words] = button
            row.addWidget(button)
        row.addSpacing(px(16))
        row.addWidget(Keycap("Esc"))
        self.hide()

    def show_rows(self, rows: Sequence[ListedDraft]) -> None:
        """Show count and sums of the ticked rows; nothing ticked hides the bar."""
        self._count.set_words(f"已选 {len(rows)} 票")
        self._sums.set_words(sums_of(rows))
        self.setAccessibleName(f"{self._count.words()}，{self._sums.words()}")
        self.setVisible(bool(rows))
        self.place()

    def words(self) -> str:
        """Return what the bar says."""
        return self.accessibleName()

    def limit(self, action: str, refused: Sequence[str], reason: str) -> None:
        """Lock an action while some of the ticked rows do not allow it; the tooltip names them."""
        button = self._buttons[action]
        button.setEnabled(not refused)
        button.setToolTip(f"{reason}：{'、'.join(refused)}" if refused else "")

    def names(self) -> tuple[str, ...]:
        """Return the names of the actions."""
        return tuple(self._buttons)

    def offer(self, actions: Collection[str]) -> None:
        """Show these actions only."""
        for name, button in self._buttons.items():
            button.setVisible(name in actions)
        self.place()

    def button(self, action: str) -> Button:
        """Return the button of an action."""
        return self._buttons[action]

    def place(self) -> None:
        """Float over the foot of the page, in its middle."""
        layout = self.layout()
        wanted = layout.sizeHint().width() if layout is not None else 0
        width = min(wanted, self._page.width())
        height = theme().px(HEIGHT) + 2 * SHADOW
        top = self._page.height() - theme().px(RISE) - height + SHADOW
        self.setGeometry((self._page.width() - width) // 2, top, width, height)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        draw_shadow(painter, box, RADIUS, SHADOW)
        draw_box(painter, box, RADIUS, Token.SURFACE, Token.BORDER)
        line = self._sums.geometry().right() + px(16)
        draw_column(painter, line, box.y() + px(14), box.bottom() - px(14), Token.BORDER)
        painter.end()
