"""The strip that asks which declaration to start: direction and filing mode, by keyboard; it starts nothing itself."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.draft import Mode
from app.ui.models.wording import mode_words
from app.ui.pages.services import FormKind, Memory
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import draw_line
from app.ui.widgets import Button, ButtonLook, Label, Part, Segmented

HEIGHT = 48
KIND_KEY, MODE_KEY = "new/kind", "new/mode"


class NewStrip(QWidget):
    """``chosen(form id, mode)`` on Enter or the button, ``left()`` on Esc; what was chosen last time is offered."""

    chosen = Signal(str, str)
    left = Signal()

    def __init__(self, kinds: Sequence[FormKind], memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self._kinds = {kind.id: kind for kind in kinds}
        self._kind = Segmented([Part(kind.id, kind.words) for kind in kinds])
        self._kind.setAccessibleDescription("新建哪种报关单，左右键选择")
        self._kind.chosen.connect(self._fit)
        self._mode = Segmented([Part(mode.value, mode_words(mode)) for mode in kinds[0].modes])
        self._mode.setAccessibleDescription("申报模式，左右键选择")
        self._start = Button("新建", ButtonLook.PRIMARY, keys="Enter")
        self._start.clicked.connect(self._take)
        self._cancel = Button("取消", ButtonLook.PLAIN, keys="Esc")
        self._cancel.clicked.connect(self._leave)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(20), 0, theme().px(20), 0)
        row.setSpacing(theme().px(8))
        row.addWidget(Label("新建报关单", Font.CARD))
        row.addSpacing(theme().px(8))
        for part in (self._kind, self._mode, self._start, self._cancel):
            row.addWidget(part)
        row.addStretch(1)
        self.hide()

    def ask(self) -> None:
        """Show the strip with the keyboard on the first choice."""
        self._kind.choose(self._memory.get(KIND_KEY))
        self._fit(self._kind.current())
        self._mode.choose(self._memory.get(MODE_KEY))
        self.show()
        self._kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), theme().color(Token.SUNKEN))
        draw_line(painter, 0, 0, self.width(), Token.BORDER)
        draw_line(painter, 0, self.height() - 1, self.width(), Token.BORDER)
        painter.end()

    def summary_kind(self) -> str:
        """Return the type that may be filed in two steps, "" where there is none."""
        return next((kind.id for kind in self._kinds.values() if Mode.SUMMARY in kind.modes), "")

    def _fit(self, kind: str) -> None:
        """Offer the filing modes of a type."""
        self._mode.show_parts([Part(mode.value, mode_words(mode)) for mode in self._kinds[kind].modes])

    def _take(self) -> None:
        form, mode = self._kind.current(), self._mode.current()
        self._memory.put(KIND_KEY, form)
        self._memory.put(MODE_KEY, mode)
        self.hide()
        self.chosen.emit(form, mode)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
