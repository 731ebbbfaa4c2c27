"""The editor of codes: one box that shows code and name, and turns into a search text while somebody types."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from app.core.problem import Severity
from app.core.tables import CodeRow
from app.ui.editors.code_search import CodeSearch
from app.ui.editors.line_field import ENTER, GAP, LineField, say
from app.ui.editors.look import ICON, PAD, RADIUS
from app.ui.editors.lookup_popup import LookupPopup
from app.ui.editors.short_name import name_for
from app.ui.keys import keymap
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_box, draw_column, draw_icon, draw_text, elided, width_of
from app.ui.theme.tip import plain_tip

CELL = 40
CELL_EXTRA = 15
UNKNOWN = "无此代码"
NOT_LISTED = "未收录"
NAME_LEAST = 26  # px: less of a name says nothing
MOST = 50


SHORTEST_HEADING = 6
"""Digits from which the beginning of a code is a heading that stands for itself (商品编号 at 概要)."""


class CodeEditor(LineField):
    """A code of one table. The raw text is the code; Qt's own text holds the search text only.

    ``browse_asked(str)`` asks for the full look-up (F2) with the search text so far; answer with take(row).
    """

    browse_asked = Signal(str)

    def __init__(self, search: CodeSearch, table: str, parent: QWidget | None = None, embedded: bool = False) -> None:
        super().__init__(parent, embedded)
        self.table = table
        self._search = search
        self._code = ""
        self._row: CodeRow | None = None
        self._searching = False
        self._stated: tuple[Severity | None, str] = (None, "")
        self._begins = False
        self._popup: LookupPopup | None = None
        self._hovered = False
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    # -- Editor ------------------------------------------------------------------------------------------------

    def text(self) -> str:
        """Return the code."""
        return self._code

    def set_text(self, raw: str) -> None:
        """Show a code without telling anybody; a search under way ends."""
        self._leave_search()
        self._code = raw
        self._row = self._search.row(self.table, raw.strip()) if raw.strip() else None
        self._begins = self._row is None and self._begins_a_code(raw.strip())
        self._restate()

    def set_state(self, severity: Severity | None, words: str = "") -> None:
        """Show the worst problem of the field; an unknown code shows itself."""
        if (severity, words) != self._stated:
            self._stated = (severity, words)
            self._restate()

    def name(self) -> str:
        """Return the words that stand for the code."""
        if self._row is not None:
            return self._row.name
        if not self._code:
            return ""
        return UNKNOWN if self._search.complete(self.table) else NOT_LISTED

    def popup(self) -> LookupPopup | None:
        """Return the look-up while it is open."""
        return self._popup

    def take(self, row: CodeRow) -> None:
        """Take a row as if it had been typed."""
        self._search.remember(self.table, row.code)
        self._store(row.code)

    # -- search ------------------------------------------------------------------------------------------------

    def open_lookup(self) -> None:
        """Open the look-up for the search text so far."""
        if self.is_read_only():
            return
        if self._popup is None:
            self._popup = LookupPopup(self, self._title.partition("，")[0])
            self._popup.picked.connect(self._pick)
            self._popup.closed.connect(self._forget)
        self._popup.show_hits(super().text(), self._search.hits(self.table, super().text(), MOST))
        self._popup.open()

    def _typed(self) -> None:
        if not super().text():  # the search was erased: the code stays as it was
            self._leave_search()
            self._restate()
            return
        self._searching = True
        self.open_lookup()
        self._restate()

    def _store(self, code: str) -> None:
        before = self._code
        self.set_text(code)
        if code != before:
            self.edited.emit(code)

    def _pick(self, row: CodeRow) -> None:
        self.take(row)
        self.advanced.emit(1)

    def _leave_search(self) -> None:
        if self._popup is not None:
            self._popup.dismiss()
        self._searching = False
        self.clear()
        self.update()

    def _forget(self) -> None:
        self._popup = None

    def finish(self, direction: int) -> None:
        row = self._popup.current() if self._popup is not None else None
        if row is not None:
            self.take(row)
        super().finish(direction)

    def commit(self) -> None:
        """Keep what was typed when the keyboard leaves without a choice: a code if it is one, else as it stands."""
        typed = super().text().strip()
        if self._searching and typed:
            self._store(typed if self._search.row(self.table, typed) else typed.upper())
        self._leave_search()

    def _begins_a_code(self, code: str) -> bool:
        """Tell whether longer codes begin with this one: 概要 takes six digits of ten, and the rules say when not."""
        if len(code) < SHORTEST_HEADING or not code.isdecimal():
            return False
        return any(hit.row.code.startswith(code) for hit in self._search.hits(self.table, code, 1))

    def _restate(self) -> None:
        severity, words = self._stated
        is_unknown = self._code and self._row is None and not self._begins
        if severity is None and is_unknown and not self._searching:
            is_whole = self._search.complete(self.table)
            severity = Severity.ERROR if is_whole else Severity.WARNING
            words = f"代码表中没有“{self._code}”" if is_whole else f"“{self._code}”不在本机的部分代码表中，请核对"
        self.look.severity, self.look.words = severity, words
        self._relook()

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keeps_from_shortcuts(self, event: QKeyEvent) -> bool:
        """Keep Alt+1…9, Esc and F2 while the look-up is open: they are its keys then, not the window's."""
        if self._popup is not None and (_alt_number(event) or event.key() == Qt.Key.Key_Escape or _browses(event)):
            event.accept()
            return True
        return super().keeps_from_shortcuts(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._popup is not None and self._popup_key(event, self._popup):
            event.accept()
        elif self.is_read_only() or event.key() in ENTER:
            self._plain_key(event)
        elif _browses(event):
            self.browse_asked.emit(super().text())
            event.accept()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self._searching:
            self.open_lookup()
            event.accept()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not self._searching:
            self._store("")
            event.accept()
        else:
            self._plain_key(event)

    def _plain_key(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and not self._searching:
            QApplication.clipboard().setText(self._code)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _popup_key(self, event: QKeyEvent, popup: LookupPopup) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 9, Qt.Key.Key_PageUp: -9}
        step = steps.get(Qt.Key(event.key()))
        number = _alt_number(event)
        if step is not None:
            popup.step(step)
        elif number:
            row = popup.numbered(number)
            if row is not None:
                self._pick(row)
        elif event.key() == Qt.Key.Key_Escape:
            self._leave_search()
            self._restate()
        elif _browses(event):
            words = super().text()
            self._leave_search()
            self.browse_asked.emit(words)
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() > self.width() - PAD - theme().px(ICON) - GAP:
            self.open_lookup()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def is_native(self) -> bool:
        return self._searching or (self.hasFocus() and not self._code)

    # -- painting ----------------------------------------------------------------------------------------------

    def right_room(self) -> float:
        room = super().right_room()
        return room + theme().px(ICON) if self._chevron() else room

    def _chevron(self) -> bool:
        """Tell whether the chevron is shown: on focus or hover, unless it would cut the name short."""
        if (
            not (self.look.focused or self._hovered)
            or self.is_read_only()
            or self.look.icon is not None
            or self.look.tag
        ):
            return False
        beside = self.width() - self.cell_width() - 2 * PAD - super().right_room()
        name = width_of(self.name(), Font.BODY)
        return not beside - theme().px(ICON) < name <= beside

    def _names(self, room: float) -> bool:
        """Tell whether enough of the name can be read in a room; else the box shows the code alone."""
        whole = width_of(self.name(), Font.BODY)
        return room >= (min(whole, theme().px(NAME_LEAST)) if self._row is not None else whole)

    def cell_width(self) -> float:
        """Return the width of the code cell: at least 40, typed width + 15."""
        return max(theme().px(CELL), width_of(self._code, Font.CODE) + theme().px(CELL_EXTRA))

    def paint_ends(self, painter: QPainter, box: QRectF) -> None:
        super().paint_ends(painter, box)
        if self._chevron():
            side = theme().px(ICON)
            at = QPointF(box.right() - PAD - side, box.y() + (box.height() - side) / 2)
            draw_icon(painter, at, Icon.CHEVRON_DOWN, ICON, Token.T3)

    def paint_value(self, painter: QPainter, inner: QRectF) -> None:
        box = QRectF(self.rect())
        cell = QRectF(box.x(), box.y(), self.cell_width(), box.height())
        beside = inner.adjusted(cell.right() - inner.x() + PAD, 0, 0, 0)
        if not self._names(beside.width()):
            draw_text(painter, inner, self._code, Font.CODE, self.look.text)
            return
        self._paint_cell(painter, box, cell)
        draw_text(painter, inner, self._code, Font.CODE, self.look.text)
        color = Token.T2 if self.look.severity is None else self.look.text
        name = self.name() if self._row is None else name_for(self._row, beside.width())
        draw_text(painter, beside, name, Font.BODY, color if self.look.enabled else Token.T_DIS)

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: QRectF) -> None:
        inset = 1.5 if self.look.focused else 1.0
        if self.look.code is not None:
            painter.save()
            painter.setClipRect(cell)
            draw_box(painter, box.adjusted(inset, inset, -inset, -inset), RADIUS - inset, self.look.code)
            painter.restore()
            draw_column(painter, cell.right(), box.y() + inset, box.bottom() - inset, Token.LINE)
        elif self.look.divider is not None:
            draw_column(painter, cell.right(), box.y() + 1, box.bottom() - 1, self.look.divider)

    def is_elided(self) -> bool:
        """Tell whether the name does not fit the box now."""
        room = self.width() - self.cell_width() - 2 * PAD - self.right_room()
        return elided(self.name(), Font.BODY, room) != self.name()

    def _describe(self) -> None:
        value = f"{self._code} {self.name()}".strip()
        name = f"{self._title}，{value}" if value else self._title
        old = self._row.values.get("old", "") if self._row is not None else ""
        facts = [value, f"旧码 {old}" if old else "", self.look.told]
        say(self, name, self.description(), plain_tip("\n".join(fact for fact in facts if fact)))


def _alt_number(event: QKeyEvent) -> int:
    """Return 1…9 for Alt with a digit, else 0."""
    digit = event.key() - Qt.Key.Key_0
    return digit if event.modifiers() & Qt.KeyboardModifier.AltModifier and 1 <= digit <= 9 else 0


def _browses(event: QKeyEvent) -> bool:
    """Tell whether a key asks for the whole code table."""
    return bool(keymap().pressed(event, ("field.lookup",)))
