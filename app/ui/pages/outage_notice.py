"""The notice of an outage: what was kept safe, what works, when it is tried again; it tries nothing itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.pages.services import CheckLine, QueueItem, Verdict
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_box, draw_icon, draw_line, draw_text, elided
from app.ui.widgets import Button, ButtonLook, Label, Overlay
from app.ui.widgets.chip import HEIGHT as CHIP
from app.ui.widgets.chip import chip_width, draw_chip

TITLE = "连不上单一窗口网关"
KEPT = "这票已签名并存入发送队列，恢复后自动发送，不会重复申报。"
ROW, DOCUMENT = 35, 44
NAME = 110
LOOKS = {
    Verdict.OK: (Icon.CIRCLE_CHECK, Tone.OK.text, Token.T1),
    Verdict.WARN: (Icon.TRIANGLE_ALERT, Tone.WARN.text, Tone.WARN.text),
    Verdict.BAD: (Icon.CIRCLE_X, Tone.ERR.text, Tone.ERR.text),
}


@dataclass(frozen=True, slots=True)
class Outage:
    """What is known of an outage: what waits, what was looked at, when it is tried again, and its number."""

    item: QueueItem
    place: int
    lines: Sequence[CheckLine] = ()
    began: datetime | None = None
    next_try: datetime | None = None
    code: str = ""


@dataclass(slots=True)
class Acts:
    """What the buttons do."""

    see_queue: Callable[[], object]
    retry: Callable[[], object]
    go_on: Callable[[], object]
    now: Callable[[], datetime]


class _Document(QWidget):
    """The declaration that waits, with its place in the queue."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self._title, self._number, self._place = "", "", ""
        self.setFixedHeight(theme().px(DOCUMENT))

    def show_item(self, item: QueueItem, place: int) -> None:
        """Show another one."""
        self._title, self._number, self._place = item.title, item.number, f"待发 第 {place}"
        self.setAccessibleName(f"{item.title}，{item.number}，{self._place}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_box(painter, box, 8, Token.SUNKEN, Token.LINE)
        draw_icon(painter, QPointF(px(14), box.center().y() - px(8)), Icon.FILE_TEXT, 16, Token.T2)
        width = chip_width(self._place, Icon.SEND)
        at = QPointF(box.right() - px(14) - width, box.center().y() - px(CHIP) / 2)
        draw_chip(painter, at, self._place, Tone.WARN, Icon.SEND)
        room = QRectF(px(40), 0, at.x() - px(52), box.height())
        taken = draw_text(painter, room, self._title, Font.MEDIUM)
        draw_text(painter, room.adjusted(taken + px(14), 0, 0, 0), self._number, Font.MEDIUM, Token.T2)
        painter.end()


class _Lines(QWidget):
    """What works and what does not, a row each."""

    accessible_role = QAccessible.Role.List

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[CheckLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """Show other rows."""
        self._lines = tuple(lines)
        told = {Verdict.OK: "好", Verdict.WARN: "留意", Verdict.BAD: "不通"}
        self.setAccessibleName("；".join(f"{one.name}，{told[one.verdict]}，{one.sentence}" for one in lines))
        self.setToolTip("\n".join(f"{one.name}：{one.sentence}" for one in lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), max(len(self._lines), 4) * theme().px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        for number, line in enumerate(self._lines):
            area = QRectF(0, number * px(ROW), self.width(), px(ROW))
            icon, tone, color = LOOKS[line.verdict]
            draw_icon(painter, QPointF(px(4), area.center().y() - px(8)), icon, 16, tone)
            draw_text(painter, QRectF(px(34), area.y(), px(NAME), area.height()), line.name, Font.MEDIUM)
            left = px(34) + px(NAME)
            words = QRectF(left, area.y(), area.width() - left, area.height())
            draw_text(painter, words, elided(line.sentence, Font.BODY, words.width()), Font.BODY, color)
            draw_line(painter, px(34), area.bottom() - 1, area.width())
        painter.end()


class _Retry(QWidget):
    """When it is tried again: in words, and as a bar that fills."""

    accessible_role = QAccessible.Role.ProgressBar

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        px = theme().px
        self.setFixedHeight(px(30))
        self.words, self.code = Label("", Font.SMALL, Token.T2), Label("", Font.SMALL, Token.T3)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, px(8))
        row.addWidget(self.words, 1)
        row.addWidget(self.code)

    def show_wait(self, seconds: int, share: float, code: str) -> None:
        """Show how long it is until the next try, and which part of the wait is over."""
        self.words.set_words(f"下次自动重试 {seconds} 秒后" if seconds > 0 else "正在重试")
        self.code.set_words(f"错误 {code}" if code else "")
        self.setAccessibleName(self.words.words())
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        track = QRectF(0, self.height() - 3, self.width(), 3)
        draw_box(painter, track, 1.5, Token.NEU_BG)
        draw_box(painter, QRectF(0, track.y(), track.width() * self._share, 3), 1.5, Tone.NEU.fill)
        painter.end()


class OutageNotice(Overlay):
    """One outage; Esc and every button close it, and it closes by itself when the link is back (``dismiss``)."""

    def __init__(self, window: QWidget, acts: Acts) -> None:
        super().__init__(window, TITLE, KEPT, sign=(Icon.CLOUD_OFF, Tone.WARN))
        self._acts = acts
        self._outage: Outage | None = None
        self._document, self.lines, self.retry = _Document(), _Lines(), _Retry()
        for part in (self._document, self.lines, self.retry):
            self.add(part)
        self._add_buttons()
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count)
        self._tick.start()

    def show_outage(self, outage: Outage) -> None:
        """Show what is known by now."""
        self._outage = outage
        self._document.show_item(outage.item, outage.place)
        self.lines.show_lines(outage.lines)
        self._count()

    def diagnosis(self) -> str:
        """Return what to send to whoever is asked for help: no field of the declaration is in it."""
        known = self._outage
        if known is None:
            return TITLE
        lines = [f"{one.name}：{one.sentence}" for one in known.lines]
        return "\n".join((f"{TITLE} {known.code}".strip(), known.item.number, *lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_R and not event.modifiers():
            self._acts.retry()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _add_buttons(self) -> None:
        px = theme().px
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, px(10), 0, 0)
        row.setSpacing(px(8))
        copy = Button("复制诊断信息", ButtonLook.LINK)
        queue = Button("看队列", ButtonLook.SECONDARY, Icon.LIST, tall=True)
        again = Button("立即重试", ButtonLook.SECONDARY, Icon.REFRESH_CW, "R", tall=True)
        go_on = Button("填下一票", ButtonLook.PRIMARY, Icon.FILE_PLUS, "Enter", tall=True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.diagnosis()))
        queue.clicked.connect(lambda: self._do(self._acts.see_queue))
        again.clicked.connect(lambda: self._acts.retry())
        go_on.clicked.connect(lambda: self._do(self._acts.go_on))
        row.addWidget(copy)
        row.addStretch(1)
        for button in (queue, again, go_on):
            row.addWidget(button)
        self.setFocusProxy(go_on)
        self.add(foot)

    def _count(self) -> None:
        known = self._outage
        if known is None or known.next_try is None or known.began is None:
            self.retry.show_wait(0, 1.0, known.code if known else "")
            return
        now = self._acts.now()
        left, whole = (known.next_try - now).total_seconds(), (known.next_try - known.began).total_seconds()
        self.retry.show_wait(round(left), 1 - left / whole if whole > 0 else 1.0, known.code)
