"""税费比较: what the draft would cost with another origin, agreement or day; nothing changes it before 采用."""

import json
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.clock import Clock
from app.taxes.adopt import adoption
from app.taxes.compare import Compared, Variation, compare
from app.taxes.steps import Step
from app.ui.editors import CodeSearch
from app.ui.keys import Act, Keys
from app.ui.models.live_tax import LiveTaxes
from app.ui.models.rate_book import RateBook
from app.ui.models.tax_compare import LETTERS, MOST, Names, comparison, late_fee, lateness, suggested
from app.ui.models.tax_steps import TaxStepsModel
from app.ui.models.tax_words import certainty
from app.ui.models.wording import mode_words
from app.ui.pages.row_table import RowTable
from app.ui.pages.services import Memory
from app.ui.pages.tax.column_strip import ColumnStrip
from app.ui.pages.tax.compare_table import CompareTable
from app.ui.pages.tax.steps_table import ROW, WIDTHS, StepsDelegate
from app.ui.pages.tax.tax_panel import TONES
from app.ui.pages.tax.tax_side import TaxSide
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Card, Chip, EmptyState, Ground, Label, Strip
from app.ui.widgets.choice_button import ChoiceButton
from app.ui.windows import KeyHint

HINTS = (KeyHint("← →", "换列"), KeyHint("Enter", "展开一步"), KeyHint("tax.adopt", "采用"))
BILL = "tax.bill."
FORMULA = 176  # the least height of the formula: two steps and their source


