"""Asks for the manifest once its number was filled in, and fills what is empty; offline it asks again when it can."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.core.clock import Clock
from app.declarations.manifest_fill import ASKED_BY
from app.ui.models.document import DraftDocument
from app.ui.pages.alive import while_alive
from app.ui.pages.form.manifest_line import SOURCE
from app.ui.pages.form.mode_services import ManifestAnswer, ManifestService
from app.ui.pages.services import Link, SubmissionService


@dataclass(frozen=True, slots=True)
class ManifestTold:
    """What came of asking: found, not found or (None) not asked; the number, the fields filled, and when."""

    found: bool | None
    number: str
    filled: tuple[str, ...] = ()
    at: datetime | None = None


class ManifestWatch(QObject):
    """``told(ManifestTold)`` after every answer."""

    told = Signal(object)

    def __init__(
        self,
        document: DraftDocument,
        manifests: ManifestService,
        submissions: SubmissionService,
        clock: Clock,
        draft_id: str,
        save: Callable[[Callable[[], None]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._manifests, self._submissions = document, manifests, submissions
        self._clock, self._draft_id, self._save = clock, draft_id, save
        self._asked = self._missed = ""
        self._last = ManifestTold(None, document.get(ASKED_BY).strip())
        submissions.link_changed.connect(self._ask_again)

    def last(self) -> ManifestTold:
        """Return what was told last."""
        return self._last

    def left(self, path: str) -> None:
        """Ask if the keyboard left the number of the manifest and it is a new one."""
        number = self._document.get(ASKED_BY).strip()
        if path == ASKED_BY and number and number != self._asked and not self._document.locked:
            self._ask(number)

    def _ask(self, number: str) -> None:
        self._asked = number

        def answered(answer: ManifestAnswer) -> None:
            self._answered(number, answer)

        def failed(_sentence: str) -> None:
            self._tell(ManifestTold(None, number))

        done, not_done = while_alive(self, answered), while_alive(self, failed)
        self._save(lambda: self._manifests.look(self._draft_id, done, not_done))

    def _ask_again(self) -> None:
        """Ask for what could not be asked for while nobody could be reached."""
        if self._missed and self._submissions.link() is Link.ONLINE and not self._document.locked:
            self._ask(self._missed)

    def _answered(self, number: str, answer: ManifestAnswer) -> None:
        self._document.learn(**answer.facts)
        filled: tuple[str, ...] = ()
        if answer.texts:
            filled = self._document.fill_empty(answer.texts, ASKED_BY, SOURCE)
        self._tell(ManifestTold(answer.found, number, filled, self._clock.now()))

    def _tell(self, told: ManifestTold) -> None:
        self._missed = told.number if told.found is None else ""
        self._last = told
        self.told.emit(told)
