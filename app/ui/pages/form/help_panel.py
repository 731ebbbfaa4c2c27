"""帮助: what the official guide says of the field under the keyboard, its limits, its rules, what was filed last."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.field import BoundField, Kind
from app.core.path import pattern_of
from app.ui.models.document import DraftDocument
from app.ui.models.field_rules import rules_about
from app.ui.theme import Font, Token, theme
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.check_mark import CheckBox
from app.ui.widgets.label import Label, Paragraph

PAD = 14
MOST_RULES = 8
GUIDE = "海关总署公告 2019 年第 18 号《报关单填制规范》"


def limits_of(field: BoundField) -> str:
    """Return what a field can hold, in words."""
    if field.digits is not None:
        whole = field.digits.total - field.digits.places
        return f"整数最多 {whole} 位" + (f"，小数最多 {field.digits.places} 位" if field.digits.places else "")
    if field.kind is Kind.DATE:
        return "8 位日期，可写 1118、今、-3"
    return f"最多 {field.max_length} 位" if field.max_length else ""


class HelpPanel(QWidget):
    """Follows the keyboard. ``rule_asked(id)`` asks for a rule in the rule book."""

    rule_asked = Signal(str)

    def __init__(self, document: DraftDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._document = document
        self._title = Paragraph("", Font.CARD, Token.T1)
        self.guide = CheckBox("逐栏讲解")
        self.guide.setToolTip("光标到哪一格，这里就讲哪一格；有问题的格先显示问题")
        self._lines = [Paragraph("", Font.SMALL, Token.T2) for _ in range(6)]
        column = QVBoxLayout(self)
        column.setContentsMargins(px(PAD), px(14), px(PAD), px(PAD))
        column.setSpacing(px(8))
        column.addWidget(self.guide)
        column.addWidget(self._title)
        for line in self._lines:
            column.addWidget(line)
        self._rules_title = Label("本栏的规则", Font.SMALL_STRONG, Token.T1)
        column.addSpacing(px(6))
        column.addWidget(self._rules_title)
        self._rules = [RuleLink() for _ in range(MOST_RULES)]
        for link in self._rules:
            link.asked.connect(self.rule_asked)
            column.addWidget(link)
        self._more = Label("", Font.SMALL, Token.T3)
        column.addWidget(self._more)
        column.addStretch(1)
        self.show_field("", "")

    def show_field(self, path: str, last: str) -> None:
        """Show the help of a field; ``last`` is what the last declaration held there."""
        bound = self._document.form.fields.get(pattern_of(path)) if path else None
        self._title.set_words(bound.label if bound else "把光标放到一个格里")
        said = self._said(bound, path, last) if bound else []
        for number, line in enumerate(self._lines):
            line.set_words(said[number] if number < len(said) else "")
            line.setVisible(number < len(said))

        self._show_rules(rules_about(self._document.form, bound.path) if bound else ())

    def first_rule(self, path: str) -> str:
        """Return the rule most worth reading at a field: that of its problem, else the first that is told there."""
        problem = self._document.shown(path)
        if problem is not None:
            return problem.rule
        bound = self._document.form.fields.get(pattern_of(path)) if path else None
        found = rules_about(self._document.form, bound.path) if bound else ()
        return found[0][0] if found else ""

    def rule_links(self) -> list["RuleLink"]:
        """Return the rules named now."""
        return [link for link in self._rules if not link.isHidden()]

    def _show_rules(self, rules: tuple[tuple[str, str], ...]) -> None:
        self._rules_title.setVisible(bool(rules))
        for number, link in enumerate(self._rules):
            link.setVisible(number < len(rules))
            if number < len(rules):
                link.show_rule(*rules[number])
        more = len(rules) - len(self._rules)
        self._more.set_words(f"另有 {more} 条，Shift F1 查规则" if more > 0 else "")
        self._more.setVisible(more > 0)

    def words(self) -> str:
        """Return everything shown."""
        return "\n".join([self._title.words(), *(line.words() for line in self._lines if line.words())])

    def _said(self, bound: BoundField, path: str, last: str) -> list[str]:
        problem = self._document.shown(path)
        need = "必填" if self._document.required(path) else "可空"
        place = f"{GUIDE}第 {bound.box.box} 栏" if bound.box.box else ""
        lines = [
            bound.box.note,
            "，".join(part for part in (need, limits_of(bound)) if part),
            "F2 查全部代码，直接打代码、名称、拼音或首字母" if bound.kind is Kind.CODE else "",
            f"上一票：{last}，按 F4 抄入" if last else "",
            f"依据：{problem.source}" if problem and problem.source else place,
        ]
        return [line for line in lines if line]


class RuleLink(QWidget):
    """One rule: its number leads to the rule book, its sentence stands beside; ``asked(id)``."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rule = ""
        self.button = Button("", ButtonLook.LINK)
        self.button.clicked.connect(lambda: self.asked.emit(self.rule))
        self._sentence = Label("", Font.SMALL, Token.T2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(4))
        row.addWidget(self.button)
        row.addWidget(self._sentence, 1)

    def show_rule(self, rule: str, sentence: str) -> None:
        """Name another rule."""
        self.rule = rule
        self.button.set_words(rule)
        self.button.setAccessibleName(f"规则 {rule} {sentence}")
        self._sentence.set_words(sentence)


class CursorHint(QWidget):
    """``光标处：合同协议号`` with one or two sentences, at the foot of the panel."""

    def __init__(self, document: DraftDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._document = document
        self._title = Label("", Font.SMALL_STRONG, Token.T1)
        self._text = Paragraph("", Font.SMALL, Token.T2)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(PAD), px(12), px(PAD), px(12))
        column.setSpacing(px(4))
        column.addWidget(self._title)
        column.addWidget(self._text)

    def show_field(self, path: str, last: str) -> None:
        """Show the help of a field in short."""
        bound = self._document.form.fields.get(pattern_of(path)) if path else None
        self.setVisible(bound is not None)
        if bound is None:
            return
        self._title.set_words(f"光标处：{bound.label}")
        parts = [limits_of(bound), bound.box.note, f"上一票：{last}，按 F4 抄入" if last else ""]
        self._text.set_words("。".join(part for part in parts if part))
