"""密钥槽 as a small table: which ways open the data and how they stand; nothing can be chosen in it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.pages.upkeep import Slot
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import draw_line, draw_text
from app.ui.widgets import draw_chip

ROW, HEAD = 33, 28
HEADS = ((0.0, "槽"), (0.06, "用途"), (0.24, "说明"), (0.88, "状态"))
KINDS = (("passphrase", "口令"), ("keyring", "系统登录"), ("recovery", "办公室恢复密钥"))
EMPTY = "空，以后在设置里加"


class SlotTable(QWidget):
    """Three lines: each way to open the data, with an empty one told as empty."""

    accessible_role = QAccessible.Role.Table

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[str, str, str, Tone]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_slots(())

    def show_slots(self, slots: Sequence[Slot]) -> None:
        """Show the ways there are, then those that could be added."""
        known = {slot.kind for slot in slots}
        self._rows = [
            (
                one.words,
                one.note,
                "演示" if one.kind == "demo" else "可用",
                Tone.WARN if one.kind == "demo" else Tone.OK,
            )
            for one in slots
        ]
        self._rows += [(words, EMPTY, "未装", Tone.NEU) for kind, words in KINDS if kind not in known]
        self.setAccessibleName("密钥槽：" + "；".join(f"{words}，{state}" for words, _, state, _ in self._rows))
        self.setToolTip("\n".join(f"{words}：{note}" for words, note, _, _ in self._rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(600), theme().px(HEAD) + len(self._rows) * theme().px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        wide = self.width()
        painter.fillRect(QRectF(0, 0, wide, px(HEAD)), theme().color(Token.SUNKEN))
        ends = [*(share for share, _ in HEADS[1:]), 1.0]
        for (share, words), end in zip(HEADS, ends, strict=True):
            area = QRectF(share * wide + px(10), 0, (end - share) * wide - px(12), px(HEAD))
            draw_text(painter, area, words, Font.SMALL_MEDIUM, Token.T2)
        draw_line(painter, 0, px(HEAD) - 1, wide, Token.BORDER)
        for number, (words, note, state, tone) in enumerate(self._rows):
            top = px(HEAD) + number * px(ROW)
            for (share, _), end, text in zip(HEADS[:3], ends[:3], (str(number), words, note), strict=True):
                area = QRectF(share * wide + px(10), top, (end - share) * wide - px(12), px(ROW))
                kind = Font.MEDIUM if text == words else Font.BODY
                draw_text(painter, area, text, kind, Token.T1 if text == words else Token.T2)
            draw_chip(painter, QPointF(HEADS[3][0] * wide, top + (px(ROW) - px(20)) / 2), state, tone)
            draw_line(painter, 0, top + px(ROW) - 1, wide)
        painter.end()
