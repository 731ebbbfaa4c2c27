"""Puts the window together: home, database, gateway, workers, services, pages; and takes it apart in order."""

import contextlib
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.core.clock import Clock
from app.gateway.embedded import GatewayNotStarted
from app.main.desk import Home, delivery, gateway_told, place_of, signing, way_to_gateway
from app.main.keeping import Kept, ToldKey, kept_home
from app.main.log import kept_log
from app.main.tables import installed_tables, keep_uses, read_ahead, recall_uses
from app.main.trust import trust_for
from app.reference.reference import Reference
from app.signing.trouble import SignerUnavailable
from app.store.engine import Connection, Database
from app.store.reference_file import ReferenceFile
from app.store.rescue import RESCUE
from app.transport.errors import InsecureAddress
from app.transport.gateway import Gateway
from app.transport.nowhere import NoGateway
from app.transport.tls import Trust
from app.ui.desk.application import application, leave
from app.ui.desk.office import Office
from app.ui.desk.pin_asker import PinAsker
from app.ui.desk.preferences import RELIANCE, Diagnose, read_preferences
from app.ui.desk.signed_view import SignedView
from app.ui.desk.tidying import Tidying
from app.ui.desk.upkeep import DeskUpkeep
from app.ui.desk.window import Desk, PortdeskWindow, furnish
from app.ui.pages.services import CheckLine as ShownLine
from app.ui.pages.services import Link, Preferences
from app.ui.pages.services import Verdict as ShownVerdict
from app.work.bridge import Bridge
from app.work.courtesy import courtesy_to_this_thread
from app.work.doctor import CheckLine, Verdict, diagnose
from app.work.gateway_trust import KEYS, trust_of
from app.work.news import DEFECT, News, Trouble
from app.work.patience import NEARBY, PollPace
from app.work.runner import Runner
from app.work.signing import SigningSession
from app.work.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Running:
    """The open program: its window and services, and where its gateway listens; ``again``: to be started anew."""

    window: PortdeskWindow
    desk: Desk
    gateway: Gateway
    again: threading.Event


class _Workers:
    """The workers of the window and their gateway, which may be another one from a certain moment on."""

    def __init__(self, home: Home, database: Database, clock: Clock, office: Office, bridge: Bridge) -> None:
        self._home = home
        self._database = database
        self._clock = clock
        self._office = office
        self._bridge = bridge
        self._ways = contextlib.ExitStack()
        self._runner: Runner | None = None
        self._stage_pace: float | None = None
        self._goal: tuple[str, Mapping[str, str]] = ("", {})
        self._changing = threading.Lock()
        self.signer = signing(home, database, clock)

    def start(self, url: str, known: Mapping[str, str], now: datetime | None, pace: float | None) -> Gateway:
        """Open the way to a gateway and set the workers going; without a usable one everything else still works.

        ``known``: the settings by which the gateway is known.
        """
        _let_window_go_first(self._database)
        trust, self._stage_pace = Trust(), pace
        try:
            trust = trust_for(self._home, url, trust_of(known))
            gateway = self._ways.enter_context(way_to_gateway(self._home, url, now, pace, trust=trust))
        except (InsecureAddress, GatewayNotStarted) as error:
            told = Trouble(f"{error}；可继续录入，暂不发送", "gateway")
            self._bridge.post(lambda: self._office.hear(told))
            gateway = NoGateway(told.message)
        way = delivery(self._home, self._database, gateway, self._clock, trust=trust, signer=self.signer)
        runner = Runner(self._database, way, _pace(url), self._bridge.post, self._office.hear)
        self._office.employ(runner)
        runner.start()
        self._runner, self._goal = runner, (url, known)
        return gateway

    def change(self, url: str, known: Mapping[str, str]) -> None:
        """Go over to another gateway, in the background: a page must not wait for a process to start."""
        threading.Thread(target=self._change, args=(url, known), name="portdesk-gateway", daemon=True).start()

    def _change(self, url: str, known: Mapping[str, str]) -> None:
        with self._changing:
            if self._runner is None or (url, known) == self._goal:
                return
            ways = contextlib.ExitStack()
            try:
                trust = trust_for(self._home, url, trust_of(known))
                gateway = ways.enter_context(
                    way_to_gateway(self._home, url, self._clock.now(), self._stage_pace, trust=trust)
                )
                way = delivery(self._home, self._database, gateway, self._clock, trust=trust, signer=self.signer)
            except (InsecureAddress, GatewayNotStarted, SignerUnavailable) as error:
                told = Trouble(f"{error}；仍用原来的网关", "gateway")
                self._bridge.post(lambda: self._office.hear(told))
                ways.close()
                return
            self._runner.redirect(way, _pace(url))
            before, self._ways, self._goal = self._ways, ways, (url, known)
            before.close()

    def stop(self) -> None:
        """Stop the workers in the order that loses nothing, then leave the gateway."""
        with self._changing:
            if self._runner is not None:
                self._runner.stop()
                self._runner = None
            self._ways.close()


def _pace(url: str) -> PollPace:
    return PollPace() if url else NEARBY


