"""What can be done to many declarations at once: check, file, star and label; each says its outcome in the strip."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.declarations.labels import Label
from app.declarations.status import is_editable
from app.ui.models.draft_list import DraftListModel
from app.ui.pages.alive import while_alive
from app.ui.pages.finding_services import FindingService
from app.ui.pages.list_acts import spoken
from app.ui.pages.services import DraftService, ListedDraft, OpenedDraft, Standing, SubmissionService
from app.ui.theme import Tone
from app.ui.widgets import Strip
from app.ui.widgets.menu import pop_up

UNCHECKED, FAULTY, FILED = "未校验", "有须改的问题", "已申报"
MOST_NAMED = 5


class ListBulk(QObject):
    """Acts on rows the page names; ``rows`` are asked for when an act begins."""

    def __init__(
        self,
        page: QWidget,
        drafts: DraftService,
        finding: FindingService,
        submissions: SubmissionService,
        model: DraftListModel,
        strip: Strip,
    ) -> None:
        super().__init__(page)
        self._page, self._drafts, self._finding = page, drafts, finding
        self._submissions, self._model, self._strip = submissions, model, strip

    def may_not_check(self, rows: Sequence[ListedDraft]) -> list[str]:
        """Return the names of rows that are filed: there is nothing to check in them any more."""
        return [spoken(row) for row in rows if not is_editable(row.status)]

    def may_not_file(self, rows: Sequence[ListedDraft]) -> list[str]:
        """Return the names of rows that cannot be filed now, each with the reason."""
        found = []
        for row in rows:
            why = (
                FILED
                if not is_editable(row.status)
                else UNCHECKED
                if row.errors is None
                else FAULTY
                if row.errors
                else ""
            )
            if why:
                found.append(f"{spoken(row)} {why}")
        return found

    def check(self, rows: Sequence[ListedDraft]) -> None:
        """Check rows and say how many can be filed."""
        ids = [row.id for row in rows if is_editable(row.status)]
        if ids:
            self._strip.say(Tone.INFO, f"正在校验 {len(ids)} 票")
            self._finding.check(ids, while_alive(self, self._checked), while_alive(self, self._fail))

    def ask_file(self, rows: Sequence[ListedDraft]) -> None:
        """Ask once more before rows are filed; what cannot be is named and nothing goes."""
        refused = self.may_not_file(rows)
        if refused or not rows:
            self._strip.say(Tone.WARN, f"不能申报：{named(refused)}", [("知道了", self._strip.be_quiet)])
            return
        names = named([spoken(row) for row in rows])
        acts = [("不申报", self._strip.be_quiet), (f"申报 {len(rows)} 票", lambda: self._file(rows))]
        self._strip.say(Tone.WARN, f"把 {len(rows)} 票放进发送队列：{names}", acts)

    def star(self, rows: Sequence[ListedDraft]) -> None:
        """Star rows; take the stars off where all have one."""
        if rows:
            on = not all(row.starred for row in rows)
            ids = [row.id for row in rows]
            self._finding.star(ids, on, lambda _none: None, while_alive(self, self._fail))

    def label_menu(self, rows: Sequence[ListedDraft], at: QPoint) -> QMenu:
        """Offer the labels for rows in a menu at a point of the screen."""
        menu = QMenu(self._page)
        choices: list[tuple[str, Label | None]] = [*((one.value, one) for one in Label), ("去掉标签", None)]
        for words, label in choices:
            action = QAction(words, menu)
            action.triggered.connect(lambda _checked=False, label=label: self._label(rows, label))
            menu.addAction(action)
        pop_up(menu, at)
        return menu

    # -- inside ------------------------------------------------------------------------------------------------

    def _label(self, rows: Sequence[ListedDraft], label: Label | None) -> None:
        ids = [row.id for row in rows]
        self._finding.label(ids, label, lambda _none: None, while_alive(self, self._fail))

    def _checked(self, found: Mapping[str, int]) -> None:
        good = sum(not count for count in found.values())
        bad = len(found) - good
        words = f"已校验 {len(found)} 票，{good} 票可申报" + (f"，{bad} 票有须改的问题" if bad else "")
        self._strip.say(Tone.WARN if bad else Tone.OK, words, [("知道了", self._strip.be_quiet)])

    def _file(self, rows: Sequence[ListedDraft]) -> None:
        self._strip.be_quiet()
        left, failed = [len(rows)], list[str]()

        def one(name: str, sentence: str = "") -> None:
            left[0] -= 1
            if sentence:
                failed.append(f"{name}（{sentence}）")
            if not left[0]:
                self._say_filed(len(rows), failed)

        for row in rows:
            self._file_one(row, one)
        self._model.clear_checks()

    def _file_one(self, row: ListedDraft, told: Callable[..., None]) -> None:
        name = spoken(row)
        refused = while_alive(self, lambda sentence: told(name, sentence))

        def submit(opened: OpenedDraft) -> None:
            self._submissions.submit(row.id, opened.draft, while_alive(self, filed), refused)

        def filed(_standing: Standing) -> None:
            told(name)

        self._drafts.load(row.id, while_alive(self, submit), refused)

    def _say_filed(self, count: int, failed: Sequence[str]) -> None:
        if failed:
            self._strip.say(Tone.WARN, f"{count - len(failed)} 票已进队列；没有申报：{named(failed)}")
        else:
            self._strip.say(Tone.OK, f"{count} 票已进发送队列", [("知道了", self._strip.be_quiet)])

    def _fail(self, sentence: str) -> None:
        self._strip.say(Tone.ERR, sentence)


def named(names: Sequence[str]) -> str:
    """Return names for a sentence, the first few of many."""
    more = f" 等 {len(names)} 票" if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more
