"""The line of folded sections: one button each with what is in it, the rarest behind a last one; it folds nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.pages.form.field_block import GUTTER, LEFT
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_box, draw_icon, draw_text, width_of

HEIGHT = 34
BUTTON = 26
PAD = 9
ICON = 14
GAP = 6


@dataclass(frozen=True, slots=True)
class Fold:
    """One folded section: key, title, what it holds in words, the colour of those words, and whether it is rare."""

    key: str
    title: str
    note: str = ""
    color: Token = Token.T3
    rare: bool = False


class FoldButton(QAbstractButton):
    """Opens one section."""

    def __init__(self, fold: Fold, parent: QWidget) -> None:
        super().__init__(parent)
        self.fold = fold
        self._measured_for: tuple[Fold, int] | None = None
        self._measured = QSize()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_fold(fold)

    def show_fold(self, fold: Fold) -> None:
        """Show other contents."""
        self.fold = fold
        self.setAccessibleName(f"展开 {fold.title} {fold.note}".strip())
        self.setToolTip(f"{fold.title} {fold.note}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        px = theme().px
        key = (self.fold, theme().percent)
        if key != self._measured_for:  # the strip asks many times while it tries what fits
            self._measured_for = key
            width = 2 * px(PAD) + px(ICON) + px(4) + width_of(self.fold.title, Font.SMALL_MEDIUM)
            if self.fold.note:
                width += px(7) + width_of(self.fold.note, Font.SMALL)
            self._measured = QSize(round(width) + 1, px(BUTTON))
        return self._measured

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect())
        border = Token.ACCENT if self.hasFocus() else Token.BORDER
        draw_box(painter, box, 6, Token.SUNKEN, border, 1.5 if self.hasFocus() else 1.0)
        at = box.topLeft()
        at.setX(box.x() + px(PAD) - 2)
        at.setY((box.height() - px(ICON)) / 2)
        draw_icon(painter, at, Icon.CHEVRON_RIGHT, ICON, Token.T3)
        inner = box.adjusted(px(PAD) + px(ICON) + px(2), 0, 0, 0)
        taken = draw_text(painter, inner, self.fold.title, Font.SMALL_MEDIUM, Token.T1)
        draw_text(painter, inner.adjusted(taken + px(7), 0, 0, 0), self.fold.note, Font.SMALL, self.fold.color)
        painter.end()


class FoldStrip(QWidget):
    """Buttons in one line; those without room, and the empty rare ones, stand behind ``其余 n 节``.

    ``grew()`` tells that all were asked for, or that one line is enough again.
    """

    grew = Signal()

    def __init__(self, open_: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = open_
        self.setAccessibleName("其余各节")
        self._folds: tuple[Fold, ...] = ()
        self._buttons: dict[str, FoldButton] = {}
        self._all = False
        self._lines_for: tuple[object, ...] = ()
        self._lines_shown = 0
        self._more = FoldButton(Fold("", "其余"), self)
        self._more.clicked.connect(self._show_more)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_folds(self, folds: Sequence[Fold]) -> None:
        """Show these sections."""
        if tuple(folds) == self._folds:
            return
        self._folds = tuple(folds)
        for fold in folds:
            if fold.key in self._buttons:
                self._buttons[fold.key].show_fold(fold)
            else:
                self._buttons[fold.key] = self._made(fold)
        self._lay()
        self.updateGeometry()

    def folds(self) -> tuple[Fold, ...]:
        """Return the sections shown or behind the last button."""
        return self._folds

    def button(self, key: str) -> FoldButton | None:
        """Return the button of a section."""
        return self._buttons.get(key)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(600), theme().px(HEIGHT) * self._line_count() if self._folds else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        draw_text(painter, QRectF(px(LEFT), 0, px(GUTTER), px(HEIGHT)), "折叠", Font.SMALL, Token.T3)
        painter.end()

    def _made(self, fold: Fold) -> FoldButton:
        button = FoldButton(fold, self)
        button.clicked.connect(lambda: self._open(fold.key))
        return button

    def _show_more(self) -> None:
        self._all = not self._all
        self._lay()
        self.updateGeometry()
        self.grew.emit()

    def _shown(self) -> list[FoldButton]:
        """Return the buttons to show: all of them, or as many as one line holds before 其余."""
        wanted = [self._buttons[fold.key] for fold in self._folds if self._all or not fold.rare or fold.note]
        if self._all:
            return [*wanted, self._label_more(0)]
        px = theme().px
        room = self.width() - px(LEFT) - px(GUTTER) - px(14)
        ends = list(accumulate(button.sizeHint().width() + px(GAP) for button in wanted))
        if len(wanted) == len(self._folds) and (not ends or ends[-1] - px(GAP) <= room):
            return wanted
        more = self._label_more(len(self._folds)).sizeHint().width()
        fitting = sum(end + more <= room for end in ends)
        return [*wanted[:fitting], self._label_more(len(self._folds) - fitting)]

    def _label_more(self, count: int) -> FoldButton:
        self._more.show_fold(Fold("", f"其余 {count} 节" if count else "收起"))
        return self._more

    def _line_count(self) -> int:
        """Return how many lines the buttons take; a page that shares out its height asks hundreds of times."""
        key = (self._folds, self._all, self.width(), theme().percent)
        if key != self._lines_for:
            shown = self._shown()
            self._lines_for, self._lines_shown = key, self._places(shown)[-1][1] + 1 if shown else 1
        return self._lines_shown

    def _places(self, buttons: Sequence[FoldButton]) -> list[tuple[int, int]]:
        """Return left edge and line number of each button."""
        px = theme().px
        x, line, places = px(GUTTER) + px(14), 0, []
        for button in buttons:
            width = button.sizeHint().width()
            if x + width > self.width() - px(LEFT) and x > px(GUTTER) + px(14):
                x, line = px(GUTTER) + px(14), line + 1
            places.append((x, line))
            x += width + px(GAP)
        return places

    def _lay(self) -> None:
        px = theme().px
        shown = self._shown()
        for button in (*self._buttons.values(), self._more):
            button.setVisible(button in shown)
        for button, (x, line) in zip(shown, self._places(shown), strict=True):
            size = button.sizeHint()
            button.setGeometry(x, line * px(HEIGHT) + (px(HEIGHT) - size.height()) // 2, size.width(), size.height())
