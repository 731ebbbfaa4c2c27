"""What has to be done for the data by the clock while the window is open: copies, checks, signatures, the disk.

It runs in a thread of its own and never holds anything up: what fails is told once and tried again.
"""

import contextlib
import logging
import threading
from collections.abc import Callable

from app.core.clock import Clock
from app.signing.signer import Signer
from app.signing.trouble import SignerUnavailable
from app.store import restored
from app.store.backup import Why
from app.store.engine import Database, StoreTrouble
from app.work.audit_check import is_due, sign_head
from app.work.news import DEFECT, News, Trouble, trouble_of
from app.work.room import LEAST_FREE, WARN_FREE, Room
from app.work.safety import Safety

_BEAT = 60.0  # seconds between two looks at what is due
_HOUR = 3600.0
_LITTLE_ROOM = "磁盘剩余空间不足 1 GB，请尽快清出空间；不足 200 MB 时暂停发送"

_RESTORED = "数据从备份恢复过，{count} 票要先向单一窗口核实，核实前不发送任何单证；请保持联网，勿重复申报"

_log = logging.getLogger(__name__)


class Upkeep:
    """The upkeep of one open home; ``tell`` passes what went wrong on to the thread that shows things."""

    def __init__(
        self,
        database: Database,
        safety: Safety,
        signer: Callable[[], Signer],
        clock: Clock,
        room: Room,
        tell: Callable[[News], None],
    ) -> None:
        self._database = database
        self._safety = safety
        self._signer = signer
        self._clock = clock
        self._room = room
        self._tell = tell
        self._stopping = threading.Event()
        self._backed_up = clock.monotonic()
        self._told: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="portdesk-upkeep", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, seconds: float = 10.0) -> None:
        """End, and make the copy of the day's end if anything was written since the last one."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(seconds)
        self._each(self._last_copy)

    def beat(self) -> None:
        """Do what is due now."""
        if not self._database.locked:
            for act in (self._look_at_disk, self._check, self._copy, self._sign):
                self._each(act)

    def _run(self) -> None:
        self._each(self._tell_restored)
        while not self._stopping.wait(_BEAT):
            self.beat()

    def _each(self, act: Callable[[], None]) -> None:
        """Do one thing; its trouble is told once and keeps none of the others from being done."""
        try:
            act()
        except StoreTrouble as trouble:
            self._tell_once(trouble_of(trouble))
        except Exception:  # noqa: BLE001 - a defect here must not end the upkeep of the whole day
            _log.exception("upkeep failed")
            self._tell_once(DEFECT)

    def _tell_restored(self) -> None:
        """Tell who opens a restored home why nothing leaves yet."""
        with self._database.reading() as connection:
            waiting = restored.waiting(connection)
        if waiting:
            self._tell_once(Trouble(_RESTORED.format(count=waiting), "restored"))

    def _look_at_disk(self) -> None:
        with contextlib.suppress(OSError):
            free = self._room()
            if LEAST_FREE <= free < WARN_FREE:  # below, sending itself stops and says so
                self._tell_once(Trouble(_LITTLE_ROOM, "little_room"))
            elif free >= WARN_FREE:
                self._told.discard("little_room")

    def _check(self) -> None:
        if self._safety.is_check_due():
            found = self._safety.check(full=True)
            if found.trouble:
                self._tell_once(Trouble(found.trouble, "damaged"))

    def _copy(self) -> None:
        if self._clock.monotonic() - self._backed_up >= _HOUR:
            self._backed_up = self._clock.monotonic()
            if self._safety.is_outdated:
                self._safety.back_up(Why.HOURLY)

    def _last_copy(self) -> None:
        if not self._database.locked and not self._safety.trouble and self._safety.is_outdated:
            self._safety.back_up(Why.EXIT)

    def _sign(self) -> None:
        with self._database.reading() as connection:
            due = is_due(connection, self._clock.now())
        if due:
            with contextlib.suppress(SignerUnavailable):  # without a card it is signed with the next submission
                sign_head(self._database, self._signer(), self._clock)
        self._safety.put_heads_outside()

    def _tell_once(self, trouble: Trouble) -> None:
        if trouble.code not in self._told:
            self._told.add(trouble.code)
            self._tell(trouble)
