"""The waiting fields of 快填 in the 问题 tab, numbered in the order of Enter, and what the manifest brought."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import CENTRE, RIGHT, draw_box, draw_icon, draw_line, draw_text, width_of
from app.ui.widgets.label import Label, Paragraph

ROW = 46
DISC = 20
PAD = 10
CALM = 96
LINE = 26
OFFLINE = "断网时舱单标“未核对”，不挡录入；联网后自动补核，只填空栏，不改已填的值。"


@dataclass(frozen=True, slots=True)
class Stop:
    """One waiting field: where it is, its name, a word of help, and its section."""

    path: str
    label: str
    hint: str
    section: str


@dataclass(frozen=True, slots=True)
class ManifestFacts:
    """What is told of the manifest: when it was asked, and lines of name and value."""

    asked: str
    lines: tuple[tuple[str, str], ...]


class Calm(QWidget):
    """``还没有问题`` with its sign, in place of cards."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("还没有问题，离开每一栏时检查，F9 全部校验")

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(CALM))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        side = px(28)
        draw_icon(painter, QPointF((self.width() - side) / 2, px(8)), Icon.SHIELD_CHECK, 28, Token.T3)
        title = QRectF(0, px(42), self.width(), px(24))
        draw_text(painter, title, "还没有问题", Font.CARD, Token.T1, CENTRE)
        words = QRectF(0, px(66), self.width(), px(20))
        draw_text(painter, words, "离开每一栏时检查，F9 全部校验", Font.SMALL, Token.T2, CENTRE)
        painter.end()


class StopRow(QWidget):
    """One waiting field; ``chosen(path)`` on a click."""

    accessible_role = QAccessible.Role.ListItem

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stop = Stop("", "", "", "")
        self._number, self._current = 0, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_stop(self, stop: Stop, number: int, current: bool) -> None:
        """Show another field."""
        self._stop, self._number, self._current = stop, number, current
        self.setAccessibleName(f"待填 {number}，{stop.label}，{stop.section}")
        self.setAccessibleDescription(stop.hint)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(ROW))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self._stop.path)

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self._current:
            draw_box(painter, box, 7, Token.SELECTED, Token.ACCENT_LINE)
        disc = QRectF(px(PAD), box.y() + (box.height() - px(DISC)) / 2, px(DISC), px(DISC))
        ground, ink = (Token.ACCENT_FILL, Token.ON_FILL) if self._current else (Tone.NEU.bg, Token.T2)
        draw_box(painter, disc, disc.height() / 2, ground)
        draw_text(painter, disc, str(self._number), Font.SMALL_MEDIUM, ink, CENTRE)
        left, right = disc.right() + px(12), box.right() - px(PAD)
        place = width_of(self._stop.section, Font.SMALL)
        first = QRectF(left, box.y() + px(3), right - left, px(20))
        draw_text(painter, first, self._stop.section, Font.SMALL, Token.T3, RIGHT)
        draw_text(painter, first.adjusted(0, 0, -place - px(8), 0), self._stop.label, Font.STRONG, Token.T1)
        second = first.translated(0, px(19))
        draw_text(painter, second, self._stop.hint, Font.SMALL, Token.T2)
        painter.end()


class ManifestLines(QWidget):
    """舱单: what was asked and what came of it."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = ManifestFacts("", ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: ManifestFacts) -> None:
        """Show other facts."""
        self._facts = facts
        told = "，".join(f"{name} {value}" for name, value in facts.lines)
        self.setAccessibleName(f"舱单 {facts.asked}，{told}".strip("，"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(LINE) * (len(self._facts.lines) + 1) + theme().px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        draw_line(painter, px(4), 0, self.width() - px(4))
        row = QRectF(px(4), px(10), self.width() - px(8), px(LINE))
        draw_text(painter, row, self._facts.asked, Font.SMALL, Token.T3, RIGHT)
        draw_text(painter, row, "舱单", Font.STRONG, Token.T1)
        for name, value in self._facts.lines:
            row.translate(0, px(LINE))
            taken = width_of(name, Font.SMALL) + px(12)
            draw_text(painter, row.adjusted(taken, 0, 0, 0), value, Font.BODY, Token.T1, RIGHT)
            draw_text(painter, row, name, Font.SMALL, Token.T2)
        painter.end()


class StopsList(QWidget):
    """``chosen(path)`` for a field clicked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._calm = Calm()
        self._head = Label("", Font.STRONG, Token.WARN_TEXT)
        self._order = Label("按 Enter 的顺序", Font.SMALL, Token.T3, RIGHT)
        self._rows: list[StopRow] = []
        self._manifest = ManifestLines()
        self._note = Paragraph(OFFLINE, Font.SMALL, Token.T2)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._calm)
        self._column.addWidget(_Divided(self._head, self._order))
        self._column.addSpacing(px(4))
        self._at = self._column.count()
        self._column.addSpacing(px(8))
        self._column.addWidget(self._manifest)
        self._column.addSpacing(px(8))
        self._column.addWidget(self._note)
        self._column.addStretch(1)

    def show_stops(self, stops: Sequence[Stop], current: str, calm: bool) -> None:
        """Show the waiting fields in order, the one with the keyboard marked; ``calm`` where there are no cards."""
        self._calm.setVisible(calm)
        self._head.set_words(f"待填 {len(stops)}" if stops else "待填的都填好了")
        self._order.setVisible(bool(stops))
        while len(self._rows) < len(stops):
            row = StopRow()
            row.chosen.connect(self.chosen)
            self._column.insertWidget(self._at + len(self._rows), row)
            self._rows.append(row)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(stops))
            if number < len(stops):
                row.show_stop(stops[number], number + 1, stops[number].path == current)

    def show_manifest(self, facts: ManifestFacts | None) -> None:
        """Show what is known of the manifest, or nothing where none is ever asked for."""
        self._manifest.setVisible(facts is not None)
        self._note.setVisible(facts is not None)
        if facts is not None:
            self._manifest.show_facts(facts)

    def words(self) -> list[str]:
        """Return the names of the rows shown."""
        return [row.accessibleName() for row in self._rows if not row.isHidden()]


class _Divided(QWidget):
    """A heading below a hairline: words at the left, words at the right."""

    def __init__(self, left: Label, right: Label) -> None:
        super().__init__()
        px = theme().px
        self._left, self._right = left, right
        for label in (left, right):
            label.setParent(self)
        self.setFixedHeight(px(40))

    def resizeEvent(self, event: object) -> None:
        px = theme().px
        for label in (self._left, self._right):
            label.setGeometry(px(4), px(12), self.width() - px(8), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_line(painter, theme().px(4), 0, self.width() - theme().px(4))
        painter.end()
