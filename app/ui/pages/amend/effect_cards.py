"""The cards under a difference: what it does to the taxes, and the two ways out where a field cannot be amended."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.ui.models.change_words import delta_words
from app.ui.pages.lifecycle import TaxEffect, TaxRow
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import LEFT, RIGHT, draw_box, draw_text
from app.ui.widgets import Button, ButtonLook, Card, Label, Paragraph

OUT, WHOLE = "out", "whole"
WAY_HEIGHT, WAY_GAP = 42, 6
ACTS = {OUT: "移出并继续", WHOLE: "改走撤销重报"}
NOT_ESTIMATED = "未估算"


class TaxCard(Card):
    """Taxes before and after; without an estimate it says so."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("税费影响", Font.CARD)
        self._basis = Label("", Font.SMALL, Token.T2)
        self.head.addWidget(self._title)
        self.head.addWidget(self._basis, 1)
        self.body.addLayout(self.head)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(theme().px(6))
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self._note = Paragraph("", Font.SMALL, Token.T2)
        self.body.addWidget(self._note)
        self.body.addStretch(1)

    def show_effect(self, effect: TaxEffect, names: tuple[str, str]) -> None:
        """Show other taxes under the names of both versions."""
        self._basis.set_words(effect.basis)
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if effect.rows:
            self._add(0, ("元", *names, "差"), Font.SMALL, Token.T2)
            for number, row in enumerate(effect.rows, start=1):
                is_sum = number == len(effect.rows)
                self._add_row(number, row, Font.STRONG if is_sum else Font.BODY)
        note = effect.note or ("" if effect.rows else NOT_ESTIMATED)
        self._note.set_words(note)
        self._note.setVisible(bool(note))
        said = "；".join(f"{row.words} {delta_words(row.after - row.before)}" for row in effect.rows) or note
        self.setAccessibleName(f"税费影响，{said}")

    def _add_row(self, at: int, row: TaxRow, kind: Font) -> None:
        difference = row.after - row.before
        texts = (row.words, f"{row.before:,.2f}", f"{row.after:,.2f}", _signed(difference))
        self._add(at, texts, kind, Token.T1)

    def _add(self, at: int, texts: Sequence[str], kind: Font, color: Token) -> None:
        for column, words in enumerate(texts):
            label = Label(words, kind, color, RIGHT if column else LEFT)
            label.setMinimumWidth(theme().px(96 if column else 60))
            self._grid.addWidget(label, at, column)


class WaysOut(QWidget):
    """Two radio cards, ↑ ↓ choose (``turned()``); ``taken()`` on Enter."""

    accessible_role = QAccessible.Role.List

    taken = Signal()
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ways: tuple[tuple[str, str, str], ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_ways(self, ways: Sequence[tuple[str, str, str]]) -> None:
        """Show keys, titles and sentences."""
        self._ways = tuple(ways)
        self.updateGeometry()
        self._tell()

    def current(self) -> str:
        """Return the key that is chosen."""
        return self._ways[self._at][0] if self._ways else ""

    def sizeHint(self) -> QSize:
        px = theme().px
        return QSize(px(300), (px(WAY_HEIGHT) + px(WAY_GAP)) * len(self._ways) + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and self._ways:
            self._at = min(max(self._at + step, 0), len(self._ways) - 1)
            self._tell()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        px = theme().px
        number = int(event.position().y() // (px(WAY_HEIGHT) + px(WAY_GAP)))
        if 0 <= number < len(self._ways):
            self._at = number
            self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        for number, (_key, title, sentence) in enumerate(self._ways):
            box = QRectF(2, 2 + number * (px(WAY_HEIGHT) + px(WAY_GAP)), self.width() - 4, px(WAY_HEIGHT))
            holds = number == self._at
            fill = Token.SELECTED if holds else Token.SURFACE
            border = Token.ACCENT if holds else Token.BORDER
            draw_box(painter, box, 6, fill, border, 1.5 if holds and self.hasFocus() else 1)
            dot = QRectF(box.x() + px(12), box.center().y() - px(8), px(16), px(16))
            draw_box(painter, dot, px(8), Token.FIELD, Token.ACCENT if holds else Token.BORDER_STRONG, 1.5)
            if holds:
                draw_box(painter, dot.adjusted(px(4), px(4), -px(4), -px(4)), px(4), Token.ACCENT_FILL)
            line = QRectF(dot.right() + px(10), box.y() + px(3), box.width() - px(50), px(20))
            draw_text(painter, line, title, Font.STRONG, Token.T1)
            draw_text(painter, line.translated(0, px(18)), sentence, Font.SMALL, Token.T2)
        painter.end()

    def _tell(self) -> None:
        if self._ways:
            _key, title, sentence = self._ways[self._at]
            self.setAccessibleName(f"{title}，{sentence}")
        self.turned.emit()
        self.update()


class RefileCard(Card):
    """``decided(str)`` carries OUT or WHOLE."""

    decided = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("", Font.CARD)
        self._sentence = Paragraph("", Font.SMALL, Token.T2)
        self.ways = WaysOut()
        self.act = Button("移出并继续", ButtonLook.PRIMARY, keys="Enter")
        self.act.clicked.connect(lambda: self.decided.emit(self.ways.current()))
        self.ways.turned.connect(lambda: self.act.set_words(ACTS.get(self.ways.current(), "")))
        self.ways.taken.connect(lambda: self.decided.emit(self.ways.current()))
        self.head.addWidget(self._title, 1)
        self.head.addWidget(self.act)
        self.body.addLayout(self.head)
        for part in (self._sentence, self.ways):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_fields(self, labels: Sequence[str], why: str, others: int, current: str) -> None:
        """Show which fields cannot be amended; ``others`` is how many changes can."""
        names = "、".join(labels)
        self._title.set_words(f"{names}不能在修改单里改")
        self._sentence.set_words(f"{why}，只能撤销后重报。撤销须海关同意，重报按新的申报日定税率、汇率。")
        here = "这一处" if len(labels) == 1 else f"这 {len(labels)} 处"
        rest = f"先提交其余 {others} 处" if others else "改回后没有别的改动"
        self.ways.show_ways(
            (
                (OUT, f"移出{here}，{rest}", f"{names}保持现行值，另行处理"),
                (WHOLE, "全部改走撤销重报", f"先提撤销申请，{current}的新值带进重报的草稿"),
            )
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_box(painter, QRectF(self.rect()), 8, Token.SURFACE, Tone.ERR.line)
        painter.fillRect(QRectF(1, theme().px(9), 3, self.height() - theme().px(18)), theme().color(Tone.ERR.fill))
        painter.end()


def _signed(value: Decimal) -> str:
    shown = f"{abs(value):,.2f}"
    return f"−{shown}" if value < 0 else f"+{shown}" if value else shown
