"""The strip that asks what to start: type, then template, each by a few letters and Enter; it starts nothing itself."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.draft import Mode
from app.ui.editors import TextEditor
from app.ui.models.wording import mode_words
from app.ui.pages.alive import while_alive
from app.ui.pages.services import DraftService, FormKind, Memory
from app.ui.pages.template_service import TemplateRow
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import draw_line
from app.ui.widgets import Button, ButtonLook, Label
from app.ui.widgets.pick_box import Choice, PickBox

HEIGHT, NAME_WIDE = 48, 260
KIND_KEY, MODE_KEY = "new/kind", "new/mode"
BLANK = Choice("", "不用模板", facts="从空白开始", plain=True)
MODE_LETTERS = {Mode.ONCE: "ycsb", Mode.ADVANCE: "tqsb", Mode.SUMMARY: "gysb", Mode.COMPLETE: "wzsb"}
_DIRECTIONS = {"进口": "jk", "出口": "ck"}


class NewStrip(QWidget):
    """``started(draft id)`` after Enter or the button, ``failed(str)`` if it could not be, ``left()`` on Esc.

    What was chosen last time is offered; the second question comes only where there is a template to choose. Until
    the store has said which there are it is asked all the same, and answers itself where there are none.
    """

    started = Signal(str)
    failed = Signal(str)
    left = Signal()

    def __init__(self, drafts: DraftService, memory: Memory) -> None:
        super().__init__()
        self._drafts, self._memory = drafts, memory
        self._kinds = {kind.id: kind for kind in drafts.kinds()}
        self._rows: Sequence[TemplateRow] = ()
        self._coming = False
        self._kind = PickBox("新建哪种报关单", 190)
        self._template = PickBox("从哪个模板开始", NAME_WIDE)
        self._start = Button("新建", ButtonLook.PRIMARY, keys="Enter")
        self._cancel = Button("取消", ButtonLook.PLAIN, keys="Esc")
        self._kind.taken.connect(self._kind_taken)
        self._template.taken.connect(self._take)
        self._template.dropped.connect(self._drop)
        self._template.named.connect(self._ask_name)
        self._to_drop = self._to_name = ""
        self._name = _NameBox()
        self._name.advanced.connect(lambda _step: self._rename())
        self._name.left.connect(self._end_naming)
        self._start.clicked.connect(self._take)
        for signal in (self._kind.left, self._template.left, self._cancel.clicked):
            signal.connect(self._leave)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self.hide()

    def ask(self) -> None:
        """Show the strip with the keyboard on the first question."""
        last = f"{self._memory.get(KIND_KEY)}:{self._memory.get(MODE_KEY)}"
        self._name.hide()
        self._kind.show_choices([_choice(kind, mode) for kind in self._kinds.values() for mode in kind.modes], last)
        self._coming = self._drafts.templates is not None
        self._offer()
        self.show()
        self._kind.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._drafts.templates is not None:
            self._drafts.templates.rows(while_alive(self, self._bring), while_alive(self, lambda _: self._bring(())))

    def start(self, form: str, mode: Mode, template: str = "") -> None:
        """Start a declaration, from a template or a blank one."""
        done, failed = while_alive(self, self.started.emit), while_alive(self, self.failed.emit)
        if template and self._drafts.templates is not None:
            self._drafts.templates.start(template, done, failed)
        else:
            self._drafts.new(form, mode, done, failed)

    def start_summary(self) -> None:
        """Start a declaration in two steps, of the type that may be."""
        form = next((kind.id for kind in self._kinds.values() if Mode.SUMMARY in kind.modes), "")
        if form:
            self.start(form, Mode.SUMMARY)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), theme().color(Token.SUNKEN))
        draw_line(painter, 0, 0, self.width(), Token.BORDER)
        draw_line(painter, 0, self.height() - 1, self.width(), Token.BORDER)
        painter.end()

    # -- inside ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 0, px(20), 0)
        row.setSpacing(px(8))
        row.addWidget(Label("新建报关单", Font.CARD))
        row.addSpacing(px(8))
        self._hint = Label("", Font.SMALL, Token.T3)
        for part in (self._kind, self._template, self._name, self._start, self._cancel, self._hint):
            row.addWidget(part)
        row.addStretch(1)

    def _bring(self, rows: Sequence[TemplateRow]) -> None:
        self._rows, self._coming = rows, False
        was_asked = self._template.hasFocus()
        self._offer()
        if was_asked and not self.isHidden() and self._template.isHidden():
            self._take()  # there is nothing to choose

    def _offer(self, chosen: str = "") -> None:
        """Offer the templates of the type and mode that stand, one of them chosen from the start."""
        if self._coming:
            self._template.expect()
            self._template.hide()
            return
        form, _, mode = self._kind.current().partition(":")
        fitting = [one for one in self._rows if (one.form, one.mode.value) == (form, mode)]
        self._template.show_choices([BLANK, *(_template(one) for one in fitting)], chosen or self._template.current())
        self._template.setVisible(bool(fitting))
        self._to_drop = ""
        self._hint.set_words(
            "打拼音首字母选，如 tq 提前申报" if not fitting else "再打模板名的首字母，回车开始，F2 改名，Del 删模板"
        )

    def _kind_taken(self) -> None:
        self._offer()
        if self._template.isHidden() and not self._coming:
            self._take()
            return
        self._template.show()
        self._template.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask_name(self) -> None:
        """Let the name of the current template be typed anew, in its place."""
        chosen, words = self._template.current(), self._template.words()
        if not chosen or self._drafts.templates is None:
            return
        self._to_name = chosen
        self._name.set_text(words)
        self._name.show()
        self._template.hide()
        self._name.take_focus()
        self._hint.set_words("给模板改名，回车改好，Esc 不改")

    def _rename(self) -> None:
        name = self._name.text().strip()
        if not name or self._drafts.templates is None:
            return
        done = while_alive(self, lambda _none: self._renamed())
        self._drafts.templates.rename(self._to_name, name, done, while_alive(self, self._hint.set_words))

    def _renamed(self) -> None:
        templates = self._drafts.templates
        if templates is not None:
            templates.rows(while_alive(self, self._bring_named), while_alive(self, self.failed.emit))

    def _bring_named(self, rows: Sequence[TemplateRow]) -> None:
        self._rows = rows
        self._end_naming()
        self._hint.set_words("已改名")

    def _end_naming(self) -> None:
        """Go back to choosing, with the template that was named."""
        self._name.hide()
        self._offer(self._to_name)
        self._template.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self) -> None:
        """Take the current template out of the lists; asked once more, as nothing brings it back."""
        chosen, words = self._template.current(), self._template.words()
        if not chosen or self._drafts.templates is None:
            return
        if self._to_drop != chosen:
            self._to_drop = chosen
            self._hint.set_words(f"再按一次 Del 删除模板 {words}；用它建的单证不受影响")
            return
        done, failed = while_alive(self, lambda _none: self._dropped()), while_alive(self, self.failed.emit)
        self._drafts.templates.remove(chosen, done, failed)

    def _dropped(self) -> None:
        if self._drafts.templates is not None:
            self._drafts.templates.rows(while_alive(self, self._left_over), lambda _sentence: None)

    def _left_over(self, rows: Sequence[TemplateRow]) -> None:
        self._bring(rows)
        self._hint.set_words("模板已删除")
        if self._template.isHidden():
            self._kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        form, _, mode = self._kind.current().partition(":")
        template = "" if self._template.isHidden() else self._template.current()
        self._memory.put(KIND_KEY, form)
        self._memory.put(MODE_KEY, mode)
        self.hide()
        self.start(form, Mode(mode), template)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()


class _NameBox(TextEditor):
    """A name typed anew; ``left`` on Esc."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.set_title("模板名称")
        self.setFixedWidth(theme().px(NAME_WIDE))
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


def _choice(kind: FormKind, mode: Mode) -> Choice:
    letters = f"{MODE_LETTERS[mode]}{_DIRECTIONS.get(kind.words, '')}"
    return Choice(f"{kind.id}:{mode.value}", f"{mode_words(mode)} · {kind.words}", letters)


def _template(row: TemplateRow) -> Choice:
    used = f"{row.used_at:%m-%d}" if row.used_at else "未用过"
    facts = "  ".join(part for part in (row.client, row.trade_mode, row.port, used) if part)
    return Choice(row.id, row.name, row.letters, facts)
