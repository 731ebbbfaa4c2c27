"""The delivery thread on one gateway: recover, sign, send, ask, collect; a signal merely wakes it."""

import contextlib
import logging
import queue
import threading
from collections.abc import Callable
from datetime import timedelta

from app.declarations.signed import SignatureInvalid
from app.signing.trouble import SignerUnavailable
from app.store.engine import StoreTrouble
from app.transport.errors import GatewayError
from app.work.clock_watch import ClockWatch
from app.work.deliver import Delivery
from app.work.lot_filing import follow
from app.work.news import Changed, Link, News, Trouble, trouble_of
from app.work.patience import PollPace
from app.work.room import NO_ROOM, NoRoom

Errand = Callable[[Delivery], News]
"""A question to the gateway that answers with what is to be told; it handles the gateway's refusals itself."""

_log = logging.getLogger(__name__)
_AFTER_TROUBLE = 5.0
_LONGEST_REST = 60.0
_STRANGERS = "单一窗口有 {count} 票备份之后收到、本机没有的单证，编号见设置里的自检；请先核对，勿重复申报"
_OFFLINE = "连不上单一窗口，可继续录入，稍后自动再试"
_CARD_REFUSED = Trouble("单一窗口不接受本操作员的证书，发送已暂停；请检查操作员卡或证书有效期后重试", "auth_hold")


class Courier:
    """One delivery from its start to its stop; ``tell`` passes news on to the thread that shows things."""

    def __init__(self, delivery: Delivery, pace: PollPace, tell: Callable[[News], None]) -> None:
        self._delivery = delivery
        self._pace = pace
        self._tell = tell
        self._stopping = threading.Event()
        self._awake = threading.Event()
        self._wanted = threading.Event()
        self._asked: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._errands: queue.SimpleQueue[Errand] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="portdesk-delivery", daemon=True)

    @property
    def watch(self) -> ClockWatch | None:
        """What watches the clock, None where a person told the time."""
        return self._delivery.watch

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self, *, now: bool = False) -> None:
        """Tell that something may be due; with ``now`` nothing is waited for any longer."""
        if now:
            self._wanted.set()
        self._awake.set()

    def ask_manifest(self, draft_id: str) -> None:
        """Ask about a draft's manifest between two rounds; who watches hears that the draft changed."""
        self._asked.put(draft_id)
        self._awake.set()

    def run_errand(self, errand: Errand) -> None:
        """Ask the gateway something between two rounds; who watches hears what changed by it."""
        self._errands.put(errand)
        self._awake.set()

    def stop(self) -> None:
        """Ask it to end, and cut the call that is under way; returns at once."""
        self._stopping.set()
        self._awake.set()
        self._delivery.gateway.close()

    def join(self, seconds: float) -> bool:
        """Wait for its end; returns whether it came in time."""
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        mail = _Mail(self._delivery, self._pace, self._tell)
        while not self._stopping.is_set():
            self._awake.clear()
            try:
                if self._wanted.is_set():
                    self._wanted.clear()
                    mail.hurry()
                while not self._asked.empty() and not self._stopping.is_set():
                    mail.ask_manifest(self._asked.get())
                while not self._errands.empty() and not self._stopping.is_set():
                    self._tell(self._errands.get()(self._delivery))
                rest = mail.round()
            except StoreTrouble as error:
                self._tell(trouble_of(error))
                rest = _AFTER_TROUBLE
            except Exception as error:  # noqa: BLE001 - a defect must not silence sending until the next start
                _log.exception("delivery round failed")
                self._tell(trouble_of(error))
                rest = _LONGEST_REST
            if rest > 0 and not self._stopping.is_set():
                self._awake.wait(min(rest, _LONGEST_REST))