@contextlib.contextmanager
def running(
    home: Home,
    clock: Clock,
    now: datetime | None,
    *,
    gateway_url: str = "",
    pace: float | None = None,
    key_of: ToldKey | None = None,
) -> Iterator[Running]:
    """Give the open program (its event loop not yet turning) and close it when the block ends; raises StoreTrouble.

    ``now`` is the clock's start if it was set by hand; the built-in gateway then follows it.
    """
    application()
    reference, trouble = installed_tables(home)
    office, bridge = Office(clock, reference), Bridge()
    with kept_home(home, clock, key_of) as kept, kept_log(home.logs, lambda: bridge.post(lambda: office.hear(DEFECT))):
        database = kept.database
        with database.reading() as connection:
            preferences = read_preferences(connection)
        workers = _Workers(home, database, clock, office, bridge)
        upkeep = _upkeep(home, kept, workers, clock, lambda news: bridge.post(lambda: office.hear(news)))
        try:
            gateway = workers.start(gateway_url or preferences.gateway, _told(preferences), now, pace)
            check = _diagnose(home, clock, office, lambda: desk.submissions.link())
            panes = DeskUpkeep(kept.vault, kept.safety)
            desk = furnish(office, home.prints, check, ReferenceFile(home.reference), panes)
            _recall(database, desk, reference)
            keep_uses(reference, clock, office.note)
            _tell_later(bridge, office, trouble)
            window = _window(desk, workers, preferences)
            upkeep.start()
            with Tidying(window.window):
                yield Running(window, desk, gateway, _again(panes, window))
                leave(window.window)
        finally:
            workers.stop()
            upkeep.stop()
            shutil.rmtree(home.prints, ignore_errors=True)  # made for this sitting, and they name people


def _let_window_go_first(database: Database) -> None:
    """Have every other thread wait for this one before it works with the data, where the system can tell."""
    courtesy = courtesy_to_this_thread()
    if courtesy is not None:
        database.before_work(courtesy.give_way)


def _again(panes: DeskUpkeep, window: PortdeskWindow) -> threading.Event:
    """Return what is set when the program is to close and start anew: a backup is put back in between."""
    again = threading.Event()
    panes.restart_wanted.connect(again.set)
    panes.restart_wanted.connect(window.window.close)
    return again


def _recall(database: Database, desk: Desk, reference: Reference) -> None:
    """Read what is remembered from sitting to sitting."""
    with database.reading() as connection:
        desk.memory.load(connection)
        desk.conflicts.recall(connection)
        recall_uses(connection, reference)
    read_ahead(reference)


def _tell_later(bridge: Bridge, office: Office, trouble: Trouble | None) -> None:
    if trouble is not None:
        bridge.post(lambda: office.hear(trouble))


def _window(desk: Desk, workers: _Workers, preferences: Preferences) -> PortdeskWindow:
    """Return the window as it was set, with what reaches the workers from it."""
    window = PortdeskWindow(desk)
    _let_sign(desk, window, workers.signer)
    window.apply(preferences)
    desk.settings.applied.connect(_changer(workers))
    return window


def _upkeep(home: Home, kept: Kept, workers: _Workers, clock: Clock, tell: Callable[[News], None]) -> Upkeep:
    """Return what is done for the data by the clock; tells at once where they may only be read."""
    if kept.safety.trouble:
        tell(Trouble(kept.safety.trouble, RESCUE))
    return Upkeep(
        kept.database, kept.safety, lambda: workers.signer, clock, lambda: shutil.disk_usage(home.folder).free, tell
    )


def _let_sign(desk: Desk, window: PortdeskWindow, signer: SigningSession) -> None:
    """Let the window ask for the PIN of the key that signs, and show what is signed."""
    if desk.signing is not None:
        desk.signing.employ(signer)
        PinAsker(window.window, desk.office, desk.signing)
    SignedView(window.window, desk.office)


def _diagnose(home: Home, clock: Clock, office: Office, link: Callable[[], Link]) -> Diagnose:
    """Return the self-check of the window: it tells the link as it is known instead of asking over the network."""

    def gateway(url: str) -> CheckLine:
        name = url or "内置模拟网关"
        if link() is Link.OFFLINE:
            return CheckLine("网关", Verdict.BAD, f"{name}没有答复，可继续录入，连上后自动发送")
        return CheckLine("网关", Verdict.OK, f"{name}在线" + ("，答复较慢" if link() is Link.SLOW else ""))

    def look(connection: Connection) -> list[ShownLine]:
        now, url = clock.now(), gateway_told(connection)
        tables = office.tables.status(now.date())
        lines = diagnose(place_of(home), connection, tables, now, lambda: gateway(url), ask_card=False)
        return [ShownLine(line.name, ShownVerdict(line.verdict.value), line.sentence) for line in lines]

    return look


def _changer(workers: _Workers) -> Callable[[Preferences], None]:
    return lambda preferences: workers.change(preferences.gateway, _told(preferences))


def _told(preferences: Preferences) -> Mapping[str, str]:
    """Return the settings by which the gateway is known, and what it is relied on for."""
    return {key: str(getattr(preferences, key)) for key in (*KEYS, *RELIANCE)}
