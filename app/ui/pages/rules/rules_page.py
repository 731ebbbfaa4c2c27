"""规则: every rule of the rule book, found by words, severity and stage; a problem leads here and back again."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.draft import Mode
from app.core.problem import Severity
from app.declarations.catalogue import CatalogueRow, catalogue
from app.ui.models.rule_list import RULE_ROLE, WORDS, Column, RuleListModel, Wanted
from app.ui.models.wording import mode_words
from app.ui.pages.alive import while_alive
from app.ui.pages.background import background
from app.ui.pages.row_table import Index, RowDelegate, RowTable, Width
from app.ui.pages.rules.rule_detail import RuleDetail
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_text
from app.ui.widgets import Button, ButtonLook, Ground, Label, Part, SearchBox, Segmented, draw_chip
from app.ui.widgets.chip import HEIGHT as CHIP
from app.ui.windows.page import KeyHint

ALL = "all"
ROW, HEAD = 34, 32
PAD = 10
WIDTHS = (Width(82), Width(84), Width(150), Width(300, 6), Width(190, 1, 900), Width(180, 3, 1250))
EDGE = 20
HINTS = (KeyHint("/", "查找"), KeyHint("Esc", "回到单证"))
_TONES = {Severity.ERROR: (Tone.ERR, Icon.CIRCLE_X), Severity.WARNING: (Tone.WARN, Icon.TRIANGLE_ALERT)}


class _Delegate(RowDelegate):
    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        row: CatalogueRow = index.data(RULE_ROLE)
        inner = area.adjusted(px(PAD), 0, -px(PAD), 0)
        match Column(index.column()):
            case Column.ID:
                draw_text(painter, area.adjusted(px(EDGE), 0, 0, 0), row.id, Font.CODE, Token.T1)
            case Column.SEVERITY:
                tone, icon = _TONES[row.severity]
                at = QPointF(inner.x(), inner.center().y() - px(CHIP) / 2)
                draw_chip(painter, at, WORDS[row.severity], tone, icon)
            case Column.SENTENCE:
                draw_text(painter, inner, index.data(), Font.BODY, Token.T1)
            case _:
                draw_text(painter, inner, index.data(), Font.SMALL, Token.T2)


class RulesPage(Ground):
    """``back_asked()`` asks for the page it was opened from."""

    retitled = Signal()
    hinted = Signal()
    back_asked = Signal()

    def __init__(self, load: Callable[[], Sequence[CatalogueRow]] = catalogue, parent: QWidget | None = None) -> None:
        super().__init__(Token.SURFACE, parent=parent)
        self._asked = ""
        self.model = RuleListModel(self)
        self.table = RowTable("规则", WIDTHS, ROW, HEAD, EDGE, (EDGE, PAD))
        self.table.setModel(self.model)
        self.table.setItemDelegate(_Delegate(self.table))
        self.detail = RuleDetail()
        self.detail.show_rule(None)
        self.search = SearchBox("编号、栏目、内容、依据", "/")
        self.severity = Segmented([Part(ALL, "全部"), *(Part(one.value, WORDS[one]) for one in Severity)])
        self.mode = Segmented([Part(ALL, "各阶段"), *(Part(one.value, mode_words(one)) for one in Mode)])
        self._count = Label("", Font.SMALL, Token.T3)
        self.back = Button("回到单证", ButtonLook.SECONDARY, Icon.UNDO_2, "Esc", tall=True)
        self.back.hide()
        self._lay_out()
        self._bind()
        background().run(load, while_alive(self, self._loaded), while_alive(self, self._nothing))

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        return "规则"

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.SHIELD_CHECK

    def is_marked(self) -> bool:
        """Tell that nothing here can be left unsaved."""
        return False

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth knowing."""
        return HINTS

    def activated(self) -> None:
        """Put the keyboard on the rules."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def may_close(self) -> bool:
        """Tell that the tab may always go."""
        return True

    # -- what others ask ---------------------------------------------------------------------------------------

    def show_rule(self, rule: str, may_go_back: bool = True) -> None:
        """Bring a rule to the front; ``may_go_back`` if somebody came here from a problem."""
        self.back.setVisible(may_go_back)
        self._asked = rule
        if self.model.number_of(rule) < 0:
            self.search.clear()
            self.severity.choose(ALL)
            self.mode.choose(ALL)
            self._find()
        row = self.model.number_of(rule)
        if row >= 0:
            self.table.go_to(row)
            self._show(row)

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.back.isHidden():
            self.back_asked.emit()
        elif event.text() == "/":
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    # -- inside ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        px = theme().px
        head = QHBoxLayout()
        head.setContentsMargins(px(20), px(12), px(16), px(10))
        head.setSpacing(px(10))
        head.addWidget(Label("规则", Font.PAGE))
        head.addWidget(self._count)
        head.addStretch(1)
        for widget in (self.severity, self.mode, self.search, self.back):
            head.addWidget(widget)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.table, 1)
        body.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(body, 1)

    def _bind(self) -> None:
        self.search.textChanged.connect(lambda _text: self._find())
        self.search.accepted.connect(self.activated)
        self.search.left.connect(self.activated)
        self.severity.chosen.connect(lambda _key: self._find())
        self.mode.chosen.connect(lambda _key: self._find())
        self.table.moved.connect(self._show)
        self.table.slipped.connect(self._show)
        self.back.clicked.connect(self.back_asked)

    def _loaded(self, rows: Sequence[CatalogueRow]) -> None:
        self.model.show_rules(rows)
        self._tell_count()
        if self._asked:
            self.show_rule(self._asked, not self.back.isHidden())
        else:
            self._first()

    def _nothing(self, sentence: str) -> None:
        self._count.set_words(sentence)

    def _find(self) -> None:
        severity, mode = self.severity.current(), self.mode.current()
        self.model.find(
            Wanted(
                self.search.text(),
                None if severity == ALL else Severity(severity),
                None if mode == ALL else Mode(mode),
            )
        )
        self._tell_count()
        self._first()

    def _first(self) -> None:
        has_rows = self.model.rowCount() > 0
        if has_rows:
            self.table.go_to(0)
        self._show(0 if has_rows else -1)

    def _show(self, row: int) -> None:
        self.detail.show_rule(self.model.rule(row) if 0 <= row < self.model.rowCount() else None)

    def _tell_count(self) -> None:
        shown, all_ = self.model.counts()
        self._count.set_words(f"{shown} 条" if shown == all_ else f"{shown} / {all_} 条")