class _Mail:
    """The delivery thread's own state: what was recovered, when to poll, what was last told about the link."""

    def __init__(self, delivery: Delivery, pace: PollPace, tell: Callable[[News], None]) -> None:
        self._delivery = delivery
        self._pace = pace
        self._tell = tell
        self._monotonic = delivery.clock.monotonic
        self._recovered = False
        self._last_send = float("-inf")
        self._last_delay = 1.0
        self._next_poll = float("-inf")
        self._told: bool | None = None
        self._code = ""
        self._seconds: float | None = None
        self._troubles: set[str] = set()

    def hurry(self) -> None:
        """Try everything at once."""
        self._troubles.clear()
        self._delivery.sender.hurry()
        self._next_poll = float("-inf")

    def ask_manifest(self, draft_id: str) -> None:
        """Ask about one draft's manifest; one that is gone by now is nobody's question any more."""
        with contextlib.suppress(LookupError):
            self._delivery.ask_manifest(draft_id)
            self._tell(Changed(drafts=frozenset({draft_id})))

    def round(self) -> float:
        """Do one piece of work and return how long there is nothing more to do."""
        if not self._recovered:
            self._announce(self._delivery.recover())
            self._recovered = True
        self._sign()
        submission = self._send()
        if submission is not None:
            self._last_send = self._monotonic()
            self._next_poll = min(self._next_poll, self._last_send + self._delay())
            self._announce(frozenset({submission}))
            self._tell_link("")
            if self._delivery.sender.holds:
                self._tell_once(_CARD_REFUSED)
            return 0.0
        if self._monotonic() >= self._next_poll:
            self._poll()
        until_poll = max(0.0, self._next_poll - self._monotonic())
        until_send = None if NO_ROOM in self._troubles else self._delivery.sender.wait()
        return until_poll if until_send is None else min(until_send, until_poll)

    def _send(self) -> str | None:
        """Send one message; a disk that is nearly full is told once and keeps no receipt from coming."""
        try:
            submission = self._delivery.send()
        except NoRoom as full:
            self._tell_once(Trouble(str(full), full.code))
            return None
        self._troubles.discard(NO_ROOM)
        return submission

    def _sign(self) -> None:
        """Sign what waits; a missing card is told once and keeps nothing that is signed from being sent."""
        try:
            self._announce(self._delivery.sign())
        except (SignerUnavailable, SignatureInvalid) as error:
            code = error.cause.value if isinstance(error, SignerUnavailable) else "signer"
            self._forget_signer(code)  # a card that is in again may want its PIN: that is news
            self._tell_once(Trouble(str(error), code))
        else:
            self._forget_signer()

    def _forget_signer(self, but: str = "") -> None:
        self._troubles -= {code for code in self._troubles if code.startswith("signer") and code != but}

    def _poll(self) -> None:
        why, began = "", self._monotonic()
        try:
            polled = self._delivery.collect()
            self._announce(polled.submissions, polled.new)
            self._seconds = self._monotonic() - began
            if polled.strangers:
                self._tell_once(Trouble(_STRANGERS.format(count=polled.strangers), "strangers"))
        except GatewayError as error:
            why, self._code = str(error), error.code
            if not error.retry:
                self._tell_once(Trouble(why, error.code))
        self._last_delay = self._delay()
        self._next_poll = self._monotonic() + self._last_delay
        self._tell_link(why)

    def _delay(self) -> float:
        return self._pace.delay(self._monotonic() - self._last_send, self._last_delay, self._delivery.chance)

    def _tell_once(self, trouble: Trouble) -> None:
        """Tell of something only a person can mend, once until somebody asks for another try."""
        if trouble.code not in self._troubles:
            self._tell(trouble)
        self._troubles.add(trouble.code)

    def _announce(self, submissions: frozenset[str], receipts: int = 0) -> None:
        if submissions or receipts:
            lots = follow(self._delivery.database, submissions, self._delivery.clock)
            self._tell(Changed(submissions=submissions, lots=lots, receipts=receipts))

    def _tell_link(self, why: str) -> None:
        online = self._delivery.breaker.failures == 0
        if online is self._told and online:
            return
        self._told = online
        if online:
            self._tell(Link(True, seconds=self._seconds))
            return
        after = timedelta(seconds=max(0.0, self._next_poll - self._monotonic()))
        self._tell(Link(False, why or _OFFLINE, next_try=self._delivery.clock.now() + after, code=self._code))
