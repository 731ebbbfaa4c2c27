"""问题: what must be changed and what deserves a look, one card each, walked with F8; it finds nothing itself."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.problem import Fix, Problem, Severity
from app.ui.models.document import DraftDocument
from app.ui.models.problem_words import fix_words, place_of, title_and_body
from app.ui.pages.form.aside_row import AsideRow
from app.ui.pages.form.stops_list import StopsList
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import RIGHT
from app.ui.widgets.bar import Bar
from app.ui.widgets.card import Ground
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.issue_card import IssueCard
from app.ui.widgets.label import Label, Paragraph
from app.ui.widgets.scroll import ScrollArea

MOST_CARDS = 60  # more are never worked off at one look; the line below says how many wait
PAD, SIDE = 14, 10
Key = tuple[str, str, str]
GROUPS = ((Severity.ERROR, "必须改", Token.ERR_TEXT), (Severity.WARNING, "请留意", Token.WARN_TEXT))


def key_of(problem: Problem) -> Key:
    """Return what makes two findings the same one."""
    return problem.rule, problem.path, problem.message


class ProblemsPanel(QWidget):
    """``jump_asked(path)`` for a card chosen; ``fix_asked(Problem)`` for its cure or, where a warning has none, the
    reason it is set aside with; ``withdraw_asked(Problem)`` takes that back.
    """

    jump_asked = Signal(str)
    fix_asked = Signal(object)
    withdraw_asked = Signal(object)

    def __init__(self, document: DraftDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._problems: tuple[Problem, ...] = ()
        self._aside: tuple[tuple[Problem, str], ...] = ()
        self._told: tuple[object, ...] = ()
        self._cards: dict[Key, IssueCard] = {}
        self._current: Key | None = None
        self._visited = False  # whether the keyboard was brought to the current problem
        self._at = ""  # the path the keyboard is at
        self._led: set[Key] = set()  # what a rejection names and F8 has led to
        self._fixes: dict[str, Fix] = {}
        self._stage = ""
        self._guide: StopsList | None = None
        self._items = Label("", Font.SMALL, Token.T3)
        self._items.hide()
        self._need = Label("", Font.SMALL, Token.T2)
        self._checked_at = Label("", Font.SMALL, Token.T3, RIGHT)
        self._bar = Bar()
        self._lay_out()
        document.checked.connect(self.refresh)
        self.refresh()

    # -- walking -----------------------------------------------------------------------------------------------

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems shown, those that must be changed first."""
        return self._problems

    def current(self) -> Problem | None:
        """Return the current problem."""
        return next((problem for problem in self._problems if key_of(problem) == self._current), None)

    def walk(self, direction: int) -> Problem | None:
        """Make the next (+1) or previous (-1) problem current and ask to go to its field.

        What a rejection names comes first, once: the clerk has opened the declaration because of it.
        """
        if not self._problems:
            return None
        at = self._place(self._current) or 0
        problem = self._named_by_rejection()
        if problem is None:
            problem = self._problems[(at + direction) % len(self._problems) if self._visited else at]
        self._choose(problem)
        return problem

    def start(self) -> None:
        """Make the first problem current and ask to go to its field."""
        if self._problems:
            self._choose(self._problems[0])

    def mark(self, problem: Problem) -> None:
        """Make a problem current and leave the keyboard alone."""
        self._mark(problem)

    def point_at(self, path: str) -> None:
        """Make the problem of a field current, if it has one."""
        self._at = path
        found = next((one for one in self._problems if one.path == path), None)
        if found is not None:
            self._mark(found)

    def offer(self, fixes: dict[str, Fix]) -> None:
        """Offer further cures by path: the value of the last declaration for a field left empty."""
        if fixes != self._fixes:
            changed = {path for path in {*fixes, *self._fixes} if fixes.get(path) != self._fixes.get(path)}
            self._fixes = fixes
            self._cards = {key: card for key, card in self._cards.items() if key[1] not in changed}
            self._rebuild()

    def fix_of(self, problem: Problem) -> Fix | None:
        """Return the cure of a problem: its own, else one that was offered for its empty field."""
        if problem.fix is not None:
            return problem.fix
        return self._fixes.get(problem.path) if not self._document.get(problem.path) else None

    def show_stage(self, stage: str, items: str) -> None:
        """Say of which stage the needs are, and how its items are counted."""
        if (stage, items) == (self._stage, self._items.words()):
            return
        self._stage = stage
        self._items.set_words(items)
        self._items.setVisible(bool(items))
        self.refresh()

    def show_checked(self, at: datetime) -> None:
        """Say when 校验 ran last."""
        self._checked_at.set_words(f"校验于 {at:%H:%M} · 规则 {self._document.form.version}")

    def words(self) -> str:
        """Return what is said above the cards."""
        return f"{self._need.words()}\n{self._items.words()}".strip()

    def show_guide(self, guide: StopsList | None) -> None:
        """Show the waiting fields of 快填 below the cards, or nothing."""
        if self._guide is not None and guide is None:
            self._column.removeWidget(self._guide)
            self._guide.hide()
        self._guide = guide
        self._rebuild()

    # -- showing -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the problems that may be seen now, keeping the cards that stay."""
        filled, wanted = self._document.needs()
        self._need.set_words(f"{self._stage}必填 {filled} / {wanted}")
        share = filled / wanted if wanted else 1.0
        self._bar.show_share(share, Tone.OK if share > 0.9 else Tone.INFO, self._need.words())
        shown, aside = self._document.shown_problems(), self._document.set_aside()
        told = (shown, aside, self._document.locked)
        if told == self._told:
            return
        self._told, self._aside = told, aside
        gone_at = self._place(self._current) or 0
        self._problems = shown
        if self._place(self._current) is None:  # it was cured: the next one moves up
            self._current = key_of(shown[min(gone_at, len(shown) - 1)]) if shown else None
            self._visited = False
        self._follow_keyboard()
        self._rebuild()

    def _follow_keyboard(self) -> None:
        """Make what was just found in the field with the keyboard current, unless something there already is."""
        found = [one for one in self._problems if one.path == self._at]
        if found and self._current not in [key_of(one) for one in found]:
            self._current, self._visited = key_of(found[0]), True

    def _named_by_rejection(self) -> Problem | None:
        """Return the next finding of the authority that F8 has not led to; not the one the keyboard is at."""
        named = [one for one in self._document.told() if one in self._problems]
        self._led |= {key_of(one) for one in named if one.path == self._at}
        found = next((one for one in named if key_of(one) not in self._led), None)
        if found is not None:
            self._led.add(key_of(found))
        return found

    def _place(self, key: Key | None) -> int | None:
        return next((at for at, problem in enumerate(self._problems) if key_of(problem) == key), None)

    def _lay_out(self) -> None:
        px = theme().px
        head = QHBoxLayout()
        head.setContentsMargins(px(PAD), px(10), px(PAD), px(6))
        head.addWidget(self._need)
        head.addWidget(self._checked_at, 1)
        bar = QHBoxLayout()
        bar.setContentsMargins(px(PAD), 0, px(PAD), px(8))
        bar.addWidget(self._bar)
        inside = Ground(Token.SURFACE)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(px(SIDE), 0, px(SIDE), px(SIDE))
        self._column.setSpacing(px(8))
        self._scroll = ScrollArea()
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        items = QHBoxLayout()
        items.setContentsMargins(px(PAD), 0, px(PAD), 0)
        items.addWidget(self._items)
        column.addLayout(head)
        column.addLayout(bar)
        column.addLayout(items)
        column.addWidget(self._scroll, 1)

    def _rebuild(self) -> None:
        wanted = {key_of(problem) for problem in self._problems[:MOST_CARDS]}
        kept = {key: card for key, card in self._cards.items() if key in wanted}
        self._clear({*kept.values(), self._guide})
        self._cards = {}
        for severity, words, color in GROUPS:
            group = [problem for problem in self._problems if problem.severity is severity]
            if group:
                self._column.addWidget(_heading(f"{words}（{len(group)}）", color))
                self._add_cards(group, kept)
        if self._guide is None and not any(problem.blocks for problem in self._problems):
            notes = len(self._problems)
            sentence = f"留意 {notes} 项，说明理由后可以申报" if notes else "填写中随时检查，F9 全部校验"
            self._column.insertWidget(0, EmptyState(Icon.CIRCLE_CHECK, "没有须改的问题", sentence))
        hidden = len(self._problems) - len(self._cards)
        if hidden > 0:
            self._column.addWidget(
                Paragraph(f"还有 {hidden} 项，改完上面的就会列出；F8 逐项前往", Font.SMALL, Token.T3)
            )
        if self._aside:
            self._column.addWidget(_heading(f"已说明（{len(self._aside)}）", Token.T3))
            for problem, reason in self._aside[:MOST_CARDS]:
                self._column.addWidget(self._aside_row(problem, reason))
        if self._guide is not None:
            self._column.addWidget(self._guide)
            self._guide.show()
        self._column.addStretch(1)

    def _aside_row(self, problem: Problem, reason: str) -> AsideRow:
        place = place_of(self._document.form, problem)
        row = AsideRow(title_and_body(problem)[0], reason, place, not self._document.locked)
        row.withdraw_asked.connect(lambda: self.withdraw_asked.emit(problem))
        return row

    def _add_cards(self, group: Sequence[Problem], kept: dict[Key, IssueCard]) -> None:
        for problem in group:
            if len(self._cards) >= MOST_CARDS:
                return
            key = key_of(problem)
            if key in self._cards:
                continue
            card = kept.get(key) or self._card(problem)
            card.set_current(key == self._current)
            self._cards[key] = card
            self._column.addWidget(card)

    def _card(self, problem: Problem) -> IssueCard:
        title, body = title_and_body(problem)
        fix = self.fix_of(problem)
        card = IssueCard(
            problem.severity,
            title,
            body,
            fix_words(self._document.form, fix, self._document.tables, problem.path) if fix else _other_act(problem),
            place_of(self._document.form, problem),
        )
        card.setToolTip(problem.source)
        card.jump_asked.connect(lambda: self._choose(problem))
        card.fix_asked.connect(lambda: self.fix_asked.emit(problem))
        return card

    def _clear(self, kept: set[IssueCard | StopsList | None]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in kept:
                widget.hide()
                widget.deleteLater()

    def _choose(self, problem: Problem) -> None:
        self._mark(problem)
        self.jump_asked.emit(problem.path)

    def _mark(self, problem: Problem) -> None:
        self._current, self._visited = key_of(problem), True
        for other, card in self._cards.items():
            card.set_current(other == self._current)
            if other == self._current:
                self._scroll.ensureWidgetVisible(card, 0, theme().px(20))


def _heading(words: str, color: Token) -> QWidget:
    """Return a line over cards, in line with what their own words begin at."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(theme().px(PAD - SIDE), 0, 0, 0)
    row.addWidget(Label(words, Font.SMALL_STRONG, color))
    return made


def _other_act(problem: Problem) -> str:
    """Return what can be done about a problem without a cure."""
    return "" if problem.blocks else "忽略…"
