"""The editor of one 规格型号: a box per element, the string they make, its bytes, and strings written before."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.problem import Severity
from app.reference.elements import Element, ElementKind
from app.reference.specification import BAR, LIMIT, Specification
from app.ui.editors import CodeEditor, DateEditor, Services, TextEditor
from app.ui.pages.elements.element_label import ElementLabel
from app.ui.pages.elements.history_rows import HistoryRows
from app.ui.pages.elements.services import EarlierUse
from app.ui.pages.elements.token_line import Piece, TokenLine
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import draw_box
from app.ui.widgets import Bar, Label

PER_ROW = 3
MOST_HISTORY = 3
BoxEditor = CodeEditor | DateEditor | TextEditor
_ALT, _CTRL, _NONE = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)


@dataclass(frozen=True, slots=True)
class About:
    """What the head of the editor says: the code, its name, the direction I or E."""

    code: str
    name: str
    direction: str


class ElementsEditor(QWidget):
    """Shows a Specification and tells what is typed.

    ``changed(str)`` with the whole string; ``finished(bool)`` when the work is done (True: go on to the next field);
    ``box_left()`` when the keyboard went from one box to another; ``grew()`` when it wants another height.
    """

    changed = Signal(str)
    finished = Signal(bool)
    box_left = Signal()
    grew = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._about = About("", "", "I")
        self._shown: Specification | None = None
        self._boxes: list[BoxEditor] = []
        self._earlier: tuple[EarlierUse, ...] = ()
        self._at = 0
        self._title, self._note = Label("申报要素", Font.CARD), Label("", Font.SMALL, Token.T2)
        self._size, self._bar = Label("", Font.SMALL, Token.T2), Bar()
        self.result = TokenLine()
        self.history = HistoryRows(MOST_HISTORY)
        self.history.taken.connect(self.take_earlier)
        self._lay_out()

    # -- showing -----------------------------------------------------------------------------------------------

    def show_line(self, about: About, shown: Specification, locked: bool) -> None:
        """Show another goods line: its boxes are made anew only where the elements are others."""
        is_new = self._shown is None or self._shown.elements != shown.elements or about != self._about
        self._about = about
        if is_new:
            self._make_boxes(shown.elements.elements)
            self.show_earlier(())
        self._shown = shown
        for box, element in zip(self._boxes, shown.elements.elements, strict=True):
            box.set_read_only(locked or len(element.choices(about.direction)) == 1)
        self._fill()

    def show_text(self, shown: Specification) -> None:
        """Show what the draft holds now."""
        self._shown = shown
        self._fill()

    def show_problem(self, severity: Severity | None, words: str) -> None:
        """Show the problem of the row at the boxes it is about: those that must be filled, else all of it here."""
        shown = self._shown
        if shown is None:
            return
        missing = {element.number for element in shown.missing()}
        for number, box in enumerate(self._boxes):
            is_meant = severity is Severity.ERROR and number in missing
            box.set_state(severity if is_meant else None, words if is_meant else "")
        self._fill_result()

    def show_earlier(self, earlier: Sequence[EarlierUse]) -> None:
        """Show strings written before, the newest first."""
        self._earlier = tuple(earlier[:MOST_HISTORY])
        self._fill_history()

    def boxes(self) -> Sequence[BoxEditor]:
        """Return the boxes in the order of the catalogue."""
        return self._boxes

    def size_words(self) -> str:
        """Return the byte counter as shown."""
        return self._size.words()

    # -- the keyboard ------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Put the keyboard into the first box that must still be filled, else into the first one that may be."""
        shown = self._shown
        if shown is None or not self._boxes:
            return
        open_ones = [number for number, box in enumerate(self._boxes) if not box.is_read_only()]
        missing = [one.number for one in shown.missing() if one.number in open_ones]
        for number in [*missing, *open_ones][:1]:
            self._boxes[number].take_focus()

    def resume(self) -> None:
        """Put the keyboard back into the box it was in."""
        if self._at < len(self._boxes):
            self._boxes[self._at].take_focus()

    def take_earlier(self, number: int) -> None:
        """Take a whole string written before."""
        shown = self._shown
        if shown is not None and number < len(self._earlier) and not self._is_locked():
            self.box_left.emit()
            self.changed.emit(shown.adopted(self._earlier[number].text, self._about.direction).text)
            self.box_left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not self._is_ours(watched, key, modifiers):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._act(key, modifiers)
            return True
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.grew.emit()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(Token.SELECTED))
        painter.fillRect(QRectF(0, 0, 3, self.height()), theme().color(Token.ACCENT_FILL))
        card = QRectF(self.rect()).adjusted(px(34), px(4), -px(16), -px(8))
        draw_box(painter, card, 8, Token.SURFACE, Token.ACCENT_LINE)
        painter.end()

    # -- inside ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(50), px(12), px(32), px(18))
        column.setSpacing(px(6))
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(self._title)
        head.addWidget(self._note, 1)
        head.addWidget(Label("F2 收起   Enter 下一格   Ctrl Enter 完成", Font.SMALL, Token.T3))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(4))
        for at in range(PER_ROW):
            self._grid.setColumnStretch(at * 2 + 1, 1)
        result = QHBoxLayout()
        result.setSpacing(px(12))
        self._bar.setFixedWidth(px(150))
        result.addWidget(Label("合成结果", Font.SMALL_STRONG))
        result.addWidget(self._size)
        result.addWidget(self._bar)
        result.addStretch(1)
        result.addWidget(Label("竖线由程序加，粘贴整串会自动拆开", Font.SMALL, Token.T3))
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addLayout(result)
        column.addWidget(self.result)
        column.addWidget(self.history)

    def _make_boxes(self, elements: Sequence[Element]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._boxes = []
        self._at = 0
        for element in elements:
            box = self._made(element)
            self._boxes.append(box)
            row, place = divmod(element.number, PER_ROW)
            self._grid.addWidget(ElementLabel(element, box), row, place * 2)
            self._grid.addWidget(box, row, place * 2 + 1)

    def _made(self, element: Element) -> BoxEditor:
        box: BoxEditor
        if element.kind in (ElementKind.BRAND, ElementKind.PREFERENCE):
            box = CodeEditor(self._services.search, element.table)
        elif element.kind is ElementKind.DAY:
            box = DateEditor(self._services.today)
        else:
            box = TextEditor()
        number = element.number
        box.set_title(element.name, "申报要素")
        box.set_required(element.required)
        box.edited.connect(lambda raw: self._typed(number, raw))
        box.advanced.connect(lambda step: self._step(number, step))
        box.entered.connect(lambda is_in: self._entered(number, is_in))
        box.installEventFilter(self)
        return box

    def _typed(self, number: int, raw: str) -> None:
        """Take what was typed; a bar typed at the end goes to the next box, bars pasted spread over the boxes."""
        if raw.count(BAR) == 1 and raw.endswith(BAR):
            self._boxes[number].set_text(raw.removesuffix(BAR))
            self._step(number, 1)
        elif self._shown is not None:
            self._shown = self._shown.put(number, raw)
            self.changed.emit(self._shown.text)
            if BAR in raw:
                self._fill()

    def _step(self, number: int, step: int) -> None:
        """Go to the next box that can be filled; after the last one the work is done."""
        at = number + step
        while 0 <= at < len(self._boxes) and self._boxes[at].is_read_only():
            at += step
        if 0 <= at < len(self._boxes):
            self._boxes[at].take_focus()
        else:
            self.finished.emit(step > 0)

    def _entered(self, number: int, is_in: bool) -> None:
        if is_in:
            self._at = number
        else:
            self.box_left.emit()
        self._fill_result()

    def _is_ours(self, watched: QObject, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        is_busy = isinstance(watched, CodeEditor) and watched.popup() is not None
        is_busy = is_busy or (isinstance(watched, DateEditor) and watched.month() is not None)
        if is_busy:
            return False
        if modifiers == _ALT:
            return Qt.Key.Key_1 <= key < Qt.Key.Key_1 + MOST_HISTORY
        if modifiers == _CTRL:
            return key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return modifiers == _NONE and key in (Qt.Key.Key_F2, Qt.Key.Key_Escape)

    def _act(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers == _ALT:
            self.take_earlier(key - Qt.Key.Key_1)
        else:
            self.finished.emit(modifiers == _CTRL)

    def _is_locked(self) -> bool:
        return all(box.is_read_only() for box in self._boxes)

    # -- filling -----------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        shown = self._shown
        if shown is None:
            return
        for number, box in enumerate(self._boxes):
            if box.text() != shown.token(number):
                box.set_text(shown.token(number))
        self._fill_head(shown)
        self._fill_result()
        self._fill_history()

    def _fill_head(self, shown: Specification) -> None:
        """Say which code it is, and whether the words of the string stand in other places than the catalogue's."""
        order = "按编码规定的顺序" if shown.elements.ordered else "顺序未核对"
        told = order if shown.in_order else "这一串的次序与目录不同，请逐格核对"
        self._note.set_words(f"{self._about.code} {self._about.name}   {len(shown.elements)} 项，{told}")
        self._note.set_color(Token.T2 if shown.in_order else Token.WARN_TEXT)

    def _fill_result(self) -> None:
        shown = self._shown
        if shown is None:
            return
        differing = set(shown.differing(self._read(self._earlier[0].text))) if self._earlier else set()
        missing = {element.number: element.name for element in shown.missing()}
        count = max(len(shown.tokens), max(missing, default=-1) + 1)
        has_keyboard = any(box.hasFocus() for box in self._boxes)
        pieces = []
        for number in range(count):
            words = shown.token(number)
            is_at = has_keyboard and number == self._at
            told = missing.get(number, "").partition("（")[0]
            pieces.append(Piece(words, is_at, bool(words) and number in differing, told))
        self.result.show_tokens(pieces, "合成结果")
        tone = Tone.INFO if shown.fits else Tone.ERR
        self._size.set_words(f"{shown.size} / {LIMIT} 字节" if shown.fits else f"{shown.size} / {LIMIT} 字节，过长")
        self._size.set_color(Token.T2 if shown.fits else Token.ERR_TEXT)
        self._bar.show_share(shown.size / LIMIT, tone, self._size.words())

    def _fill_history(self) -> None:
        shown = self._shown
        if shown is not None:
            differences = [shown.differing(self._read(one.text)) for one in self._earlier]
            self.history.show_uses(self._earlier, differences)

    def _read(self, text: str) -> Specification:
        if self._shown is None:
            raise RuntimeError("no line is shown")
        return Specification.read(self._shown.elements, text)
