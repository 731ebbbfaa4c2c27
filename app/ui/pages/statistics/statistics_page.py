"""统计: the month's figures, time by stage, rate in advance, reasons and the rows under them; it computes nothing."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.clock import Clock
from app.core.tables import CodeTables
from app.declarations.clearance import MONTHS, Report
from app.ui.keys import Act, Keys
from app.ui.pages.alive import while_alive
from app.ui.pages.keyboard import back_to, keep_keyboard
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.statistics.board import Board
from app.ui.pages.statistics.detail_model import View, grid
from app.ui.pages.statistics.export import CSV, PNG, Exporter, table_bytes
from app.ui.pages.statistics.picture import picture
from app.ui.pages.statistics.services import Answer, Query, StatisticsService
from app.ui.pages.statistics.words import month_words, office_name
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, EmptyState, Ground, Label, Strip
from app.ui.widgets.choice_button import ChoiceButton
from app.ui.widgets.empty_state import Action
from app.ui.windows import KeyHint

REFRESH_AFTER_MS = 400
ALL = ""
WAYS = ((ALL, "全部"), ("I", "进口"), ("E", "出口"))
HINTS = (KeyHint("export", "导出"), KeyHint("Enter", "看单证"), KeyHint("[ ]", "换月"))


class StatisticsPage(Ground):
    """``open_document(draft id)`` and ``open_list(text)`` are the window's."""

    retitled = Signal()
    hinted = Signal()

    def __init__(
        self,
        service: StatisticsService,
        tables: CodeTables,
        clock: Clock,
        open_document: Callable[[str], object],
        open_list: Callable[[str], object],
    ) -> None:
        super().__init__(Token.APP)
        self._service, self._tables, self._clock = service, tables, clock
        self._open_document, self._open_list = open_document, open_list
        self._query = Query(_first(clock.now().date()))
        self._question = 0
        self._ports: tuple[str, ...] = ()
        self._report: Report | None = None
        self._was_in_front = self._is_stale = False
        self.strip, self.paths = Strip(), PathStrip()
        self.month = ChoiceButton("期间", ())
        self.port = ChoiceButton("口岸", ((ALL, "全部"),))
        self.way = ChoiceButton("进出口", WAYS)
        self.board = Board(tables)
        self.exporter = Exporter(self, self.strip, self.paths)
        self._timer = QTimer(self, singleShot=True, interval=REFRESH_AFTER_MS)
        self._keys = Keys(self, self._key_acts())
        self._lay_out()
        self._bind()
        self._ask()

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        return "统计"

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.CHART_COLUMN

    def is_marked(self) -> bool:
        """Tell that nothing here can be left unsaved."""
        return False

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth knowing."""
        return HINTS

    def activated(self) -> None:
        """Bring everything up to date and put the keyboard back."""
        if self._is_stale:
            self._ask()
        if self._was_in_front:
            back_to(self, self._focus)
        else:
            self._was_in_front = True
            self._focus()

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

    # -- what is asked -----------------------------------------------------------------------------------------

    def query(self) -> Query:
        """Return which declarations are counted now."""
        return self._query

    def query_words(self) -> str:
        """Return what is counted, for the head of the page and of everything exported."""
        report = self._report
        if report is None:
            return ""
        way = {True: "进口", False: "出口", None: "进出口"}[self._query.is_import]
        office = f"  口岸 {office_name(self._tables, self._query.port)}" if self._query.port else ""
        days = f"{report.month:%Y-%m-%d} 至 {report.until:%m-%d}"
        return f"{days}  {way} {report.now.count} 票{office}  按本机回执计算，断网可看"

    def step_month(self, by: int) -> None:
        """Go to another month; not beyond this one."""
        month = _later(self._query.month, by)
        if month <= _first(self._clock.now().date()):
            self._look(Query(month, self._query.port, self._query.is_import))

    def export(self, only: str = "") -> None:
        """Ask where to write the picture and the table (or only one of them)."""
        if self._report is None:
            return
        report, words = self._report, self.query_words()
        image = picture(words, self.board.strip, self.board.panes(), grid(report, View.RATES, self._tables))
        table = partial(table_bytes, words, report, self._tables)
        self.exporter.ask(f"统计 {report.month:%Y-%m}", image, table, only)

    # -- building ----------------------------------------------------------------------------------------------

    def _key_acts(self) -> dict[str, Act]:
        return {
            "statistics.before": partial(self.step_month, -1),
            "statistics.after": partial(self.step_month, 1),
            "export": self.export,
            "back": self._step_back,
        }

    def _lay_out(self) -> None:
        px = theme().px
        self._stack = QStackedWidget()
        self._stack.addWidget(self.board)
        page = QVBoxLayout()
        page.setContentsMargins(px(20), px(14), px(20), px(16))
        page.setSpacing(px(14))
        page.addLayout(self._head())
        page.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.paths)
        column.addLayout(page, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self._words = Label("", Font.SMALL, Token.T2)
        row.addWidget(Label("统计", Font.PAGE))
        row.addSpacing(theme().px(4))
        row.addWidget(self._words, 1)
        for choice in (self.month, self.way, self.port):
            row.addWidget(choice)
        row.addSpacing(theme().px(8))
        for words, icon, only in (("导出表格", Icon.FILE_TEXT, CSV), ("导出图片", Icon.DOWNLOAD, PNG)):
            button = Button(words, icon=icon, tall=True)
            button.clicked.connect(lambda _checked=False, only=only: self.export(only))
            row.addWidget(button)
        return row

    def _bind(self) -> None:
        self.month.chosen.connect(lambda key: self._look(Query(date.fromisoformat(key), *self._rest())))
        self.port.chosen.connect(lambda key: self._look(Query(self._query.month, key, self._query.is_import)))
        self.way.chosen.connect(lambda key: self._look(Query(self._query.month, self._query.port, _import(key))))
        self.paths.left.connect(self._focus)
        self.board.office_asked.connect(self._open_list)
        self.board.reason_asked.connect(self._open_reason)
        self._service.changed.connect(self._note_change)
        self._timer.timeout.connect(self._ask)

    # -- bringing ----------------------------------------------------------------------------------------------

    def _rest(self) -> tuple[str, bool | None]:
        return self._query.port, self._query.is_import

    def _look(self, query: Query) -> None:
        self._query = query
        self._ask()

    def _note_change(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._timer.start()

    def _ask(self) -> None:
        """Ask for the figures; an answer to an earlier question is dropped."""
        self._is_stale = False
        self._question += 1
        question = self._question
        self._show_choices()

        def show(answer: Answer) -> None:
            if question == self._question:
                self._show(answer)

        self._service.report(self._query, while_alive(self, show), while_alive(self, self._fail))

    def _show(self, answer: Answer) -> None:
        self._report = answer.report
        self._ports = answer.ports
        self._show_choices()
        self._words.set_words(self.query_words())

        def change() -> None:
            self.board.show_report(answer.report)
            self._show_nothing(bool(answer.ports)) if not answer.report.now.count else self._show_board()

        keep_keyboard(self, change, self._focus)
        if self.hasFocus():  # it waited here for the first figures
            self._focus()

    def _show_choices(self) -> None:
        today = self._clock.now().date()
        months = [_later(_first(today), -back) for back in range(MONTHS)]
        if self._query.month not in months:
            months.append(self._query.month)
        choices = [(month.isoformat(), month_words(month, today)) for month in months]
        self.month.show_choices(choices, self._query.month.isoformat())
        self.way.show_choices(WAYS, {True: "I", False: "E", None: ALL}[self._query.is_import])
        named = sorted({*self._ports, self._query.port} - {ALL})
        offices = [(port, f"{port} {office_name(self._tables, port)}") for port in named]
        self.port.show_choices([(ALL, "全部"), *offices], self._query.port)

    def _show_board(self) -> None:
        self._stack.setCurrentWidget(self.board)

    def _show_nothing(self, is_elsewhere: bool) -> None:
        """Say why there is nothing to see: nothing this month, or nothing ever."""
        while (old := self._stack.widget(1)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        month = month_words(self._query.month, self._clock.now().date())
        if is_elsewhere:
            acts: list[Action] = [("看前一个月", Icon.CHEVRON_LEFT, "[", partial(self.step_month, -1))]
            if self._query.port or self._query.is_import is not None:
                acts.append(("看全部口岸", None, "", lambda: self._look(Query(self._query.month))))
            empty = EmptyState(Icon.CHART_COLUMN, f"{month}没有申报的单证", "换一个月份或口岸再看。", acts)
        else:
            words = "申报过的单证收到回执后，这里按口岸和月份计算通关时效、提前申报率和退单率。"
            empty = EmptyState(Icon.CHART_COLUMN, "还没有可统计的单证", words)
        self._stack.addWidget(empty)
        self._stack.setCurrentWidget(empty)

    def _fail(self, sentence: str) -> None:
        self.strip.say(Tone.ERR, sentence, [("再试", self._retry)])

    def _retry(self) -> None:
        self.strip.be_quiet()
        self._ask()

    # -- acts --------------------------------------------------------------------------------------------------

    def _focus(self) -> None:
        """Put the keyboard on the rows; the page itself keeps it while there are none."""
        has_rows = self._stack.currentWidget() is self.board and self.board.model.rowCount() > 0
        first: QWidget = self.board.table if has_rows else self
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_reason(self, number: int) -> None:
        """Open the newest declaration sent back for a reason."""
        if self._report is not None and number < len(self._report.reasons):
            self._open_document(self._report.reasons[number].draft_ids[-1])

    def _step_back(self) -> None:
        if self.strip.isVisible():
            self.strip.be_quiet()
        elif self._query.port or self._query.is_import is not None:
            self._look(Query(self._query.month))


def _first(day: date) -> date:
    return day.replace(day=1)


def _later(month: date, by: int) -> date:
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def _import(key: str) -> bool | None:
    return {"I": True, "E": False}.get(key)
