"""One rule in full: sentence, what it looks at, when it speaks, the law and how sure it is, the settings it reads."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.problem import Severity
from app.declarations.catalogue import CatalogueRow
from app.ui.models.rule_list import WORDS
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Chip, Ground, Label, Paragraph
from app.ui.widgets.scroll import ScrollArea

WIDTH = 360
_TONES = {Severity.ERROR: (Tone.ERR, Icon.CIRCLE_X), Severity.WARNING: (Tone.WARN, Icon.TRIANGLE_ALERT)}
_SURE = {"S": Tone.OK, "F": Tone.WARN, "U": Tone.NEU}


class RuleDetail(Ground):
    """The pane at the right; empty until a rule is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Token.SURFACE, "left", parent)
        px = theme().px
        self.setFixedWidth(px(WIDTH))
        self._id = Label("", Font.TITLE)
        self._severity, self._sure = Chip("", Tone.NEU), Chip("", Tone.NEU)
        self._sentence = Paragraph("", Font.BODY, Token.T1)
        self._said: list[str] = []
        self._facts = QVBoxLayout()
        self._facts.setSpacing(px(8))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        for widget in (self._id, self._severity, self._sure):
            head.addWidget(widget)
        head.addStretch(1)
        inside = Ground(Token.SURFACE)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addWidget(self._sentence)
        column.addLayout(self._facts)
        column.addStretch(1)
        scroll = ScrollArea()
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scroll)

    def show_rule(self, row: CatalogueRow | None) -> None:
        """Show a rule, or nothing."""
        for widget in (self._id, self._severity, self._sure, self._sentence):
            widget.setVisible(row is not None)
        self._clear()
        self._said = []
        if row is None:
            return
        tone, icon = _TONES[row.severity]
        self._id.set_words(row.id)
        self._severity.show_state(WORDS[row.severity], tone, icon)
        self._sure.show_state(row.confidence_words, _SURE[row.confidence])
        self._sentence.set_words(row.sentence)
        self._said = [f"{words} {value}" for words, value in _facts_of(row)]
        for words, value in _facts_of(row):
            self._facts.addWidget(Label(words, Font.SMALL, Token.T3))
            self._facts.addWidget(Paragraph(value, Font.SMALL, Token.T1))

    def words(self) -> str:
        """Return everything shown."""
        return "\n".join([self._id.words(), self._sentence.words(), *self._said])

    def _clear(self) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _facts_of(row: CatalogueRow) -> list[tuple[str, str]]:
    told = [
        ("栏目", f"{row.document}  {row.field}"),
        ("看哪些栏", "、".join(row.fields)),
        ("看哪些事实", "、".join(row.facts)),
        ("何时检查", f"{row.phase}，{row.directions}"),
        ("能否代改", "能算出改法，卡片上有按钮" if row.fix else ""),
        ("依据", row.source),
    ]
    for setting in row.settings:
        values = "；".join(f"{one.since} 起 {one.value:f} {setting.unit}" for one in setting.values)
        told.append((f"设定 {setting.title}", f"{values}（{setting.source}）"))
    return [(words, value) for words, value in told if value]
