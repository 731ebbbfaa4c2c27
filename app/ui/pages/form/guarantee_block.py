"""涉税 on 概要: the guarantee it is filed under and what it leaves; the ledger itself is asked for."""

from decimal import Decimal

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.declarations.guarantee import BALANCE_FACT, TAX_FACT
from app.ui.editors import Editor, FieldLabel, NumberEditor, Services
from app.ui.models.document import DraftDocument
from app.ui.pages.alive import while_alive
from app.ui.pages.form.cell_grid import LEAD, PITCH, Cell, CellGrid
from app.ui.pages.form.fact_line import ways_of
from app.ui.pages.form.field_block import GAP, GUTTER, LEFT, RIGHT
from app.ui.pages.form.mode_services import GuaranteeService, Held
from app.ui.theme import theme
from app.ui.theme.paint import draw_line
from app.ui.widgets.gutter import SectionGutter

SHORT = "担保备案号"
BALANCE, THIS, LEFT_OVER = "担保余额", "本票预计", "申报后余额"
UNKNOWN = "台账中没有此担保"


class GuaranteeBlock(QWidget):
    """``advanced(editor, +1 or -1)`` asks for the next field; ``told(Held or None)`` when the balance is another.

    It shows nothing before refresh() is called, so that whoever wants to be told is there first.
    """

    advanced = Signal(object, int)
    told = Signal(object)
    grew = Signal()

    def __init__(
        self,
        title: str,
        facts: tuple[str, ...],
        document: DraftDocument,
        services: Services,
        ledger: GuaranteeService | None,
        draft_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._ledger, self._draft_id = document, ledger, draft_id
        self._fact = facts[0]
        self._asked: tuple[str, Decimal | None] | None = None
        self._this: Decimal | None = None
        self._beside_bar = False
        self._gutter = SectionGutter(title, self)
        self._grid = CellGrid(self)
        meaning = document.form.facts[self._fact]
        self._number, self._read, self._write = ways_of(meaning, services)
        self._number.setObjectName(f"facts.{self._fact}")
        self._number.set_title(meaning.meaning, title)
        self._number.edited.connect(lambda raw: document.set_fact(self._fact, self._read(raw)))
        self._number.advanced.connect(lambda step: self.advanced.emit(self._number, step))
        self._sums = {words: self._sum(words, title) for words in (BALANCE, THIS, LEFT_OVER)}
        cells = [Cell(FieldLabel(SHORT, self._number), self._number)]
        cells += [Cell(FieldLabel(words, box), box) for words, box in self._sums.items()]
        self._grid.show_cells(cells)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        document.facts_changed.connect(self.refresh)
        document.lock_changed.connect(self.refresh)

    def show_this(self, amount: Decimal | None) -> None:
        """Take the tax estimated for this declaration; None while it is not known."""
        if amount != self._this:
            self._this = amount
            self.refresh()

    def refresh(self) -> None:
        """Show the number, and ask the ledger where number or amount are others."""
        text = self._write(self._document.draft.facts.get(self._fact))
        if self._number.text() != text:
            self._number.set_text(text)
        self._number.set_read_only(self._document.locked)
        number = text.strip()
        if (number, self._this) == self._asked:
            return
        self._asked = number, self._this
        if self._ledger is None or not number:
            self._show(None)
            return
        self._ledger.held(
            number, self._this or Decimal(), self._draft_id, while_alive(self, self._show), while_alive(self, _nothing)
        )

    def editors(self) -> list[Editor]:
        """Return what can be filled in."""
        return [] if self._number.is_read_only() else [self._number]

    def take(self, direction: int) -> bool:
        """Put the keyboard on the number."""
        for editor in self.editors():
            editor.take_focus()
        return bool(self.editors())

    def owns(self, editor: Editor) -> bool:
        """Tell whether an editor stands here."""
        return editor is self._number

    def step(self, editor: Editor, direction: int) -> bool:
        """Tell that there is no other field here."""
        return False

    def reveal(self, path: str) -> None:
        """Do nothing: no path lies here."""

    def set_note(self, note: str) -> None:
        """Write a note under the title."""
        self._gutter.set_note(note)

    def words(self) -> dict[str, str]:
        """Return the three amounts as shown, by their words."""
        return {words: box.text() for words, box in self._sums.items()}

    def set_beside_bar(self, on: bool) -> None:
        """Let a scroll bar stand in the right margin, as the blocks of fields do."""
        if on != self._beside_bar:
            self._beside_bar = on
            self._lay()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(960), theme().px(PITCH) * max(self._grid.rows(), 1) + theme().px(GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        px = theme().px
        left = px(GUTTER) - px(LEAD)
        right = 0 if self._beside_bar else px(RIGHT)
        self._grid.fit(left, px(GAP) // 2, self.width() - left - right)
        self._gutter.setGeometry(px(LEFT), px(GAP) // 2 + 2, px(GUTTER), px(48))
        if self.height() != self.sizeHint().height():
            self.updateGeometry()
            self.grew.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_line(painter, theme().px(LEFT), self.height() - 1, self.width() - theme().px(LEFT))
        painter.end()

    def _sum(self, words: str, title: str) -> NumberEditor:
        box = NumberEditor()
        box.set_title(words, title)
        box.set_unit("元")
        box.set_read_only(True)
        return box

    def _show(self, held: Held | None) -> None:
        balance = held.balance if held is not None else None
        this = self._this
        self._sums[BALANCE].set_text(f"{balance.available:.2f}" if balance else "")
        self._sums[THIS].set_text(f"{this:.2f}" if this is not None else "")
        self._sums[LEFT_OVER].set_text(f"{balance.remaining:.2f}" if balance and this is not None else "")
        unknown = self._ledger is not None and bool(self._number.text().strip()) and held is None
        self._sums[BALANCE].set_hint(UNKNOWN if unknown else "")
        if balance is not None:
            self._document.learn(**{BALANCE_FACT: f"{balance.available:f}"})
        if this is not None:
            self._document.learn(**{TAX_FACT: f"{this:f}"})
        self.told.emit(held)


def _nothing(_sentence: str) -> None:
    """Leave the amounts empty: a ledger that cannot be read is told by the store itself."""
