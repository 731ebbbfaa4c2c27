"""Fields that share one box on the page: a charge's mark, number and currency, or a quantity and its unit."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.field import BoundField, Kind
from app.core.problem import Severity
from app.ui.editors.code_editor import CodeEditor
from app.ui.editors.code_search import CodeSearch
from app.ui.editors.look import (
    GAP,
    HEIGHT,
    ICON,
    PAD,
    RADIUS,
    Look,
    Marks,
    draw_corners,
    draw_field,
    draw_marks,
    draw_sign,
    mark_room,
)
from app.ui.editors.number_editor import NumberEditor, places_of
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT, draw_box, draw_column, draw_text
from app.ui.widgets.halo import Halo

LEAD = 52
UNIT = 40
PER_CENT = "率"  # a charge of this mark is a percentage and needs no currency (填制规范 运费)


class LeadCell(CodeEditor):
    """A code before a number, painted as ``2 单价`` in the code cell of the shared box."""

    def paint_ends(self, painter: QPainter, box: QRectF) -> None:
        """Leave the ends to the shared box."""

    def paint_value(self, painter: QPainter, inner: QRectF) -> None:
        taken = draw_text(painter, inner, self.text(), Font.CODE, self.look.text)
        draw_text(painter, inner.adjusted(taken + 5, 0, PAD, 0), self.name(), Font.SMALL, self.look.text)

    def right_room(self) -> float:
        return 0.0

    def _left(self) -> float:
        return PAD


class UnitCell(CodeEditor):
    """A code after a number, painted like a unit: the letters people know (``USD``), else the name (``千克``)."""

    _is_wanted = True

    def want(self, on: bool) -> None:
        """Show the cell, or take it away where there is nothing to fill in."""
        self._is_wanted = on
        self.setVisible(on)

    def is_read_only(self) -> bool:
        """Tell whether nothing can be typed: locked, or not there, so that Enter goes past it."""
        return not self._is_wanted or super().is_read_only()

    def paint_ends(self, painter: QPainter, box: QRectF) -> None:
        """Leave the ends to the shared box."""

    def paint_value(self, painter: QPainter, inner: QRectF) -> None:
        words = self.name() if self.text().isdecimal() else self.text()
        draw_text(painter, inner, words, Font.SMALL, Token.T3 if self.look.severity is None else self.look.text, RIGHT)

    def right_room(self) -> float:
        return 0.0


Part = LeadCell | NumberEditor | UnitCell


class JoinedEditor(QWidget):
    """The box around several fields; it answers for label and look, ``parts`` are editors of their own paths."""

    accessible_role = QAccessible.Role.Grouping

    entered = Signal(bool)
    looked = Signal()

    def __init__(self, fields: Sequence[BoundField], search: CodeSearch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts: tuple[Part, ...] = tuple(self._part(fields, number, search) for number in range(len(fields)))
        self._halo: Halo | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for part in self.parts:
            self._row.addWidget(part, 1 if isinstance(part, NumberEditor) else 0)
            part.setMinimumWidth(0)
            part.entered.connect(self._part_entered)
            part.looked.connect(self._relook)
            part.edited.connect(self._relook)
        self._relook()

    def severity(self) -> Severity | None:
        """Return the worst problem of the parts."""
        shown = {part.severity() for part in self.parts}
        return next((one for one in (Severity.ERROR, Severity.WARNING) if one in shown), None)

    def is_required(self) -> bool:
        """Tell whether any part must be filled in."""
        return any(part.is_required() for part in self.parts)

    def is_read_only(self) -> bool:
        """Tell whether all parts are locked."""
        return all(part.is_read_only() for part in self.parts)

    def take_focus(self) -> None:
        """Put the keyboard into the first part."""
        self.parts[0].take_focus()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(150), theme().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(100), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look()
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_field(painter, box, look, not any(part.text() for part in self.parts))
        if isinstance(self.parts[0], LeadCell):
            edge = float(theme().px(LEAD))
            inset = 1.5 if look.focused else 1.0
            if look.code is not None:
                painter.save()
                painter.setClipRect(QRectF(box.x(), box.y(), edge, box.height()))
                draw_box(painter, box.adjusted(inset, inset, -inset, -inset), RADIUS - inset, look.code)
                painter.restore()
            draw_column(painter, edge, box.y() + inset, box.bottom() - inset, look.divider or Token.LINE)
        draw_sign(painter, box, look, theme().px(ICON))
        draw_marks(painter, box.adjusted(0, 0, -PAD, 0), look)
        draw_corners(painter, box, look.marks)
        is_asked = look.required and not (look.locked or look.focused or look.marks.stop or look.marks.auto)
        if is_asked and not any(part.text() for part in self.parts):
            draw_text(painter, box.adjusted(PAD, 0, -PAD, 0), "必填", Font.SMALL, Token.T3)
        painter.end()

    def _part(self, fields: Sequence[BoundField], number: int, search: CodeSearch) -> Part:
        field = fields[number]
        if field.kind is not Kind.CODE:
            part: Part = NumberEditor(self, embedded=True, places=places_of(field))
        elif number == 0:
            part = LeadCell(search, field.box.table, self, embedded=True)
        else:
            part = UnitCell(search, field.box.table, self, embedded=True)
        part.setObjectName(field.path)
        part.set_title(field.label)
        part.set_read_only(field.box.read_only)
        return part

    def _look(self) -> Look:
        return Look(
            self.severity(),
            required=self.is_required(),
            locked=self.is_read_only(),
            focused=self._focused(),
            enabled=self.isEnabled(),
            fixed=next((part.look.fixed for part in self.parts if part.look.fixed), ""),
            shows_lock=False,
            tag=next((part.look.tag for part in self.parts if part.look.tag), ""),
            marks=self._marks(),
        )

    def _marks(self) -> Marks:
        """Return the marks of all parts as those of the box."""
        found = [part.look.marks for part in self.parts]
        return Marks(
            any(one.dot for one in found),
            next((one.stop for one in found if one.stop), ""),
            next((one.changed for one in found if one.changed), ""),
            next((one.note for one in found if one.note), ""),
            any(one.auto for one in found),
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
        lead, unit = self.parts[0], self.parts[-1]
        is_rate = isinstance(lead, LeadCell) and lead.name() == PER_CENT and not unit.text()
        for part in self.parts:
            if isinstance(part, LeadCell):
                part.setFixedWidth(px(LEAD))
            elif isinstance(part, UnitCell):
                part.setFixedWidth(px(UNIT))
                part.want(not is_rate)
            elif isinstance(lead, LeadCell):
                part.set_unit("%" if is_rate else "")
        room = px(ICON) + PAD - 2 if self.severity() is not None else 0
        marks = mark_room(self._look())
        room += round(marks) + PAD - GAP if marks else 0
        if self._row.contentsMargins().right() != room:
            self._row.setContentsMargins(0, 0, room, 0)
        self.update()
        self.looked.emit()
