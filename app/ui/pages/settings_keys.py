"""改键: every action with its key, recorded anew in place; a clash names the other action and changes nothing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.keys import ACTIONS, Action, keymap, pressed_keys, said_keys
from app.ui.models.key_list import BEFORE, KEY, NONE, TITLE, KeyListModel
from app.ui.models.row_list import ROW_ROLE
from app.ui.pages.row_table import Index, RowDelegate, RowTable, Width
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_icon, draw_text
from app.ui.widgets import Button, ButtonLook, Card, Label, SearchBox
from app.ui.widgets.keycap import HEIGHT as CAP
from app.ui.widgets.keycap import draw_keycap, keycap_width

ROW = 34
EDGE = 16
BOX = 104
DOT = 6
WIDTHS = (Width(130, 2), Width(96, 1), Width(BOX + 2 * EDGE))
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_BARE = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_ALONE = (Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_Pause, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_LETTER = "单个字母要留给输入，请带上 Ctrl 或 Alt"
_FIXED = "这个键不能改"
RECORDING = "按下新的键"


def may_be_key(event: QKeyEvent, action: Action) -> bool:
    """Tell whether keys may stand for an action: with Ctrl or Alt, an F key, or a letter where a letter stood."""
    key = Qt.Key(event.key())
    if event.modifiers() & _CHORD or key in _ALONE or Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
        return True
    return len(action.usual) == 1 and event.text().isprintable() and bool(event.text().strip())


class KeyRecorder(QWidget):
    """The box in a row that waits for a key. ``heard(QKeyEvent)``; ``left`` on Esc and when the keyboard goes."""

    heard = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._is_clash = RECORDING, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(RECORDING)
        self.hide()

    def show_keys(self, words: str, is_clash: bool) -> None:
        """Show what was pressed, in red if another action has it."""
        self._words, self._is_clash = words or RECORDING, is_clash
        self.setAccessibleName(self._words)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut is done while one is told
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)  # Tab too: nothing walks away unheard
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _BARE:
            return
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.left.emit()
        else:
            self.heard.emit(event)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isVisible():
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        halo, ring, fill = (
            (Tone.ERR.bg, Tone.ERR.fill, Tone.ERR.bg)
            if self._is_clash
            else (Token.ACCENT_SOFT, Token.ACCENT, Token.FIELD)
        )
        draw_box(painter, box, 8, halo)
        draw_box(painter, box.adjusted(3, 3, -3, -3), 5, fill, ring, 1.5)
        color = Tone.ERR.text if self._is_clash else Token.T1 if self._words != RECORDING else Token.T3
        draw_text(painter, box, self._words, Font.SMALL_MEDIUM, color, CENTRE)
        painter.end()


class ClashNote(QWidget):
    """What stands in the way of a key, with a way to the other action."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._title = Label("", Font.SMALL_MEDIUM, Tone.ERR.text)
        self._body = Label("", Font.SMALL, Token.T2)
        self.other = Button("去改", ButtonLook.LINK)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(36), px(8), px(12), px(8))
        column.setSpacing(px(2))
        column.addWidget(self._title)
        row = QHBoxLayout()
        row.addWidget(self._body)
        row.addWidget(self.other)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def say(self, title: str, body: str, other: str = "") -> None:
        """Say what is in the way."""
        self._title.set_words(title)
        self._body.set_words(body)
        self.other.set_words(f"去改 {other}" if other else "")
        self.other.setVisible(bool(other))
        self.setAccessibleName(f"{title}，{body}")
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_box(painter, QRectF(self.rect()), 6, Tone.ERR.bg, Tone.ERR.line)
        draw_icon(painter, QPointF(theme().px(12), theme().px(9)), Icon.CIRCLE_X, 16, Tone.ERR.text)
        painter.end()


class _KeyDelegate(RowDelegate):
    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        action: Action = index.data(ROW_ROLE)
        inner = area.adjusted(px(EDGE), 0, -px(EDGE), 0)
        if index.column() == TITLE:
            draw_text(painter, inner, action.title, Font.BODY, Token.T2 if action.is_fixed else Token.T1)
        elif index.column() == BEFORE:
            draw_text(painter, area, index.data(), Font.SMALL, Token.T2)
        elif index.data() == NONE:
            x = inner.right() - px(BOX)
            draw_text(painter, QRectF(x, area.y(), px(BOX), area.height()), NONE, Font.SMALL, Token.T3, CENTRE)
        else:
            left = inner.right() - keycap_width(index.data())
            draw_keycap(painter, QPointF(left, area.y() + (area.height() - px(CAP)) / 2), index.data())
            if keymap().is_changed(action.id):
                dot = QRectF(left - px(8) - px(DOT), area.center().y() - px(DOT) / 2, px(DOT), px(DOT))
                draw_box(painter, dot, dot.width() / 2, Token.ACCENT_FILL)


