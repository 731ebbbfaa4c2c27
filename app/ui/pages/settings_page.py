"""设置: self-check, keys, gateway, data, look and more; every change is stored at once and said to be stored."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.clock import Clock
from app.declarations.guarantee import Guarantee
from app.ui.keys import Keys
from app.ui.models.check_list import act_of
from app.ui.pages.alive import while_alive
from app.ui.pages.background import background
from app.ui.pages.keyboard import back_to
from app.ui.pages.ledger_pane import LedgerPane, LedgerService
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.services import CheckLine, Preferences, SettingsService
from app.ui.pages.settings_checks import CheckCard
from app.ui.pages.settings_columns import below_each_other, scrolled
from app.ui.pages.settings_keys import KeyCard
from app.ui.pages.settings_nav import NavItem, SettingsNav
from app.ui.pages.settings_panes import Change, GatewayPane, LookPane, PackPane, ProfilePane
from app.ui.pages.settings_reliance import ReliancePane
from app.ui.pages.settings_signing import SigningPane, SigningService
from app.ui.pages.settings_trust import TrustPane
from app.ui.pages.settings_upkeep import UpkeepPanes
from app.ui.pages.upkeep import UpkeepService
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Ground, Label, Strip
from app.ui.windows import KeyHint

GUIDE = "guide"  # what ``went`` says for the tour of the program
NAV, KEYS_WIDE = 196, 374
CHECKS, LOOK, GATEWAY, PROFILE, PACK, LEDGER = "checks", "look", "gateway", "profile", "pack", "ledger"
SLOTS, AUDIT, KEYS, DATA, SIGNING = "slots", "audit", "keys", "data", "signing"
NOTES = {
    CHECKS: "",
    LOOK: "只改这台电脑上的样子和通知",
    GATEWAY: "申报发往哪里，凭什么相信它",
    PROFILE: "本操作员新建单证时先填好的内容",
    PACK: "按哪一版规则申报",
    LEDGER: "两步申报用的担保备案和余额",
    SIGNING: "申报用哪张卡或证书签名",
    SLOTS: "口令、恢复密钥和自动锁屏",
    AUDIT: "谁在什么时候做了什么，前后相连，改不动",
    KEYS: "每个动作的键都可以改",
}
_HERE, _ME, _US = "这台电脑", "我", "本单位"
ITEMS = (
    NavItem(CHECKS, "自检", Icon.SHIELD_CHECK, _HERE),
    NavItem(GATEWAY, "网关与环境", Icon.CLOUD, _HERE),
    NavItem(SIGNING, "签名与卡", Icon.ID_CARD, _HERE),
    NavItem(SLOTS, "密钥与锁屏", Icon.LOCK, _HERE),
    NavItem(PACK, "规则包", Icon.BOOK_OPEN, _HERE),
    NavItem(KEYS, "键盘", Icon.LIST, _ME),
    NavItem(LOOK, "外观", Icon.SUN, _ME),
    NavItem(PROFILE, "默认值", Icon.ID_CARD, _ME),
    NavItem(LEDGER, "担保台账", Icon.CALCULATOR, _US),
    NavItem(AUDIT, "日志与审计", Icon.HISTORY, _US),
)
WORDS = {item.key: item.words for item in ITEMS}
_Stored = LookPane | GatewayPane | ReliancePane | TrustPane | ProfilePane | PackPane
_P = TypeVar("_P", bound=_Stored)
HINTS = (KeyHint("↑ ↓", "换一项"), KeyHint("doctor", "重新自检"), KeyHint("key_sheet", "键位表"))


class SettingsPage(QWidget):
    """``profile_fields`` are path and label of what an operator fills in once, given by whoever knows the forms.

    ``went(str)`` asks for another page: receipts or codes. ``upkeep`` is None where no home is open.
    """

    retitled = Signal()
    hinted = Signal()
    went = Signal(str)

    def __init__(
        self,
        settings: SettingsService,
        ledger: LedgerService,
        clock: Clock,
        profile_fields: Sequence[tuple[str, str]],
        upkeep: UpkeepService | None = None,
        signing: SigningService | None = None,
        spelling: Callable[[str], str] = str,
    ) -> None:
        super().__init__()
        self._settings, self._ledger, self._clock = settings, ledger, clock
        self._preferences: Preferences | None = None
        self._was_in_front = False
        self._began = clock.monotonic()
        self._seconds: float | None = None
        self.nav = SettingsNav(ITEMS)
        self.strip, self.paths = Strip(), PathStrip()
        self.checks, self.key_card = CheckCard(), KeyCard(spelling)
        self._make_profile, self._signing = partial(ProfilePane, profile_fields), signing
        self._stored_panes: list[_Stored] = []  # those made so far
        self.guide = Button("十分钟导览", ButtonLook.PLAIN, tall=True)
        self.upkeep = UpkeepPanes(upkeep, clock, self.paths, self)
        self._keys = Keys(self, {"doctor": self.check, "back": self._step_back})
        self._lay_out()
        self._bind()
        self._turn(CHECKS)
        settings.load(while_alive(self, self._loaded), while_alive(self, self._fail))
        self.upkeep.read()
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

    # -- its panes, each made when it is first shown -------------------------------------------------------------

    look: cached_property[LookPane] = cached_property(lambda page: page._stored_pane(LookPane()))
    gateway: cached_property[GatewayPane] = cached_property(lambda page: page._stored_pane(GatewayPane()))
    reliance: cached_property[ReliancePane] = cached_property(lambda page: page._stored_pane(ReliancePane()))
    trust: cached_property[TrustPane] = cached_property(lambda page: page._stored_pane(TrustPane()))
    profile: cached_property[ProfilePane] = cached_property(lambda page: page._stored_pane(page._make_profile()))
    pack: cached_property[PackPane] = cached_property(lambda page: page._stored_pane(PackPane(page._today())))
    ledger: cached_property[LedgerPane] = cached_property(lambda page: LedgerPane(page._today))

    # -- what it says ------------------------------------------------------------------------------------------

    def saved_words(self) -> str:
        """Return the confirmation of the last change, empty before the first."""
        return self._saved.words()

    def check(self) -> None:
        """Run the self-check again."""
        self._began = self._clock.monotonic()
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
        column.addLayout(self._parts(), 1)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(side)
        both.addWidget(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        whole.addWidget(self.paths)
        whole.addLayout(both, 1)

    def _parts(self) -> QHBoxLayout:
        px = theme().px
        self._panes = QStackedWidget()
        self._by_key: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {
            CHECKS: lambda: below_each_other(self.checks, self.upkeep.data),
            LOOK: lambda: self.look,
            GATEWAY: lambda: scrolled(self.gateway, self.reliance, self.trust),
            SIGNING: lambda: scrolled(SigningPane(self._signing)),
            SLOTS: lambda: scrolled(self.upkeep.slots),
            PROFILE: lambda: self.profile,
            PACK: lambda: self.pack,
            LEDGER: lambda: self.ledger,
            AUDIT: lambda: self.upkeep.audit,
        }
        beside = QHBoxLayout()
        beside.setSpacing(px(14))
        beside.addWidget(self._panes, 5)
        self.key_card.setMinimumWidth(px(KEYS_WIDE))
        beside.addWidget(self.key_card, 3)
        return beside

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        row.addStrut(theme().px(30))
        self._title = Label("", Font.PAGE)
        self._note = Label("", Font.SMALL, Token.T2)
        self._saved = Label("", Font.SMALL, Token.OK_TEXT)
        self._export = Button("导出诊断包", ButtonLook.SECONDARY, Icon.DOWNLOAD, tall=True)
        self._export.clicked.connect(self._ask_export)
        self._again = Button("重新自检", ButtonLook.PRIMARY, Icon.REFRESH_CW, "doctor", tall=True)
        self._again.clicked.connect(self.check)
        for part in (self._title, self._note):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._saved)
        row.addWidget(self.guide)
        row.addWidget(self._export)
        row.addWidget(self._again)
        return row

    def _bind(self) -> None:
        self.nav.chosen.connect(self._turn)
        self.checks.acted.connect(self._act)
        self.upkeep.said.connect(self._say)
        self.upkeep.changed.connect(self.check)
        self.guide.clicked.connect(lambda: self.went.emit(GUIDE))
        self.upkeep.failed.connect(self._fail)
        minutes = self.upkeep.slots.minutes_chosen
        minutes.connect(lambda after: self._change(lambda was: replace(was, lock_minutes=after)))
        theme().changed.connect(self._follow_theme)

    def _act(self, line: CheckLine) -> None:
        """Do what a line of the self-check offers: here, or on another page."""
        where = act_of(line)[1]
        if where == CHECKS or where == "check":
            self.check()
        elif where == DATA:
            self.upkeep.backups.now.setFocus(Qt.FocusReason.OtherFocusReason)
        elif where in WORDS:
            self.nav.choose(where)
        else:
            self.went.emit(where)

    def _ask_export(self) -> None:
        self.paths.ask("诊断包存到", "存出", self._write_export, wants=QFileDialog.FileMode.AnyFile, kinds="(*.txt)")

    def _write_export(self, path: Path) -> None:
        model = self.checks.model
        lines = [model.line(number) for number in range(model.rowCount())]
        text = "\n".join(f"{line.verdict.value}  {line.name}  {line.sentence}" for line in lines)
        told = while_alive(self, lambda _size: self._say(f"已存 {path}"))
        background().run(lambda: path.write_text(text, "utf-8"), told, while_alive(self, self._fail))

    def _say(self, words: str) -> None:
        self.strip.say(Tone.OK, words, [("知道了", self.strip.be_quiet)])

    def _read_ledger(self) -> None:
        self._ledger.entries(while_alive(self, self.ledger.show_entries), while_alive(self, self._fail))

    def _put(self, guarantee: Guarantee) -> None:
        self._ledger.put(guarantee, while_alive(self, lambda _none: self._stored()), while_alive(self, self._fail))

    def _stored(self) -> None:
        self._say_saved()
        self.ledger.clear()
        self._read_ledger()

    def _turn(self, key: str) -> None:
        if key in self._makers:
            if key not in self._by_key:
                self._by_key[key] = self._makers[key]()
                self._panes.addWidget(self._by_key[key])
                if key == LEDGER:
                    self.ledger.put.connect(self._put)
                    self._read_ledger()
            self._panes.setCurrentWidget(self._by_key[key])
        self._panes.setVisible(key != KEYS)
        self.key_card.setVisible(key in (CHECKS, KEYS))
        self._title.set_words(WORDS[key])
        self._note.set_words(self._checked_words() if key == CHECKS else NOTES[key])
        for button in (self._again, self._export, self.guide):
            button.setVisible(key == CHECKS)

    def _today(self) -> date:
        return self._clock.now().date()

    def _stored_pane(self, pane: _P) -> _P:
        """Have what a pane changes stored, and let it show what holds; until that is known it waits."""
        pane.changed.connect(self._change)
        pane.setEnabled(self._preferences is not None)
        if self._preferences is not None:
            pane.show_preferences(self._preferences)
        self._stored_panes.append(pane)
        return pane

    def _loaded(self, preferences: Preferences) -> None:
        self._preferences = replace(preferences, theme=theme().choice.value)
        for pane in self._stored_panes:
            pane.show_preferences(self._preferences)
            pane.setEnabled(True)
        self.upkeep.slots.show_preferences(self._preferences)

    def _checked(self, lines: Sequence[CheckLine]) -> None:
        self.checks.table.set_busy(False)
        self.checks.show_lines(lines)
        self.nav.show_count(CHECKS, self.checks.model.to_mind())
        self._seconds = self._clock.monotonic() - self._began
        if self.nav.current() == CHECKS:
            self._note.set_words(self._checked_words())

    def _checked_words(self) -> str:
        if self._seconds is None:
            return "正在查"
        return f"{self._clock.now():%H:%M} 查过，用 {self._seconds:.1f} 秒；不挡操作"

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
