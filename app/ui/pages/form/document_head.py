"""The head of an open declaration: type, filing mode, state, subject and acts; it performs none of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.draft import Mode
from app.declarations.status import Status
from app.ui.models.filing_words import ENQUEUE, filing_words
from app.ui.models.status_look import look_of
from app.ui.models.wording import mode_words
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import width_of
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.card import Ground
from app.ui.widgets.chip import Chip
from app.ui.widgets.label import Label
from app.ui.widgets.segmented import Part, Segmented

HEIGHT = 48
FILE = "申报"
_OFFERED = {Mode.SUMMARY: "两步申报", Mode.COMPLETE: "两步申报"}
_ACTS = {Mode.SUMMARY: "申报概要"}


# What the authority holds and has not closed: a change of it is asked for, or its next step taken.
_TAKEN_IN = frozenset(
    {Status.ACCEPTED, Status.REVIEWED, Status.TAX, Status.INSPECTION, Status.CONDITIONAL, Status.RELEASED}
)


class FactsLabel(Label):
    """As many facts as there is room for, whole ones only; the tab says them too."""

    _facts: Sequence[str] = ()

    def show_facts(self, facts: Sequence[str]) -> None:
        self._facts = facts
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        said = list(self._facts)
        while said and width_of("  ".join(said), Font.SMALL) > self.width():
            said.pop()
        if "  ".join(said) != self.words():
            self.set_words("  ".join(said))


class DocumentHead(Ground):
    """``mode_chosen(str)`` carries a Mode's value; the buttons are public."""

    mode_chosen = Signal(str)

    def __init__(self, title: str, modes: Sequence[Mode], parent: QWidget | None = None) -> None:
        super().__init__(Token.SURFACE, parent=parent)
        self._mode, self._is_offline = Mode.ONCE, False
        self.setFixedHeight(theme().px(HEIGHT))
        self._title, self._own_title = Label(title, Font.TITLE), title
        self.modes = Segmented([Part(mode.value, _OFFERED.get(mode, mode_words(mode))) for mode in modes])
        self.modes.setToolTip("申报方式")
        self.mode_chip = Chip("", Tone.INFO, Icon.FILE_TEXT)
        self.chip = Chip("草稿", Tone.NEU)
        self.manifest = Chip("", Tone.NEU, Icon.CLOUD_OFF)
        self.manifest.hide()
        self._words = Label("", Font.SMALL, Token.T2)
        self._facts = FactsLabel("", Font.SMALL, Token.T2)
        self.template = Button("对比模板", ButtonLook.PLAIN, Icon.GIT_COMPARE)
        self.copy = Button("复制", ButtonLook.PLAIN, Icon.COPY)
        self.preview = Button("打印预览", ButtonLook.PLAIN, Icon.PRINTER)
        self.recall = Button("撤回", ButtonLook.SECONDARY, Icon.UNDO_2)
        self.amend = Button("修改、撤销", ButtonLook.SECONDARY, Icon.PENCIL)
        self.next = Button("下一步", ButtonLook.SECONDARY, Icon.CHEVRON_RIGHT, "Shift F10")
        self.check = Button("校验", ButtonLook.SECONDARY, Icon.SHIELD_CHECK, "check")
        self.file = Button(FILE, ButtonLook.PRIMARY, Icon.SEND, "file")
        for button in (self.template, self.amend, self.next):
            button.hide()
        self._lay_out()
        self.modes.chosen.connect(self.mode_chosen)

    def _lay_out(self) -> None:
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 0, px(16), 1)
        row.setSpacing(px(8))
        row.addWidget(self._title)
        row.addSpacing(px(4))
        for widget in (self.modes, self.mode_chip, self.chip, self.manifest, self._words):
            row.addWidget(widget)
        row.addSpacing(px(4))
        row.addWidget(self._facts, 1)
        for button in (self.template, self.copy, self.preview, self.recall, self.amend, self.next):
            row.addWidget(button)
        row.addWidget(self.check)
        row.addWidget(self.file)

    def show_mode(self, mode: Mode, locked: bool) -> None:
        """Show the filing mode: as a choice, or as a plain word once it cannot be changed any more."""
        self._mode = mode
        self.modes.choose(mode.value)
        self.modes.setEnabled(not locked)
        self.modes.setVisible(not locked)
        self.mode_chip.show_state(_OFFERED.get(mode, mode_words(mode)), Tone.INFO, Icon.FILE_TEXT)
        self.mode_chip.setVisible(locked)
        self._title.set_words(mode_words(mode) if mode is Mode.SUMMARY else self._own_title)
        self._say_act()

    def show_manifest(self, state: tuple[str, Tone, Icon] | None) -> None:
        """Show in a chip what is known of the manifest, or nothing."""
        if state is not None:
            self.manifest.show_state(*state)
        self.manifest.setVisible(state is not None)

    def show_facts(self, facts: Sequence[str]) -> None:
        """Show what the declaration is about, in a few words."""
        self._facts.show_facts([fact for fact in facts if fact])

    def show_status(self, status: Status, locked: bool, can_recall: bool, busy: bool = False) -> None:
        """Show where the declaration stands and which acts are open now."""
        look = look_of(status)
        self.chip.show_state(look.words, look.tone, look.icon)
        words = f"正在{ENQUEUE}" if busy else filing_words(status)
        self._words.set_words(words if words != look.words else "")
        self.recall.setVisible(can_recall and not busy)
        held = status in _TAKEN_IN and locked and not busy
        self.amend.setVisible(held)
        self.next.setVisible(held or (status is Status.REJECTED and not busy))
        self.file.setEnabled(not locked and not busy)
        self.check.setEnabled(not busy)

    def show_offline(self, offline: bool) -> None:
        """Say on the button what F10 can do now."""
        self._is_offline = offline
        self._say_act()

    def _say_act(self) -> None:
        self.file.set_words(f"{ENQUEUE}（本机）" if self._is_offline else _ACTS.get(self._mode, FILE))

    def words(self) -> str:
        """Return the honest word beside the chip."""
        return self._words.words()