class KeyCard(Card):
    """The card of keys for the settings. Enter records, Del takes the usual key back; ``changed`` after each change."""

    changed = Signal()

    def __init__(self, spelling: Callable[[str], str]) -> None:
        super().__init__()
        self.model = KeyListModel(spelling)
        self.table = RowTable("键位", WIDTHS, ROW, inset=EDGE)
        self.search = SearchBox("搜动作或按一个键")
        self.note = ClashNote()
        self.recorder = KeyRecorder(self.table.viewport())
        self._count = Label("", Font.SMALL, Token.T2)
        self._all = Button("全部还原", ButtonLook.LINK)
        self._lay_out()
        self._bind()
        self._tell()

    def record(self, row: int) -> None:
        """Wait for a new key of the action in a row."""
        self.table.go_to(row)
        if self.model.row(row).is_fixed:
            self.note.say(f"{self.model.row(row).title} {_FIXED}", "处处都是它，记住就好")
            return
        self.note.hide()
        self._place_recorder()
        self.recorder.show_keys("", False)
        self.recorder.show()
        self.recorder.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self) -> None:
        """Give the current action its usual key back."""
        row = self.table.current_row()
        if row < 0 or self.recorder.isVisible():
            return
        action = self.model.row(row)
        taken = keymap().restore(action.id)
        if taken is not None:
            self._say_clash(action.usual.split()[0], taken)
        else:
            self.note.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and event.type() == QEvent.Type.Resize and self.recorder.isVisible():
            QTimer.singleShot(0, self, self._place_recorder)
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not isinstance(event, QKeyEvent):
            return False
        if watched is self.table and event.key() == Qt.Key.Key_Delete and event.type() == QEvent.Type.KeyPress:
            self.restore()
            return True
        key = Qt.Key(event.key())
        is_chord = bool(event.modifiers() & _CHORD) and key not in _BARE and not _is_editing(event)
        if watched is not self.search or not (is_chord or Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35):
            return False
        if event.type() == QEvent.Type.KeyPress:
            keys = pressed_keys(event)
            self.search.setText(said_keys(keys))
            self.model.narrow_to_keys(keys)
            self.table.go_to(0)
        event.accept()
        return True

    def _place_recorder(self) -> None:
        """Put the box over the key of the current row, which may have moved under it."""
        px = theme().px
        index = self.model.index(self.table.current_row(), KEY)
        self.table.scrollTo(index)
        area = self.table.visualRect(index)
        self.recorder.setGeometry(area.right() - px(BOX + EDGE) - 2, area.y() + 1, px(BOX) + 6, area.height() - 2)

    # -- inside ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        px = theme().px
        self.body.setContentsMargins(1, px(12), 1, px(12))
        head = QHBoxLayout()
        head.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        head.setSpacing(px(8))
        head.addWidget(Label("改键", Font.CARD))
        head.addWidget(self._count, 1)
        head.addWidget(self._all)
        self.body.addLayout(head)
        for part in (self.search, self.note):
            box = QHBoxLayout()
            box.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
            box.addWidget(part)
            self.body.addLayout(box)
            if part is self.search:
                self.body.addWidget(self.table, 1)
        self.table.setModel(self.model)
        self.table.setItemDelegate(_KeyDelegate(self.table))
        self.table.set_marks(True, only_focused=True)
        self.table.keep_place(self.model.key, self.model.number_of)

    def _bind(self) -> None:
        self.table.opened.connect(self.record)
        self.table.installEventFilter(self)
        self.search.installEventFilter(self)
        self.search.textEdited.connect(self.model.narrow)
        self.search.accepted.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.recorder.heard.connect(self._heard)
        self.recorder.left.connect(self._stop)
        self.note.other.clicked.connect(self._to_other)
        self._all.clicked.connect(lambda: keymap().restore_all())
        keymap().changed.connect(self._tell)

    def _heard(self, event: QKeyEvent) -> None:
        action = self.model.row(self.table.current_row())
        keys = pressed_keys(event)
        if not may_be_key(event, action):
            self.recorder.show_keys(said_keys(keys), True)
            self.note.say(_LETTER, "Esc 取消改键")
            return
        other = keymap().clash(action.id, keys)
        if other is not None:
            self.recorder.show_keys(said_keys(keys), True)
            self._say_clash(keys, other)
            return
        self._stop()
        keymap().rebind(action.id, keys)

    def _say_clash(self, keys: str, other: Action) -> None:
        self._other = other.id
        self.note.say(f"{said_keys(keys)} 已给 {other.title}", "换一个键，或把那边改掉", other.title)

    def _to_other(self) -> None:
        self._stop()
        self.search.clear()
        self.model.narrow("")
        self.table.go_to(self.model.number_of(self._other))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        had_keyboard = self.recorder.hasFocus()
        self.recorder.hide()
        self.note.hide()
        if had_keyboard:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        changes = keymap().changes()
        self._count.set_words(f"改过 {changes} 个" if changes else f"共 {len(ACTIONS)} 个动作")
        self._all.setVisible(changes > 0)
        self.changed.emit()


def _is_editing(event: QKeyEvent) -> bool:
    """Tell whether keys are those of every text field: copy, paste, cut, all."""
    return pressed_keys(event) in ("Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A")
