"""日志与审计: what was done on this computer, newest first, and whether the chain is whole; it writes nothing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from types import MappingProxyType

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.models.row_list import RowList
from app.ui.models.wording import moment
from app.ui.pages.row_table import Index, RowDelegate, RowTable, Width
from app.ui.pages.upkeep import AuditCheck, AuditLine
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_text
from app.ui.widgets import Button, ButtonLook, Card, Chip, Label

ROW, HEAD, EDGE = 34, 28, 16
WIDTHS = (Width(70), Width(120), Width(110, 1), Width(150, 2), Width(140, 2), Width(120, 3))
EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "declare": "申报",
        "complete": "完整申报",
        "amend": "修改申请",
        "withdraw": "撤销申请",
        "supplement": "补充申报",
        "pause_queue": "暂停发送",
        "resume_queue": "恢复发送",
        "hold": "暂不发送",
        "release": "恢复排队",
        "confirm_clock": "确认电脑时钟",
        "rely_on_gateway": "设定网关类型",
        "signer.chosen": "选定签名方式",
        "signer.pin_stopped": "PIN 输错停用",
        "signer.pin_allowed": "PIN 允许再试",
        "resident_on": "恢复边民",
        "resident_off": "停用边民",
        "key_slot_set": "加设打开方式",
        "key_slot_removed": "移除打开方式",
        "key_renewed": "换数据密钥",
        "restore": "从备份还原",
        "reveal_id": "显示完整证号",
        "photo_set": "登记照片",
        "photo_removed": "移除照片",
        "import_residents": "导入边民名册",
        "enrol_resident": "登记边民",
        "revise_resident": "改边民资料",
        "new_group": "新建互助组",
        "group_leader": "设组长",
        "resident_group": "改互助组",
        "sign_mandate": "登记授权",
        "withdraw_mandate": "收回授权",
        "deliver_to_plant": "交加工厂",
        "manifest_check": "核注运输批次",
    }
)


class AuditColumn(IntEnum):
    """The columns in their order."""

    SEQ = 0
    WHEN = 1
    WHO = 2
    WHAT = 3
    ABOUT = 4
    DETAIL = 5


class AuditList(RowList[AuditLine]):
    """The entries."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(len(AuditColumn), ("序号", "时间", "谁", "做了什么", "对象", "说明"))
        self._now = now

    def key_of(self, row: AuditLine) -> str:
        return str(row.seq)

    def words(self, row: AuditLine, column: int) -> str:
        detail = "，".join(str(value) for value in row.detail.values() if value)
        what = EVENTS.get(row.event, row.event)
        return (str(row.seq), moment(row.at, self._now()), row.actor, what, row.subject, detail)[column]


class _Rows(RowDelegate):
    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        column = AuditColumn(index.column())
        inner = area.adjusted(px(EDGE if column is AuditColumn.SEQ else 10), 0, -px(10), 0)
        strong = column is AuditColumn.WHAT
        color = Token.T1 if strong or column is AuditColumn.WHEN else Token.T2
        draw_text(painter, inner, index.data(), Font.MEDIUM if strong else Font.BODY, color)


class AuditPane(QWidget):
    """``check_asked`` to look through the chain, ``more_asked(int)`` for entries before one."""

    check_asked = Signal()
    more_asked = Signal(int)

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._lines: tuple[AuditLine, ...] = ()
        self.model = AuditList(now)
        self.table = RowTable("日志", WIDTHS, ROW, HEAD, edges=(EDGE, EDGE))
        self.table.setModel(self.model)
        self.table.setItemDelegate(_Rows(self.table))
        self.table.set_marks(True, only_focused=True)
        self.table.keep_place(self.model.key, self.model.number_of)
        self.check = Button("校验日志", ButtonLook.SECONDARY, Icon.SHIELD_CHECK)
        self.more = Button("更早的", ButtonLook.PLAIN, Icon.HISTORY)
        self.state = Chip("未校验", Tone.NEU)
        self.told = Label("", Font.SMALL, Token.T2)
        self._lay_out()
        self.check.clicked.connect(self.check_asked)
        self.more.clicked.connect(self._ask_more)

    def show_lines(self, lines: Sequence[AuditLine], append: bool = False) -> None:
        """Show entries, or older ones below those shown."""
        self.table.set_busy(False)
        self._lines = (*self._lines, *lines) if append else tuple(lines)
        self.model.put_rows(self._lines)
        self.more.setEnabled(bool(self._lines) and self._lines[-1].seq > 1)

    def show_check(self, found: AuditCheck) -> None:
        """Show how the chain is."""
        whole = not found.broken
        self.state.show_state("完整" if whole else "被改动", Tone.OK if whole else Tone.ERR)
        counted = f"{found.entries} 条记录，{found.heads} 个签名的链头"
        self.told.set_words(counted + ("，前后相连，没有改动" if whole else f"；{'；'.join(found.broken)}"))

    def _ask_more(self) -> None:
        if self._lines:
            self.more_asked.emit(self._lines[-1].seq)

    def _lay_out(self) -> None:
        px = theme().px
        card = Card()
        card.body.setContentsMargins(1, px(10), 1, 1)
        head = QHBoxLayout()
        head.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        head.setSpacing(px(8))
        head.addWidget(Label("日志与审计", Font.CARD))
        head.addWidget(self.state)
        head.addWidget(self.told, 1)
        head.addWidget(self.more)
        head.addWidget(self.check)
        card.body.addLayout(head)
        card.body.addWidget(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 1)
