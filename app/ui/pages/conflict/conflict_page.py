"""The page in place of a form whose draft was changed in two places: choose, see what will be saved, save."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.clock import Clock
from app.core.tables import CodeTables
from app.declarations.merge import Side
from app.declarations.summary import summarise
from app.ui.keys import Keys
from app.ui.models.conflict_words import conflict_rows, merged_rows
from app.ui.models.wording import goods_words, mode_words, moment
from app.ui.pages.alive import while_alive
from app.ui.pages.conflict.choices_card import ChoicesCard
from app.ui.pages.conflict.merged_card import MergedCard
from app.ui.pages.conflict.services import Conflict, ConflictService
from app.ui.pages.keyboard import back_to
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_icon
from app.ui.widgets import Button, ButtonLook, Card, Chip, Ground, Label, Strip
from app.ui.windows.page import KeyHint

HEIGHT = 50
HINTS = (KeyHint("←", "我的"), KeyHint("→", "对方"), KeyHint("↓", "下一处"), KeyHint("conflict.save", "合并保存"))
TITLE = "有冲突"


class _Banner(Card):
    """What happened, that nothing is lost, and how many choices are made."""

    def __init__(self) -> None:
        super().__init__(tone=Tone.WARN)
        px = theme().px
        self.body.setContentsMargins(px(50), px(10), px(16), px(10))
        self.body.setSpacing(px(2))
        self.title, self.sentence = Label("", Font.STRONG), Label("", Font.SMALL, Token.T2)
        self.count = Label("", Font.SMALL_MEDIUM, Token.T2)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        row.addLayout(words, 1)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme().px(20)
        draw_icon(painter, QPointF(theme().px(16), (self.height() - side) / 2), Icon.GIT_COMPARE, 20, Tone.WARN.text)
        painter.end()


class ConflictPage(QWidget):
    """``saved(str)`` with the draft's id when both versions have become one, ``said(str, Tone)`` for a notice."""

    retitled = Signal()
    hinted = Signal()
    saved = Signal(str)
    said = Signal(str, object)

    def __init__(self, conflict: Conflict, service: ConflictService, tables: CodeTables, clock: Clock) -> None:
        super().__init__()
        self.conflict, self._service, self._tables, self._clock = conflict, service, tables, clock
        self._choices: dict[str, Side] = {}
        self._is_saving = self._was_in_front = False
        self.strip = Strip()
        self.banner, self.choices, self.merged = _Banner(), ChoicesCard(), MergedCard()
        self.only = Button("只看冲突", ButtonLook.PLAIN, Icon.SCAN_SEARCH, tall=True)
        self.all_mine = Button("全用我的", tall=True)
        self.all_theirs = Button(f"全用{conflict.who}的", tall=True)
        self.save = Button("合并保存", ButtonLook.PRIMARY, Icon.CHECK, "conflict.save", tall=True)
        self._keys = Keys(self, {"conflict.save": self.merge, "back": self._to_choices})
        self._lay_out()
        self._show()
        self._bind()

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        summary = summarise(self.conflict.merge.mine)
        return f"{TITLE} {goods_words(summary) or self.conflict.form.title}"

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.GIT_COMPARE

    def is_marked(self) -> bool:
        """Tell that it waits for a person."""
        return True

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys worth knowing."""
        return HINTS

    def activated(self) -> None:
        """Put the keyboard back, at first on the first conflict."""
        if self._was_in_front:
            back_to(self, self._to_choices)
        else:
            self._was_in_front = True
            self._to_choices()

    def may_close(self) -> bool:
        """Tell that the tab may go: both versions are kept until they are merged."""
        return True

    def merge(self) -> None:
        """Store what was chosen, if all is."""
        if not self.save.isEnabled() or self._is_saving:
            return
        self._is_saving = True
        made = self.conflict.merge.result(self._choices, frozenset(self.merged.model.taken_back))
        self._service.save(self.conflict, made, while_alive(self, self._stored), while_alive(self, self._fail))

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    # -- inside ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        px = theme().px
        body = Ground(Token.APP)
        column = QVBoxLayout(body)
        column.setContentsMargins(px(20), px(13), px(20), px(16))
        column.setSpacing(px(14))
        column.addWidget(self.banner)
        column.addWidget(self.choices)
        column.addWidget(self.merged, 1)
        self._spare = QWidget()
        column.addWidget(self._spare, 1)
        self._spare.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        whole.addWidget(self.strip)
        whole.addWidget(body, 1)

    def _head(self) -> Ground:
        px = theme().px
        mine = self.conflict.merge.mine
        summary = summarise(mine)
        port = self._tables.row("customs_offices", summary.port)
        facts = (port.name if port else "", goods_words(summary), summary.client_seq_no)
        head = Ground(Token.SURFACE, "bottom")
        head.setFixedHeight(px(HEIGHT))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(20), 0, px(16), 1)
        row.setSpacing(px(8))
        row.addWidget(Label(self.conflict.form.title, Font.TITLE))
        row.addWidget(Chip(mode_words(mine.mode), Tone.INFO, Icon.FILE_TEXT))
        row.addWidget(Chip(TITLE, Tone.ERR, Icon.GIT_COMPARE))
        row.addWidget(Label("  ".join(one for one in facts if one), Font.SMALL, Token.T2), 1)
        for button in (self.only, self.all_mine, self.all_theirs, self.save):
            row.addWidget(button)
        return head

    def _bind(self) -> None:
        self.choices.chosen.connect(self._choose)
        self.choices.left.connect(self._leave)
        self.merged.changed.connect(self._count)
        self.only.clicked.connect(self._fold)
        self.all_mine.clicked.connect(lambda: self.choices.choose_all(Side.MINE))
        self.all_theirs.clicked.connect(lambda: self.choices.choose_all(Side.THEIRS))
        self.save.clicked.connect(self.merge)

    def _show(self) -> None:
        conflict, now = self.conflict, self._clock.now()
        found, form = conflict.merge, conflict.form
        count, more = len(found.conflicts), len(found.one_sided)
        at, mine_at = moment(conflict.at, now), moment(conflict.mine_at, now)
        what = f"与您 {mine_at} 的改动有 {count} 处不同" if count else f"与您 {mine_at} 的改动没有冲突"
        self.banner.title.set_words(f"{conflict.who} {at} 改过这票，{what}")
        choose = "选好每一处再保存" if count else "看过后保存"
        also = f"；另有 {more} 处只一方改过，已自动合并" if more else ""
        self.banner.sentence.set_words(f"两边都没有丢。{choose}{also}。")
        mine = (conflict.me[:1] or "我", "我的", "  ".join(one for one in (conflict.me, mine_at, "本机") if one))
        theirs = (conflict.who[:1], f"{conflict.who}的", f"{at}  {conflict.place}")
        self.choices.show_rows(conflict_rows(form, self._tables, found), conflict.who, mine, theirs)
        self.choices.setVisible(count > 0)
        self.merged.show_rows(merged_rows(form, self._tables, found), conflict.who)
        for button in (self.only, self.all_mine, self.all_theirs):
            button.setVisible(count > 0)
        self._count()

    def _choose(self, key: str, side: Side) -> None:
        self._choices[key] = side
        self._count()

    def _count(self) -> None:
        total, done = len(self.conflict.merge.conflicts), len(self._choices)
        self.banner.count.set_words(f"已选 {done} / {total} 处" if total else "")
        self.save.setEnabled(done == total)
        self.save.setToolTip("" if done == total else f"还有 {total - done} 处未选")

    def _fold(self) -> None:
        """Show the conflicts alone, or everything."""
        shown = self.merged.isVisibleTo(self)
        self.merged.setVisible(not shown)
        self._spare.setVisible(shown)
        self.only.set_words("全部显示" if shown else "只看冲突")

    def _leave(self, by: int) -> None:
        if by > 0 and self.merged.isVisibleTo(self) and self.merged.model.rowCount():
            self.merged.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_choices(self) -> None:
        if not self.choices.to_open():
            self.merged.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stored(self, _none: None) -> None:
        self.said.emit("已合并保存，两个版本都留着", Tone.OK)
        self.saved.emit(self.conflict.draft_id)

    def _fail(self, sentence: str) -> None:
        self._is_saving = False
        self.strip.say(Tone.ERR, sentence, [("知道了", self.strip.be_quiet)])
