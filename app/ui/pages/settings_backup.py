"""备份: the verified copies there are, one made now, one for another computer; it copies nothing itself."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout

from app.ui.models.row_list import ROW_ROLE, RowList
from app.ui.models.wording import moment
from app.ui.pages.row_table import Index, RowDelegate, RowTable, Width
from app.ui.pages.upkeep import BackupLine
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_icon, draw_text, shortened
from app.ui.widgets import Button, ButtonLook, Card, Label

ROW, EDGE = 38, 16
WIDTHS = (Width(46), Width(112), Width(170, 1), Width(84), Width(70), Width(64))
_KILO = 1024
_WHY = {"hourly": "定时", "hand": "手动", "exit": "退出时", "migration": "升级前"}
WHEN = "每小时和退出时"
RESTORE = "还原"


class BackupColumn(IntEnum):
    """The columns in their order."""

    SIGN = 0
    WHEN = 1
    WHERE = 2
    SIZE = 3
    STATE = 4
    ACT = 5


class BackupList(RowList[BackupLine]):
    """The backups; ``now`` tells how long ago they were made."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(len(BackupColumn))
        self._now = now

    def key_of(self, row: BackupLine) -> str:
        return str(row.folder)

    def words(self, row: BackupLine, column: int) -> str:
        return (
            "好",
            moment(row.at, self._now()),
            str(row.folder),
            size_words(row.size),
            "已校验",
            RESTORE,
        )[column]


def size_words(size: int) -> str:
    """Return a number of bytes as people say it."""
    for unit in ("字节", "KB", "MB"):
        if size < _KILO:
            return f"{size:.0f} {unit}"
        size = round(size / _KILO)
    return f"{size:,} GB"


class _Rows(RowDelegate):
    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        row: BackupLine = index.data(ROW_ROLE)
        inner = area.adjusted(px(4), 0, -px(10), 0)
        match BackupColumn(index.column()):
            case BackupColumn.SIGN:
                at = QPointF(area.x() + px(18), area.center().y() - px(8))
                draw_icon(painter, at, Icon.CIRCLE_CHECK, 16, Tone.OK.text)
            case BackupColumn.WHEN:
                draw_text(painter, inner, index.data(), Font.MEDIUM)
            case BackupColumn.WHERE:
                words = shortened(f"{_WHY.get(row.why, row.why)}  {row.folder}".strip(), Font.BODY, inner.width())
                draw_text(painter, inner, words, Font.BODY, Token.T2)
            case BackupColumn.SIZE:
                draw_text(painter, inner, index.data(), Font.BODY, Token.T1, RIGHT)
            case BackupColumn.STATE:
                draw_text(painter, inner, index.data(), Font.BODY, Token.T2)
            case BackupColumn.ACT:
                draw_text(painter, inner.adjusted(0, 0, -px(6), 0), RESTORE, Font.SMALL_MEDIUM, Token.ACCENT, RIGHT)


class BackupCard(Card):
    """``made_asked`` a backup now, ``moved_asked`` a file for another computer, ``restore_asked(BackupLine)``;
    ``cancelled()`` the restore that was ordered for the next start.
    """

    cancelled = Signal()
    made_asked = Signal()
    moved_asked = Signal()
    restore_asked = Signal(object)

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        px = theme().px
        self._clock = now
        self.when = Label(WHEN, Font.SMALL, Token.T2)
        self.ordered = Label("", Font.SMALL_MEDIUM, Token.WARN_TEXT)
        self.cancel = Button("取消还原", ButtonLook.SECONDARY)
        self.model = BackupList(now)
        self.table = RowTable("备份", WIDTHS, ROW, inset=46)
        self.table.setModel(self.model)
        self.table.setItemDelegate(_Rows(self.table))
        self.table.set_marks(True, only_focused=True)
        self.table.keep_place(self.model.key, self.model.number_of)
        self.empty = Label("还没有备份。按“现在备份”做第一份。", Font.BODY, Token.T3)
        self.now = Button("现在备份", ButtonLook.SECONDARY, Icon.DATABASE)
        self.other = Button("换电脑", ButtonLook.PLAIN, Icon.UPLOAD)
        self.back = Button("从备份还原", ButtonLook.PLAIN, Icon.ROTATE_CCW)
        self._lay_out(px)
        self.table.opened.connect(self._restore)
        self.cancel.clicked.connect(self.cancelled)
        self.show_order(None)
        self.now.clicked.connect(self.made_asked)
        self.other.clicked.connect(self.moved_asked)
        self.back.clicked.connect(lambda: self._restore(max(self.table.current_row(), 0)))
        self.show_backups(())

    def show_backups(self, backups: Sequence[BackupLine]) -> None:
        """Show the backups there are."""
        self.table.set_busy(False)
        self.model.put_rows(backups)
        self.empty.setVisible(not backups)
        self.table.setVisible(bool(backups))
        self.back.setEnabled(bool(backups))

    def show_order(self, line: BackupLine | None) -> None:
        """Say that a backup is put back at the next start, with a way to take that back; or nothing."""
        self.ordered.set_words(f"下次启动时还原 {moment(line.at, self._clock())} 的备份" if line is not None else "")
        for part in (self.ordered, self.cancel):
            part.setVisible(line is not None)
        self.when.setVisible(line is None)

    def show_busy(self, on: bool) -> None:
        """Say that a backup is being made."""
        self.now.setEnabled(not on)
        self.now.set_words("正在备份…" if on else "现在备份")

    def _restore(self, number: int) -> None:
        if number < self.model.rowCount():
            self.restore_asked.emit(self.model.row(number))

    def _lay_out(self, px: Callable[[float], int]) -> None:
        self.body.setContentsMargins(1, px(10), 1, px(12))
        self.body.setSpacing(px(6))
        head, foot, middle = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (head, foot, middle):
            row.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
            row.setSpacing(px(8))
        head.addWidget(Label("备份", Font.CARD))
        head.addWidget(Label("加密，可搬到另一台电脑", Font.SMALL, Token.T2), 1)
        head.addWidget(self.when)
        head.addWidget(self.ordered)
        middle.addWidget(self.empty)
        for button in (self.now, self.other, self.back):
            foot.addWidget(button)
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(middle)
        self.body.addStretch(0)
        self.body.addLayout(foot)
