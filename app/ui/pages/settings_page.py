"""设置: look, gateway, defaults and self-check; every change is stored at once and said to be stored."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.clock import Clock
from app.declarations.guarantee import Guarantee
from app.ui.keys import Keys
from app.ui.pages.alive import while_alive
from app.ui.pages.keyboard import back_to
from app.ui.pages.ledger_pane import Entry, LedgerPane, LedgerService
from app.ui.pages.services import CheckLine, Preferences, SettingsService
from app.ui.pages.settings_checks import CheckCard
from app.ui.pages.settings_nav import NavItem, SettingsNav
from app.ui.pages.settings_panes import Change, GatewayPane, LookPane, PackPane, ProfilePane
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Ground, Label, Strip
from app.ui.windows import KeyHint

NAV = 196
CHECKS, LOOK, GATEWAY, PROFILE, PACK, LEDGER = "checks", "look", "gateway", "profile", "pack", "ledger"
NOTES = {
    CHECKS: "",
    LOOK: "只改这台电脑上的样子",
    GATEWAY: "申报发往哪里",
    PROFILE: "本操作员新建单证时先填好的内容",
    PACK: "按哪一版规则申报",
    LEDGER: "两步申报用的担保备案和余额",
}
WORDS = {CHECKS: "自检", LOOK: "外观", GATEWAY: "网关", PROFILE: "默认值", PACK: "规则包", LEDGER: "担保台账"}
HINTS = (KeyHint("↑ ↓", "换一项"), KeyHint("doctor", "重新自检"))


class SettingsPage(QWidget):
    """``profile_fields`` are path and label of what an operator fills in once, given by whoever knows the forms."""

    retitled = Signal()
    hinted = Signal()

    def __init__(
        self,
        settings: SettingsService,
        ledger: LedgerService,
        clock: Clock,
        profile_fields: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__()
        self._settings, self._ledger, self._clock = settings, ledger, clock
        self._preferences: Preferences | None = None
        self._was_in_front = False
        self.nav = SettingsNav(
            [
                NavItem(CHECKS, "自检", Icon.SHIELD_CHECK),
                NavItem(LOOK, "外观", Icon.SUN),
                NavItem(GATEWAY, "网关", Icon.CLOUD),
                NavItem(PROFILE, "默认值", Icon.ID_CARD),
                NavItem(PACK, "规则包", Icon.BOOK_OPEN),
                NavItem(LEDGER, "担保台账", Icon.CALCULATOR),
            ]
        )
        self.strip = Strip()
        self.checks = CheckCard()
        self.look = LookPane()
        self.gateway = GatewayPane()
        self.profile = ProfilePane(profile_fields)
        self.pack = PackPane(clock.now().date())
        self.ledger = LedgerPane(lambda: clock.now().date())
        self._keys = Keys(self, {"doctor": self.check, "back": self._step_back})
        self._lay_out()
        self._bind()
        self._turn(CHECKS)
        settings.load(while_alive(self, self._loaded), while_alive(self, self._fail))
        self._read_ledger()
        self.check()

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        return "设置"

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.SETTINGS

    def is_marked(self) -> bool:
        """Tell that everything here is stored as soon as it is changed."""
        return False

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys worth knowing now."""
        return HINTS

    def activated(self) -> None:
        """Put the keyboard back, at first on the list of parts."""
        if self._was_in_front:
            back_to(self, self._to_nav)
        else:
            self._was_in_front = True
            self._to_nav()

    def may_close(self) -> bool:
        """Tell that the tab may always go."""
        return True

    # -- what it says ------------------------------------------------------------------------------------------

    def saved_words(self) -> str:
        """Return the confirmation of the last change, empty before the first."""
        return self._saved.words()

    def check(self) -> None:
        """Run the self-check again."""
        self.checks.table.set_busy(True)
        self._settings.doctor(while_alive(self, self._checked), while_alive(self, self._fail))

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    # -- inside ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        px = theme().px
        side = Ground(Token.SURFACE, "right")
        side.setFixedWidth(px(NAV))
        left = QVBoxLayout(side)
        left.setContentsMargins(0, px(14), 1, px(14))
        left.setSpacing(px(12))
        name = QHBoxLayout()
        name.setContentsMargins(px(20), 0, 0, 0)
        name.addWidget(Label("设置", Font.PAGE))
        left.addLayout(name)
        left.addWidget(self.nav)
        left.addStretch(1)
        right = Ground(Token.APP)
        column = QVBoxLayout(right)
        column.setContentsMargins(px(20), px(13), px(20), px(16))
        column.setSpacing(px(14))
        column.addLayout(self._head())
        self._panes = QStackedWidget()
        self._by_key: dict[str, QWidget] = {
            CHECKS: _on_top(self.checks),
            LOOK: self.look,
            GATEWAY: self.gateway,
            PROFILE: self.profile,
            PACK: self.pack,
            LEDGER: self.ledger,
        }
        for pane in self._by_key.values():
            self._panes.addWidget(pane)
        column.addWidget(self._panes, 1)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(side)
        both.addWidget(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        whole.addLayout(both, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        row.addStrut(theme().px(30))
        self._title = Label("", Font.PAGE)
        self._note = Label("", Font.SMALL, Token.T2)
        self._saved = Label("", Font.SMALL, Token.OK_TEXT)
        self._again = Button("重新自检", ButtonLook.PRIMARY, Icon.REFRESH_CW, "doctor", tall=True)
        self._again.clicked.connect(self.check)
        for part in (self._title, self._note):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._saved)
        row.addWidget(self._again)
        return row

    def _bind(self) -> None:
        self.nav.chosen.connect(self._turn)
        for pane in (self.look, self.gateway, self.profile, self.pack):
            pane.setEnabled(False)  # until it is known what holds
            pane.changed.connect(self._change)
        self.ledger.put.connect(self._put)
        theme().changed.connect(self._follow_theme)

    def _read_ledger(self) -> None:
        self._ledger.entries(while_alive(self, self._show_ledger), while_alive(self, self._fail))

    def _show_ledger(self, entries: Sequence[Entry]) -> None:
        self.ledger.show_entries(entries)

    def _put(self, guarantee: Guarantee) -> None:
        self._ledger.put(guarantee, while_alive(self, lambda _none: self._stored()), while_alive(self, self._fail))

    def _stored(self) -> None:
        self._say_saved()
        self.ledger.clear()
        self._read_ledger()

    def _turn(self, key: str) -> None:
        self._panes.setCurrentWidget(self._by_key[key])
        self._title.set_words(WORDS[key])
        self._note.set_words(self.checks.model.summary() if key == CHECKS else NOTES[key])
        self._again.setVisible(key == CHECKS)

    def _loaded(self, preferences: Preferences) -> None:
        self._preferences = replace(preferences, theme=theme().choice.value)
        for pane in (self.look, self.gateway, self.profile, self.pack):
            pane.show_preferences(self._preferences)
            pane.setEnabled(True)

    def _checked(self, lines: Sequence[CheckLine]) -> None:
        self.checks.table.set_busy(False)
        self.checks.show_lines(lines)
        if self.nav.current() == CHECKS:
            self._note.set_words(self.checks.model.summary())

    def _change(self, change: Change) -> None:
        """Store one change with everything else as it is."""
        if self._preferences is None:
            return
        self._preferences = change(self._preferences)
        self._settings.save(
            self._preferences, while_alive(self, lambda _none: self._say_saved()), while_alive(self, self._fail)
        )

    def _say_saved(self) -> None:
        self.strip.be_quiet()
        self._saved.set_words(f"已保存 {self._clock.now():%H:%M:%S}")

    def _follow_theme(self) -> None:
        """Show the theme chosen elsewhere, so that the next change here does not undo it."""
        if self._preferences is not None and self._preferences.theme != theme().choice.value:
            self._preferences = replace(self._preferences, theme=theme().choice.value)
            self.look.show_preferences(self._preferences)

    def _fail(self, sentence: str) -> None:
        self.checks.table.set_busy(False)
        self._saved.set_words("")
        self.strip.say(Tone.ERR, sentence)

    def _to_nav(self) -> None:
        self.nav.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_back(self) -> None:
        if self.strip.isVisible():
            self.strip.be_quiet()
        else:
            self._to_nav()


def _on_top(card: QWidget) -> QWidget:
    """Return a pane with a card at its top that takes the height it wants, and no more than there is."""
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(card, 1)
    column.addStretch(0)
    return pane
