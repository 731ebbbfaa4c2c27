"""The right side of a lot: goods and group to type, mandates, findings with their cures; it knows no field by name."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.problem import Severity
from app.ui.editors import TextEditor
from app.ui.editors.factory import FieldEditor, Services, create
from app.ui.editors.field_label import FieldLabel
from app.ui.theme import Font, Token, Tone, theme
from app.ui.widgets import Bar, Button, ButtonLook, Ground, IssueCard, Label, Paragraph
from app.ui.widgets.scroll import ScrollArea
from app.work.lot_view import LotIssue, LotView

SHOWN_FIELDS = 9
MOST_CARDS = 20  # more are told by their number: cured ones make room
GROUP_TITLE = "互助组"


class LotSide(Ground):
    """``typed(path, text)``, ``group_typed(str)``, ``cured(LotIssue)``, ``pointed(LotIssue)``, ``through()``."""

    typed = Signal(str, str)
    group_typed = Signal(str)
    cured = Signal(object)
    pointed = Signal(object)
    through = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(Token.SURFACE, "left")
        self._services = services
        self._unfolded = False
        self._group = ""
        self.editors: dict[str, FieldEditor] = {}
        self._labels: dict[str, FieldLabel] = {}
        self._shown: dict[str, str] = {}
        self.issues: list[tuple[LotIssue, IssueCard]] = []
        self._told: tuple[LotIssue, ...] | None = None
        self._current = -1
        self.group_box = TextEditor()
        self.group_box.set_title(GROUP_TITLE)
        self.group_box.set_hint("编号或名称，回车")
        self.group_box.set_required(True)
        self.group_box.advanced.connect(lambda step: self._group_done(step))
        self._leader = Paragraph("", Font.SMALL, Token.T2)
        self._mandates, self._lacking = Label("", Font.SMALL, Token.T2), Label("", Font.SMALL, Tone.WARN.text)
        self._bar = Bar()
        self._more = Button("其余项", ButtonLook.LINK)
        self._more.clicked.connect(lambda: self._unfold(not self._unfolded))
        self._heading = Label("", Font.CARD)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme().px(8))
        self._grid = QGridLayout()
        self._lay_out()

    # -- showing -------------------------------------------------------------------------------------------------

    def show_lot(self, view: LotView) -> None:
        """Show a lot; the field that has the keyboard keeps what is being typed."""
        if not self.editors:
            self._make_fields(view)
        for one in view.fields:
            editor = self.editors[one.path]
            is_typed_in = editor.hasFocus() and editor.text() != self._shown.get(one.path, "")
            if one.text != editor.text() and not is_typed_in:  # setting the same text would end a search under way
                editor.set_text(one.text)
            if not is_typed_in:
                self._shown[one.path] = one.text
            editor.set_read_only(not view.editable)
        group = view.group
        self._group = f"{group.number} {group.name}" if group else ""
        if not self.group_box.hasFocus():
            self.group_box.set_text(self._group)
        self.group_box.set_read_only(not view.editable)
        leader = view.leader
        told = "" if leader is None else f"{leader.name} 组长  {leader.id_masked}  {leader.phone_masked}"
        self._leader.set_words(told)
        self._leader.setVisible(bool(told))
        self._show_mandates(view)
        self._mark_fields(view)
        self._show_issues(view)

    def current_issue(self) -> LotIssue | None:
        """Return the finding in hand."""
        return self.issues[self._current][0] if 0 <= self._current < len(self.issues) else None

    def step(self, by: int, share_id: str = "") -> LotIssue | None:
        """Take the next or the last finding in hand; the first to be taken is that of a share, if it has one."""
        if self.issues and self._current >= 0:
            self._mark((self._current + by) % len(self.issues))
        elif self.issues:
            own = (n for n, (one, _) in enumerate(self.issues) if share_id and one.share_id == share_id)
            self._mark(next(own, 0))
        return self.current_issue()

    def take_field(self, path: str) -> bool:
        """Put the keyboard into a field; False where there is none."""
        editor = self.editors.get(path)
        if editor is None:
            return False
        if not editor.isVisible():
            self._unfold(True)
        editor.take_focus()
        return True

    # -- building ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        px = theme().px
        inside = Ground(Token.SURFACE)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(14), px(14), px(14))
        column.setSpacing(px(8))
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(4))
        column.addWidget(Label("商品和批次", Font.CARD))
        column.addLayout(self._grid)
        column.addWidget(self._more)
        column.addWidget(self._rule())
        column.addWidget(self._leader)
        row = QHBoxLayout()
        row.addWidget(self._mandates)
        row.addStretch(1)
        row.addWidget(self._lacking)
        column.addLayout(row)
        column.addWidget(self._bar)
        column.addWidget(self._rule())
        column.addWidget(self._heading)
        column.addLayout(self._cards)
        column.addStretch(1)
        area = ScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.addWidget(area)

    @staticmethod
    def _rule() -> Ground:
        rule = Ground(Token.LINE)
        rule.setFixedHeight(1)
        return rule

    def _make_fields(self, view: LotView) -> None:
        self._add(0, GROUP_TITLE, self.group_box)
        for number, one in enumerate(view.fields, 1):
            editor = create(one.bound, self._services)
            editor.setObjectName(one.path)
            editor.set_required(one.bound.box.need.startswith("R"))
            editor.advanced.connect(lambda step, path=one.path: self._advance(path, step))
            editor.installEventFilter(self)
            self.editors[one.path] = editor
            self._labels[one.path] = self._add(number, one.bound.box.words, editor)
            self._labels[one.path].setToolTip(one.bound.label if one.bound.box.short else "")
        self._unfold(False)

    def _add(self, row: int, words: str, editor: FieldEditor) -> FieldLabel:
        label = FieldLabel(words, editor)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(editor, row, 1)
        return label

    def _unfold(self, on: bool) -> None:
        self._unfolded = on
        hidden = list(self.editors)[SHOWN_FIELDS:]
        for path in hidden:
            self.editors[path].setVisible(on)
            self._labels[path].setVisible(on)
        self._more.set_words("收起" if on else f"其余 {len(hidden)} 项")

    # -- typing --------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell what was typed when the keyboard leaves a field."""
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QWidget):
            self._tell(watched.objectName())
        return super().eventFilter(watched, event)

    def _tell(self, path: str) -> None:
        editor = self.editors.get(path)
        if editor is None or editor.is_read_only():
            return
        text = editor.text().strip()
        if text != self._shown.get(path, ""):  # a field merely passed through tells nothing
            self._shown[path] = text
            self.typed.emit(path, text)

    def _advance(self, path: str, step: int) -> None:
        paths = [one for one in self.editors if self.editors[one].isVisible()]
        at = paths.index(path) + step
        if 0 <= at < len(paths):
            self.editors[paths[at]].take_focus()
        elif at < 0:
            self.group_box.take_focus()
        else:
            self.through.emit()

    def _group_done(self, step: int) -> None:
        typed = self.group_box.text().strip()
        text = typed.split(" ")[0]
        if text and typed != self._group and not self.group_box.is_read_only():
            self.group_typed.emit(text)
        if step > 0 and self.editors:
            next(iter(self.editors.values())).take_focus()

    # -- findings ------------------------------------------------------------------------------------------------

    def _show_mandates(self, view: LotView) -> None:
        members, group = len(view.rows), view.group
        self._mandates.set_words(f"委托书 {view.mandates} / {members} 份" if group else "还没有选互助组")
        lacking = [row.name for row in view.rows if row.fitness.standing.name == "NO_MANDATE"]
        self._lacking.set_words(f"缺 {'、'.join(lacking[:2])}{' 等' if len(lacking) > 2 else ''}" if lacking else "")
        share = view.mandates / members if members else 0.0
        self._bar.show_share(share, Tone.TEAL, self._mandates.words())

    def _mark_fields(self, view: LotView) -> None:
        worst = {one.path: one for one in reversed(view.issues) if one.path}
        for path, editor in self.editors.items():
            issue = worst.get(path)
            wrong = issue if issue is not None and (issue.rule != "R000" or view.quantity) else None
            editor.set_state(wrong.severity if wrong else None, wrong.body if wrong else "")

    def _show_issues(self, view: LotView) -> None:
        if tuple(view.issues) == self._told:
            return  # told again after each card, and a card takes its time to make
        before, self._told = self.current_issue(), tuple(view.issues)
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.issues = []
        for issue in view.issues[:MOST_CARDS]:
            card = IssueCard(issue.severity, issue.title, issue.body, issue.cure.words if issue.cure else "")
            card.jump_asked.connect(lambda issue=issue: self._point(issue))
            card.fix_asked.connect(lambda issue=issue: self.cured.emit(issue))
            card.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._cards.addWidget(card)
            self.issues.append((issue, card))
        wrong = sum(one.severity is Severity.ERROR for one in view.issues)
        self._heading.set_words(f"须处理（{len(view.issues)}）" + (f"  须改 {wrong}" if wrong else ""))
        same = (n for n, (one, _) in enumerate(self.issues) if before and _place(one) == _place(before))
        self._mark(next(same, -1))

    def _point(self, issue: LotIssue) -> None:
        self._mark(next(n for n, (one, _) in enumerate(self.issues) if one is issue))
        self.pointed.emit(issue)

    def _mark(self, number: int) -> None:
        self._current = number
        for at, (_, card) in enumerate(self.issues):
            card.set_current(at == number)


def _place(issue: LotIssue) -> tuple[str, str, str]:
    return issue.rule, issue.share_id, issue.path
