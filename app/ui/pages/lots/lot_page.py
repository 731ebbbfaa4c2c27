"""One lot of 互市: residents with quota bars, the division, confirmations, sending; every act by key, none in bulk."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent

from app.border_trade.allocation import Strategy
from app.border_trade.share import ShareState
from app.core.clock import Clock
from app.ui.editors.code_search import CodeSearch
from app.ui.keys import Act, Keys
from app.ui.pages.alive import while_alive
from app.ui.pages.lots import row_model as columns
from app.ui.pages.lots.bars import AskBar
from app.ui.pages.lots.counters import counters_of
from app.ui.pages.lots.lot_frame import FILTERS, LotFrame
from app.ui.pages.lots.services import LotService
from app.ui.pages.lots.words import amount, money
from app.ui.theme import Tone
from app.ui.widgets import Part, announce
from app.work.lot_filing import Manner
from app.work.lot_view import QUOTA_NOTE, CureKind, LotIssue, LotRow, LotView

ALL_CONFIRMED = "到场的人都已确认，F10 申报"
FORGET_MS = 1500  # after which letters typed begin a new name


class LotPage(LotFrame):
    """The page of the lot ``lot_id``."""

    def __init__(self, lot_id: str, service: LotService, search: CodeSearch, clock: Clock) -> None:
        super().__init__(search, clock)
        self.lot_id, self._service = lot_id, service
        self._letters = self._editing = ""
        self._forget = QTimer(self, singleShot=True, interval=FORGET_MS)
        self._forget.timeout.connect(self._forget_letters)
        self._keys = Keys(self, self._key_acts())
        self._bind()
        self._ask(self._service.open)

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keys.press(event):
            return
        text = event.text()
        chord = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if self.table.hasFocus() and text.isprintable() and text.strip() and not event.modifiers() & chord:
            if text.isdigit():
                self._edit(text)
            else:
                self._seek(text.lower())
            event.accept()
        else:
            super().keyPressEvent(event)

    # -- building ----------------------------------------------------------------------------------------------

    def _key_acts(self) -> dict[str, Act]:
        return {
            "lot.confirm": self.ask_card,
            "lot.share": self.ask_division,
            "problem.next": partial(self.step_issue, 1),
            "problem.previous": partial(self.step_issue, -1),
            "check": self.check,
            "file": self.ask_sending,
            "lot.again": partial(self.ask_sending, again=True),
            "undo": partial(self._ask, self._service.undo),
            "lot.sign": self._sign,
            "problem.cure": self._cure_current,
            "lot.absent": self._switch,
            "back": self._step_back,
        }

    def _bind(self) -> None:
        head, side, service = self.head, self.side, self._service
        for button, act in (
            (head.card, self.ask_card),
            (head.divide, self.ask_division),
            (head.check, self.check),
            (head.send, self.ask_sending),
            (head.link, self._link),
        ):
            button.clicked.connect(lambda _checked=False, act=act: act())
        self.filters.chosen.connect(self.model.narrow)
        self.table.opened.connect(lambda _row: self._edit(""))
        self.quantity_box.advanced.connect(self._take_quantity)
        self.quantity_box.entered.connect(lambda on: None if on else self._end_editing())
        self.divide_bar.tried.connect(self._divide)
        self.divide_bar.refused.connect(self._undo_tries)
        self.card_bar.read.connect(self._read)
        self.send_bar.chosen.connect(lambda way: self._send(service.send, way))
        self.send_bar.retried.connect(lambda way: self._send(service.retry, way))
        for bar in self.bars:
            bar.left.connect(self.focus_rows)
        side.typed.connect(self._put)
        side.group_typed.connect(lambda text: self._ask(service.choose_group, text))
        side.cured.connect(self._cure)
        side.pointed.connect(self._go_to)
        side.through.connect(self.focus_rows)
        service.changed.connect(self._note_change)

    # -- asking the program ------------------------------------------------------------------------------------

    def _ask(self, call: Callable[..., None], *asked: object, failed: Callable[[str], object] | None = None) -> None:
        refused = failed or self._fail

        def not_done(sentence: str) -> None:
            refused(sentence)
            self._service.open(self.lot_id, while_alive(self, self._show), while_alive(self, self._fail))

        call(self.lot_id, *asked, while_alive(self, self._show), while_alive(self, not_done))

    def _show(self, view: LotView) -> None:
        was_empty = self.view is None
        self.view = view
        wrong = frozenset(one.share_id for one in view.issues if one.share_id)
        self.head.show_lot(view)
        self.counters.show_counters(counters_of(view))
        self.model.show_rows(view.rows, wrong, view.unit)
        counts = self.model.counts()
        self.filters.show_parts([Part(key, words, counts[key]) for key, words in FILTERS])
        self.side.show_lot(view)
        self._tell_foot()
        self.retitled.emit()
        if was_empty and self._was_in_front:
            self.focus_first()

    def _tell_foot(self) -> None:
        view = self.view
        if view is not None:
            found = f"找 {self._letters}  " if self._letters else ""
            sums = f"数量 {amount(view.quantity)} {view.unit}  金额 {money(view.value)} 元"
            self._foot.set_words(f"{found}显示 {self.model.rowCount()} / {len(view.rows)} 人  {sums}")
            linked = f"核注 {view.linked}  " if view.linked else ""
            self._note.set_words(f"{linked}已用额度{QUOTA_NOTE}；身份证号一律遮盖")

    def _fail(self, sentence: str) -> None:
        self.strip.say(Tone.ERR, sentence, [("知道了", self._quiet)])

    def _quiet(self) -> None:
        self.strip.be_quiet()
        self.focus_rows()

    def _note_change(self, lot_id: str) -> None:
        if lot_id in ("", self.lot_id):
            self._ask(self._service.open)

    # -- keyboard ----------------------------------------------------------------------------------------------

    def _seek(self, letter: str) -> None:
        """Go to the next name that begins with the letters typed so far."""
        self._letters += letter
        self._forget.start()
        at = self.model.find(self._letters, self.table.current_row() - 1)
        if at >= 0:
            self.table.go_to(at)
        self._tell_foot()

    def _forget_letters(self) -> None:
        self._letters = ""
        self._tell_foot()

    def _step_back(self) -> None:
        if self.strip.isVisible():
            self.strip.be_quiet()
        self.focus_rows()

    # -- rows --------------------------------------------------------------------------------------------------

    def _current(self) -> LotRow | None:
        return self.model.row(self.table.current_row())

    def _edit(self, typed: str) -> None:
        """Type the quantity of the current row in its cell."""
        row = self._current()
        if row is None or not row.takes_part or row.share.submission_id:
            return
        at = self.model.index(self.table.current_row(), columns.QUANTITY)
        box, unit = self.quantity_box, self.view.unit if self.view else ""
        self._editing = row.share.id
        box.set_title("本批数量", row.name)
        box.set_unit(unit)
        box.setGeometry(self.table.visualRect(at).adjusted(4, 4, -2, -4))
        box.set_text(typed or amount(row.share.quantity).replace(",", ""))
        box.show()
        box.take_focus()
        if typed:
            box.deselect()

    def _take_quantity(self, _step: int) -> None:
        share_id, typed = self._editing, self.quantity_box.text()
        self.focus_rows()
        if share_id:
            self._ask(self._service.set_quantity, share_id, typed)

    def _end_editing(self) -> None:
        self._editing = ""
        self.quantity_box.hide()

    def _switch(self) -> None:
        """Set the current resident aside, or take him back."""
        row = self._current()
        self._letters = ""
        if row is not None:
            service = self._service
            self._ask(service.set_aside if row.takes_part else service.take_back, row.share.id)

    def _sign(self) -> None:
        row = self._current()
        if row is not None and self.table.hasFocus():
            self._ask(self._service.confirm_signed, row.share.id)

    # -- bars --------------------------------------------------------------------------------------------------

    def _open_bar(self, bar: AskBar) -> None:
        for one in self.bars:
            if one is not bar:
                one.hide()

    def ask_division(self) -> None:
        """Divide as last time and offer the other ways."""
        self._open_bar(self.divide_bar)
        self.divide_bar.ask(self.view.strategy if self.view else Strategy.EQUAL)

    def _divide(self, way: str) -> None:
        self._ask(self._service.divide, Strategy(way), failed=self.divide_bar.not_done)

    def _undo_tries(self, tries: int) -> None:
        for _ in range(tries):
            self._ask(self._service.undo)

    def ask_card(self) -> None:
        """Let residents confirm, one card after the other."""
        self._open_bar(self.card_bar)
        self.card_bar.ask(self._waiting())

    def _waiting(self) -> str:
        left = self._left()
        return f"还有 {left} 人未确认，须本人刷卡、报证件后四位或签字（Ctrl+Enter）" if left else ALL_CONFIRMED

    def _left(self) -> int:
        rows = self.view.rows if self.view else ()
        return sum(row.share.state is ShareState.OPEN and row.share.quantity > 0 for row in rows)

    def _read(self, typed: str) -> None:
        def told(view: LotView) -> None:
            rows = self.view.rows if self.view else ()  # as of now: cards may be read faster than they are answered
            before = {row.share.id for row in rows if row.share.confirmed_at}
            self._show(view)
            new = next((row for row in view.rows if row.share.confirmed_at and row.share.id not in before), None)
            if new is not None:
                left = self._left()
                words = f"{new.name} 已确认  {f'还有 {left} 人未确认' if left else ALL_CONFIRMED}"
                self.table.go_to(self.model.number_of(new.share.id))
                self.card_bar.say(words, Tone.OK)
                announce(self, words)

        def wrong(sentence: str) -> None:
            self.card_bar.say(sentence, Tone.ERR)

        self._service.confirm_typed(self.lot_id, typed, while_alive(self, told), while_alive(self, wrong))

    def ask_sending(self, *, again: bool = False) -> None:
        """Say who goes out and who does not; nothing is sent before Enter."""
        if self.view is None:
            return
        refused = sum(row.share.state is ShareState.REJECTED for row in self.view.rows)
        going = refused if again else self.view.ready
        if not going:
            self._fail("没有被退回的人，不必重报" if again else "没有已由本人确认的边民，请先按 F3 逐人确认再申报")
            return
        waiting = sum(row.share.state is ShareState.OPEN for row in self.view.rows)
        words = f"只重报退回的 {going} 人" if again else f"{going} 人已确认，{waiting} 人未确认、不会申报"
        self._open_bar(self.send_bar)
        self.send_bar.ask(words, again=again)

    def _send(self, call: Callable[..., None], way: str) -> None:
        self._ask(call, Manner(way))

    def _link(self) -> None:
        if self.view is not None:
            self._ask(self._service.link, not self.view.is_linked)

    # -- findings ----------------------------------------------------------------------------------------------

    def check(self) -> None:
        """Read the lot anew and say what was found."""

        def told(view: LotView) -> None:
            self._show(view)
            wrong = sum(one.blocks for one in view.issues)
            words = f"{wrong} 处须改，按 F8 逐处处理" if wrong else f"没有须改的，{len(view.issues)} 处留意"
            self.said.emit(words, Tone.ERR if wrong else Tone.OK)

        self._service.open(self.lot_id, while_alive(self, told), while_alive(self, self._fail))

    def step_issue(self, by: int) -> None:
        """Go to the next finding; the first one is that of the row in hand, if it has one."""
        row = self._current()
        issue = self.side.step(by, row.share.id if row else "")
        if issue is None:
            self.said.emit("没有须处理的", Tone.OK)
        else:
            self._go_to(issue)

    def _go_to(self, issue: LotIssue) -> None:
        at = self.model.number_of(issue.share_id) if issue.share_id else -1
        if at >= 0:
            self.table.go_to(at)
            self.focus_rows()
        elif not self.side.take_field(issue.path):
            self.focus_rows()

    def _cure_current(self) -> None:
        issue = self.side.current_issue()
        if issue is not None:
            self._cure(issue)

    def _cure(self, issue: LotIssue) -> None:
        """Do what the button of a finding says."""
        cure, service = issue.cure, self._service
        if cure is None:
            self._go_to(issue)
        elif cure.kind is CureKind.QUANTITY:
            self._ask(service.set_quantity, issue.share_id, amount(cure.quantity).replace(",", ""))
        elif cure.kind is CureKind.ASIDE:
            self._ask(service.set_aside, issue.share_id)
        else:
            self._ask(service.divide, self.view.strategy if self.view else Strategy.EQUAL)

    def _put(self, path: str, text: str) -> None:
        known = {one.path: one.text for one in self.view.fields} if self.view else {}
        if known.get(path) != text:
            self._ask(self._service.put, path, text)
