"""命令面板 (Ctrl+K): one box, answers in groups, all by the keyboard; it knows neither store nor forms."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.pages.alive import while_alive
from app.ui.pages.palette.answers import Answer, Edit, Found, Kind, Sources, wanted
from app.ui.pages.palette.rows import PaletteList, PaletteRows
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_box, draw_icon, draw_line, draw_shadow, draw_text
from app.ui.widgets import Label, Part, Segmented, announce
from app.ui.widgets.keycap import Keycap

WIDTH, TOP, HEAD, FOOT, SHADOW, RADIUS = 680, 96, 56, 40, 18, 12
INSET = 4  # px from the card's edge at which a corner fits into its rounded one
ASK_AFTER_MS = 120
PAGE = 8
ALL = "all"
HINT = "字段　动作　单证　代码　都能搜，拼音首字母即可"
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: PAGE, Qt.Key.Key_PageUp: -PAGE}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Box(QLineEdit):
    """The line that is typed into, large and without a frame; the input method stays on."""

    def __init__(self) -> None:
        super().__init__()
        self.is_composing = False
        self.setFrame(False)
        self.setAccessibleName(HINT)
        self.setFont(theme().font(Font.TITLE))
        self.setStyleSheet("background: transparent;")

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self.is_composing = bool(event.preeditString())


class _Sheet(QWidget):
    """All of the card but its rounded rim. Nothing shines through, so that no letter has the page behind painted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._missed = ""

    def tell_missed(self, words: str) -> None:
        """Tell what nothing was found for, or with no words that something was."""
        self._missed = words
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(Token.SURFACE))
        at = QPointF(px(20) - INSET, (px(HEAD) - px(18)) / 2 - INSET)
        draw_icon(painter, at, Icon.SEARCH, 18, Token.ACCENT)
        draw_line(painter, 0, px(HEAD) - INSET, self.width(), Token.LINE)
        draw_line(painter, 0, self.height() - px(FOOT) + INSET, self.width(), Token.LINE)
        if self._missed:
            room = QRectF(px(20) - INSET, px(HEAD + 50) - INSET, self.width(), px(30))
            draw_text(painter, room, f"没有“{self._missed}”", Font.BODY, Token.T2)
        painter.end()


