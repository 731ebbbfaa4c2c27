"""The strips over the goods table: one column changed in many lines, and find and replace; they change nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.problem import Severity
from app.ui.editors import TextEditor
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_line
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.label import Label
from app.ui.widgets.roles import announce

HEIGHT = 40
BOX = 150
Column = tuple[str, str]  # id and words


class GridStrip(QWidget):
    """A row of boxes and buttons between toolbar and table; ``left()`` when it was closed."""

    left = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._columns: Sequence[Column] = ()
        self._at = 0
        self._which = Button("", ButtonLook.SOFT, Icon.CHEVRON_DOWN)
        self._which.clicked.connect(lambda: self._turn(1))
        self._told = Label("", Font.SMALL, Token.T2)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(px(16), 0, px(16), 0)
        self.row.setSpacing(px(8))
        self.row.addWidget(Label(title, Font.STRONG))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def box(self, title: str) -> TextEditor:
        """Return a new box in the row."""
        made = TextEditor()
        made.set_title(title)
        made.set_hint(title)
        made.setFixedWidth(theme().px(BOX))
        made.edited.connect(lambda _raw: self._changed())
        self.row.addWidget(made)
        return made

    def offer_columns(self, columns: Sequence[Column], at: str) -> None:
        """Offer columns to choose from, beginning with one."""
        self._columns = columns
        self._at = next((n for n, (name, _) in enumerate(columns) if name == at), 0)
        self._turn(0)

    def column(self) -> str:
        """Return the chosen column."""
        return self._columns[self._at][0]

    def tell(self, words: str, wrong: bool = False) -> None:
        """Say what would happen, or why nothing did."""
        self._told.set_words(words)
        self._told.set_color(Token.ERR_TEXT if wrong else Token.T2)
        announce(self, words)

    def told(self) -> str:
        """Return what is said."""
        return self._told.words()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(500), theme().px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_strip()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._turn(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def close_strip(self) -> None:
        """Put the strip away and give the keyboard back."""
        self.hide()
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), theme().color(Token.ACCENT_SOFT))
        draw_line(painter, 0, 0, self.width(), Token.BORDER)
        draw_line(painter, 0, self.height() - 1, self.width(), Token.BORDER)
        painter.end()

    def _turn(self, by: int) -> None:
        if self._columns:
            self._at = (self._at + by) % len(self._columns)
            words = self._columns[self._at][1]
            self._which.set_words(words)
            self._which.setAccessibleName(f"列，{words}，Alt+↑ Alt+↓ 换列")
            self._changed()

    def _changed(self) -> None:
        """Something typed or chosen changed."""


class BulkStrip(GridStrip):
    """``applied(column, text)`` when Enter puts a value or formula into a column of the marked lines."""

    applied = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("批量改", parent)
        self._lines = 0
        self.row.addWidget(self._which)
        self.value = self.box("值，或 =值*1.05")
        self.value.advanced.connect(lambda _step: self._apply())
        self._act = Button("", ButtonLook.PRIMARY, keys="Enter")
        self._act.clicked.connect(self._apply)
        self._back = Button("取消", ButtonLook.PLAIN, keys="Esc")
        self._back.clicked.connect(self.close_strip)
        for widget in (self._act, self._back):
            self.row.addWidget(widget)
        self.row.addWidget(self._told, 1)

    def ask(self, columns: Sequence[Column], at: str, lines: int, marked: bool) -> None:
        """Ask for the column and its new value in so many lines."""
        self._lines = lines
        self._act.set_words(f"改 {lines} 项" if marked else f"改全部 {lines} 项")
        self.value.set_text("")
        self.value.set_state(None)
        self.offer_columns(columns, at)
        self.show()
        self.tell("Alt ↑↓ 换列，可写 =成交数量*1.02，或 分摊 净重 按 成交数量")
        self.value.take_focus()

    def refuse(self, why: str) -> None:
        """Say why the value cannot be put in."""
        self.value.set_state(Severity.ERROR, why)
        self.tell(why, True)

    def _apply(self) -> None:
        self.applied.emit(self.column(), self.value.text().strip())

    def _changed(self) -> None:
        self.value.set_state(None)


class ReplaceStrip(GridStrip):
    """``changed()`` when what is looked for changed; ``applied()`` when Enter replaces it everywhere."""

    changed = Signal()
    applied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("查找替换", parent)
        self.row.addWidget(self._which)
        self.wanted = self.box("查找")
        self.by = self.box("替换为")
        self.wanted.advanced.connect(lambda _step: self.by.take_focus())
        self.by.advanced.connect(lambda step: self.applied.emit() if step > 0 else self.wanted.take_focus())
        self._act = Button("全部替换", ButtonLook.PRIMARY, keys="Enter")
        self._act.clicked.connect(self.applied)
        self._back = Button("取消", ButtonLook.PLAIN, keys="Esc")
        self._back.clicked.connect(self.close_strip)
        for widget in (self._act, self._back):
            self.row.addWidget(widget)
        self.row.addWidget(self._told, 1)

    def ask(self, columns: Sequence[Column], find: str) -> None:
        """Ask what to look for, beginning with a text."""
        self.wanted.set_text(find)
        self.by.set_text("")
        self.offer_columns((("", "所有列"), *columns), "")
        self.show()
        self.wanted.take_focus()

    def _changed(self) -> None:
        self.changed.emit()
