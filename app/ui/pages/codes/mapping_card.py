"""A head nobody could place: which table it is and which column is which, told once and remembered."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from app.reference.catalogue import KNOWN
from app.ui.pages.codes.services import Heading, Told
from app.ui.theme import Font, Token, theme
from app.ui.widgets import Button, ButtonLook, Ground, Label, Paragraph
from app.ui.widgets.choice_button import ChoiceButton
from app.ui.widgets.scroll import ScrollArea

NONE = ("", "不用")
OURS = (
    NONE,
    ("code", "编码"),
    ("name", "名称"),
    ("name_en", "英文名称"),
    ("short_name", "简称"),
    ("old", "旧代码"),
    ("since", "启用日期"),
    ("until", "停用日期"),
    ("successor", "替代代码"),
    ("unit1", "第一单位"),
    ("unit2", "第二单位"),
    ("marks", "监管条件"),
    ("inspection", "检验检疫类别"),
    ("elements", "申报要素"),
    ("mfn", "最惠国税率"),
    ("provisional", "暂定税率"),
    ("general", "普通税率"),
    ("vat", "增值税率"),
    ("export", "出口税率"),
    ("consumption", "消费税率"),
    ("agreement", "协定"),
    ("rate", "税率或汇率"),
    ("price", "收费标准"),
    ("unit", "计费单位"),
    ("source", "来源"),
    ("as_of", "截至日"),
)
UNKNOWN = ("", "选一张表")


class MappingCard(Ground):
    """``told(Told)`` when table and columns were said, ``left()`` when it is not wanted."""

    told = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(Token.SURFACE)
        px = theme().px
        self._titles: tuple[str, ...] = ()
        self._why = Paragraph("", Font.SMALL, Token.T2)
        tables = sorted(KNOWN.values(), key=lambda one: one.title)
        self.table = ChoiceButton("这是", [UNKNOWN, *((one.table, one.title) for one in tables)])
        self.columns: list[ChoiceButton] = []
        self.go = Button("按此对应预览", ButtonLook.PRIMARY, keys="Ctrl Enter", tall=True)
        leave = Button("取消", ButtonLook.SECONDARY, keys="Esc", tall=True)
        inside = Ground(Token.SURFACE)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(10))
        column.addWidget(Label("认不出这份文件，请指明对应关系", Font.PAGE))
        column.addWidget(self._why)
        column.addWidget(self.table, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnStretch(2, 1)
        column.addLayout(self._grid)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.go)
        column.addLayout(buttons)
        column.addStretch(1)
        scroll = ScrollArea()
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.go.clicked.connect(self._tell)
        leave.clicked.connect(self.left)
        self.table.chosen.connect(lambda _key: self._look())

    def show_heading(self, heading: Heading, why: str) -> None:
        """Ask about a head, our columns filled in as far as guessed."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._why.set_words(f"{why}（{heading.place}）。对应关系会记住，下次同样的表头不再问。")
        self._titles, self.columns = heading.titles, []
        known = dict(OURS)
        for row, (title, sample, guess) in enumerate(
            zip(heading.titles, heading.samples, heading.columns, strict=True)
        ):
            choice = ChoiceButton("对应", OURS)
            choice.show_choices(OURS, guess if guess in known else "")
            choice.chosen.connect(lambda _key: self._look())
            self.columns.append(choice)
            self._grid.addWidget(Label(title or "（空表头）", Font.MEDIUM), row, 0)
            self._grid.addWidget(choice, row, 1)
            self._grid.addWidget(Label(sample, Font.SMALL, Token.T2), row, 2)
        self._look()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go.click()
        else:
            super().keyPressEvent(event)

    def told_now(self) -> Told:
        """Return what was said so far."""
        chosen = zip(self._titles, self._chosen(), strict=True)
        return Told(self.table.current(), {title: ours for title, ours in chosen if title})

    def _chosen(self) -> Sequence[str]:
        return [choice.current() for choice in self.columns]

    def _look(self) -> None:
        chosen = self._chosen()
        twice = any(chosen.count(one) > 1 for one in chosen if one)
        self.go.setEnabled(bool(self.table.current()) and {"code", "name"} <= set(chosen) and not twice)

    def _tell(self) -> None:
        self.told.emit(self.told_now())
