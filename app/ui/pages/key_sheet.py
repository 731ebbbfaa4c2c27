"""键位表 (Ctrl+/): every key as it is now, in groups, on one sheet over the window; it changes none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.keys import ACTIONS, Group, keymap, said_keys
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import draw_text
from app.ui.widgets import Button, ButtonLook, Ground, Label, Overlay
from app.ui.widgets.keycap import HEIGHT as CAP
from app.ui.widgets.keycap import draw_keycap, keycap_width
from app.ui.widgets.scroll import ScrollArea

WIDTH, COLUMNS, LINE = 1320, 5, 22
# Keys everybody's fields and tables have; no action stands for them.
BUILT_IN = {
    Group.FIELD: (("Tab", "下一处"), ("Alt 1…9", "取查到的第几条")),
    Group.GOODS: (("Ctrl V", "粘贴，整块先预览"), ("↑ ↓", "上一项、下一项")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet: the caps and what they do."""

    caps: tuple[str, ...]
    words: str


def lines_of(group: Group) -> list[Line]:
    """Return the lines of a group; a row of numbered actions with their usual keys is one line."""
    found: list[Line] = []
    for action in (one for one in ACTIONS.values() if one.group is group):
        family, _, number = action.id.rpartition(".")
        if number.isdigit() and not keymap().is_changed(action.id):
            if number != "1":
                continue
            ends = [one.removeprefix(f"{family}.") for one in ACTIONS if one.startswith(f"{family}.")]
            last = max(int(end) for end in ends if end.isdigit())
            found.append(Line((f"{keymap().words(action.id)}…{last}",), action.title.replace(" 1 ", f" 1…{last} ")))
        elif keymap().keys(action.id):
            found.append(Line(tuple(said_keys(keys) for keys in keymap().keys(action.id)), action.title))
    return [*found, *(Line((keys,), words) for keys, words in BUILT_IN.get(group, ()))]


def in_columns(groups: Sequence[tuple[Group, list[Line]]], columns: int) -> Iterator[list[tuple[Group, list[Line]]]]:
    """Yield the groups shared out over columns of about one height, in their order."""
    left = sum(len(lines) + 2 for _group, lines in groups)
    rest = list(groups)
    for column in range(columns, 0, -1):
        taken: list[tuple[Group, list[Line]]] = []
        height = 0
        while rest and (column == 1 or height + (len(rest[0][1]) + 2) / 2 <= left / column):
            height += len(rest[0][1]) + 2
            taken.append(rest.pop(0))
        left -= height
        yield taken


class KeyLines(QWidget):
    """The lines of one group, painted: caps at the left, words beside."""

    def __init__(self, group: Group, lines: Sequence[Line]) -> None:
        super().__init__()
        self._lines = tuple(lines)
        self.setAccessibleName(f"{group}：" + "；".join(f"{'、'.join(one.caps)} {one.words}" for one in lines))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(210), theme().px(LINE) * len(self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        for number, line in enumerate(self._lines):
            top = number * px(LINE)
            x = float(self.width())
            for cap in reversed(line.caps):
                x -= keycap_width(cap) + px(4)
                draw_keycap(painter, QPointF(x, top + (px(LINE) - px(CAP)) / 2), cap)
            room = QRectF(0, top, x - px(8), px(LINE))
            draw_text(painter, room, line.words, Font.SMALL, Token.T1)
        painter.end()


class KeySheet(Overlay):
    """``settings_asked``: somebody wants other keys."""

    settings_asked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "键位表", width=WIDTH)
        px = theme().px
        sheet = Ground(Token.SURFACE)
        row = QHBoxLayout(sheet)
        row.setContentsMargins(0, 0, px(8), 0)
        row.setSpacing(px(24))
        for groups in in_columns([(group, lines_of(group)) for group in Group], COLUMNS):
            column = QVBoxLayout()
            column.setSpacing(px(4))
            for group, lines in groups:
                column.addWidget(Label(group.value, Font.SMALL_MEDIUM, Token.T3))
                column.addWidget(KeyLines(group, lines))
                column.addSpacing(px(10))
            column.addStretch(1)
            row.addLayout(column, 1)
        self._scroll = ScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(sheet)
        self._scroll.setMinimumHeight(min(sheet.sizeHint().height(), window.height() - px(150)))
        self.add(self._scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(Label("单个字母和 / 只在没有输入框时有效", Font.SMALL, Token.T3), 1)
        change = Button("改键", ButtonLook.LINK)
        change.clicked.connect(self._to_settings)
        leave = Button("关闭", ButtonLook.SECONDARY, keys="back", tall=True)
        leave.clicked.connect(self.dismiss)
        for button in (change, leave):
            foot.addWidget(button)
        box = QWidget()
        box.setLayout(foot)
        self.add(box)
        self.open(leave)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: LINE, Qt.Key.Key_Up: -LINE, Qt.Key.Key_PageDown: 300, Qt.Key.Key_PageUp: -300}
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + theme().px(steps.get(Qt.Key(event.key()), 0)))
        if keymap().pressed(event, ("key_sheet",)):
            self.dismiss()
        super().keyPressEvent(event)

    def _to_settings(self) -> None:
        self.dismiss()
        self.settings_asked.emit()
