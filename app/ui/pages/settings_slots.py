"""打开数据的方式: key slots added and taken away, the recovery key shown once, and after how long the window locks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.problem import Severity
from app.ui.editors import TextEditor
from app.ui.pages.register.ask_line import SecretEditor
from app.ui.pages.services import Preferences
from app.ui.pages.settings_panes import Rows
from app.ui.pages.upkeep import Slot, Slots
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Card, Chip, Label, Paragraph, Part, Segmented

SHORTEST = 8
FIELD = 260
MINUTES = (0, 5, 10, 30)
_SIGNS = {"passphrase": Icon.LOCK, "recovery": Icon.SHIELD_CHECK, "keyring": Icon.ID_CARD}


class SlotsPane(QWidget):
    """Signals: ``passphrase_set(str)``, ``removed(str)`` with the kind, ``recovery_asked``, ``keyring_asked``,
    ``minutes_chosen(int)`` (0 = never).
    """

    passphrase_set = Signal(str)
    removed = Signal(str)
    recovery_asked = Signal()
    keyring_asked = Signal()
    minutes_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._list = QVBoxLayout()
        self.buttons: dict[str, Button] = {}
        self.first, self.again = SecretEditor(), SecretEditor()
        for editor in (self.first, self.again):
            editor.setEchoMode(SecretEditor.EchoMode.Password)
        self.first.set_title("新口令")
        self.again.set_title("再输一遍")
        self.wrong = Label("", Font.SMALL, Token.ERR_TEXT)
        self.set = Button("设为口令", ButtonLook.PRIMARY)
        self.recovery = Button("生成恢复密钥", ButtonLook.SECONDARY, Icon.SHIELD_CHECK)
        self.keyring = Button("用系统登录打开", ButtonLook.SECONDARY, Icon.ID_CARD)
        self.secret = TextEditor()
        self.secret.set_title("恢复密钥，只显示这一次")
        self.secret.set_read_only(True)
        self.secret_note = Paragraph(
            "请抄下或打印，交办公室另处保管；关掉这一页后不再显示，本机也不保存。", Font.SMALL, Tone.WARN.text
        )
        self.minutes = Segmented([Part(str(one), f"{one} 分钟" if one else "不锁") for one in MINUTES])
        self.minutes.setAccessibleDescription("无人操作多久后锁屏，左右键选择")
        self._lay_out()
        self._bind()

    def show_slots(self, found: Slots) -> None:
        """Show the ways to open the data."""
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.buttons = {}
        for slot in found.slots:
            self._list.addWidget(self._row(slot))
        kinds = {slot.kind for slot in found.slots}
        self.set.set_words("换口令" if "passphrase" in kinds else "设为口令")
        self.recovery.set_words("换恢复密钥" if "recovery" in kinds else "生成恢复密钥")
        self.keyring.setVisible("keyring" not in kinds)
        self.minutes.setEnabled(found.may_lock)
        self._lock_note.set_words("" if found.may_lock else "先设口令，才能锁屏")

    def show_preferences(self, preferences: Preferences) -> None:
        """Show after how long the window locks."""
        self.minutes.choose(str(min(MINUTES, key=lambda one: abs(one - preferences.lock_minutes))))

    def show_recovery(self, secret: str) -> None:
        """Show the secret half of the recovery key, this once; an empty text takes it away."""
        self.secret.set_text(secret)
        for part in (self.secret, self.secret_note):
            part.setVisible(bool(secret))
        if secret:
            self.secret.take_focus()

    def clear(self) -> None:
        """Forget what was typed."""
        for editor in (self.first, self.again):
            editor.set_text("")

    def take(self) -> None:
        """Take the passphrase that was typed twice."""
        wrong = ""
        if len(self.first.text()) < SHORTEST:
            wrong = f"口令至少 {SHORTEST} 个字符"
        elif self.first.text() != self.again.text():
            wrong = "两遍不一样，请重新输入"
        self._say(wrong)
        if not wrong:
            self.passphrase_set.emit(self.first.text())
            self.clear()

    def _say(self, wrong: str) -> None:
        self.wrong.set_words(wrong)
        self.wrong.setVisible(bool(wrong))
        self.first.set_state(Severity.ERROR if wrong else None, wrong)

    def _row(self, slot: Slot) -> QWidget:
        px = theme().px
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, px(4), 0, px(4))
        row.setSpacing(px(10))
        is_demo = slot.kind == "demo"
        row.addWidget(Chip("演示" if is_demo else "可用", Tone.WARN if is_demo else Tone.OK, _SIGNS.get(slot.kind)))
        name = Label(slot.words, Font.MEDIUM)
        name.setMinimumWidth(px(120))
        row.addWidget(name)
        row.addWidget(Paragraph(slot.note, Font.SMALL, Token.T2), 1, Qt.AlignmentFlag.AlignVCenter)
        button = Button("移除", ButtonLook.LINK)
        button.setAccessibleName(f"移除 {slot.words}")
        button.setEnabled(slot.removable)
        button.setToolTip("" if slot.removable else "至少要保留一种日常打开数据的方式")
        button.clicked.connect(lambda: self.removed.emit(slot.kind))
        self.buttons[slot.kind] = button
        row.addWidget(button)
        return box

    def _lay_out(self) -> None:
        px = theme().px
        slots = Card("打开数据的方式", "数据在本机加密保存")
        slots.body.addLayout(self._list)
        words = Rows()
        for editor in (self.first, self.again, self.secret):
            editor.setFixedWidth(px(FIELD))
        self.secret.setFixedWidth(px(640))
        words.add("新口令", self.first)
        words.add("再输一遍", self.again, "启动和解锁时输入。忘记后只能用恢复密钥打开。")
        words.say(self.wrong)
        words.say(_in_row(self.set))
        words.add("其他方式", _in_row(self.keyring, self.recovery))
        words.say(self.secret)
        words.say(self.secret_note)
        self._lock_note = Label("", Font.SMALL, Token.T3)
        words.add("自动锁屏", self.minutes)
        words.say(self._lock_note)
        self.wrong.hide()
        self.show_recovery("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(14))
        column.addWidget(slots)
        column.addWidget(words)
        column.addStretch(1)

    def _bind(self) -> None:
        self.first.advanced.connect(lambda _step: self.again.take_focus())
        self.again.advanced.connect(lambda _step: self.take())
        self.set.clicked.connect(self.take)
        self.recovery.clicked.connect(self.recovery_asked)
        self.keyring.clicked.connect(self.keyring_asked)
        self.minutes.chosen.connect(lambda key: self.minutes_chosen.emit(int(key)))


def _in_row(*parts: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(8))
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return made
