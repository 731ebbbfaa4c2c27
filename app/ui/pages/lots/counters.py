"""The counters over the rows of a lot: people, goods, quantity, value, quota left, what is to be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.pages.lots.words import amount, money, round_money
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_column, draw_line, draw_text, width_of
from app.work.lot_view import LotView

HEIGHT = 64
PAD, EDGE = 14, 20


@dataclass(frozen=True, slots=True)
class Counter:
    """A name, a note at its right, and the value below."""

    name: str
    note: str
    value: str
    tone: Tone | None = None


def counters_of(view: LotView) -> tuple[Counter, ...]:
    """Return what is told of a lot; every sum is that of the rows below."""
    people = view.taking_part
    price = "" if view.price is None else f"{view.price.normalize():f} 元/{view.unit or '单位'}"
    left = sum(row.left for row in people)
    gap, total = view.lot.quantity - view.quantity, view.lot.quantity
    divided = f"未分 {amount(gap)}" if view.quantity and gap else "已分完" if view.quantity else "未分配"
    wrong = sum(one.blocks for one in view.issues)
    every = len(view.issues)
    done = sum(row.share.state.value in ("confirmed", "queued", "sent", "released") for row in people)
    rest = f"尾差 {money(view.lot.value - view.value)}" if view.quantity else ""
    return (
        Counter("边民", f"已确认 {done}", f"{len(people)} 人"),
        Counter("商品", price, view.goods or "未填"),
        Counter("批次数量", divided if total else "", f"{amount(total)} {view.unit}" if total else "未填"),
        Counter("批次金额", rest, f"{money(view.lot.value)} 元"),
        Counter("剩余额度", "全体合计", f"{round_money(left)} 元"),
        Counter("须处理", f"{wrong} 须改" if wrong else "", f"{every} 处", Tone.ERR if wrong else None),
    )


def _shared(counters: Sequence[Counter], room: float) -> list[float]:
    """Return how wide each counter is: all alike where each fits so, else what each needs and a part of the rest."""
    px = theme().px
    each = room / max(len(counters), 1)
    heads = [width_of(one.name, Font.SMALL) + px(8) + width_of(one.note, Font.SMALL) for one in counters]
    needed = [
        max(head, width_of(one.value, Font.CARD)) + 2 * px(PAD) for one, head in zip(counters, heads, strict=True)
    ]
    spare = room - sum(needed)
    if max(needed, default=0) <= each or spare < 0:
        return [each] * len(counters)
    return [one + spare / len(counters) for one in needed]


class CounterStrip(QWidget):
    """The counters side by side."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self._counters: tuple[Counter, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counters(self, counters: Sequence[Counter]) -> None:
        """Show other figures."""
        self._counters = tuple(counters)
        lines = [f"{one.name} {one.value} {one.note}".strip() for one in counters]
        self.setAccessibleName("；".join(lines))
        self.setToolTip("\n".join(lines))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(700), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), theme().color(Token.SURFACE))
        draw_line(painter, 0, self.height() - 1, self.width(), Token.BORDER)
        x = float(px(EDGE))
        widths = _shared(self._counters, self.width() - 2 * px(EDGE))
        for number, (one, each) in enumerate(zip(self._counters, widths, strict=True)):
            if number:
                draw_column(painter, x - px(PAD), px(12), self.height() - px(12))
            area = QRectF(x, px(10), each - 2 * px(PAD), px(18))
            taken = draw_text(painter, area, one.name, Font.SMALL, Token.T2)
            note = area.adjusted(min(taken + px(8), area.width()), 0, 0, 0)
            draw_text(painter, note, one.note, Font.SMALL, Token.T3, RIGHT)
            value = QRectF(x, px(30), each - 2 * px(PAD), px(22))
            kind = Font.CARD if width_of(one.value, Font.CARD) <= value.width() else Font.STRONG
            draw_text(painter, value, one.value, kind, one.tone.text if one.tone else Token.T1)
            x += each
        painter.end()
