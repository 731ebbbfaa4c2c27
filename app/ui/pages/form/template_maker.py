"""Keeps the open declaration as a template: asks for a name, lets fields be marked, hands it to the store."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from app.ui.models.document import DraftDocument
from app.ui.models.quick_fill import Waits
from app.ui.pages.alive import while_alive
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.filing import Said
from app.ui.pages.form.template_strip import TemplateStrip, Varying, varying_of
from app.ui.pages.template_service import TemplateService
from app.ui.theme import Tone


class TemplateMaker(QObject):
    """``said(Said)`` tells what came of it; ``left()`` when the keyboard may go back to the form."""

    said = Signal(object)
    left = Signal()

    def __init__(
        self,
        document: DraftDocument,
        binder: Binder,
        templates: TemplateService | None,
        name: str,
        stops: Sequence[str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._binder, self._templates = document, binder, templates
        self._name, self._stops = name, tuple(stops)
        self._varying: Varying | None = None
        self._quick: Waits | None = None
        self.strip = TemplateStrip()
        self.strip.named.connect(self._keep)
        self.strip.left.connect(self._leave)

    def ask(self) -> None:
        """Ask under which name the declaration is to be a template."""
        if self._templates is None:
            return
        if self._varying is None:
            self._quick, self._varying = self._binder.quick, varying_of(self._document, self._stops)
            self._binder.quick = self._varying
            self._binder.refresh_states()
        self.strip.ask(self._name, len(self._varying.stops()))

    def mark(self) -> None:
        """Let the field under the keyboard be filled in by every shipment, or not."""
        if self._varying is None:
            return
        self._varying.toggle(self._binder.current)
        self._binder.refresh_states()
        self.strip.show_count(len(self._varying.stops()))

    def leave(self) -> bool:
        """Ask no more; tells whether anything was asked."""
        was_open = self._varying is not None
        if was_open:
            self._leave()
        return was_open

    def _keep(self, name: str) -> None:
        if self._templates is None or self._varying is None:
            return
        stops = self._varying.stops()
        words = f"已存为模板“{name}”，新建时打首字母就能选；每票要填 {len(stops)} 栏"
        say: Callable[[str], None] = self._say(words, Tone.OK)
        self._name, self._stops = name, tuple(stops)
        fail = while_alive(self, self._failed)
        self._templates.keep(name, self._document.draft, stops, say, fail)
        self._leave()

    def _failed(self, sentence: str) -> None:
        self.said.emit(Said(sentence, Tone.ERR))

    def _say(self, words: str, tone: Tone) -> Callable[[str], None]:
        def say(_template: str) -> None:
            self.said.emit(Said(words, tone))

        return while_alive(self, say)

    def _leave(self) -> None:
        self._varying = None
        self._binder.quick, self._quick = self._quick, None
        self.strip.hide()
        self._binder.refresh_states()
        self.left.emit()
