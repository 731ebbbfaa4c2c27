"""The panel beside a 核对单: with which print it is compared, what changed, what the sheet shows, the two acts."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.printing.proof import Marked, Options
from app.store.proof_prints import ProofPrint
from app.ui.models.proof_list import MarkedListModel, PrintColumn, PrintListModel, when_words
from app.ui.models.row_list import ROW_ROLE
from app.ui.pages.paper_side import PaperSide
from app.ui.pages.row_table import Index, RowDelegate, RowTable, Width
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import CENTRE, LEFT, RIGHT, draw_text, elided
from app.ui.widgets import Ground, Label, Paragraph
from app.ui.widgets.check_mark import CheckBox
from app.ui.widgets.choice_button import ChoiceButton

WIDTH, PAD = 300, 16
ROW, PRINT_ROW, PRINTS_SEEN = 44, 26, 3
DISC = 9
MARKS, OLD, DOCUMENTS = "标出与上次不同", "旧值加删除线", "附随附单证清单"
LAST = ""  # the choice that takes the last print, whichever it is


class MarkedDelegate(RowDelegate):
    """Paints a changed box: its number in a disc, its name, the old value struck through and the new one."""

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        row: Marked = index.data(ROW_ROLE)
        centre = QPointF(area.x() + px(24), area.center().y())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme().color(Token.T1))
        painter.setBrush(theme().color(Token.T1))
        painter.drawEllipse(centre, px(DISC), px(DISC))
        disc = QRectF(centre.x() - px(14), centre.y() - px(10), px(28), px(20))
        draw_text(painter, disc, str(row.number), Font.BADGE, Token.SURFACE, CENTRE)
        left = area.x() + px(44)
        upper = QRectF(left, area.center().y() - px(19), area.right() - left - px(10), px(20))
        draw_text(painter, upper, row.label, Font.MEDIUM, Token.T1)
        _values(painter, upper.translated(0, px(18)), row)


def _values(painter: QPainter, room: QRectF, row: Marked) -> None:
    px = theme().px
    shown = elided(row.old, Font.SMALL, room.width() * 0.5)
    wide = draw_text(painter, room, shown, Font.SMALL, Token.T2)
    line = QRectF(room.x(), room.center().y(), wide, 1)
    painter.fillRect(line, theme().color(Token.T2))
    arrow = room.adjusted(wide + px(6), 0, 0, 0)
    moved = draw_text(painter, arrow, "→", Font.SMALL, Token.T3)
    draw_text(painter, arrow.adjusted(moved + px(6), 0, 0, 0), row.new, Font.SMALL, Token.T1)


class PrintDelegate(RowDelegate):
    """Paints one earlier print."""

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        pad = theme().px(PAD)
        is_first, is_last = index.column() == PrintColumn.WHICH, index.column() == PrintColumn.WHO
        inner = area.adjusted(pad if is_first else 0, 0, -pad if is_last else 0, 0)
        draw_text(painter, inner, index.data(), Font.SMALL, Token.T2, RIGHT if is_last else LEFT)


class ProofPanel(PaperSide):
    """``wanted()`` when another sheet is wanted, ``gone_to(Marked)`` when somebody goes to a change."""

    wanted = Signal()
    gone_to = Signal(object)

    def __init__(self, to_printer: Callable[[], object], to_file: Callable[[], object]) -> None:
        super().__init__(WIDTH, to_printer, to_file)
        self.against = ChoiceButton("", [(LAST, "上一次打印")])
        self.against.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.against.chosen.connect(lambda _key: self.wanted.emit())
        self.model, self.prints = MarkedListModel(self), PrintListModel(self)
        self.changes = RowTable("与上次打印不同之处", (Width(200, 1),), ROW)
        self.changes.setModel(self.model)
        self.changes.setItemDelegate(MarkedDelegate(self.changes))
        self.changes.moved.connect(self._go)
        self.changes.opened.connect(self._go)
        self.past = RowTable("打印过", (Width(72), Width(92), Width(80, 1)), PRINT_ROW)
        self.past.setModel(self.prints)
        self.past.setItemDelegate(PrintDelegate(self.past))
        self.boxes = {
            words: CheckBox(words) for words in ("标出与上次不同", "旧值加删除线", "每项留核对框", "附随附单证清单")
        }
        for words, box in self.boxes.items():
            box.setChecked(words != "附随附单证清单")
            box.toggled.connect(self._chosen)
        self._count, self._note = Label("", Font.CARD), Paragraph("", Font.SMALL, Token.T2)
        self._lay_out()

    def options(self) -> Options:
        """Return what the sheet is to show."""
        return Options(*(box.isChecked() for box in self.boxes.values()))

    def chosen(self) -> int | None:
        """Return the print to compare with, None for the last."""
        key = self.against.current()
        return int(key) if key else None

    def show_prints(self, prints: Sequence[ProofPrint]) -> None:
        """Show the prints there were."""
        self.prints.put_rows(prints)
        self.past.setVisible(bool(prints))
        self._past_title.setVisible(bool(prints))
        self.past.setFixedHeight(theme().px(PRINT_ROW) * min(len(prints), PRINTS_SEEN) + 2)
        self.past.scrollToBottom()
        choices = [(str(one.number), f"第 {one.number} 次打印　{when_words(one)}") for one in reversed(prints)]
        self.against.show_choices([(LAST, "上一次打印"), *choices], self.against.current())
        self.against.setEnabled(bool(prints))

    def show_changes(self, changes: Sequence[Marked], against: int) -> None:
        """Show what the sheet marks; from now on it can be printed."""
        self.model.put_rows(changes)
        self.changes.setVisible(bool(changes))
        self._count.set_words(f"改了 {len(changes)} 处" if against else "第一次打印")
        if not against:
            self._note.set_words("打印或存为 PDF 后，下一次核对单会标出改了哪些地方。")
        elif not changes:
            self._note.set_words("与那一次打印相比没有改动。" if self.options().marks else "没有标出不同。")
        self._note.setVisible(not changes)
        self._filler.setVisible(not changes)
        self.let_print(True)

    def step(self, by: int) -> None:
        """Go to the next or previous change."""
        count = self.model.rowCount()
        if count:
            self.changes.go_to((self.changes.current_row() + by) % count)
            self._go(self.changes.current_row())

    def _go(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            self.gone_to.emit(self.model.row(row))

    def _chosen(self) -> None:
        self.boxes[OLD].setEnabled(self.boxes[MARKS].isChecked())
        self.wanted.emit()

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(1, px(14), 0, px(PAD))
        column.setSpacing(px(8))
        self._filler = Ground(Token.SURFACE)
        self._past_title = Label("打印过", Font.CARD)
        column.addLayout(_padded(Label("与哪一次比", Font.CARD), self.against))
        column.addLayout(_padded(self._count, self._note))
        column.addWidget(self.changes, 1)
        column.addWidget(self._filler, 1)
        column.addLayout(_padded(*self.boxes.values(), spacing=2))
        column.addLayout(_padded(self._past_title))
        column.addWidget(self.past)
        column.addLayout(_padded(self.printing, *self.acts))


def _padded(*widgets: QWidget, spacing: int = 8) -> QVBoxLayout:
    px = theme().px
    column = QVBoxLayout()
    column.setContentsMargins(px(PAD), 0, px(PAD), 0)
    column.setSpacing(px(spacing))
    for widget in widgets:
        column.addWidget(widget)
    return column
