"""What helps drafting on the form page, put together: 快填, its manifest, the undo journal; each part does its work."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.path import bind, pattern_of, rows_of
from app.ui.messages import TroubleBar
from app.ui.models.document import DraftDocument
from app.ui.models.quick_fill import QuickFill
from app.ui.pages.alive import while_alive
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.copy_strip import CopyStrip
from app.ui.pages.form.document_head import DocumentHead
from app.ui.pages.form.filing import Said
from app.ui.pages.form.form_services import FormServices
from app.ui.pages.form.journal import bring_older_steps
from app.ui.pages.form.last_values import LastValues
from app.ui.pages.form.manifest_watch import ManifestWatch
from app.ui.pages.form.note_strip import Notes
from app.ui.pages.form.panel import FormPanel
from app.ui.pages.form.quick_parts import QuickParts
from app.ui.pages.form.template_maker import TemplateMaker
from app.ui.pages.form.versions import Versions
from app.ui.pages.form.walk import Walk
from app.ui.pages.services import OpenedDraft
from app.ui.theme import Tone

NO_SECTION = Said("表格里的行不记默认值，把光标放到表头的栏里", Tone.INFO)
NO_STOPS = Said("这一票不是从模板开始的，没有可快填的栏", Tone.INFO)


class Drafting(QObject):
    """Made before the frame (it has bars for it), and settled in once the walk is there.

    ``said(Said)`` for a notice; ``turned()`` when 快填 went on or off.
    """

    said = Signal(object)
    turned = Signal()

    def __init__(
        self,
        page: QWidget,
        opened: OpenedDraft,
        document: DraftDocument,
        binder: Binder,
        services: FormServices,
        panel: FormPanel,
        last: LastValues,
        save: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__(page)
        self._id, self._services, self._panel = opened.id, services, panel
        self._document, self._binder = document, binder
        started = opened.started
        self.template = started.name if started is not None else ""
        stops, on = (started.stops, started.quick) if started is not None else ((), False)
        self.quick = QuickFill(document, self.template, stops, on, self)
        binder.quick = self.quick
        manifests, watch = services.modes.manifests, None
        if manifests is not None and stops:
            sent, clock = services.submissions, services.clock
            watch = ManifestWatch(document, manifests, sent, clock, opened.id, save, self)
        self.parts = QuickParts(page, document, self.quick, binder, panel.problems, last, watch, services.clock)
        templates = services.drafts.templates
        self.maker = TemplateMaker(document, binder, templates, self.template, stops, self)
        self.maker.said.connect(self.said)
        self.notes = Notes(document, binder, self)
        self.copier = CopyStrip()
        self.versions = Versions(page, opened, document, services.drafts, services.clock)
        self.versions.said.connect(self.said)
        bring_older_steps(document, services.drafts, opened.id)

    def questions(self) -> tuple[QWidget, ...]:
        """Return the strips that ask for something under the head of the page."""
        return (self.copier, self.maker.strip, self.notes.strip)

    def settle_in(self, walk: Walk, head: DocumentHead, troubles: TroubleBar) -> None:
        """Let Enter follow 快填 and the head tell of it."""
        walk.quick = self.quick
        self._head = head
        self.parts.jump_asked.connect(walk.go_to)
        self.parts.strip.left.connect(self.leave_quick)
        self.parts.turned.connect(self._turned)
        self.maker.left.connect(walk.back)
        self.notes.left.connect(walk.back)
        self.copier.left.connect(self.copier.hide)
        self.copier.left.connect(walk.back)
        self.versions.jump_asked.connect(walk.go_to)
        self.versions.watch(troubles)
        head.template.clicked.connect(self.versions.compare_template)
        self.parts.start()

    def toggle_quick(self) -> None:
        """Turn 快填 on or off."""
        if not self.quick.has_stops:
            self.said.emit(NO_STOPS)
        else:
            self._turn(not self.quick.is_on)

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return what the keys of drafting do."""
        return {
            "copy": self.copier.ask,
            "quick": self.toggle_quick,
            "template": self.maker.ask,
            "template.mark": self.maker.mark,
            "compare": self.versions.compare,
            "field.note": self.notes.ask,
            "field.guide": self._panel.turn_guide,
            "field.above": self.take_from_above,
            "section.remember": self.remember_section,
            "goods.history": lambda: self.versions.fill_from_history(self._binder.current),
        }

    def take_from_above(self) -> None:
        """Copy the value of the same field in the row above."""
        path, document = self._binder.current, self._document
        rows = rows_of(path)
        if rows and rows[-1] > 0:
            above = bind(pattern_of(path), (*rows[:-1], rows[-1] - 1))
            document.put_all({path: document.get(above)}, path)

    def remember_section(self) -> None:
        """Let new declarations begin with what the section under the keyboard holds (记为默认)."""
        bound = self._document.form.fields.get(pattern_of(self._binder.current))
        if bound is None or rows_of(self._binder.current):
            self.said.emit(NO_SECTION)
            return
        title = next((one.title for one in self._document.form.sections if one.id == bound.box.section), "")

        def told(count: int) -> None:
            words = f"“{title}”的 {count} 栏已记为默认，新建时自动带入" if count else f"“{title}”不再有默认值"
            self.said.emit(Said(words, Tone.OK))

        failed = while_alive(self, self._failed)
        self._services.drafts.remember(self._document.draft, bound.box.section, while_alive(self, told), failed)

    def _failed(self, sentence: str) -> None:
        self.said.emit(Said(sentence, Tone.ERR))

    def step_back(self) -> bool:
        """Leave what Esc leaves: a question, else 快填; tells whether there was anything to leave."""
        return self.maker.leave() or self.notes.leave() or self.copier.leave() or self.leave_quick()

    def leave_quick(self) -> bool:
        """Leave 快填; tells whether it was on."""
        was_on = self.quick.is_on
        if was_on:
            self._turn(False)
        return was_on

    def _turn(self, on: bool) -> None:
        self.quick.turn(on)
        if self._services.drafts.templates is not None:
            self._services.drafts.templates.turn_quick(self._id, on)

    def _turned(self, on: bool) -> None:
        self._panel.offer_hint(not on)
        self._head.template.setVisible(bool(self.template))
        self._head.show_manifest(self.parts.chip())
        self.turned.emit()
