"""The right side of 回执: one declaration with its stages, what it asks for, its life, and a message as it came."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.declarations.status import CHINESE, Status
from app.ui.models.filing_words import ABSENT, FOUND
from app.ui.models.receipt_list import short_title, sign
from app.ui.models.stages import entries, steps
from app.ui.models.status_look import look_of
from app.ui.pages.lifecycle import Next
from app.ui.pages.receipts_notice import Notice, NoticeCard
from app.ui.pages.services import Event, ReceiptItem, Standing
from app.ui.theme import Font, Icon, Token, theme
from app.ui.widgets import Button, ButtonLook, Card, Chip, Ground, Label, Steps, Timeline
from app.ui.widgets.plain_text import PlainText
from app.ui.widgets.timeline import TimelineArea

MARGIN = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pane is about: a draft, the receipt chosen for it if any, and how it is called."""

    draft_id: str
    number: str
    about: str
    receipt: ReceiptItem | None = None


class DeclarationPane(Ground):
    """Signals: ``open_asked(draft id, path)``, ``original_asked()``, ``recall_asked()``, ``settled(bool)``.

    ``next_asked(draft id)`` and ``lanes_asked(draft id)`` lead on from the declaration.
    """

    open_asked = Signal(str, str)
    original_asked = Signal()
    recall_asked = Signal()
    settled = Signal(bool)
    next_asked = Signal(str)
    lanes_asked = Signal(str)

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(Token.APP)
        self._now = now
        self._shown: Shown | None = None
        self._number = Label("", Font.TITLE)
        self._chip = Chip(CHINESE[Status.DRAFT], look_of(Status.DRAFT).tone)
        self._about = Label("", Font.SMALL, Token.T2)
        self._open = Button("打开单证", ButtonLook.PRIMARY, Icon.FILE_TEXT, "Enter", tall=True)
        self._open.clicked.connect(self.ask_open)
        self.next = Button("下一步", ButtonLook.SECONDARY, Icon.CHEVRON_RIGHT, "Shift F10", tall=True)
        self.next.clicked.connect(lambda: self.next_asked.emit(self._id()))
        self.lanes = Button("两段准入", ButtonLook.PLAIN, Icon.TRUCK, tall=True)
        self.lanes.clicked.connect(lambda: self.lanes_asked.emit(self._id()))
        self._steps = Steps()
        self._timeline = Timeline()
        self._text = PlainText("原始报文")
        self.notice = NoticeCard()
        self._lay_out()
        theme().changed.connect(self._dress)
        self._dress()
        self.show_nothing()

    # -- what the page tells -----------------------------------------------------------------------------------

    def shown(self) -> Shown | None:
        """Return what the pane is about."""
        return self._shown

    def show_nothing(self) -> None:
        """Empty the pane."""
        self._shown = None
        for part in self._parts:
            part.hide()

    def show_head(self, shown: Shown) -> None:
        """Show which declaration this is about; stages and life follow."""
        if self._shown is not None and self._shown != shown:
            self.show_life()
        self._shown = shown
        self._number.set_words(shown.number or "未取得编号")
        self._about.set_words(shown.about)
        self._open.setEnabled(bool(shown.draft_id))
        if not shown.draft_id:
            self.show_next(Next())
        self._original.setEnabled(shown.receipt is not None)
        if not shown.draft_id:
            self._show_orphan(shown)
        self._head.show()
        self._life.show()

    def _show_orphan(self, shown: Shown) -> None:
        """Show a receipt of a declaration that is not ours: nothing but itself is known."""
        self._stages.hide()
        self.notice.hide()
        receipt = shown.receipt
        if receipt is not None:
            self._chip.show_state(short_title(receipt), sign(receipt)[1])
            self._timeline.show_entries(
                entries([Event(receipt.at, short_title(receipt), receipt.note, receipt.channel, receipt.id)])
            )

    def show_standing(self, standing: Standing) -> None:
        """Show where the declaration stands and what it asks for."""
        look = look_of(standing.status)
        self._chip.show_state(look.words, look.tone, look.icon)
        self._standing = standing
        self._show_notice(standing)

    def show_next(self, known: Next) -> None:
        """Show what comes next for the declaration."""
        if known.words:
            self.next.set_words(known.words)
        self.next.setVisible(bool(known.words))
        self.lanes.setVisible(known.lanes)

    def show_events(self, events: Sequence[Event]) -> None:
        """Show stages and life."""
        self._steps.show_steps(steps(self._standing.status, events, self._now()))
        self._timeline.show_entries(entries(events))
        self._stages.show()

    def show_original(self, text: str) -> None:
        """Show a message exactly as it came, in the place of the life."""
        self._text.setPlainText(text)
        self._pages.setCurrentWidget(self._text)
        self._title.set_words("原始报文")
        self._note.set_words("收到时的原文，只读，可复制")
        self._original.set_words("全部回执 Esc")
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_life(self) -> None:
        """Go back to the life of the declaration."""
        self._pages.setCurrentWidget(self._scroll)
        self._title.set_words("全部回执")
        self._note.set_words("新的在上")
        self._original.set_words("原始报文 Ctrl U")

    def is_original(self) -> bool:
        """Tell whether the message is in front."""
        return self._pages.currentWidget() is self._text

    def original(self) -> str:
        """Return the message in front, empty while the life is."""
        return self._text.toPlainText() if self.is_original() else ""

    def ask_open(self) -> None:
        """Ask for the document, at the field a rejection points at."""
        if self._shown is not None and self._shown.draft_id:
            path = self._shown.receipt.path if self._shown.receipt is not None else ""
            self.open_asked.emit(self._shown.draft_id, path)

    def _id(self) -> str:
        return self._shown.draft_id if self._shown is not None else ""

    # -- inside ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(MARGIN), px(13), px(MARGIN), px(16))
        column.setSpacing(px(14))
        self._head = self._make_head()
        self._stages = Card()
        self._stages.body.setContentsMargins(px(16), px(12), px(16), px(4))
        self._stages.body.addWidget(self._steps)
        self._life = self._make_life()
        self._parts: tuple[QWidget, ...] = (self._head, self._stages, self.notice, self._life)
        for part in self._parts[:-1]:
            column.addWidget(part)
        column.addWidget(self._life, 1)
        column.addStretch(0)

    def _make_head(self) -> QWidget:
        px = theme().px
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(self._number)
        row.addWidget(self._chip)
        row.addStretch(1)
        for button in (self.lanes, self.next, self._open):
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(self._about)
        return head

    def _make_life(self) -> Card:
        card = Card()
        self._title = Label("全部回执", Font.CARD)
        self._note = Label("新的在上", Font.SMALL, Token.T3)
        self._original = Button("原始报文 Ctrl U", ButtonLook.LINK)
        self._original.clicked.connect(lambda: self.original_asked.emit())
        card.head.addWidget(self._title)
        card.head.addWidget(self._note, 1)
        card.head.addWidget(self._original)
        card.body.addLayout(card.head)
        self._scroll = TimelineArea(self._timeline)
        self._scroll.setAccessibleName("全部回执")
        self._timeline.setAutoFillBackground(False)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self._text)
        card.body.addWidget(self._pages, 1)
        self._standing = Standing(Status.DRAFT)
        return card

    def _dress(self) -> None:
        self._text.setFont(theme().font(Font.SMALL))

    def _show_notice(self, standing: Standing) -> None:
        shown = self._shown
        receipt = shown.receipt if shown is not None else None
        actions = {
            "open": ("改被退的这一项", self.ask_open),
            "absent": (ABSENT, lambda: self.settled.emit(False)),
            "found": (FOUND, lambda: self.settled.emit(True)),
            "recall": ("撤回", lambda: self.recall_asked.emit()),
        }
        notice = Notice.of(standing, receipt)
        self.notice.setVisible(notice is not None)
        if notice is not None:
            self.notice.show_notice(notice, [actions[key] for key in notice.actions])
