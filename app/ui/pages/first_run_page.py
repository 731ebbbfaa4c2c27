"""The first start: four things decided in three minutes, one open at a time, each of which may be skipped."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.first_run_card import Choice, Choices, StepCard
from app.ui.pages.slot_table import SlotTable
from app.ui.pages.upkeep import Slots
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.icons import mark_image
from app.ui.theme.paint import RIGHT, draw_icon, draw_line, draw_text
from app.ui.widgets import Button, ButtonLook, Card, Chip, Label
from app.ui.widgets.scroll import ScrollArea
from app.ui.widgets.signed_line import SignedLine

WIDTH, LINE, FOOT = 860, 3, 28
NAME, NOTE = "口岸申报台", "先定四件事，约 3 分钟；每一件都可跳过，以后在设置里改"
DEMO, BLANK, CARD, FILE, PRACTICE = "demo", "blank", "token", "file", "demo"
TOUR = "填一票、改一处错、申报到模拟海关、看回执"
HINTS = "Enter 继续    Esc 跳过"


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What the page shows that others know: how much demo data there is, the signer, the tables, practice or not."""

    demo: str
    signer: str
    signer_ready: bool
    tables: str
    tables_note: str
    is_practice: bool = True


class FirstRunPage(QWidget):
    """Covers the window until it is done.

    Signals: ``started(str)`` demo or blank, ``signed(str)`` the kind of key that was chosen, ``signer_asked`` and
    ``gateway_asked`` to go to the settings, ``tour_asked``; ``done`` last.
    """

    accessible_role = QAccessible.Role.Dialog

    started = Signal(str)
    signed = Signal(str)
    signer_asked = Signal()
    gateway_asked = Signal()
    tour_asked = Signal()
    done = Signal()

    def __init__(self, window: QWidget, facts: FirstRun) -> None:
        super().__init__(window)
        self._window, self._facts, self._at = window, facts, 0
        self.setAccessibleName(f"{NAME}，首次启动")
        self.start = Choices(
            (
                Choice(DEMO, "装入演示数据", facts.demo, "编造的企业和人，可随时删除", Icon.FILES),
                Choice(BLANK, "空白开始", "直接录入自己的单证", "以后也能导入 XML、Excel", Icon.FILE_PLUS),
            ),
            DEMO,
        )
        good = facts.signer if facts.signer_ready else ""
        self.sign = Choices(
            (
                Choice(CARD, "操作员卡", "插卡或 UKey，签名在卡里完成", "在设置里选驱动和证书", Icon.ID_CARD),
                Choice(FILE, "软件证书", "文件形式，存本机并加密", "适合练习与模拟环境", Icon.FILE_CHECK, good),
            ),
            FILE if good else CARD,
        )
        self.slots = SlotTable()
        self.steps = (
            StepCard(1, "从哪里开始", "就这样开始"),
            StepCard(2, "用什么签名", "用它签名"),
            StepCard(3, "基础资料包", "知道了"),
            StepCard(4, "十分钟导览", "开始导览"),
        )
        self.count = Label("", Font.BODY, Token.T2)
        self._fill()
        self._lay_out()
        self._bind()
        window.installEventFilter(self)
        self.setGeometry(window.rect())

    def begin(self) -> None:
        """Show it with the first step open."""
        self.show()
        self.raise_()
        self._open(0)

    def show_slots(self, found: Slots) -> None:
        """Show by which ways the data can be opened."""
        self.slots.show_slots(found.slots)

    def leave(self) -> None:
        """Close for good."""
        self._window.removeEventFilter(self)
        self.hide()
        self.done.emit()
        self.deleteLater()

    # -- Qt ----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Nothing behind the page hears a key while it is there.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self._skip()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside."""
        moved = super().focusNextPrevChild(forward)
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self._focus()
        return moved

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(Token.APP))
        if self._facts.is_practice:
            painter.fillRect(QRectF(0, 0, self.width(), LINE), theme().color(Tone.WARN.fill))
        foot = QRectF(0, self.height() - px(FOOT), self.width(), px(FOOT))
        draw_line(painter, 0, foot.y(), self.width(), Token.BORDER)
        draw_icon(painter, QPointF(px(14), foot.center().y() - px(7)), Icon.DATABASE, 14, Token.T3)
        draw_text(painter, foot.adjusted(px(36), 0, 0, 0), "数据存本机，加密；随时可备份", Font.SMALL, Token.T2)
        draw_text(painter, foot.adjusted(0, 0, -px(14), 0), HINTS, Font.SMALL, Token.T2, RIGHT)
        painter.end()

    # -- inside ------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        first, second, third, fourth = self.steps
        first.contents.addWidget(self.start)
        first.aside.set_words("两种都能随时改")
        second.aside.set_words("没有也可以先录入，申报时再选")
        second.contents.addWidget(self.sign)
        head = QHBoxLayout()
        head.addWidget(Label("密钥槽", Font.STRONG), 1)
        head.addWidget(Label("口令只在解锁时用，不写入硬盘", Font.SMALL, Token.T2))
        second.contents.addLayout(head)
        second.contents.addWidget(self.slots)
        third.aside.set_words(self._facts.tables_note)
        third.contents.addWidget(Label(self._facts.tables, Font.BODY, Token.T2))
        fourth.aside.set_words("随时可从设置再看")
        fourth.contents.addWidget(Label(TOUR, Font.BODY, Token.T2))
        for step in self.steps:
            step.finish()
        third.told.set_words(self._facts.tables)
        fourth.told.set_words(TOUR)

    def _lay_out(self) -> None:
        px = theme().px
        inside = QWidget()
        middle = QVBoxLayout(inside)
        middle.setContentsMargins(px(20), px(24), px(20), px(12))
        middle.setSpacing(px(10))
        middle.addStretch(1)
        middle.addWidget(self._head())
        middle.addSpacing(px(8))
        for step in self.steps:
            middle.addWidget(step)
        if self._facts.is_practice:
            middle.addWidget(self._practice())
        middle.addStretch(2)
        inside.setMaximumWidth(px(WIDTH + 40))
        scroll = ScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)
        scroll.setWidget(centre)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, LINE, 0, px(FOOT))
        column.setSpacing(0)
        column.addLayout(self._top())
        column.addWidget(scroll, 1)

    def _top(self) -> QHBoxLayout:
        px = theme().px
        row = QHBoxLayout()
        row.setContentsMargins(px(14), px(8), px(14), 0)
        if self._facts.is_practice:
            row.addWidget(Chip("模拟环境", Tone.WARN, Icon.CIRCLE_DOT))
        row.addStretch(1)
        return row

    def _head(self) -> QWidget:
        px = theme().px
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(16))
        row.addWidget(_Mark())
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(Label(NAME, Font.GREETING))
        words.addWidget(Label(NOTE, Font.BODY, Token.T2))
        row.addLayout(words, 1)
        row.addWidget(self.count)
        return head

    def _practice(self) -> Card:
        px = theme().px
        card = Card(tone=Tone.WARN)
        card.body.setContentsMargins(px(18), px(8), px(18), px(8))
        row = QHBoxLayout()
        words = "现在连的是模拟环境，窗口顶端一直有标记；申报不会到海关。"
        row.addWidget(SignedLine(words, Icon.CIRCLE_DOT, Tone.WARN), 1)
        link = Button("改连正式环境", ButtonLook.LINK)
        link.clicked.connect(self.gateway_asked)
        row.addWidget(link)
        card.body.addLayout(row)
        return card

    def _bind(self) -> None:
        for number, step in enumerate(self.steps):
            step.taken.connect(self._take)
            step.skipped.connect(self._skip)
            step.back_asked.connect(lambda number=number: self._open(number - 1))
            step.again_asked.connect(lambda number=number: self._open(number))
        self.steps[0].back.hide()

    def _open(self, number: int) -> None:
        if number >= len(self.steps):
            self.leave()
            return
        self._at = number
        for at, step in enumerate(self.steps):
            step.open(at == number)
        self.count.set_words(f"{number + 1} / {len(self.steps)}")
        self._focus()

    def _focus(self) -> None:
        """Put the keyboard on the one decision that is open."""
        to: dict[int, Callable[[], None]] = {0: self.start.take_focus, 1: self.sign.take_focus}
        step = self.steps[self._at]
        to.get(self._at, lambda: step.take.setFocus(Qt.FocusReason.OtherFocusReason))()

    def _take(self) -> None:
        at = self._at
        if at == 0:
            self.started.emit(self.start.current)
            self.steps[0].show_done("装入演示数据" if self.start.current == DEMO else "空白开始")
        elif at == 1:
            self.signed.emit(self.sign.current)
            self.steps[1].show_done("操作员卡" if self.sign.current == CARD else "软件证书")
        elif at == 2:
            self.steps[2].show_done(self._facts.tables)
        else:
            self.tour_asked.emit()
        self._open(at + 1)

    def _skip(self) -> None:
        self.steps[self._at].show_done("已跳过，以后在设置里改")
        self._open(self._at + 1)


class _Mark(QWidget):
    """The sign of the program."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme().px(44), theme().px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = (theme().color(Token.ACCENT_FILL), theme().color(Token.ON_FILL))
        ratio = painter.deviceTransform().m11()
        painter.drawImage(QPointF(0, 0), mark_image(self.width(), *colors, ratio))
        painter.end()
