"""The parts of the settings with something to choose or type; each tells what changed and stores nothing."""

import ipaddress
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.problem import Severity
from app.declarations.two_step_pack import PROFILES, pack_for
from app.ui.editors import TextEditor
from app.ui.models.quiet_hours import read_hours
from app.ui.pages.services import Preferences
from app.ui.theme import Choice, Font, Token, theme
from app.ui.theme.paint import RIGHT
from app.ui.widgets import Card, CheckBox, Label, Paragraph, Part, Segmented

Change = Callable[[Preferences], Preferences]
PERCENTS = (100, 110, 120, 130, 140, 150)
LABEL = 168
FIELD = 420
THEMES = {Choice.SYSTEM: "跟随系统", Choice.LIGHT: "浅色", Choice.DARK: "深色"}


class Rows(Card):
    """Rows of a label and what is to be set, all starting on one line."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(10))
        self._grid.setColumnMinimumWidth(0, px(LABEL))
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(self._grid)

    def add(self, words: str, part: QWidget, note: str = "") -> None:
        """Add a row, with a sentence under it."""
        row = self._grid.rowCount()
        label = Label(words, Font.BODY, Token.T2, RIGHT)
        label.setMinimumWidth(theme().px(LABEL))
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(part, row, 1)
        if note:
            self.say(Paragraph(note, Font.SMALL, Token.T3))

    def say(self, words: QWidget) -> None:
        """Add words in line with what is to be set."""
        self._grid.addWidget(words, self._grid.rowCount(), 1, 1, 2)


class LookPane(QWidget):
    """``changed(Change)``: what to make of the settings."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.themes = Segmented([Part(choice.value, words) for choice, words in THEMES.items()])
        self.themes.setAccessibleDescription("主题，左右键选择")
        self.percents = Segmented([Part(str(percent), f"{percent}%") for percent in PERCENTS])
        self.percents.setAccessibleDescription("文字大小，左右键选择")
        self.borders = CheckBox("加深边框")
        self.quiet = TextEditor()
        self.quiet.set_title("安静时段")
        self.quiet.set_hint("如 12:00-13:30，空 = 不设")
        self.quiet.setFixedWidth(theme().px(FIELD // 2))
        self.wrong = Label("", Font.SMALL, Token.ERR_TEXT)
        self._kept = ""
        card = Rows()
        card.add("主题", self.themes)
        card.add("文字大小", self.percents, "行高与控件随文字变大；已打开的页面关掉再开后完全按新大小排版。")
        card.add("边框", self.borders, "输入框边框与底色的对比提高到 3 : 1 以上。")
        card.add("安静时段", self.quiet, "这段时间不弹退单通知，过后合成一条说；回执照收，工作台和回执页照样有数。")
        card.say(self.wrong)
        self._say("")
        self.quiet.edited.connect(lambda _raw: self._say(""))
        self.quiet.advanced.connect(lambda _step: self._take_quiet())
        self.quiet.entered.connect(lambda came: None if came else self._take_quiet())
        _on_top(self, card)
        self.themes.chosen.connect(lambda key: self._tell(lambda was: replace(was, theme=key)))
        self.percents.chosen.connect(lambda key: self._tell(lambda was: replace(was, percent=int(key))))
        self.borders.toggled.connect(lambda on: self._tell(lambda was: replace(was, strong_borders=on)))

    def _tell(self, change: Change) -> None:
        self.changed.emit(change)

    def _say(self, wrong: str) -> None:
        self.quiet.set_state(Severity.ERROR if wrong else None, wrong)
        self.wrong.set_words(wrong)
        self.wrong.setVisible(bool(wrong))

    def _take_quiet(self) -> None:
        try:
            hours = read_hours(self.quiet.text())
        except ValueError as error:
            self._say(str(error))
            return
        written = hours.words() if hours is not None else ""
        self.quiet.set_text(written)
        if written != self._kept:
            self._kept = written
            self._tell(lambda was: replace(was, quiet_hours=written))

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what holds, without telling anybody."""
        self._kept = preferences.quiet_hours
        self.quiet.set_text(self._kept)
        self._say("")
        self.themes.choose(preferences.theme)
        nearest = min(PERCENTS, key=lambda percent: abs(percent - preferences.percent))
        self.percents.choose(str(nearest))
        self.borders.blockSignals(True)
        self.borders.setChecked(preferences.strong_borders)
        self.borders.blockSignals(False)


class GatewayPane(QWidget):
    """``changed(Change)`` with an address that can be a gateway's."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kept = ""
        self.address = TextEditor()
        self.address.set_title("网关地址")
        self.address.set_hint("空 = 内置模拟网关")
        self.address.setFixedWidth(theme().px(FIELD))
        self.wrong = Label("", Font.SMALL, Token.ERR_TEXT)
        card = Rows()
        card.add(
            "网关地址",
            self.address,
            "留空时使用本机内置的模拟网关，数据不离开这台电脑。",
        )
        self.wrong.hide()
        card.say(self.wrong)
        _on_top(self, card)
        self.address.edited.connect(lambda _raw: self._say(""))
        self.address.advanced.connect(lambda _step: self._take())
        self.address.entered.connect(lambda came: None if came else self._take())

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what holds."""
        self._kept = preferences.gateway
        self.address.set_text(preferences.gateway)
        self._say("")

    def _take(self) -> None:
        typed = self.address.text().strip().rstrip("/")
        wrong = wrong_address(typed)
        self._say(wrong)
        if not wrong and typed != self._kept:
            self._kept = typed
            self.address.set_text(typed)
            self._tell(lambda was: replace(was, gateway=typed))

    def _tell(self, change: Change) -> None:
        self.changed.emit(change)

    def _say(self, wrong: str) -> None:
        self.address.set_state(Severity.ERROR if wrong else None, wrong)
        self.wrong.set_words(wrong)
        self.wrong.setVisible(bool(wrong))


class ProfilePane(QWidget):
    """``changed(Change)`` with all texts; the fields are the caller's, path and label each."""

    changed = Signal(object)

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._others: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        self.editors: dict[str, TextEditor] = {}
        card = Rows()
        for path, words in fields:
            editor = TextEditor()
            editor.set_title(words, "默认值")
            editor.setFixedWidth(theme().px(FIELD))
            editor.advanced.connect(lambda step, path=path: self._next(path, step))
            editor.entered.connect(lambda came: None if came else self._take())
            self.editors[path] = editor
            card.add(words, editor)
        card.say(Paragraph("新建报关单时自动填上，已有的单证不受影响。", Font.SMALL, Token.T3))
        _on_top(self, card)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what holds; what has no field here is kept as it is."""
        self._others = {path: text for path, text in preferences.profile.items() if path not in self.editors}
        for path, editor in self.editors.items():
            editor.set_text(preferences.profile.get(path, ""))
        self._kept = self._texts()

    def _next(self, path: str, step: int) -> None:
        self._take()
        paths = list(self.editors)
        at = paths.index(path) + step
        if 0 <= at < len(paths):
            self.editors[paths[at]].take_focus()

    def _take(self) -> None:
        texts = self._texts()
        if texts != self._kept:
            self._kept = texts
            profile = self._others | texts
            self._tell(lambda was: replace(was, profile=profile))

    def _tell(self, change: Change) -> None:
        self.changed.emit(change)

    def _texts(self) -> dict[str, str]:
        typed: Mapping[str, str] = {path: editor.text().strip() for path, editor in self.editors.items()}
        return {path: text for path, text in typed.items() if text}


class PackPane(QWidget):
    """``changed(Change)`` with another rule pack of 两步申报; each says what it asks, since when, on what ground."""

    changed = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._packs = {profile: pack_for(today, profile) for profile in PROFILES}
        words = {profile: "含三项确认" if pack.confirmations else "新模式" for profile, pack in self._packs.items()}
        self.profiles = Segmented([Part(profile, told) for profile, told in words.items()])
        self.profiles.setAccessibleDescription("两步申报规则包，左右键选择")
        self._told = [Label("", Font.BODY) for _ in range(4)]
        self._source = Paragraph("", Font.SMALL, Token.T2)
        card = Rows()
        card.add("两步申报", self.profiles, "新建的概要申报按所选规则包；已有的单证保持建立时的规则包。")
        for title, label in zip(("规则包", "三项确认", "起用", "可信度"), self._told, strict=True):
            card.add(title, label)
        card.add("依据", self._source)
        _on_top(self, card)
        self.profiles.chosen.connect(self._take)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what holds, without telling anybody."""
        self.profiles.choose(preferences.two_step_profile or PROFILES[0])
        self._describe()

    def _take(self, profile: str) -> None:
        self._describe()
        self.changed.emit(lambda was: replace(was, two_step_profile=profile))

    def _describe(self) -> None:
        pack = self._packs[self.profiles.current()]
        questions = "、".join(one.id for one in pack.confirmations) or "不问，按商品判断"
        told = (f"{pack.title} {pack.version}", questions, pack.since.isoformat(), pack.confidence_words)
        for label, words in zip(self._told, told, strict=True):
            label.set_words(words)
        self._source.set_words(pack.source)


def wrong_address(typed: str) -> str:
    """Return why an address cannot be a gateway's, empty if it can (or is empty: the built-in one)."""
    if not typed:
        return ""
    try:
        parts = urlsplit(typed)
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return "端口须为 1 至 65535 的数字"
    if parts.scheme not in ("http", "https"):
        return "地址须以 https:// 或 http:// 开头"
    if not has_host:
        return "地址里没有主机名，例如 https://gateway.example.cn"
    if parts.scheme == "http" and not _is_here(parts.hostname or ""):
        return "http:// 只能用于本机，申报内容会以明文经过网络；请改用 https://"
    return ""


def _is_here(host: str) -> bool:
    """Tell whether a host is this very machine; the transport refuses the same (it is not asked: no page waits)."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _on_top(pane: QWidget, card: Card) -> None:
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    row = QHBoxLayout()
    row.addWidget(card, 1)
    column.addLayout(row)
    column.addStretch(1)
