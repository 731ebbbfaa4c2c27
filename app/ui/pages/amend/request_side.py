"""Beside a request: the versions, what it depends on, what happens next, and what the authority answered."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.models.stages import entries
from app.ui.pages.amend.request_words import CLOSING, afterwards, nodes
from app.ui.pages.amend.version_tree import VersionTree
from app.ui.pages.lifecycle import Condition, Request
from app.ui.pages.services import Verdict
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Ground, Label, Paragraph, Timeline
from app.ui.widgets.scroll import ScrollArea
from app.ui.widgets.signed_line import SignedLine

WIDTH = 312
SIGNS: Mapping[Verdict, tuple[Icon, Tone]] = MappingProxyType(
    {
        Verdict.OK: (Icon.CIRCLE_CHECK, Tone.OK),
        Verdict.WARN: (Icon.TRIANGLE_ALERT, Tone.WARN),
        Verdict.BAD: (Icon.CIRCLE_X, Tone.ERR),
    }
)


class RequestSide(Ground):
    """``opened(str)`` and ``compared(str)`` with a version's draft."""

    opened = Signal(str)
    compared = Signal(str)

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(Token.SURFACE, "left")
        px = theme().px
        self._now = now
        self.setFixedWidth(px(WIDTH))
        self.tree = VersionTree()
        self.tree.opened.connect(self.opened)
        self.tree.compared.connect(self.compared)
        compare = Button("F12 比较两版", ButtonLook.LINK)
        compare.clicked.connect(lambda: self.compared.emit(self.tree.current()))
        self._conditions, self._next = QVBoxLayout(), QGridLayout()
        self._closing = Paragraph("", Font.SMALL, Token.T2)
        self._timeline = Timeline()
        self._came = Label("回执", Font.CARD)
        inside = Ground(Token.SURFACE)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(12), px(12), px(12), px(12))
        column.setSpacing(px(8))
        column.addLayout(_titled("版本", compare))
        column.addWidget(self.tree)
        self._before_filing: list[QWidget] = [self._closing]
        for title, layout in (("办理条件", self._conditions), ("以后会怎样", self._next)):
            head = (_rule(), Label(title, Font.CARD))
            self._before_filing += head
            for piece in head:
                column.addWidget(piece)
            layout.setSpacing(px(6))
            column.addLayout(layout)
        column.addWidget(self._closing)
        for part in (self._came, self._timeline):
            column.addWidget(part)
        column.addStretch(1)
        scroll = ScrollArea()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scroll)

    def show_request(self, request: Request) -> None:
        """Show what belongs to a request."""
        self.tree.show_nodes(nodes(request, self._now()), request.draft_id)
        open_ = request.standing.editable
        for part in self._before_filing:
            part.setVisible(open_)
        self._show_conditions(request.conditions if open_ else ())
        _clear(self._next)
        for row, (title, words) in enumerate(afterwards(request) if open_ else ()):
            self._next.addWidget(Label(title, Font.SMALL, Token.T2), row, 0)
            self._next.addWidget(Label(words, Font.SMALL, Token.T1), row, 1)
        self._next.setColumnMinimumWidth(0, theme().px(64))
        self._next.setColumnStretch(1, 1)
        self._closing.set_words(CLOSING.get(request.kind, ""))
        came = [event for event in request.events if event.receipt_id]
        self._timeline.show_entries(entries(came))
        for part in (self._came, self._timeline):
            part.setVisible(bool(came))

    def _show_conditions(self, conditions: Sequence[Condition]) -> None:
        _clear(self._conditions)
        for one in conditions:
            icon, tone = SIGNS[one.verdict]
            self._conditions.addWidget(SignedLine(one.words, icon, tone))


def _titled(words: str, end: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(Label(words, Font.CARD), 1)
    row.addWidget(end)
    return row


def _rule() -> Ground:
    rule = Ground(Token.LINE)
    rule.setFixedHeight(1)
    return rule


def _clear(layout: QVBoxLayout | QGridLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
