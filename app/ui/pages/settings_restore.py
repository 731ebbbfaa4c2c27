"""还原备份: says what it would replace and what only the present data have, then asks; it puts nothing back itself."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from app.ui.models.wording import moment
from app.ui.pages.upkeep import BackupLine, RestorePlan
from app.ui.theme import Font, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Card, Label
from app.ui.widgets.label import Paragraph

AFTER = "还原后先向单一窗口逐票核实，核实之前一份都不发；打开数据的口令和密钥不变。"


def title_of(plan: RestorePlan, now: datetime) -> str:
    """Return which backup is asked about."""
    return f"还原 {moment(plan.backup.at, now)} 的备份"


def what_of(plan: RestorePlan) -> str:
    """Return what takes the place of what, and what would not be seen any more."""
    inside = plan.backup.declarations
    counts = f"现有单证 {plan.present} 份" + (f"，换成备份里的 {inside} 份。" if inside is not None else "。")
    newer = (
        (plan.newer_drafts, "新做或改过的单证 {} 份"),
        (plan.newer_messages, "送出的报文 {} 份"),
        (plan.newer_receipts, "收到的回执 {} 份"),
    )
    told = "、".join(words.format(count) for count, words in newer if count)
    lost = f"备份之后{told}，还原后这里看不到。" if told else "备份之后没有新的内容。"
    return f"{counts}{lost}现有数据整份留在数据文件夹里，不删。"


class RestoreCard(Card):
    """``taken(BackupLine, bool)``: put it back, at once or at the next start; ``left()``: do nothing."""

    taken = Signal(object, bool)
    left = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(tone=Tone.WARN)
        self._now = now
        self._plan: RestorePlan | None = None
        self.title = Label("", Font.CARD)
        self.what = Paragraph("", Font.BODY, Token.T1)
        self.after = Paragraph(AFTER, Font.BODY, Token.T1)
        self.at_once = Button("关闭窗口并还原", ButtonLook.PRIMARY)
        self.later = Button("下次启动时还原", ButtonLook.SECONDARY)
        self.leave = Button("不还原", ButtonLook.PLAIN, keys="Esc")
        self.at_once.clicked.connect(lambda: self._take(True))
        self.later.clicked.connect(lambda: self._take(False))
        self.leave.clicked.connect(self.left)
        self._lay_out()

    def show_plan(self, plan: RestorePlan) -> None:
        """Ask about a backup, the keyboard on what does nothing."""
        self._plan = plan
        self.title.set_words(title_of(plan, self._now()))
        self.what.set_words(what_of(plan))
        self.setAccessibleName(f"{self.title.words()}，{self.what.words()}{AFTER}")

    def take_focus(self) -> None:
        """Put the keyboard on the button that does nothing."""
        self.leave.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _take(self, at_once: bool) -> None:
        if self._plan is not None:
            line: BackupLine = self._plan.backup
            self.taken.emit(line, at_once)

    def _lay_out(self) -> None:
        self.body.addWidget(self.title)
        self.body.addWidget(self.what)
        self.body.addWidget(self.after)
        self.body.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(theme().px(8))
        for button in (self.at_once, self.later, self.leave):
            foot.addWidget(button)
        foot.addStretch(1)
        self.body.addLayout(foot)
