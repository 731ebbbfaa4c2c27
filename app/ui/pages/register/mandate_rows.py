"""What a resident agreed to, one row each with its state; Del or 撤回 ends one."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.border_trade.register import MANDATE_WORDS
from app.store.border_groups import Given
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_icon, draw_text
from app.ui.widgets import Button, ButtonLook

ROW = 44
MOST = 6


class MandateRow(QWidget):
    """One mandate in two lines."""

    def __init__(self, given: Given, group: str, today: date) -> None:
        super().__init__()
        name = MANDATE_WORDS[given.kind]
        self._title = name.replace("互助组", group) if group else name
        self._note, self._tone, self._icon = _state(given, today)
        self.setAccessibleName(f"{self._title}，{self._note}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        draw_icon(painter, QPointF(0, px(5)), self._icon, 16, self._tone.text)
        left = px(26)
        holds = self._tone is not Tone.NEU
        upper = QRectF(left, px(2), self.width() - left, px(20))
        draw_text(painter, upper, self._title, Font.MEDIUM, Token.T1 if holds else Token.T2)
        draw_text(painter, upper.translated(0, px(19)), self._note, Font.SMALL, Token.T2)
        painter.end()


class MandateRows(QWidget):
    """``withdrawn(str)`` carries the id of a mandate to end."""

    withdrawn = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(2))

    def show_mandates(self, mandates: Sequence[Given], group_of: Callable[[str], str], today: date) -> None:
        """Show the newest mandates, those in force with the button that ends them."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for given in sorted(mandates, key=lambda one: not one.holds_on(today))[:MOST]:
            self._column.addWidget(self._row(given, group_of(given.group_id or ""), today))

    def _row(self, given: Given, group: str, today: date) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        shown = MandateRow(given, group, today)
        row.addWidget(shown, 1)
        if given.holds_on(today):
            button = _End("撤回", ButtonLook.LINK)
            button.setAccessibleName(f"撤回 {shown.accessibleName()}")
            button.clicked.connect(lambda _checked=False, key=given.id: self.withdrawn.emit(key))
            row.addWidget(button)
        return whole


class _End(Button):
    """The button of a mandate; Del presses it too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.click()
        else:
            super().keyPressEvent(event)


def _state(given: Given, today: date) -> tuple[str, Tone, Icon]:
    span = f"{given.since} 至 {given.until}" if given.until is not None else f"{given.since} 起 长期"
    if given.withdrawn_on is not None and given.withdrawn_on <= today:
        return f"{given.since} 签，{given.withdrawn_on} 撤回", Tone.NEU, Icon.MINUS
    if given.until is not None and given.until < today:
        return f"{span}，已到期", Tone.ERR, Icon.CIRCLE_X
    return "   ".join(part for part in (span, given.signed_by) if part), Tone.OK, Icon.CIRCLE_CHECK
