"""办理: what is asked for and why, with the names of the papers that go with it; it stores nothing itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.declarations.version import Kind
from app.ui.editors import TextEditor
from app.ui.pages.amend.request_words import VERBS
from app.ui.pages.lifecycle import Request
from app.ui.theme import Font, Icon, Token, theme
from app.ui.widgets import Button, ButtonLook, Card, Label, Part, Segmented
from app.ui.widgets.choice_button import ChoiceButton

LABEL = 40
KINDS = (Kind.AMEND, Kind.WITHDRAW)
NOTHING_CHOSEN = ("", "请选择")


class RequestCard(Card):
    """Signals: ``explained()`` after any change, ``kind_asked(str)``, ``attach_asked()``."""

    explained = Signal()
    kind_asked = Signal(str)
    attach_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._names: tuple[str, ...] = ()
        self._locked = False
        self._typed: tuple[str, str, tuple[str, ...]] | None = None  # told and not yet shown back
        self.kinds = Segmented([Part(kind.value, VERBS[kind]) for kind in KINDS])
        self.kinds.chosen.connect(self._ask_kind)
        self.reason = ChoiceButton("原因", [NOTHING_CHOSEN])
        self.reason.chosen.connect(lambda _key: self._tell())
        self._hint = Label("", Font.SMALL, Token.ACCENT)
        self.note = TextEditor()
        self.note.set_title("说明")
        self.note.set_hint("为什么要改，凭什么单证")
        self.note.advanced.connect(lambda step: self.focusNextPrevChild(step > 0))
        self.note.entered.connect(lambda came: None if came else self._tell())
        self.attach = Button("添加附件", ButtonLook.LINK, Icon.PLUS)
        self.attach.clicked.connect(lambda: self.attach_asked.emit())
        self._none = Label("没有附件", Font.BODY, Token.T3)
        self._papers = QHBoxLayout()
        self._papers.setSpacing(px(8))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        for row, (words, part) in enumerate((("办理", self._first()), ("说明", self.note), ("附件", self._last()))):
            label = Label(words, Font.BODY, Token.T2)
            label.setFixedWidth(px(LABEL))
            grid.addWidget(label, row, 0)
            grid.addWidget(part, row, 1)
        self.body.addLayout(grid)

    def show_request(self, request: Request, locked: bool) -> None:
        """Show what is stored; what is being typed stays."""
        self._locked = locked
        self.kinds.setVisible(request.kind in KINDS)
        self.kinds.choose(request.kind.value)
        self.kinds.setEnabled(not locked)
        stored = (request.reason, request.note, request.attachments)
        if self._typed in (None, stored) or locked:
            self._typed = None
        reason, note, papers = stored if self._typed is None else self._typed  # an answer may be older than the hand
        choices = [NOTHING_CHOSEN, *((one.code, f"{one.code} {one.words}") for one in request.reasons)]
        self.reason.show_choices(choices, reason)
        self.reason.setEnabled(not locked)
        chosen = next((one for one in request.reasons if one.code == reason), None)
        self._hint.set_words(chosen.source if chosen is not None else "")
        if not self.note.hasFocus():
            self.note.set_text(note)
        self.note.set_read_only(locked)
        self.attach.setVisible(not locked)
        self._none.setVisible(locked and not papers)
        self._show_papers(papers)

    def explanation(self) -> tuple[str, str, tuple[str, ...]]:
        """Return reason, note and the names of the papers as they stand in the card."""
        return self.reason.current(), self.note.text().strip(), self._names

    def add_paper(self, name: str) -> None:
        """Add a paper."""
        if name not in self._names:
            self._show_papers((*self._names, name))
            self._tell()

    # -- inside ------------------------------------------------------------------------------------------------

    def _first(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(16))
        for part in (self.kinds, self.reason):
            row.addWidget(part)
        row.addWidget(self._hint, 1)
        return box

    def _last(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addLayout(self._papers)
        row.addWidget(self._none)
        row.addWidget(self.attach)
        row.addStretch(1)
        return box

    def _show_papers(self, names: Sequence[str]) -> None:
        if tuple(names) == self._names and self._papers.count():
            return
        self._names = tuple(names)
        while (item := self._papers.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for name in self._names:
            paper = Button(name, ButtonLook.SECONDARY, Icon.FILE_CHECK)
            paper.setToolTip("按一下从申请里拿掉")
            paper.setAccessibleName(f"附件 {name}，按一下拿掉")
            paper.clicked.connect(lambda _checked=False, name=name: self._drop(name))
            self._papers.addWidget(paper)

    def _drop(self, name: str) -> None:
        if not self._locked:
            self._show_papers([one for one in self._names if one != name])
            self.attach.setFocus()
            self._tell()

    def _tell(self) -> None:
        if not self._locked:
            self._typed = self.explanation()
            self.explained.emit()

    def _ask_kind(self, kind: str) -> None:
        self.kind_asked.emit(kind)
