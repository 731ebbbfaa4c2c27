"""What the filing mode changes on the page: ribbon, head, what stands under the goods; it files and stores nothing."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.clock import Clock
from app.core.draft import Mode
from app.declarations.deadline import Deadline, deadline
from app.declarations.entry import entry_day, expected_entry, has_arrived
from app.declarations.status import Status
from app.declarations.two_step_items import later_sections
from app.taxes.rate_day import RateDay
from app.taxes.result import Estimate
from app.ui.editors import Editor, Services
from app.ui.models.document import DraftDocument
from app.ui.models.fourteen_days import ruler_of, sentence_of
from app.ui.models.ribbon import TASK, TWO_STEPS, Way, clock_of, is_over, stages
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.blocks_area import BlocksArea
from app.ui.pages.form.goods_area import GoodsArea
from app.ui.pages.form.head_area import HeadArea
from app.ui.pages.form.later_area import LaterStrip, later_area
from app.ui.pages.form.manifest_line import ManifestLine
from app.ui.pages.form.mode_services import ManifestService, ModeServices
from app.ui.pages.form.sections_area import SectionsArea
from app.ui.pages.form.summary_area import SummaryPlan
from app.ui.pages.form.summary_foot import SummaryFoot
from app.ui.pages.services import Event
from app.ui.theme import Token, theme
from app.ui.widgets.card import Ground
from app.ui.widgets.ribbon import StageRibbon


class Taxes(Protocol):
    """The live taxes of the draft."""

    @property
    def told(self) -> SignalInstance: ...

    def rate_day(self) -> RateDay: ...

    def estimate(self) -> Estimate | None: ...


class RibbonBar(Ground):
    """The ribbon under the head of the document."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Token.SURFACE, "bottom", parent)
        px = theme().px
        self.ribbon = StageRibbon()
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 0, px(16), 1)
        row.addWidget(self.ribbon)


