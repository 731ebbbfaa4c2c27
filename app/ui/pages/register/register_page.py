"""边民名册: filters, residents, one of them in full; Ins registers, F3 reads a card, Ctrl+Shift+V shows a number."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.border_trade.roster import RosterLine, Sieve, sifted
from app.core.clock import Clock
from app.store.border_person import PersonSeen
from app.ui.keys import Act, Keys
from app.ui.models.resident_list import ResidentColumn, ResidentListModel
from app.ui.pages.alive import while_alive
from app.ui.pages.keyboard import back_to, has_keyboard
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.register.ask_line import AskLine
from app.ui.pages.register.day_pane import DayPane
from app.ui.pages.register.filters_pane import FiltersPane
from app.ui.pages.register.hidden_note import HiddenNote
from app.ui.pages.register.import_flow import ImportFlow
from app.ui.pages.register.mirror_view import MirrorView
from app.ui.pages.register.register_acts import RegisterActs
from app.ui.pages.register.register_foot import RegisterFoot
from app.ui.pages.register.register_head import RegisterHead
from app.ui.pages.register.register_side import RegisterSide
from app.ui.pages.register.rows import EDGE, HEAD, ROW, WIDTHS, ResidentDelegate, ResidentHead
from app.ui.pages.register.services import Register, RegisterService
from app.ui.pages.row_table import RowTable
from app.ui.theme import Icon, Token, Tone, theme
from app.ui.widgets import EmptyState, Ground, SearchBox, Strip
from app.ui.windows import KeyHint
from app.work.resident_check import is_number

TYPING_MS = 120
WIDE = 1260
HINTS = (
    KeyHint("register.card", "读证"),
    KeyHint("register.add", "登记"),
    KeyHint("row.tick", "选中"),
    KeyHint("register.large", "大字"),
    KeyHint("register.show_number", "看证号"),
)


class RegisterPage(Ground):
    """The page; all it knows comes from the service, and no number in full but for ten seconds."""

    retitled = Signal()
    hinted = Signal()

    def __init__(self, service: RegisterService, clock: Clock) -> None:
        super().__init__(Token.SURFACE)
        self._service, self._clock = service, clock
        self._register: Register | None = None
        self._question = self._person_question = 0
        self._was_in_front = False
        self._wanted = ""
        self._waits = False  # the keyboard is in the search box only until there are rows
        self.strip, self.paths, self.asked = Strip(), PathStrip(), AskLine()
        self.head, self.filters = RegisterHead(), FiltersPane()
        self.model = ResidentListModel(self)
        self.table = RowTable("边民", WIDTHS, ROW, HEAD)
        self.table.setModel(self.model)
        self.table.setItemDelegate(ResidentDelegate(self.table, self.model))
        self.table.set_head(ResidentHead(self.table, self.model))
        self.table.keep_place(self.model.key, self.model.number_of)
        self.search = SearchBox("姓名、拼音、证号后四位、备案号", "/")
        self.side = RegisterSide(lambda: clock.now().date())
        self.day, self.mirror, self.foot = DayPane(), MirrorView(), RegisterFoot()
        self._stack = QStackedWidget()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._lay_out()
        self.importing = ImportFlow(self._stack, service, self.strip, self.paths)
        self.acts = RegisterActs(self, service)
        self._keys = Keys(self, self._key_acts())
        self._bind()
        self.refresh()

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        return "边民名册"

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.USERS

    def is_marked(self) -> bool:
        """Tell that nothing here can be left unsaved."""
        return False

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth knowing."""
        return HINTS

    def activated(self) -> None:
        """Put the keyboard where it was, or on the residents."""
        if self._was_in_front:
            back_to(self, self.focus_rows)
        else:
            self._was_in_front = True
            self.focus_rows()

    def may_close(self) -> bool:
        """Tell that the tab may always go."""
        return True

    # -- what others ask ---------------------------------------------------------------------------------------

    def register(self) -> Register | None:
        """Return the register as it was read last."""
        return self._register

    def current(self) -> str:
        """Return the id of the resident the keyboard is on, "" for none."""
        row = self.table.current_row()
        return self.model.key(row) if 0 <= row < self.model.rowCount() else ""

    def meant(self) -> tuple[str, ...]:
        """Return the residents an act is for: the ticked ones, else the current one."""
        return self.model.checked() or tuple(filter(None, [self.current()]))

    def show_resident(self, resident_id: str) -> None:
        """Bring a resident into view, whatever is filtered."""
        self._wanted = resident_id
        self.search.clear()
        self.filters.choose()
        self.refresh()

    def show_rows(self) -> None:
        """Show the residents again."""
        self._show_alone(None)
        self.focus_rows()

    def show_day(self) -> None:
        """Show the day report."""
        self._show_alone(self.day)
        self.day.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_mirror(self) -> None:
        """Show the view turned to a resident."""
        self._show_alone(self.mirror)

    def _show_alone(self, view: QWidget | None) -> None:
        """Show a view in place of the whole register, or the register again."""
        self._stack.setCurrentIndex(0 if view is None else self._stack.indexOf(view))
        for part in (self.head, self.filters, self.side):
            part.setVisible(view is None)

    def focus_rows(self) -> None:
        """Put the keyboard on the residents; on the search box while there are none."""
        part: QWidget = self.table if self.model.rowCount() else self.search
        self._waits = part is self.search and not (self._register is not None and self._register.lines)
        if self._stack.currentWidget() is self.day:
            self.day.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._stack.currentIndex() == 0:
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, tone: Tone, sentence: str) -> None:
        """Say something above the page until somebody has read it."""
        self.strip.say(tone, sentence, [("知道了", self.strip.be_quiet)])

    def fail(self, sentence: str) -> None:
        """Say what went wrong."""
        self.say(Tone.ERR, sentence)

    def refresh(self) -> None:
        """Read the register anew; an answer to an earlier question is dropped."""
        self._question += 1
        question = self._question
        text = self.search.text()

        def show(register: Register) -> None:
            if question == self._question:
                self._show(register)

        self._service.look(text, while_alive(self, show), while_alive(self, self.fail))

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.fit(self.width() >= theme().px(WIDE))

    # -- building ----------------------------------------------------------------------------------------------

    def _key_acts(self) -> dict[str, Act]:
        acts = self.acts
        return {
            "search": self._to_search,
            "row.tick": self._tick,
            "row.tick_all": self.model.toggle_all,
            "register.add": acts.ask_new,
            "register.take_back": acts.ask_take_back,
            "register.edit": acts.ask_known,
            "register.card": acts.ask_card,
            "panel": self.side.toggle,
            "register.show_number": acts.ask_reveal,
            "register.copy_number": acts.copy_number,
            "import": self.importing.ask,
            "export": acts.ask_export,
            "register.print": acts.ask_print,
            "register.day": acts.open_day,
            "register.large": acts.open_mirror,
            "register.photo": acts.photo.ask,
            "register.day_before": partial(acts.step_day, -1),
            "register.day_after": partial(acts.step_day, 1),
            "back": self._step_back,
        }

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.filters)
        self._stack.addWidget(self._middle())
        self._stack.addWidget(self.day)
        self._stack.addWidget(self.mirror)
        row.addWidget(self._stack, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.strip, self.paths, self.asked, self.head):
            column.addWidget(part)
        column.addLayout(row, 1)

    def _middle(self) -> QWidget:
        px = theme().px
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, px(9), 0, 0)
        column.setSpacing(px(9))
        line = QHBoxLayout()
        line.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        line.setSpacing(px(12))
        self.search.setMaximumWidth(px(300))
        line.addWidget(self.search)
        line.addWidget(HiddenNote(), 1)
        column.addLayout(line)
        self._empty = QStackedWidget()
        self._empty.addWidget(self.table)
        column.addWidget(self._empty, 1)
        column.addWidget(self.foot)
        return middle

    def _bind(self) -> None:
        acts = self.acts
        self.filters.chosen.connect(self._sift)
        self.filters.new_group_asked.connect(acts.ask_group)
        self.table.moved.connect(lambda _row: self._person_chosen())
        self.table.slipped.connect(lambda _row: self._person_chosen())
        self.table.opened.connect(lambda _row: acts.ask_known())
        self.table.clicked.connect(self._clicked)
        self.model.checks_changed.connect(self._count)
        self.search.textEdited.connect(lambda _text: self._typing.start())
        self.search.accepted.connect(self._search_entered)
        self.search.left.connect(self.focus_rows)
        self._typing.timeout.connect(self.refresh)
        self.head.import_asked.connect(self.importing.ask)
        self.head.print_asked.connect(acts.ask_print)
        self.head.day_asked.connect(acts.open_day)
        self.head.card_asked.connect(acts.ask_card)
        self.head.new_asked.connect(acts.ask_new)
        self.importing.ended.connect(self.show_rows)
        self.paths.left.connect(self.focus_rows)
        self.asked.left.connect(self.focus_rows)
        self.side.left.connect(self.focus_rows)
        self.day.left.connect(self.show_rows)
        self.mirror.left.connect(self.show_rows)
        self._service.changed.connect(self.refresh)

    # -- showing -----------------------------------------------------------------------------------------------

    def _show(self, register: Register) -> None:
        self._register = register
        self.filters.show_register(register.lines, register.groups)
        active = sum(line.active and not line.is_expired for line in register.lines)
        self.head.show_counts(register.zone, len(register.lines), active)
        typed = self.search.text().strip().upper()
        if is_number(typed):
            self.search.setText(typed[-4:])  # a whole number does not stay on the screen
        self._sift()

    def _sift(self) -> None:
        register = self._register
        if register is None:
            return
        lines = sifted(register.lines, self.filters.sieve, self.filters.group)
        if register.found is not None:
            lines = [line for line in lines if line.resident_id in register.found]
        self.model.show_lines(lines, register.day)
        if (row := self.model.number_of(self._wanted)) >= 0:  # else he comes with the next answer
            self.table.go_to(row)
            self._wanted = ""
        self._show_nothing(bool(register.lines)) if not lines else self._empty.setCurrentIndex(0)
        self._count()
        self._person_chosen()
        if self._waits and lines and not self.search.text():
            self.focus_rows()

    def _count(self) -> None:
        register = self._register
        lines = self.model.lines()
        ticked = len(self.model.checked())
        whole = len(register.lines) if register is not None else 0
        told = f"已选 {ticked} 人" if ticked else f"显示 {len(lines)} / {whole} 人"
        self.foot.show_counts(told, sum(line.remaining for line in lines))

    def _show_nothing(self, is_elsewhere: bool) -> None:
        """Say why there is no row, and what leads on."""
        while (old := self._empty.widget(1)) is not None:
            self._empty.removeWidget(old)
            old.deleteLater()
        if is_elsewhere:
            empty = EmptyState(
                Icon.USERS, "没有符合条件的边民", "换一个条件，或清除查找。", [("看全部", None, "Esc", self._all)]
            )
        else:
            acts = [
                ("导入名单", Icon.UPLOAD, "Ctrl I", self.importing.ask),
                ("登记边民", None, "Ins", self.acts.ask_new),
            ]
            empty = EmptyState(Icon.USERS, "名册还是空的", "从 csv 或 xlsx 名单导入，或逐个登记。", acts)
        self._empty.addWidget(empty)
        self._empty.setCurrentWidget(empty)

    def _person_chosen(self) -> None:
        """Ask for the resident the keyboard is on."""
        self._person_question += 1
        question, key = self._person_question, self.current()
        if not key:
            self.side.show_nobody()
            return

        def show(seen: PersonSeen) -> None:
            register = self._register
            if question == self._person_question and register is not None:
                line = _line_of(register.lines, key)
                if line is not None:
                    self.side.person.show_person(seen, line, register.groups, register.day)
                    self.side.show_person()

        self._service.person(key, while_alive(self, show), while_alive(self, self.fail))

    # -- keys --------------------------------------------------------------------------------------------------

    def _to_search(self) -> None:
        if self._stack.currentIndex() == 0:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def _search_entered(self) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self.refresh()
        self.focus_rows()

    def _tick(self) -> None:
        if self.table.hasFocus() and self.table.current_row() >= 0:
            self.model.toggle(self.table.current_row())

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == ResidentColumn.CHECK:
            self.model.toggle(index.row())

    def _all(self) -> None:
        self.search.clear()
        self.filters.choose()
        self.refresh()

    def _step_back(self) -> None:
        """Take back the nearest thing: the day report, ticks, a notice, the filter."""
        if self._stack.currentWidget() is self.day:
            self.show_rows()
        elif self.side.is_open_over() and has_keyboard(self.side):
            self.side.toggle()
            self.focus_rows()
        elif self.model.checked():
            self.model.clear_checks()
        elif self.strip.isVisible():
            self.strip.be_quiet()
        elif self.search.text() or self.filters.group or self.filters.sieve is not Sieve.ALL:
            self._all()


def _line_of(lines: Sequence[RosterLine], resident_id: str) -> RosterLine | None:
    return next((line for line in lines if line.resident_id == resident_id), None)
