"""签名与卡: which key signs, what is known of its certificate, and trying the PIN once; it signs nothing."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.signing.choice import SignerChoice, SignerKind
from app.signing.helper_process import Found
from app.ui.editors import TextEditor
from app.ui.pages.alive import while_alive
from app.ui.pages.pin_entry import PinEntry
from app.ui.pages.settings_panes import Rows
from app.ui.theme import Font, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Chip, Label, Paragraph, Part, Segmented
from app.work.signing_state import SignerState

Failed = Callable[[str], None]
FIELD = 420
KINDS = {SignerKind.TOKEN: "操作员卡或 UKey", SignerKind.FILE: "软件证书文件", SignerKind.DEMO: "演示证书"}
NOTES = {
    SignerKind.TOKEN: "签名在卡里完成，私钥不离开卡；PIN 每次打开程序问一次，不写入硬盘。",
    SignerKind.FILE: "PKCS#12 文件（.p12、.pfx），存本机并加密；适合练习与模拟环境。",
    SignerKind.DEMO: "随程序生成，没有 PIN；只能用于模拟环境。",
}


class SigningService(Protocol):
    """What the pane needs of the signer."""

    @property
    def changed(self) -> SignalInstance: ...
    def state(self) -> SignerState: ...
    def choice(self) -> SignerChoice: ...
    def modules(self) -> Sequence[str]: ...
    def look(self, choice: SignerChoice, done: Callable[[Sequence[Found]], object], failed: Failed) -> None: ...
    def choose(self, choice: SignerChoice, done: Callable[[SignerState], object], failed: Failed) -> None: ...
    def unlock(self, pin: str, done: Callable[[SignerState], object], failed: Failed) -> None: ...
    def allow_again(self, done: Callable[[SignerState], object], failed: Failed) -> None: ...


class SigningPane(QWidget):
    """Without a service only the kinds are told."""

    def __init__(self, service: SigningService | None) -> None:
        super().__init__()
        self._service = service
        self._found: tuple[Found, ...] = ()
        self.kinds = Segmented([Part(kind.value, words) for kind, words in KINDS.items()])
        self.kinds.setAccessibleDescription("用什么签名，左右键选择")
        self.chip = Chip("演示", Tone.WARN)
        self.sentence = Label("", Font.BODY)
        self.note = Paragraph("", Font.SMALL, Token.T3)
        self.path = TextEditor()
        self.path.set_title("证书文件或驱动", "签名")
        self.path.setFixedWidth(theme().px(FIELD))
        self.use = Button("用它签名", ButtonLook.PRIMARY)
        self.look = Button("看卡里的证书")
        self.pin = Button("试 PIN")
        self.again = Button("重新允许试 PIN")
        self.listed = QVBoxLayout()
        self._lay_out()
        self._bind()
        self._show()

    def _lay_out(self) -> None:
        px = theme().px
        card = Rows()
        state = QWidget()
        row = QHBoxLayout(state)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.chip)
        row.addWidget(self.sentence, 1)
        card.add("现在", state)
        card.add("用什么签名", self.kinds)
        card.say(self.note)
        card.add("文件或驱动", self.path)
        found = QWidget()
        found.setLayout(self.listed)
        self.listed.setContentsMargins(0, 0, 0, 0)
        card.say(found)
        buttons = QWidget()
        line = QHBoxLayout(buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        for button in (self.use, self.look, self.pin, self.again):
            line.addWidget(button)
        line.addStretch(1)
        card.say(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def _bind(self) -> None:
        self.kinds.chosen.connect(lambda _key: self._turn())
        self.use.clicked.connect(lambda: self._choose(self._typed()))
        self.look.clicked.connect(self._look)
        self.pin.clicked.connect(self._try_pin)
        self.again.clicked.connect(self._allow)
        self.path.advanced.connect(lambda _step: self._choose(self._typed()))
        if self._service is not None:
            self._service.changed.connect(self._show)

    def _show(self) -> None:
        """Show the key that signs now."""
        if self._service is None:
            return
        choice, state = self._service.choice(), self._service.state()
        self.kinds.choose(choice.kind.value)
        self.path.set_text(choice.module or (choice.path if choice.kind is SignerKind.FILE else ""))
        words = "可用" if state.ready else "停用" if state.blocked else "等 PIN" if state.needs_pin else "不可用"
        tone = Tone.OK if state.ready else Tone.ERR if state.blocked else Tone.WARN
        self.chip.show_state(words, tone)
        self.sentence.set_words(state.sentence)
        self.pin.setVisible(choice.has_pin)
        self.again.setVisible(state.blocked)
        self._turn()

    def _turn(self) -> None:
        kind = SignerKind(self.kinds.current())
        self.note.set_words(NOTES[kind])
        known = self._service.modules() if self._service is not None else ()
        hint = {
            SignerKind.TOKEN: known[0] if known else "驱动文件 .so 或 .dll",
            SignerKind.FILE: "证书文件 .p12 或 .pfx",
        }
        self.path.set_hint(hint.get(kind, ""))
        self.path.set_read_only(kind is SignerKind.DEMO)
        self.look.setVisible(kind is SignerKind.TOKEN)

    def _typed(self) -> SignerChoice:
        kind, text = SignerKind(self.kinds.current()), self.path.text().strip()
        if kind is SignerKind.TOKEN:
            known = self._service.modules() if self._service is not None else ()
            return SignerChoice(kind, module=text or (known[0] if known else ""))
        return SignerChoice(kind, path=text) if kind is SignerKind.FILE else SignerChoice()

    def _look(self) -> None:
        if self._service is not None:
            self.sentence.set_words("正在读卡，最多 15 秒")
            self._service.look(self._typed(), while_alive(self, self._list), while_alive(self, self._fail))

    def _list(self, found: Sequence[Found]) -> None:
        while (item := self.listed.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for one in found:
            facts = one.certificate
            words = f"{facts.owner}  有效期到 {facts.until:%Y-%m-%d}  {one.token_label}"
            button = Button(words if one.usable else f"{words}  {one.why}")
            button.setEnabled(one.usable)
            choice = self._typed()
            picked = SignerChoice(choice.kind, "", choice.module, one.token_serial, facts.serial)
            button.clicked.connect(lambda _checked=False, picked=picked: self._choose(picked))
            self.listed.addWidget(button)
        self.sentence.set_words(f"卡里有 {len(found)} 张证书，选一张" if found else "卡里没有能用来签名的证书")

    def _choose(self, choice: SignerChoice) -> None:
        if self._service is not None:
            self._service.choose(choice, while_alive(self, lambda _state: self._show()), while_alive(self, self._fail))

    def _try_pin(self) -> None:
        if self._service is not None:
            PinEntry(self.window(), self._service).ask()

    def _allow(self) -> None:
        if self._service is not None:
            self._service.allow_again(while_alive(self, lambda _state: self._show()), while_alive(self, self._fail))

    def _fail(self, sentence: str) -> None:
        self.chip.show_state("不可用", Tone.ERR)
        self.sentence.set_words(sentence)