class TaxPage(Ground):
    """``title`` names the declaration; ``went_back()`` asks for its form, ``adopted(str)`` says what was taken over."""

    retitled = Signal()
    hinted = Signal()
    went_back = Signal()
    adopted = Signal(str)

    def __init__(
        self,
        draft_id: str,
        title: str,
        taxes: LiveTaxes,
        search: CodeSearch,
        countries: Callable[[str], str],
        clock: Clock,
        memory: Memory,
    ) -> None:
        super().__init__(Token.APP)
        self._id, self._title, self._taxes, self._memory = draft_id, title, taxes, memory
        self._country, self._clock = countries, clock
        self._accepted = clock.now().date()
        self._more: list[Variation] = []
        self._compared: Sequence[Compared] = ()
        self.strip, self.asking = Strip(), ColumnStrip(search, lambda: clock.now().date())
        self.table = CompareTable()
        self.line = ChoiceButton("商品", ())
        self.model = TaxStepsModel(self)
        self.steps = RowTable("算式", WIDTHS, ROW, edges=(14, 14))
        self.steps.setModel(self.model)
        self.steps.setItemDelegate(StepsDelegate(self.steps, self.model))
        self.side = TaxSide(lambda: clock.now().date())
        self._keys = Keys(self, self._key_acts())
        self._lay_out()
        self._bind()
        self.side.bill.show_texts(json.loads(memory.get(BILL + draft_id, "{}")))

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        return f"税费 {self._title}"

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.CALCULATOR

    def is_marked(self) -> bool:
        """Tell that nothing here can be left unsaved."""
        return False

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth knowing."""
        return HINTS

    def activated(self) -> None:
        """Reckon anew what the form holds now, with the keyboard on the columns."""
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def may_close(self) -> bool:
        """Tell that the tab may always go."""
        return True

    # -- Qt ----------------------------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that no wrapped text in here asks for height: the window would grow beyond the screen."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    # -- the columns -------------------------------------------------------------------------------------------

    def compared(self) -> Sequence[Compared]:
        """Return the columns."""
        return self._compared

    def refresh(self) -> None:
        """Compare what the draft holds now."""
        book = self._taxes.book
        if book is None:
            return
        goods, day = self._taxes.shipment(), self._taxes.rate_day().day
        self._empty.setVisible(not goods.lines)
        for part in (self.table, self._card):
            part.setVisible(bool(goods.lines))
        if not goods.lines:
            self._compared = ()
            return
        wanted = [*suggested(goods, book, day), *self._more]
        self._compared = compare(goods, wanted[: MOST - 1], book.tables, book.settings, day)
        lines = [(str(at), f"{one.item} {one.name or one.hs_code}") for at, one in enumerate(goods.lines)]
        self.line.show_choices(lines, self.line.current() if self.line.current() in dict(lines) else lines[0][0])
        self.line.setVisible(len(lines) > 1)
        self._show(book)

    def adopt(self) -> None:
        """Put the chosen column into the draft as one step, and go back to it."""
        at = self.table.current()
        if not at or not self._compared:
            self.strip.say(Tone.INFO, "A 列就是现在填的，选另一列再采用", [("知道了", self.strip.be_quiet)])
            return
        document = self._taxes.document
        taken = adoption(document.draft, self._compared[at].variation)
        if document.locked or not taken.texts:
            why = "单证已申报，内容不能改" if document.locked else "这一列不改单证的内容"
            self.strip.say(Tone.WARN, "；".join((why, *taken.open)), [("知道了", self.strip.be_quiet)])
            return
        document.put_all(taken.texts, taken.at)
        self.adopted.emit("；".join((f"已采用 {LETTERS[at]} 列，Ctrl+Z 撤销", *taken.open)))
        self.went_back.emit()

    # -- building ----------------------------------------------------------------------------------------------

    def _key_acts(self) -> dict[str, Act]:
        return {
            "tax.column": self._ask_column,
            "tax.adopt": self.adopt,
            "back": self._step_back,
        }

    def _lay_out(self) -> None:
        px = theme().px
        left = QVBoxLayout()
        left.setContentsMargins(px(20), px(14), px(20), px(14))
        left.setSpacing(px(14))
        left.addWidget(self.table)
        self._card = self._formula()
        left.addWidget(self._card, 1)
        words = "录入商品编号、总价和币制后，这里比较税费。"
        self._empty = EmptyState(Icon.CALCULATOR, "还没有商品", words, [("回表单", None, "Esc", self.went_back.emit)])
        self._empty.hide()
        left.addWidget(self._empty, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._head(), self.strip, self.asking):
            column.addWidget(part)
        column.addLayout(row, 1)

    def _head(self) -> Ground:
        px = theme().px
        head = Ground(Token.SURFACE, "bottom")
        head.setFixedHeight(px(48))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(20), 0, px(16), 1)
        row.setSpacing(px(8))
        self._chip = Chip("估算", Tone.INFO)
        row.addWidget(Label("税费比较", Font.TITLE))
        row.addSpacing(px(4))
        row.addWidget(Chip(mode_words(self._taxes.document.mode), Tone.INFO))
        row.addWidget(self._chip)
        row.addWidget(Label(self._title, Font.SMALL, Token.T2), 1)
        self._add = Button("加一列", ButtonLook.SECONDARY, Icon.PLUS, "+", tall=True)
        back = Button("回表单", ButtonLook.SECONDARY, Icon.CHEVRON_LEFT, "back", tall=True)
        self._adopt = Button("采用 B 列", ButtonLook.PRIMARY, Icon.CHECK, "tax.adopt", tall=True)
        self._add.clicked.connect(self._ask_column)
        back.clicked.connect(self.went_back)
        self._adopt.clicked.connect(self.adopt)
        for button in (self._add, back, self._adopt):
            row.addWidget(button)
        return head

    def _formula(self) -> Card:
        px = theme().px
        card = Card()
        card.setMinimumHeight(px(FORMULA))
        card.body.setContentsMargins(1, px(8), 1, px(6))
        card.body.setSpacing(px(6))
        card.head.setContentsMargins(px(16), 0, px(14), 0)
        self._formula_title = Label("", Font.CARD)
        self._about = Label("", Font.SMALL, Token.T3)
        card.head.addWidget(self._formula_title)
        card.head.addWidget(self._about, 1)
        card.head.addWidget(self.line)
        card.body.addLayout(card.head)
        rule = Ground(Token.LINE)
        rule.setFixedHeight(1)
        card.body.addWidget(rule)
        card.body.addWidget(self.steps, 1)
        self._source = Label("", Font.SMALL, Token.T2)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(2), px(14), 0)
        foot.addWidget(self._source, 1)
        card.body.addLayout(foot)
        return card

    def _bind(self) -> None:
        self.table.chosen.connect(lambda _at: self._show_chosen())
        self.line.chosen.connect(lambda _key: self.refresh())
        self.steps.moved.connect(lambda row: self._show_source(self.model.row(row)))
        self.steps.opened.connect(lambda row: self._show_source(self.model.row(row)))
        self.side.differences.opened.connect(self._choose)
        self.side.late.supposed.connect(self._suppose)
        self.side.bill.typed.connect(self._bill_typed)
        self.asking.wanted.connect(self._add_column)
        self.asking.left.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self._taxes.told.connect(self.refresh)

    # -- showing -----------------------------------------------------------------------------------------------

    def _show(self, book: RateBook) -> None:
        days = lateness(self._compared[0].goods, book, self._accepted)
        shown = comparison(self._compared, self._at_line(), days, book, self._names())
        self.table.show_columns(shown, self.table.current() or min(1, len(shown.columns) - 1))
        self.side.late.show_days(days)
        self._add.setEnabled(len(shown.columns) < MOST)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Unfold the formula of the chosen column."""
        book = self._taxes.book
        if book is None or not self._compared:
            return
        at = self.table.current()
        one = self._compared[at]
        estimate = one.estimate
        steps = estimate.lines[self._at_line()].steps if estimate.lines else ()
        self._formula_title.set_words(f"{LETTERS[at]} 列怎么算")
        settings = book.settings(estimate.rate_day)
        rounding = "增值税基数取整到元" if settings.rounding == "A" else "增值税基数不取整"
        self._about.set_words(f"逐步展开，↓ 看每一步的来源   计税价格取整到元，{rounding}，税额到分")
        self.model.show_steps(steps, self._clock.now().date())
        self.side.show_compared(self._compared, at)
        self.side.show_used([step for step in steps if step.as_of or not step.confirmed])
        days = lateness(one.goods, book, self._accepted)
        late = book.settings(self._accepted)
        fee = late_fee(estimate.customs_value, days, book)
        value = estimate.customs_value
        self.side.late.show_fee(value, fee, late.late_declaration_rate, late.late_declaration_least)
        self.side.bill.show_difference(self._compared[0].estimate)
        word = certainty(estimate)
        self._chip.show_state(word, TONES[word])
        self._adopt.set_words(f"采用 {LETTERS[at]} 列")
        self._adopt.setEnabled(at > 0)
        if steps:
            self._show_source(steps[0])

    def _show_source(self, step: Step) -> None:
        """Open a step: where its number was read, from when, and whether anybody has confirmed it."""
        told = "" if step.confirmed else "，未经核对，只可作估算"
        as_of = f"，{step.as_of}" if step.as_of else ""
        self._source.set_words(f"{step.name}：{step.source}{as_of}{told}")

    def _names(self) -> Names:
        origins = {line.origin for one in self._compared for line in one.goods.lines}
        return {code: self._country(code) for code in origins if code}

    def _at_line(self) -> int:
        return int(self.line.current() or 0)

    # -- acts --------------------------------------------------------------------------------------------------

    def _choose(self, number: int) -> None:
        self.table.show_columns(self.table.shown(), number)
        self._show_chosen()

    def _suppose(self, day: object) -> None:
        if isinstance(day, date):
            self._accepted = day
        if self._taxes.book is not None and self._compared:
            self._show(self._taxes.book)

    def _bill_typed(self) -> None:
        self._memory.put(BILL + self._id, json.dumps(dict(self.side.bill.texts())))
        if self._compared:
            self.side.bill.show_difference(self._compared[0].estimate)

    def _ask_column(self) -> None:
        if self._add.isEnabled():
            self.asking.ask()

    def _add_column(self, variation: Variation) -> None:
        self._more.append(variation)
        self.refresh()
        self._choose(len(self._compared) - 1)

    def _step_back(self) -> None:
        if self.strip.isVisible():
            self.strip.be_quiet()
        else:
            self.went_back.emit()