class Palette(QWidget):
    """``closed`` when it went. Esc gives the keyboard back to where it was, and the foot says where that is."""

    accessible_role = QAccessible.Role.Dialog

    closed = Signal()

    def __init__(self, window: QWidget, sources: Sources, text: str = "") -> None:
        super().__init__(window)
        self._window, self._sources = window, sources
        self._came_from = QApplication.focusWidget()
        self._found: dict[Kind, Sequence[Answer]] = {}
        self._only: Kind | None = None
        self._edit: Edit | None = None
        self._asked = 0
        self.setAccessibleName("命令面板")
        self._sheet = _Sheet(self)
        self.box = _Box()
        self.rows = PaletteRows()
        self.list = PaletteList(self.rows)
        self.groups = Segmented([Part(ALL, "全部", 0)])
        self._about = Label(HINT, Font.SMALL, Token.T3)
        self._back = Label(f"回到 {sources.came_from()}", Font.SMALL, Token.T2)
        self._timer = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        self._lay_out()
        self.box.textEdited.connect(self._look_up)
        self.box.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self.take())
        window.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.setText(text)
        self._look_up(text)

    # -- what keys do ------------------------------------------------------------------------------------------

    def current(self) -> Answer | None:
        """Return the answer the keyboard is on."""
        return self.rows.answer(self.list.currentIndex().row())

    def look_again(self) -> None:
        """Answer the same words once more: more is known by now."""
        self._look_up(self.box.text())

    def take(self) -> None:
        """Go where the current answer leads; while a value is edited, store it."""
        if self._edit is not None:
            edit, text = self._edit, self.box.text()
            self._leave_edit()
            edit.put(text)
            self._look_up(self.box.text())
            return
        answer = self.current()
        if answer is not None:
            self.dismiss()
            answer.go()

    def edit_here(self) -> None:
        """Edit the value of the current field in the line above."""
        answer = self.current()
        if answer is not None and answer.edit is not None and self._edit is None:
            self._edit, self._line = answer.edit, self.box.text()
            self._about.set_words(f"改 {answer.edit.words}　Enter 存下　Esc 不改")
            self.box.setText(answer.edit.text)
            self.box.selectAll()
            announce(self.box, f"改 {answer.edit.words}")

    def turn_group(self, by: int) -> None:
        """Show the next group that has answers, all of them after the last one."""
        kinds = [None, *(kind for kind in Kind if self._found.get(kind))]
        at = kinds.index(self._only) if self._only in kinds else 0
        self._only = kinds[(at + by) % len(kinds)]
        self.groups.choose(self._only.value if self._only else ALL)
        self._show()

    def dismiss(self) -> None:
        """Close and give the keyboard back."""
        if self.isHidden():
            return
        self._window.removeEventFilter(self)
        self.hide()
        came_from = self._came_from
        if came_from is not None and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    # -- Qt ----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # keys meant for the page behind must not reach it
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self.box and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.dismiss()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the keyboard in the box: Tab turns the groups."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        scrim = theme().color(Token.SCRIM)
        scrim.setAlphaF(0.3)
        painter.fillRect(self.rect(), scrim)
        card = QRectF(self._sheet.geometry()).adjusted(-INSET, -INSET, INSET, INSET)
        draw_shadow(painter, card, RADIUS, SHADOW)
        draw_box(painter, card, RADIUS, Token.SURFACE)
        draw_line(painter, card.x(), card.y() + px(HEAD), card.right(), Token.LINE)
        draw_line(painter, card.x(), card.bottom() - px(FOOT), card.right(), Token.LINE)
        painter.end()

    # -- inside ------------------------------------------------------------------------------------------------

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if self.box.is_composing:
            return False
        if key in ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.edit_here()
        elif key in ENTER:
            self.take()
        elif key == Qt.Key.Key_Escape:
            self._step_back()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.turn_group(1 if key == Qt.Key.Key_Tab else -1)
        elif key in STEPS and self._edit is None:
            self._go_to(self.rows.step(self.list.currentIndex().row(), STEPS[key]))
        else:
            return False
        return True

    def _step_back(self) -> None:
        if self._edit is not None:
            self._leave_edit()
        else:
            self.dismiss()

    def _leave_edit(self) -> None:
        self._edit = None
        self._about.set_words(HINT)
        self.box.setText(self._line)

    def _look_up(self, line: str) -> None:
        if self._edit is not None:
            return
        text, kinds = wanted(line)
        self._asked += 1
        at_once = self._sources.at_once(text, kinds)
        late: dict[Kind, Sequence[Answer]] = {}
        late |= {kind: self._found.get(kind, ()) for kind in (Kind.DRAFT, Kind.CODE) if kind in kinds and text}
        self._found = {kind: at_once.get(kind, late.get(kind, ())) for kind in Kind}
        self._only = None
        self._show()
        self._timer.start()

    def _ask(self) -> None:
        text, kinds = wanted(self.box.text())
        asked = self._asked
        if self._edit is None:
            self._sources.later(text, kinds, while_alive(self, lambda found: self._take_found(asked, found)))

    def _take_found(self, asked: int, found: Found) -> None:
        if asked == self._asked and not self.isHidden():
            self._found.update(found)
            self._show()

    def _show(self) -> None:
        shown = [(kind, len(self._found.get(kind, ()))) for kind in Kind]
        parts = [Part(ALL, "全部", sum(count for _kind, count in shown))]
        self.groups.show_parts([*parts, *(Part(kind.value, kind.value, count) for kind, count in shown if count)])
        self.groups.choose(self._only.value if self._only else ALL)
        before = self.current()
        self.rows.show_found(self._found, self._only, "本票")
        same = next((row for row in range(self.rows.rowCount()) if self.rows.answer(row) == before), -1)
        self._go_to(same if before is not None and same >= 0 else self.rows.step(-1, 0))
        self._sheet.tell_missed("" if self.rows.rowCount() else self.box.text().strip("># "))

    def _go_to(self, row: int) -> None:
        if row >= 0:
            self.list.setCurrentIndex(self.rows.index(row))
            if row <= 1:
                self.list.scrollToTop()

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(px(48) - INSET, 0, px(20) - INSET, 0)
        head.addStrut(px(HEAD) - INSET)
        head.addWidget(self.box, 1)
        head.addWidget(self._about)
        groups = QHBoxLayout()
        groups.setContentsMargins(px(16) - INSET, px(6), px(20) - INSET, px(4))
        groups.addWidget(self.groups)
        groups.addStretch(1)
        groups.addWidget(Label("Tab 换类", Font.SMALL, Token.T2))
        self.groups.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addLayout(head)
        column.addLayout(groups)
        column.addWidget(self.list, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        px = theme().px
        row = QHBoxLayout()
        row.setContentsMargins(px(18) - INSET, 0, px(18) - INSET, 0)
        row.setSpacing(px(6))
        row.addStrut(px(FOOT) - INSET)
        for keys, words in (
            ("↑ ↓", "选"),
            ("Enter", "去"),
            ("Alt Enter", "就地改"),
            (">", "只搜动作"),
            ("#", "只搜代码"),
        ):
            row.addWidget(Keycap(keys))
            row.addWidget(Label(words, Font.SMALL, Token.T2))
            row.addSpacing(px(6))
        row.addWidget(Keycap("Esc"))
        row.addWidget(self._back)
        row.addStretch(1)
        return row

    def _place(self) -> None:
        px = theme().px
        self.setGeometry(self._window.rect())
        width = min(px(WIDTH), self._window.width() - px(40))
        height = min(px(550), self._window.height() - px(TOP) - px(40))
        card = QRect((self._window.width() - width) // 2, px(TOP), width, height)
        self._sheet.setGeometry(card.adjusted(INSET, INSET, -INSET, -INSET))
