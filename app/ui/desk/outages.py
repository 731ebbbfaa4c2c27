"""Watches the link: tells of an outage once, when something was filed into it, and of its end; it sends nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from PySide6.QtCore import QObject

from app.declarations.status import Status
from app.store.engine import Connection
from app.ui.desk.office import Office
from app.ui.desk.status_facts import StatusFacts
from app.ui.desk.submissions import DeskSubmissions
from app.ui.models.wording import again_at
from app.ui.pages.alive import while_alive
from app.ui.pages.outage_notice import Acts, Outage, OutageNotice
from app.ui.pages.services import CheckLine, QueueItem, SettingsService, Verdict
from app.ui.theme import Tone
from app.ui.windows import MainWindow
from app.work.news import Link
from app.work.way_out import has_way_out

_WAITS = frozenset({Status.QUEUED, Status.SENDING, Status.UNKNOWN})
_SIGNING = ("签名证书", "操作员卡", "签名")  # what the self-check calls the line about the means of signing
_NUMBERS: Mapping[str, str] = MappingProxyType(
    {
        "unreachable": "GW-01",
        "busy": "GW-02",
        "garbled": "GW-03",
        "forbidden": "GW-04",
        "untrusted": "GW-05",
        "not_supported": "GW-06",
    }
)
"""What a failure is called towards whoever is asked for help."""
_KEPT = "已存，含签名原文"


class Outages(QObject):
    """``new`` begins another declaration, ``see_queue`` shows what waits."""

    def __init__(
        self,
        window: MainWindow,
        office: Office,
        submissions: DeskSubmissions,
        settings: SettingsService,
        facts: StatusFacts,
        see_queue: Callable[[], object],
        new: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._window, self._office, self._submissions, self._settings = window, office, submissions, settings
        self._acts = Acts(see_queue, submissions.receive, new, office.clock.now)
        self._began_work = office.clock.now()
        self._link = Link(True)
        self._heard_at: datetime = self._began_work
        self._queue: tuple[QueueItem, ...] = ()
        self._told = False
        self._returning = self._waited = 0
        self._notice: OutageNotice | None = None
        self._outage: Outage | None = None
        office.linked.connect(self._on_link)
        facts.queued.connect(self._on_queue)

    def _on_link(self, link: Link) -> None:
        was, self._link, self._heard_at = self._link, link, self._office.clock.now()
        if link.online:
            if not was.online:
                self._over()
        else:
            self._consider()

    def _on_queue(self, queue: Sequence[QueueItem]) -> None:
        self._queue = tuple(one for one in queue if one.status in _WAITS)
        if not self._link.online:
            self._waited = len(self._queue)
            self._consider()
        elif self._returning and not self._queue:
            self._window.strip.be_quiet()
            self._all_gone()

    def _consider(self) -> None:
        """Tell of the outage if something filed since the program began waits because of it; once per outage."""
        fresh = [one for one in self._queue if one.since >= self._began_work]
        if self._notice is not None:
            self._renew()
        elif fresh and not self._told:
            self._told = True
            self._open(fresh[-1])

    def _open(self, item: QueueItem) -> None:
        notice = OutageNotice(self._window, self._acts)
        notice.closed.connect(self._closed)
        self._notice = notice
        self._outage = Outage(item, self._queue.index(item) + 1)
        self._renew()
        notice.open()
        self._office.ask(_network, while_alive(notice, self._network_told), while_alive(notice, _unsaid))
        self._settings.doctor(while_alive(notice, self._examined), while_alive(notice, _unsaid))

    def _renew(self) -> None:
        known = self._outage
        if known is None or self._notice is None:
            return
        link, now = self._link, self._office.clock.now()
        why = link.message.partition("，")[0] or "没有答复"
        tried = next((one.reason for one in self._queue if one.draft_id == known.item.draft_id), "")
        gateway = f"{why}  {tried}" if tried.startswith("已试") else f"{why}  {again_at(self._heard_at, now)}"
        lines = {one.name: one for one in known.lines}
        lines["单一窗口网关"] = CheckLine("单一窗口网关", Verdict.BAD, gateway)
        lines["本地保存"] = CheckLine("本地保存", Verdict.OK, f"{known.item.since:%H:%M:%S} {_KEPT}")
        ordered = sorted(lines.values(), key=lambda one: _ORDER.get(one.name, 1))
        known = replace(
            known, lines=ordered, began=self._heard_at, next_try=link.next_try, code=_NUMBERS.get(link.code, "GW-00")
        )
        self._outage = known
        self._notice.show_outage(known)

    def _network_told(self, reachable: bool) -> None:
        words = "已连接" if reachable else "没有连接，请检查网线或无线"
        self._add(CheckLine("本机网络", Verdict.OK if reachable else Verdict.BAD, words))

    def _examined(self, lines: Sequence[CheckLine]) -> None:
        for line in lines:
            if line.name in _SIGNING:
                self._add(replace(line, sentence=line.sentence.partition("，")[0]))

    def _add(self, line: CheckLine) -> None:
        if self._outage is not None:
            self._outage = replace(self._outage, lines=[*self._outage.lines, line])
            self._renew()

    def _closed(self) -> None:
        self._notice = self._outage = None

    def _over(self) -> None:
        """The link is back: what waits goes by itself, in order, and the clerk sees that it does."""
        self._told = False
        if self._notice is not None:
            self._notice.dismiss()
        self._returning, self._waited = self._waited, 0
        if self._returning and self._queue:
            words = f"网络已恢复，有 {self._returning} 份待发送，正在按顺序发送"
            self._window.strip.say(Tone.INFO, words, [("看队列", self._acts.see_queue)])
        elif self._returning:
            self._all_gone()

    def _all_gone(self) -> None:
        self._window.toast.say(f"网络已恢复，{self._returning} 份待发送已全部发出", Tone.OK)
        self._returning = 0


_ORDER = {"本机网络": 0, "单一窗口网关": 2, "本地保存": 3}


def _network(_connection: Connection) -> bool:
    return has_way_out()


def _unsaid(_sentence: str) -> None:
    """A line less in the notice is no trouble of its own."""
