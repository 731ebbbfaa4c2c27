"""How the gateway is known: files and pins a person names; nothing is read or believed here."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.editors import TextEditor
from app.ui.pages.services import Preferences
from app.ui.pages.settings_panes import Rows
from app.ui.theme import Font, Token, theme
from app.ui.widgets import Paragraph

FIELD = 420
TITLE = "安全连接"
FIELDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "gateway_ca": ("机构证书", "PEM 文件；空 = 用系统信任的机构"),
        "gateway_pins": ("公钥指纹", "一到两个，空格隔开；对不上就不发送"),
        "client_certificate": ("本机证书", "双向认证时用，PEM 文件"),
        "client_key": ("本机私钥", "与本机证书配对的 PEM 文件"),
        "receipt_certificate": ("回执签章证书", "用来核对回执真伪，PEM 文件"),
        "gateway_proxy": ("代理地址", "空 = 直接连接；不看系统的代理设置"),
    }
)


class TrustPane(QWidget):
    """``changed(Change)`` with what was typed when a field is left."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, str] = {}
        self.editors: dict[str, TextEditor] = {}
        card = Rows()
        for name, (words, hint) in FIELDS.items():
            editor = TextEditor()
            editor.set_title(words, TITLE)
            editor.set_hint(hint)
            editor.setFixedWidth(theme().px(FIELD))
            editor.advanced.connect(lambda step, name=name: self._next(name, step))
            editor.entered.connect(lambda came: None if came else self._take())
            self.editors[name] = editor
            card.add(words, editor)
        card.say(Paragraph("连接至少用 TLS 1.2。文件选错时不保存，并说明错在哪个文件。", Font.SMALL, Token.T3))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what holds."""
        for name, editor in self.editors.items():
            editor.set_text(getattr(preferences, name))
        self._kept = self._texts()

    def _next(self, name: str, step: int) -> None:
        self._take()
        names = list(self.editors)
        at = names.index(name) + step
        if 0 <= at < len(names):
            self.editors[names[at]].take_focus()

    def _take(self) -> None:
        texts = self._texts()
        if texts != self._kept:
            self._kept = texts
            self.changed.emit(lambda was: replace(was, **texts))

    def _texts(self) -> dict[str, str]:
        return {name: editor.text().strip() for name, editor in self.editors.items()}
