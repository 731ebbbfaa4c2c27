"""快填 on the page: strip, marks, list of what waits and manifest, all fed from one model; Enter is the walk's."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.clock import Clock
from app.core.field import Kind
from app.core.path import rows_of
from app.declarations.template import FACTS, SOURCE, expected_day
from app.ui.editors.look import Marks
from app.ui.models.document import DraftDocument
from app.ui.models.page_order import goods_section
from app.ui.models.quick_fill import QuickFill
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.facts_block import TITLE as FACTS_TITLE
from app.ui.pages.form.last_values import LastValues
from app.ui.pages.form.manifest_line import SOURCE as MANIFEST
from app.ui.pages.form.manifest_watch import ManifestTold, ManifestWatch
from app.ui.pages.form.problems_panel import ProblemsPanel
from app.ui.pages.form.quick_strip import QuickStrip
from app.ui.pages.form.stops_list import ManifestFacts, Stop, StopsList
from app.ui.theme import Icon, Tone

BROUGHT = (SOURCE, MANIFEST)
_STATES = {
    True: ("舱单一致", Tone.OK, Icon.CIRCLE_CHECK),
    False: ("无舱单", Tone.WARN, Icon.TRIANGLE_ALERT),
    None: ("舱单未核对", Tone.NEU, Icon.CLOUD_OFF),
}


class QuickParts(QObject):
    """``turned(bool)`` when 快填 went on or off; ``jump_asked(path)`` for a field of the list."""

    turned = Signal(bool)
    jump_asked = Signal(str)

    def __init__(
        self,
        page: QWidget,
        document: DraftDocument,
        quick: QuickFill,
        binder: Binder,
        problems: ProblemsPanel,
        last: LastValues,
        manifest: ManifestWatch | None,
        clock: Clock,
    ) -> None:
        super().__init__(page)
        self._page, self._document, self.quick, self._binder = page, document, quick, binder
        self._problems, self._last, self._manifest, self._clock = problems, last, manifest, clock
        self._labels = {section.id: section.title for section in document.form.sections}
        self.strip = QuickStrip()
        self.list = StopsList()
        self.list.chosen.connect(self.jump_asked)
        self.list.hide()
        self._was_on = False
        self._told: tuple[bool, object] | None = None
        quick.changed.connect(self._show)
        document.checked.connect(self._show)
        binder.reached.connect(self._reached)
        binder.left.connect(quick.left)
        if manifest is not None:
            binder.left.connect(lambda path: manifest.left(path) if quick.is_on else None)
            manifest.told.connect(lambda _told: self._show())

    def start(self) -> None:
        """Show 快填 as it stands, once the page is put together."""
        self._show()

    def chip(self) -> tuple[str, Tone, Icon] | None:
        """Return what the head says of the manifest, None where 快填 is off or none is asked for."""
        return _STATES[self._manifest.last().found] if self.quick.is_on and self._manifest is not None else None

    # -- inside ------------------------------------------------------------------------------------------------

    def _reached(self, path: str) -> None:
        self.quick.entered(path)
        self._show_list()

    def _show(self) -> None:
        is_on = self.quick.is_on
        self.strip.setVisible(is_on)
        if is_on:
            sources = self._document.draft.brought.values()
            self.strip.show_count(len(self.quick.waiting()), sum(one in BROUGHT for one in sources))
        if is_on or self._was_on:
            self._binder.refresh_states()
            self._mark_facts()
        self._show_list()
        if is_on != self._was_on:
            self._was_on = is_on
            self._problems.show_guide(self.list if is_on else None)
        if (is_on, self.chip()) != self._told:
            self._told = (is_on, self.chip())
            self.turned.emit(is_on)

    def _mark_facts(self) -> None:
        """Mark the facts that wait; they stand in no binding."""
        for name in self._document.form.facts:
            editor = self._page.findChild(QWidget, f"{FACTS}{name}")
            mark = getattr(editor, "set_marks", None)
            if callable(mark):
                mark(Marks(stop=self.quick.words(f"{FACTS}{name}")))

    def _show_list(self) -> None:
        if not self.quick.is_on:
            return
        current = self._binder.current
        self.list.show_stops(
            [self._stop(path) for path in self.quick.waiting()], current, not self._problems.problems()
        )
        self.list.show_manifest(self._facts(self._manifest.last()) if self._manifest is not None else None)

    def _stop(self, path: str) -> Stop:
        if path.startswith(FACTS):
            return Stop(path, self._document.form.facts[path.removeprefix(FACTS)].meaning, self._day(), FACTS_TITLE)
        bound = self._document.form.field(path)
        section = self._labels.get(bound.box.section, "")
        if path.startswith(f"{goods_section(self._document.form).rows}["):
            section = f"商品 {rows_of(path)[0] + 1}"
        last = self._last.at(path)
        hint = self._day() if bound.kind is Kind.DATE else bound.box.unit
        return Stop(path, bound.box.words, f"上一票 {last}" if last else hint, section)

    def _day(self) -> str:
        today = self._clock.now().date()
        return f"{today:%m%d} 即 {today:%Y-%m-%d}"

    def _facts(self, told: ManifestTold) -> ManifestFacts:
        labels = [self._document.form.field(path).box.words for path in told.filled]
        lines = [("提运单号", told.number or "填好后自动核对")]
        if labels:
            lines.append(("带入", "  ".join(labels)))
        expected = expected_day(self._document.draft)
        if expected is not None:
            days = (expected - self._clock.now().date()).days
            left = f"还有 {days} 天" if days > 0 else ("今天" if days == 0 else "已过")
            lines.append(("预计到港", f"{expected:%m-%d}  {left}"))
        asked = f"{told.at:%H:%M} 核对" if told.at is not None and told.found is not None else "未核对"
        return ManifestFacts(asked, tuple(lines))
