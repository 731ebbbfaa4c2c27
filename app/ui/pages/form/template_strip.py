"""存为模板: a name, and which fields every shipment fills in, marked on the form itself; it stores nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.form import places
from app.core.path import pattern_of
from app.declarations.template import FACTS, proposed_stops
from app.ui.editors import TextEditor
from app.ui.models.document import DraftDocument
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_icon, draw_line
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.label import Label

HEIGHT = 44
BAR = 4
BOX = 180
VARIES = "每票都填"


class Varying:
    """The fields of a draft that will be empty in its template; it answers as 快填 does, and holds up no Enter."""

    is_on = False

    def __init__(self, document: DraftDocument, stops: Sequence[str]) -> None:
        self._document = document
        self._patterns = list(dict.fromkeys(one if one.startswith(FACTS) else pattern_of(one) for one in stops))

    def words(self, path: str) -> str:
        """Return what is said of a field that every shipment fills in."""
        return VARIES if pattern_of(path) in self._patterns else ""

    def is_worked_out(self, path: str) -> bool:
        """Tell that nothing is worked out here."""
        return False

    def toggle(self, path: str) -> None:
        """Let a field be filled in by every shipment, or come from the template."""
        pattern = pattern_of(path)
        bound = self._document.form.fields.get(pattern)
        if bound is None or bound.box.read_only:
            return
        if pattern in self._patterns:
            self._patterns.remove(pattern)
        else:
            self._patterns.append(pattern)

    def stops(self) -> list[str]:
        """Return the paths to be stops; those of rows for every row there is."""
        fields, draft = self._document.form.fields, self._document.draft
        found = [path for one in self._patterns if one in fields for path in places(one, draft)]
        return [*found, *(one for one in self._patterns if one.startswith(FACTS))]


class TemplateStrip(QWidget):
    """``named(str)`` on Enter with the name, ``left()`` on Esc."""

    named = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.box = TextEditor()
        self.box.set_title("模板名称")
        self.box.set_hint("如 宏远焦煤")
        self.box.setFixedWidth(px(BOX))
        self._count = Label("", Font.SMALL, Token.T2)
        self._back = Button("取消", ButtonLook.SECONDARY, keys="Esc")
        self._keep = Button("存为模板", ButtonLook.PRIMARY, keys="Enter")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(44), 0, px(16), 1)
        row.setSpacing(px(8))
        row.addWidget(Label("存为模板", Font.STRONG, Token.T1))
        row.addWidget(self.box)
        row.addWidget(self._count, 1)
        row.addWidget(self._back)
        row.addWidget(self._keep)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.advanced.connect(lambda _step: self._give())
        self._keep.clicked.connect(self._give)
        self._back.clicked.connect(self.left)
        self.hide()

    def ask(self, name: str, count: int) -> None:
        """Ask for the name, with one to begin with."""
        self.box.set_text(name)
        self.show_count(count)
        self.show()
        self.box.take_focus()

    def show_count(self, count: int) -> None:
        """Say how many fields every shipment fills in."""
        self._count.set_words(f"每票要填 {count} 栏（琥珀色竖条），光标在栏里按 Alt V 增减，其余随模板带入")

    def sizeHint(self) -> QSize:
        return QSize(theme().px(640), theme().px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
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
        name = self.box.text().strip()
        if name:
            self.named.emit(name)
        else:
            self.box.take_focus()


def varying_of(document: DraftDocument, stops: Sequence[str]) -> Varying:
    """Return the fields that vary: those of the template a draft came from, else what one can guess."""
    return Varying(document, stops or proposed_stops(document.form, document.draft))
