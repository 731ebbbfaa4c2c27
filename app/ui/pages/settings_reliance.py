"""没有答复时怎么办: what a person says the gateway can be relied on for; it stores nothing and asks nobody."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.problem import Severity
from app.ui.editors.number_editor import NumberEditor
from app.ui.pages.services import Preferences
from app.ui.pages.settings_panes import Rows
from app.ui.theme import Font, Token, theme
from app.ui.widgets import Label, Paragraph, Part, Segmented

KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "": (
            "听网关自己说",
            "网关自己说明属于哪一类；它不说时按“能查询”办。没有把握就选这个。",
        ),
        "idempotent": (
            "认编号",
            "同一编号再发一次，网关不会当成新的一票。没有答复时用同一编号重发，最快。选错会重复申报。",
        ),
        "query": (
            "能查询",
            "网关不认编号，但能按编号查。没有答复时先静默，再查两次，两次都说没有才重发。",
        ),
        "bare": (
            "都不行",
            "既不认编号，也查不到。没有答复就停下，等您到单一窗口网页核实，绝不自动重发。",
        ),
    }
)
TITLE = "没有答复时"
NARROW = 96
MINUTE = 60
MOST_MINUTES, MOST_DAYS = 1440, 365


class ReliancePane(QWidget):
    """``changed(Change)`` with what was chosen, and with numbers that can be."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kept = Preferences()
        self.kinds = Segmented([Part(key, words) for key, (words, _) in KINDS.items()])
        self.kinds.setAccessibleName("网关属于哪一类")
        self.meaning = Paragraph("", Font.SMALL, Token.T2)
        self.quiet = _number("静默", "分钟")
        self.keeps = _number("保留编号", "天")
        self.wrong = Label("", Font.SMALL, Token.ERR_TEXT)
        card = Rows()
        card.add("网关属于哪一类", self.kinds)
        card.say(self.meaning)
        card.add("静默", self.quiet, "查之前先等这么久：发出的报文可能还在路上，太早查到“没有”不算数。一般 10 分钟。")
        card.add("保留编号", self.keeps, "网关记得编号多少天，过了就不再用同一编号重发。一般 14 天。")
        card.say(self.wrong)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self._bind()
        self.show_preferences(self._kept)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what holds."""
        self._kept = preferences
        self.kinds.choose(preferences.gateway_kind)
        self.quiet.set_text(_minutes(preferences.gateway_quiet))
        self.keeps.set_text(str(preferences.gateway_keeps))
        self._explain()
        self._say("")

    def _bind(self) -> None:
        self.kinds.chosen.connect(self._choose)
        for editor, following in ((self.quiet, self.keeps), (self.keeps, self.kinds)):
            editor.edited.connect(lambda _raw: self._say(""))
            editor.entered.connect(lambda came: None if came else self._take())
            editor.advanced.connect(lambda _step, following=following: self._go_on(following))

    def _go_on(self, following: QWidget) -> None:
        if self._take():
            following.setFocus()

    def _choose(self, kind: str) -> None:
        self._explain()
        self._tell(replace(self._kept, gateway_kind=kind))

    def _take(self) -> bool:
        """Take the numbers if they can be; tells whether they can."""
        minutes, days = _whole(self.quiet, MOST_MINUTES), _whole(self.keeps, MOST_DAYS)
        if minutes is None or not days:
            wrong = f"静默填 0 到 {MOST_MINUTES} 分钟" if minutes is None else f"保留编号填 1 到 {MOST_DAYS} 天"
            self._say(wrong, self.quiet if minutes is None else self.keeps)
            return False
        kept = self._kept.gateway_quiet
        quiet = kept if _minutes(kept) == str(minutes) else minutes * MINUTE  # seconds set by the command stay
        self._tell(replace(self._kept, gateway_quiet=quiet, gateway_keeps=days))
        return True

    def _tell(self, now: Preferences) -> None:
        if now == self._kept:
            return
        self._kept = now
        told = (now.gateway_kind, now.gateway_quiet, now.gateway_keeps)
        self.changed.emit(lambda was: replace(was, gateway_kind=told[0], gateway_quiet=told[1], gateway_keeps=told[2]))

    def _explain(self) -> None:
        meaning = KINDS[self.kinds.current()][1]
        self.meaning.set_words(meaning)
        self.kinds.setAccessibleDescription(f"左右键选择，{meaning}")

    def _say(self, wrong: str, editor: NumberEditor | None = None) -> None:
        for one in (self.quiet, self.keeps):
            one.set_state(Severity.ERROR if one is editor else None, wrong if one is editor else "")
        self.wrong.set_words(wrong)
        self.wrong.setVisible(bool(wrong))


def _number(words: str, unit: str) -> NumberEditor:
    editor = NumberEditor(places=0)
    editor.set_title(words, TITLE)
    editor.set_unit(unit)
    editor.setFixedWidth(theme().px(NARROW))
    return editor


def _minutes(seconds: float) -> str:
    return str(round(seconds / MINUTE))


def _whole(editor: NumberEditor, most: int) -> int | None:
    """Return the whole number typed, None where it is none up to ``most``."""
    typed = editor.text().strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 and int(typed) <= most else None
