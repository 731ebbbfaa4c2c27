"""The head of the import page: what is imported into what, the five steps, and the acts; it decides nothing."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.models.import_sheet import Stage as Step
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Chip, Ground, Label, Progress, Stage, StageRibbon

HEIGHT = 48
TITLES = ("选文件", "列对应", "检查单元格", "归并", "写入草稿")
KEYS = "F8 下一个错  F2 改  空格 不导入此行"


class ImportHead(Ground):
    """The buttons are public; ``show_steps`` and ``show_facts`` say the rest."""

    def __init__(self, direction: str, number: str, parent: QWidget | None = None) -> None:
        super().__init__(Token.SURFACE, "bottom", parent)
        px = theme().px
        self._number = number
        self._facts = Label("", Font.SMALL, Token.T2)
        self.keys_label = Label(KEYS, Font.SMALL, Token.T3)
        self.file = Button("换文件", ButtonLook.PLAIN, Icon.FILE_TEXT, "import.file")
        self.template = Button("空白表", ButtonLook.PLAIN, Icon.FILE_PLUS, "import.template")
        self.failed = Button("导出错误行", ButtonLook.PLAIN, Icon.DOWNLOAD, "import.failed")
        self.back = Button("返回", ButtonLook.PLAIN, Icon.X, "Esc")
        self.next = Button("下一步", ButtonLook.PRIMARY, Icon.LAYERS, "Enter")
        self._ribbon = StageRibbon()
        row = QHBoxLayout()
        row.setContentsMargins(px(20), px(9), px(16), px(4))
        row.setSpacing(px(8))
        row.addWidget(Label("导入商品", Font.TITLE))
        row.addSpacing(px(4))
        row.addWidget(Chip(direction, Tone.INFO, Icon.FILE_TEXT))
        row.addWidget(self._facts, 1)
        for button in (self.template, self.file, self.failed, self.back, self.next):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(0)
        column.addLayout(row)
        steps = QHBoxLayout()
        steps.setContentsMargins(px(20), 0, px(16), 0)
        steps.addWidget(self._ribbon)
        column.addLayout(steps)

    def show_facts(self, source: str, rows: str) -> None:
        """Say which sheet goes where."""
        target = f"目标 {self._number}" if self._number else ""
        self._facts.set_words("   ".join(part for part in (source, rows, target) if part))

    def show_busy(self, words: str) -> None:
        """Say what is under way in the place of the facts."""
        self._facts.set_words(words)

    def show_steps(self, at: Step, notes: tuple[str, ...], act: str, key: str) -> None:
        """Show where the import stands, and what the button does."""
        place = min(int(at), int(Step.MERGE) + 1)
        now = [
            Progress.DONE if n < place else Progress.NOW if n == place else Progress.TODO for n in range(len(TITLES))
        ]
        self._ribbon.show_stages([Stage(*one) for one in zip(TITLES, notes, now, strict=True)])
        self.next.set_words(act)
        self.next.set_keys(key)
