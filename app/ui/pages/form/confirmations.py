"""三项确认 as a rule pack asks them: question, switch, what the goods suggest, what a yes adds; a pack may ask none."""

from datetime import date

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.declarations.two_step_items import doubtful, presets
from app.declarations.two_step_pack import Confirmation, TwoStepPack
from app.ui.editors import ChoiceEditor, Editor
from app.ui.editors.choice_editor import NO, YES
from app.ui.models.document import DraftDocument
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_box
from app.ui.widgets.label import Label

TITLE = "三项确认"
NOTE = "按商品预判，可改；申报后不能改，改错须撤销重报"
MARGIN = 16


class _Question(QWidget):
    """One question: its switch is an editor like any other."""

    def __init__(self, one: Confirmation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.one = one
        self.switch = ChoiceEditor()
        self.switch.setObjectName(f"facts.{one.fact}")
        self.switch.set_title(one.question, one.id)
        self.reason = Label("", Font.SMALL, Token.T2)
        self.adds = Label("", Font.SMALL, Token.T3)
        ask = QHBoxLayout()
        ask.setSpacing(px(8))
        ask.addWidget(Label(one.id, Font.SMALL_STRONG, Token.T1))
        ask.addWidget(Label(one.question, Font.SMALL, Token.T2), 1)
        answer = QHBoxLayout()
        answer.setSpacing(px(12))
        answer.addWidget(self.switch)
        answer.addWidget(self.reason, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(ask)
        column.addLayout(answer)
        column.addWidget(self.adds)

    def show_answer(self, answer: bool | None, suggested: bool | None, is_doubtful: bool) -> None:
        self.switch.set_text({True: YES, False: NO, None: ""}[answer])
        told = "录入商品编号后预判" if suggested is None else f"按商品预判 {'是' if suggested else '否'}"
        self.reason.set_words("商品提示应为是，报错须撤销重报" if is_doubtful else told)
        self.reason.set_color(Tone.WARN.text if is_doubtful else Token.T2)
        words = "、".join(item.words for item in self.one.items)
        self.adds.set_words(f"加填 {len(self.one.items)} 项：{words}" if answer else "不加填")
        self.adds.set_color(Token.ACCENT if answer else Token.T3)


class ConfirmationsBlock(QWidget):
    """``advanced(editor, +1 or -1)`` asks for the next field."""

    advanced = Signal(object, int)

    def __init__(self, document: DraftDocument, pack: TwoStepPack, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._document, self._pack, self._today = document, pack, today
        self._questions = [_Question(one) for one in pack.confirmations]
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(Label(TITLE, Font.SMALL_STRONG, Token.T1))
        head.addWidget(Label(NOTE, Font.SMALL, Token.T3), 1)
        about = f"规则包 {pack.title} {pack.version}  {pack.updated:%m-%d} 更新"
        head.addWidget(Label(about, Font.SMALL, Token.T2, RIGHT))
        row = QHBoxLayout()
        row.setSpacing(px(24))
        for question in self._questions:
            question.switch.edited.connect(lambda raw, one=question.one: self._answer(one, raw))
            question.switch.advanced.connect(lambda step, editor=question.switch: self.advanced.emit(editor, step))
            row.addWidget(question, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(MARGIN) + px(14), px(15), px(MARGIN) + px(14), px(11))
        column.setSpacing(px(7))
        column.addLayout(head)
        column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        document.checked.connect(self.refresh)
        document.facts_changed.connect(self.refresh)
        document.lock_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the answers, and take those the goods suggest for questions nobody answered yet."""
        draft, tables = self._document.draft, self._document.tables
        suggested = presets(draft, tables, self._pack, self._today)
        open_ = {one.fact: suggested[one.fact] for one in self._pack.confirmations if one.fact in suggested}
        open_ = {fact: answer for fact, answer in open_.items() if fact not in draft.facts}
        if open_ and not self._document.locked:
            self._document.learn(**open_)  # comes back here with the answers
            return
        denied = doubtful(draft, tables, self._pack, self._today)
        for question in self._questions:
            answer = question.one.answer(draft.facts)
            question.show_answer(answer, suggested.get(question.one.fact), question.one.id in denied)
            question.switch.set_read_only(self._document.locked)

    def editors(self) -> list[Editor]:
        """Return the switches."""
        return [one.switch for one in self._questions if not one.switch.is_read_only()]

    def take(self, direction: int) -> bool:
        """Put the keyboard on the first (+1) or last (-1) switch."""
        editors = self.editors()
        if editors:
            editors[0 if direction > 0 else -1].take_focus()
        return bool(editors)

    def owns(self, editor: Editor) -> bool:
        """Tell whether an editor is one of the switches."""
        return any(one.switch is editor for one in self._questions)

    def step(self, editor: Editor, direction: int) -> bool:
        """Go to the next switch; False at the end."""
        editors = self.editors()
        at = editors.index(editor) + direction if editor in editors else -1
        if 0 <= at < len(editors):
            editors[at].take_focus()
        return 0 <= at < len(editors)

    def reveal(self, path: str) -> None:
        """Do nothing: no path lies here."""

    def set_note(self, note: str) -> None:
        """Do nothing: a question says itself what is wrong."""

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(px(MARGIN), px(8), -px(MARGIN), -px(4))
        draw_box(painter, box, 8, Token.SUNKEN, Token.BORDER)
        painter.end()

    def _answer(self, one: Confirmation, raw: str) -> None:
        self._document.set_fact(one.fact, {YES: True, NO: False}.get(raw))
