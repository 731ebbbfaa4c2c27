"""Mark, number and currency of a charge in one box; each part is an editor of its own path."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.problem import Severity
from app.ui.editors.code_editor import CodeEditor
from app.ui.editors.code_search import CodeSearch
from app.ui.editors.look import HEIGHT, ICON, PAD, RADIUS, Look, draw_field, draw_sign
from app.ui.editors.number_editor import NumberEditor
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT, draw_box, draw_column, draw_text
from app.ui.widgets.halo import Halo

MARK = 52
CURRENCY = 36
PER_CENT_MARK = "1"  # 1 率: the number is a percentage and needs no currency (填制规范 运费)


class MarkCell(CodeEditor):
    """The mark, painted as ``2 单价`` in the code cell of the shared box."""

    def paint_ends(self, painter: QPainter, box: QRectF) -> None:
        """Leave the ends to the shared box."""

    def _left(self) -> float:
        return PAD

    def paint_value(self, painter: QPainter, inner: QRectF) -> None:
        taken = draw_text(painter, inner, self.text(), Font.CODE, self.look.text)
        rest = inner.adjusted(taken + 5, 0, PAD, 0)
        draw_text(painter, rest, self.name(), Font.SMALL, self.look.text)

    def right_room(self) -> float:
        return 0.0


class CurrencyCell(CodeEditor):
    """The currency, painted as a unit after the number."""

    def paint_ends(self, painter: QPainter, box: QRectF) -> None:
        """Leave the ends to the shared box."""

    def paint_value(self, painter: QPainter, inner: QRectF) -> None:
        draw_text(painter, inner, self.text(), Font.SMALL, Token.T3, RIGHT)

    def right_room(self) -> float:
        return 0.0


class FeeEditor(QWidget):
    """The box around ``mark``, ``rate`` and ``currency``; it answers for label and look, its parts for texts."""

    entered = Signal(bool)
    looked = Signal()

    def __init__(self, search: CodeSearch, mark_table: str, currency_table: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = MarkCell(search, mark_table, self, embedded=True)
        self.rate = NumberEditor(self, embedded=True)
        self.currency = CurrencyCell(search, currency_table, self, embedded=True)
        self.parts: tuple[MarkCell, NumberEditor, CurrencyCell] = (self.mark, self.rate, self.currency)
        self._halo: Halo | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part, stretch in zip(self.parts, (0, 1, 0), strict=True):
            row.addWidget(part, stretch)
            part.setMinimumWidth(0)
            part.entered.connect(self._part_entered)
            part.looked.connect(self._relook)
            part.edited.connect(self._relook)
        self._relook()

    def severity(self) -> Severity | None:
        """Return the worst problem of the three parts."""
        shown = {part.severity() for part in self.parts}
        return next((one for one in (Severity.ERROR, Severity.WARNING) if one in shown), None)

    def is_required(self) -> bool:
        """Tell whether any part must be filled in."""
        return any(part.is_required() for part in self.parts)

    def is_read_only(self) -> bool:
        """Tell whether all parts are locked."""
        return all(part.is_read_only() for part in self.parts)

    def take_focus(self) -> None:
        """Put the keyboard into the mark."""
        self.mark.take_focus()

    def refresh(self) -> None:
        """Fit the parts to their texts; call after set_text on a part."""
        self._relook()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(150), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look()
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_field(painter, box, look, not self.mark.text() and not self.rate.text())
        edge = float(theme().px(MARK))
        inset = 1.5 if look.focused else 1.0
        if look.code is not None:
            painter.save()
            painter.setClipRect(QRectF(box.x(), box.y(), edge, box.height()))
            draw_box(painter, box.adjusted(inset, inset, -inset, -inset), RADIUS - inset, look.code)
            painter.restore()
        draw_column(painter, edge, box.y() + inset, box.bottom() - inset, look.divider or Token.LINE)
        draw_sign(painter, box, look, theme().px(ICON))
        painter.end()

    def _look(self) -> Look:
        return Look(
            self.severity(),
            required=self.is_required(),
            locked=self.is_read_only(),
            focused=self._focused(),
            enabled=self.isEnabled(),
        )

    def _focused(self) -> bool:
        return any(part.look.focused for part in self.parts)

    def _part_entered(self, is_in: bool) -> None:
        if is_in and self._halo is None:
            self._halo = Halo(self, RADIUS, lambda: self._look().ring)
        elif not self._focused() and self._halo is not None:
            self._halo.let_go()
            self._halo = None
        self._relook()
        self.entered.emit(is_in)

    def _relook(self) -> None:
        px = theme().px
        is_rate = self.mark.text() == PER_CENT_MARK and not self.currency.text()
        self.rate.set_unit("%" if is_rate else "")
        self.currency.setVisible(not is_rate)
        self.mark.setFixedWidth(px(MARK))
        self.currency.setFixedWidth(px(CURRENCY))
        room = px(ICON) + PAD - 2 if self.severity() is not None else 0
        layout = self.layout()
        if layout is not None and layout.contentsMargins().right() != room:
            layout.setContentsMargins(0, 0, room, 0)
        self.update()
        self.looked.emit()
