"""Tells of declarations that were sent back, several at once in one notice; it blocks nothing and opens nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.declarations.status import Status
from app.ui.desk.office import Office
from app.ui.keys import shown_keys
from app.ui.models.quiet_hours import QuietHours
from app.ui.pages.alive import while_alive
from app.ui.pages.services import ReceiptItem, SubmissionService
from app.ui.theme import Tone
from app.ui.windows import MainWindow
from app.work.news import Changed

GATHERS_MS = 400  # receipts of one round come close together: they are one notice
NEWEST = 50
_LONGEST_MS = 3_600_000  # a clock set otherwise meanwhile is noticed within the hour


def notice(items: Sequence[ReceiptItem]) -> str:
    """Return the words for what was sent back."""
    keys = shown_keys("needs_me.next")
    first = items[0].note.removeprefix("退单").lstrip("：:，, ") or items[0].title
    what = f"退单：{first}" if len(items) == 1 else f"{len(items)} 票退单"
    return f"{what}　{keys} 去处理" if keys else what


class SentBack(QObject):
    """Lives as long as the window; what had come before it opened is told by the workbench."""

    def __init__(self, window: MainWindow, office: Office, submissions: SubmissionService) -> None:
        super().__init__(window)
        self._window, self._submissions = window, submissions
        self._known: set[str] | None = None
        self._clock = office.clock
        self._quiet: QuietHours | None = None
        self._held: list[ReceiptItem] = []  # what came in the quiet hours
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._tell_held)
        self._soon = QTimer(self, singleShot=True, interval=GATHERS_MS)
        self._soon.timeout.connect(self._look)
        office.changed.connect(self._changed)
        self._look()

    def keep_quiet(self, hours: QuietHours | None) -> None:
        """Tell nothing by itself in these hours; what comes meanwhile is told in one notice when they end."""
        self._quiet = hours
        self._tell_held()

    def _changed(self, news: Changed) -> None:
        if news.submissions:
            self._soon.start()

    def _look(self) -> None:
        self._submissions.receipts("", NEWEST, while_alive(self, self._tell), lambda _sentence: None)

    def _tell(self, newest: Sequence[ReceiptItem]) -> None:
        back = [one for one in newest if one.status is Status.REJECTED]
        fresh = [one for one in back if self._known is not None and one.id not in self._known and not one.seen]
        self._known = {one.id for one in back} | (self._known or set())
        self._held += fresh
        self._tell_held()

    def _tell_held(self) -> None:
        """Tell what is held back, or wait for the end of the quiet hours."""
        now = self._clock.now()
        if self._quiet is not None and self._quiet.covers(now):
            self._later.start(min(round(self._quiet.until_end(now).total_seconds() * 1000) + 1, _LONGEST_MS))
        elif self._held:
            held, self._held = self._held, []
            self._window.toast.say(notice(held), Tone.ERR)
            QApplication.alert(self._window)  # the mark at the window's button, where another program is in front
