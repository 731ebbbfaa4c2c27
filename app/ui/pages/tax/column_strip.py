"""加一列: the strip that asks for another origin, agreement or day; it compares nothing."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.taxes.compare import NO_AGREEMENT, Variation
from app.ui.editors import CodeEditor, CodeSearch, DateEditor
from app.ui.editors.date_text import read_date
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import draw_line
from app.ui.widgets import Button, ButtonLook, Label

HEIGHT = 48
FIELDS = (("原产国", 190), ("协定", 190), ("计税日", 130))
COUNTRIES, AGREEMENTS = "countries", "trade_agreements"
NONE = ("00", "无", "-")  # what people type for no preference


class ColumnStrip(QWidget):
    """``wanted(Variation)`` when a column was described, ``left()`` when it was answered or closed."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, search: CodeSearch, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.origin = CodeEditor(search, COUNTRIES)
        self.agreement = CodeEditor(search, AGREEMENTS)
        self.day = DateEditor(today)
        self._plain = Button("不享惠", ButtonLook.SECONDARY)
        self._plain.clicked.connect(lambda: self._take(NO_AGREEMENT))
        self._lay_out()
        self.hide()

    def ask(self) -> None:
        """Ask for a column."""
        for editor in (self.origin, self.agreement, self.day):
            editor.set_text("")
        self.show()
        self.origin.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), theme().color(Token.SUNKEN))
        draw_line(painter, 0, self.height() - 1, self.width(), Token.BORDER)
        painter.end()

    def _lay_out(self) -> None:
        px = theme().px
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 0, px(20), 0)
        row.setSpacing(px(8))
        row.addWidget(Label("加一列", Font.CARD))
        editors = (self.origin, self.agreement, self.day)
        for number, (editor, (label, width)) in enumerate(zip(editors, FIELDS, strict=True)):
            editor.set_title(label, "加一列")
            editor.setFixedWidth(px(width))
            editor.advanced.connect(lambda step, at=number: self._step(at, step))
            row.addSpacing(px(6))
            row.addWidget(Label(label, Font.SMALL, Token.T2))
            row.addWidget(editor)
        row.addWidget(self._plain)
        row.addStretch(1)
        act = Button("加上", ButtonLook.PRIMARY, keys="Enter")
        act.clicked.connect(lambda: self._take())
        leave = Button("取消", ButtonLook.PLAIN, keys="Esc")
        leave.clicked.connect(self._leave)
        row.addWidget(act)
        row.addWidget(leave)

    def _step(self, at: int, step: int) -> None:
        editors = (self.origin, self.agreement, self.day)
        if 0 <= at + step < len(editors):
            editors[at + step].take_focus()
        elif step > 0:
            self._take()

    def _take(self, agreement: str | None = None) -> None:
        """Describe the column by what was filled in; an empty one is not wanted."""
        origin = self.origin.text() or None
        claimed = self.agreement.text() or None if agreement is None else agreement
        day = read_date(self.day.text(), self._today())
        words = [origin or "", "不享惠" if claimed == NO_AGREEMENT else f"享惠 {claimed}" if claimed else ""]
        words.append(f"{day:%m-%d} 进境" if day else "")
        title = " ".join(filter(None, words))
        self._leave()
        if title:
            self.wanted.emit(Variation(title, origin, claimed, day))

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
