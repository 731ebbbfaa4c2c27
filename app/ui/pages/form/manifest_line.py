"""The manifest pre-check of the form: one button, and what came of asking; it blocks nothing, whatever comes."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.declarations.manifest_fill import FOUND
from app.ui.models.document import DraftDocument
from app.ui.pages.alive import while_alive
from app.ui.pages.form.mode_services import ManifestAnswer, ManifestService
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.chip import Chip
from app.ui.widgets.label import Label

SOURCE = "manifest"
ASK = "核对舱单"
_STATES = {True: ("已核对", Tone.OK, Icon.CIRCLE_CHECK), False: ("无舱单", Tone.WARN, Icon.TRIANGLE_ALERT)}
_UNKNOWN = ("未核对", Tone.NEU, Icon.CLOUD_OFF)


class ManifestLine(QWidget):
    """``said(str)`` tells in one sentence what came of asking."""

    said = Signal(str)

    def __init__(
        self,
        document: DraftDocument,
        manifests: ManifestService,
        draft_id: str,
        save: Callable[[Callable[[], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        """``save`` stores what was typed and then goes on: the manifest of what stands in the store is asked for."""
        super().__init__(parent)
        self._document, self._manifests, self._draft_id, self._save = document, manifests, draft_id, save
        self._chip = Chip(*_UNKNOWN)
        self._words = Label("", Font.SMALL, Token.T2)
        self.ask = Button(ASK, ButtonLook.SECONDARY, Icon.SEARCH)
        self.ask.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self.ask)
        row.addWidget(self._chip)
        row.addWidget(self._words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._show(document.draft.facts.get(FOUND))

    def words(self) -> str:
        """Return the state and the sentence shown."""
        return f"{self._chip.words()} {self._words.words()}".strip()

    def _show(self, found: object) -> None:
        self._chip.show_state(*(_STATES[found] if isinstance(found, bool) else _UNKNOWN))

    def _ask(self) -> None:
        self.ask.setEnabled(False)
        self._words.set_words("正在核对")
        self._save(self._look)

    def _look(self) -> None:
        self._manifests.look(self._draft_id, while_alive(self, self._answered), while_alive(self, self._failed))

    def _answered(self, answer: ManifestAnswer) -> None:
        self.ask.setEnabled(True)
        self._document.learn(**answer.facts)
        filled: tuple[str, ...] = ()
        if answer.texts:
            filled = self._document.fill_empty(answer.texts, next(iter(answer.texts)), SOURCE)
        brought = f"，带入 {len(filled)} 项" if filled else ""
        self._words.set_words(f"{answer.sentence}{brought}")
        self._show(answer.found)
        self.said.emit(self._words.words())

    def _failed(self, sentence: str) -> None:
        self.ask.setEnabled(True)
        self._words.set_words(sentence)