class Foot(QWidget):
    """What stands under the goods of a 概要; the cards go where the window is low."""

    def __init__(self, cards: SummaryFoot, later: LaterStrip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards, self._later = cards, later
        self._is_low = self._is_later = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(cards)
        column.addStretch(1)
        column.addWidget(later)

    def show_low(self, low: bool) -> None:
        """Put the cards away where a low window has no room for them: ribbon and 涉税 say the same."""
        self._is_low = low
        self._show()

    def show_later(self, on: bool) -> None:
        """Put the cards away while what comes later has the room."""
        self._is_later = on
        self._later.set_open(on)
        self._show()

    def _show(self) -> None:
        self._cards.setVisible(not (self._is_low or self._is_later))

    def full_height(self) -> int:
        """Return the height the foot takes with its cards."""
        return self._cards.sizeHint().height() + self._later.sizeHint().height()

    def wanted_height(self) -> int:
        """Return the height the foot takes at least."""
        cards = 0 if self._cards.isHidden() else self._cards.sizeHint().height()
        return cards + self._later.sizeHint().height()


class ModeParts(QObject):
    """``turned()`` when the mode gave the page another head; ``counted(stage, items)`` with how a 概要 is counted."""

    turned = Signal()
    counted = Signal(str, str)

    def __init__(
        self,
        draft_id: str,
        document: DraftDocument,
        binder: Binder,
        editors: Services,
        sections: SectionsArea,
        goods: GoodsArea,
        services: ModeServices,
        clock: Clock,
        step: Callable[[Editor, int], None],
        save: Callable[[Callable[[], None]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._save = save
        self._document, self._binder, self._editors, self._goods = document, binder, editors, goods
        self._draft_id, self._services, self._clock, self._step = draft_id, services, clock, step
        self._status, self._events = Status.DRAFT, tuple[Event, ...]()
        self._this: Decimal | None = None
        self._rates = ""
        self._plan: SummaryPlan | None = None
        if services.manifests is not None:
            sections.head_facts_with(partial(self._manifest_line, services.manifests))
        self.bar = RibbonBar()
        self.head = HeadArea(sections, self._make_summary, self._make_later)
        self.head.turned.connect(self._turned)
        self.cards = SummaryFoot(ruler_of(self._deadline(), self._today(), self._expected(), services.calendar))
        self.later = LaterStrip(document)
        self.foot = Foot(self.cards, self.later)
        self.later.toggled.connect(self.toggle_later)
        self.later.opened.connect(self._open_later)
        goods.table.went.connect(self._show_line)
        document.mode_changed.connect(self.show)
        document.facts_changed.connect(self._refresh)
        document.checked.connect(self._refresh)
        self.show()

    # -- what the page tells -----------------------------------------------------------------------------------

    def show_status(self, status: Status) -> None:
        """Take where the declaration stands."""
        self._status = status
        self._refresh()

    def show_events(self, events: Sequence[Event]) -> None:
        """Take what happened to it."""
        self._events = tuple(events)
        self._refresh()

    def show_taxes(self, taxes: Taxes) -> None:
        """Take the estimated taxes: what this declaration takes of its guarantee, and the day of its rates."""
        found = taxes.estimate()
        self._rates = self.rate_words(taxes)
        self._this = found.total if found is not None else None
        if self._plan is not None and self._plan.guarantee is not None:
            self._plan.guarantee.show_this(self._this)

    def toggle_later(self) -> None:
        """Show what comes later, or what the 概要 asks (F6 of a 概要)."""
        if self.head.shows_later():
            self.head.show_summary()
        elif self.head.is_summary():
            self.head.show_later()

    # -- inside ------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Give the page the head of its mode."""
        is_summary = self._document.mode is Mode.SUMMARY
        if is_summary:
            self.head.show_summary()
        else:
            self.head.show_sections()
        if self.foot.parentWidget() is not None or not is_summary:  # shown without a parent it would be a window
            self.foot.setVisible(is_summary)
        self.foot.show_later(False)
        self._refresh()
        self.turned.emit()

    def rate_words(self, taxes: Taxes) -> str:
        """Return the day whose rates apply, as far as it is known; nothing where it is simply the day of filing."""
        if self._document.mode is Mode.ONCE or self._document.form.direction == "E":
            return ""
        found, expected = taxes.rate_day(), self._expected()
        if not found.open:
            return f"计税日 {found.day:%m-%d}"
        if self._is_past(self._entry()):
            return f"计税日 {found.day:%m-%d}（暂估）"
        return f"计税日按进境日，预计 {expected:%m-%d}" if expected is not None else "计税日按进境日，未知"

    def _make_summary(self) -> BlocksArea:
        ledger = self._services.guarantees
        today = self._today()
        manifests = self._services.manifests
        line = partial(self._manifest_line, manifests) if manifests is not None else None
        plan = SummaryPlan(self._binder, self._editors, self._step, self._current, today, ledger, self._draft_id, line)
        area = plan.area()
        if plan.guarantee is not None:
            plan.guarantee.told.connect(lambda held: self.cards.show_held(held, self._this))
            plan.guarantee.show_this(self._this)
            plan.guarantee.refresh()
        self._plan = plan
        plan.show_line()
        return area

    def _make_later(self) -> BlocksArea:
        return later_area(self._binder, self._editors, self._current)

    def _current(self) -> int:
        return self._goods.table.current

    def _manifest_line(self, manifests: ManifestService) -> QWidget:
        return ManifestLine(self._document, manifests, self._draft_id, self._save)

    def _count(self) -> str:
        is_summary = self._document.mode is Mode.SUMMARY
        return self._plan.count_words() if self._plan is not None and is_summary else ""

    def _turned(self) -> None:
        self.foot.show_later(self.head.shows_later())

    def _show_line(self, _row: int) -> None:
        if self._plan is not None:
            self._plan.show_line()

    def _open_later(self, key: str) -> None:
        if not self.head.shows_later():
            self.toggle_later()
        self.head.open(key)

    def _refresh(self) -> None:
        document, now = self._document, self._clock.now()
        facts = document.draft.facts
        way = Way(document.mode, self._status, self._events, now, has_arrived(facts), self._expected())
        two_steps = document.mode in TWO_STEPS and not is_over(self._status)
        found, expected = self._deadline(), self._expected()
        self.bar.ribbon.show_stages(stages(way), clock_of(found, now, expected) if two_steps else None, TASK)
        if document.mode is Mode.SUMMARY:
            ruler = ruler_of(found, self._today(), expected, self._services.calendar)
            said = (sentence_of(found, expected), f"{self._rates}。" if self._rates else "")
            self.cards.show_days(ruler, "".join(said))
            self.later.show_sections(later_sections(document.form, document.draft))
        count = self._count()
        self.counted.emit("概要" if count else "", count)

    def _deadline(self) -> Deadline:
        entered = self._entry()
        return deadline(entered if self._is_past(entered) else None, self._today(), self._services.calendar)

    def _expected(self) -> date | None:
        """Return the day of entry as far as it is only expected: a day to come, or the arrival that is planned."""
        entered = self._entry()
        return expected_entry(self._document.draft.facts) if entered is None or self._is_past(entered) else entered

    def _entry(self) -> date | None:
        return entry_day(self._document.draft.facts, self._document.get)

    def _is_past(self, entered: date | None) -> bool:
        return entered is not None and entered <= self._today()

    def _today(self) -> date:
        return self._clock.now().date()
