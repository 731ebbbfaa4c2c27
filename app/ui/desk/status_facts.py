"""What the frame of the window says of the whole desk: link, queue, receipts, operator; it sends nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.declarations.status import Status
from app.ui.desk.office import Office
from app.ui.desk.submissions import DeskSubmissions
from app.ui.pages.alive import while_alive
from app.ui.pages.services import Link, QueueItem, ReceiptItem
from app.ui.theme import Tone
from app.ui.windows import Link as ShownLink
from app.ui.windows import MainWindow
from app.work.news import Trouble

_NEWEST = 200  # receipts looked through for unread ones; beyond that the badge would say nothing more
_LINKS = {
    Link.ONLINE: (ShownLink.ONLINE, "在线 · {gateway}"),
    Link.SLOW: (ShownLink.SLOW, "在线 · {gateway}较慢"),
    Link.OFFLINE: (ShownLink.OFFLINE, "离线 · 可继续录入"),
}
_OURS, _THEIRS = "内置模拟网关", "单一窗口网关"  # nobody may take practice for filing
_UNSENT = frozenset({Status.QUEUED, Status.SENDING})


class StatusFacts(QObject):
    """``queued(list)`` with what is on its way out, whenever that was read; ``receipts`` is the key of their page."""

    queued = Signal(object)

    def __init__(self, window: MainWindow, office: Office, submissions: DeskSubmissions, receipts: str) -> None:
        super().__init__(window)
        self._window, self._submissions, self._receipts = window, submissions, receipts
        self._gateway = _OURS
        submissions.link_changed.connect(self.show_link)
        submissions.changed.connect(lambda _: self.count())
        office.troubled.connect(self._show_trouble)
        self.show_link()
        self.count()

    @property
    def is_practice(self) -> bool:
        """Tell whether filings go to the built-in gateway and to no authority."""
        return self._gateway == _OURS

    def name_gateway(self, address: str) -> None:
        """Say whose gateway it is from now on."""
        self._gateway = _THEIRS if address else _OURS
        self._window.show_practice(self.is_practice)
        self.show_link()

    def show_operator(self, name: str) -> None:
        """Say who works here."""
        self._window.top.show_operator(name)
        self._window.status.show_operator(f"操作员 {name}" if name else "演示证书 · 操作员未填")

    def show_link(self) -> None:
        """Say how the link is now."""
        sign, words = _LINKS[self._submissions.link()]
        self._window.status.show_link(sign, words.format(gateway=self._gateway))

    def count(self) -> None:
        """Read anew what waits and what was not read."""
        fail = while_alive(self, self._fail)  # answers may come when the window has gone
        self._submissions.queue(while_alive(self, self._queued), fail)
        self._submissions.receipts("", _NEWEST, while_alive(self, self._received), fail)

    def _received(self, newest: Sequence[ReceiptItem]) -> None:
        unread = sum(not one.seen for one in newest)
        self._window.rail.set_count(self._receipts, unread)
        self._window.top.show_new(unread > 0)

    def _queued(self, queue: Sequence[QueueItem]) -> None:
        unsent = sum(one.status in _UNSENT for one in queue)
        self._window.status.show_queue(unsent, len(queue) - unsent)
        self.queued.emit(list(queue))

    def _show_trouble(self, trouble: Trouble) -> None:
        self._window.strip.say(Tone.WARN, trouble.message, [("知道了", self._window.strip.be_quiet)])

    def _fail(self, sentence: str) -> None:
        self._window.toast.say(sentence, Tone.ERR)
