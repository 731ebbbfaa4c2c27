"""One home folder opened for work: its database, its signer and its way to the gateway. No Qt here."""

import contextlib
import getpass
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from app.core.clock import Clock, SystemClock
from app.gateway import embedded
from app.reference import FILE
from app.signing.signer import Signer
from app.store.backup import KeyOf, listed
from app.store.encrypt import encrypt, is_plain
from app.store.engine import Connection, Database, StoreTrouble
from app.store.health import DAMAGED, Damaged, check, is_full_due, schema_version
from app.store.key_slots import FILE as KEY_SLOTS
from app.store.key_slots import KeySlots, KeyTrouble, Secret, SystemKeyring, create, unlock
from app.store.renew_key import settle_left_over
from app.store.rescue import RescueDatabase
from app.store.settings import get_setting
from app.store.signed_heads import OUTSIDE as HEADS
from app.store.signed_heads import put_outside
from app.store.unsafe_folder import require_safe
from app.store.upgrade import open_database
from app.transport.gateway import Gateway
from app.transport.http import TOTAL_SECONDS, HttpGateway
from app.transport.tls import Trust
from app.work.clock_watch import ClockWatch
from app.work.deliver import Delivery
from app.work.doctor import Place
from app.work.gateway_profile import profile_told
from app.work.patience import Patience
from app.work.signing import SigningSession

EMBEDDED = "embedded"
"""Name under which the built-in gateway's receipts are remembered: its address is another one at each start."""

PASSPHRASE_FILE = "PORTDESK_PASSPHRASE_FILE"
"""Environment variable naming the file whose first line opens a real profile where nobody can be asked."""

PIN_FILE = "PORTDESK_PIN_FILE"
"""Environment variable naming the file whose first line is the card's PIN where nobody can be asked."""

_SHORTEST_CALL = 2.0
_RESCUE = "数据文件已损坏，现为只读抢救：能看能导出，不能保存和发送；取出草稿：portdesk backup rescue"
_NO_EMPTY = "请从备份恢复（portdesk backup restore 备份文件夹），或把文件放回原处；程序不会新建空库"


@dataclass(frozen=True, slots=True)
class Home:
    """The data folder and what lies where in it."""

    folder: Path

    @property
    def database(self) -> Path:
        """The database file."""
        return self.folder / "portdesk.db"

    @property
    def key_slots(self) -> Path:
        """The file of the data key's slots."""
        return self.folder / KEY_SLOTS

    @property
    def reference(self) -> Path:
        """The file of imported code tables."""
        return self.folder / FILE

    @property
    def keys(self) -> Path:
        """The folder of the demo profile's signing key."""
        return self.folder / "keys"

    @property
    def gateway(self) -> Path:
        """The folder of the built-in mocked gateway."""
        return self.folder / "gateway"

    @property
    def logs(self) -> Path:
        """The folder of the program's own log."""
        return self.folder / "logs"

    @property
    def backups(self) -> Path:
        """The folder of the backups made without naming another."""
        return self.folder / "backups"

    @property
    def prints(self) -> Path:
        """The folder of pages made for preview."""
        return self.folder / "prints"


def place_of(home: Home) -> Place:
    """Return where the self-check has to look."""
    return Place(home.folder, home.database, home.keys)


def gateway_told(connection: Connection) -> str:
    """Return the address a person set for the gateway, empty for the built-in one."""
    return str(get_setting(connection, "preferences.gateway", ""))


@contextlib.contextmanager
def opened(home: Home, now: datetime | None = None, key_of: KeyOf | None = None) -> Iterator[Database]:
    """Give the home's database, created or brought up to date; raises StoreTrouble.

    With ``now`` the weekly full check is made if it is due; ``key_of`` opens it another way than by its daily slots. At
    the end the signed heads of the audit are put beside it.
    """
    with open_home(home, now, key_of)[0] as database:
        yield database
        with contextlib.suppress(StoreTrouble), database.reading() as connection:
            put_outside(connection, home.folder)  # what fails here is told by doctor


def open_home(home: Home, now: datetime | None = None, key_of: KeyOf | None = None) -> tuple[Database, bytes]:
    """Return the home's database and its key, for whoever closes it; raises StoreTrouble."""
    require_safe(home.folder)
    key = data_key(home, key_of)
    database = open_database(home.database, key)
    try:
        slots = KeySlots.read(home.key_slots)
        if not slots.born:
            replace(slots, born=True).write(home.key_slots)
        if now is not None:
            _look_through(database, now)
    except BaseException:
        database.close()
        raise
    return database, key


def _look_through(database: Database, now: datetime) -> None:
    with database.reading() as connection:
        due = is_full_due(connection, now)
    if due and check(database, now, full=True).trouble == DAMAGED:
        raise Damaged


@contextlib.contextmanager
def opened_to_read(home: Home, tell: Callable[[str], object]) -> Iterator[Database]:
    """Give the home's database; of a damaged one what can still be read, after telling so. Raises StoreTrouble."""
    try:
        database = open_home(home)[0]
    except StoreTrouble as trouble:
        if trouble.code != "damaged":
            raise
        database = rescue_home(home)
        tell(database.sentence)
    with database:
        yield database


def rescue_home(home: Home, key_of: KeyOf | None = None) -> RescueDatabase:
    """Return the damaged database opened for reading alone; raises StoreTrouble where not even that is possible."""
    newest = next(iter(listed(home.backups)), None)
    cure = "没有找到备份，请联系技术支持"
    if newest is not None:
        made = f"{newest.made_at:%Y-%m-%d %H:%M}"
        cure = f"恢复 {made} 核对过的备份：portdesk backup restore {newest.folder}"
    database = RescueDatabase(home.database, (key_of or key_of_folder)(home.folder), f"{_RESCUE}；{cure}")
    try:
        with database.reading() as connection:
            schema_version(connection)
    except StoreTrouble as trouble:
        database.close()
        raise StoreTrouble(f"数据文件已损坏且无法读取，程序没有改动它；{cure}", "damaged") from trouble
    return database


def data_key(home: Home, key_of: KeyOf | None = None) -> bytes:
    """Return the key of the home's data, made where nothing stands yet; raises StoreTrouble.

    A plain file of an early release is encrypted on the way. Where anything tells that data stood here, no key and no
    empty database are made up.
    """
    opening = key_of or key_of_folder
    settle_left_over(home.database)
    plain = is_plain(home.database)
    there = _is_written(home.database)
    if home.key_slots.exists():
        if not there and KeySlots.read(home.key_slots).born:
            raise StoreTrouble(f"数据文件 {home.database} 不见了或是空的，{_NO_EMPTY}", "database_missing")
        key = opening(home.folder)
    elif plain or not (there or _had_data(home)):
        key = create(home.folder, SystemKeyring(), passphrase_told())
    elif there:
        key = opening(home.folder)  # which tells that the slots are missing
    else:
        raise StoreTrouble(f"{home.folder} 里原有的数据文件和密钥文件都不见了，{_NO_EMPTY}", "database_missing")
    if plain:
        encrypt(home.database, key)
    return key


def _is_written(file: Path) -> bool:
    """Tell whether a database has any content: an empty file is what a full disk or a copy broken off leaves."""
    parts = (file, file.with_name(f"{file.name}-wal"))
    return any(part.is_file() and part.stat().st_size for part in parts)


def _had_data(home: Home) -> bool:
    """Tell whether a folder without data shows that it once had some."""
    left = (HEADS, "before-restore-*", f"{home.database.stem}.before-*", f"{home.backups.name}/portdesk-*")
    return any(next(home.folder.glob(pattern), None) is not None for pattern in left)


def key_of_folder(folder: Path) -> bytes:
    """Return the data key through the slots lying in a folder (a backup's, say); raises KeyTrouble."""
    return unlock(folder, SystemKeyring(), passphrase_told() or _prompt())


def _prompt() -> Secret | None:
    """Return how to ask for the passphrase, None where nobody sits at a terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    return lambda: getpass.getpass("口令：")


def passphrase_told() -> Secret | None:
    """Return how to read the passphrase told by the environment, None where none is."""
    file = os.environ.get(PASSPHRASE_FILE)
    return partial(first_line, Path(file)) if file else None


def first_line(file: Path) -> str:
    """Return the secret in the first line of a file; raises KeyTrouble."""
    try:
        return file.read_text(encoding="utf-8").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise KeyTrouble(
            f"口令文件 {file} 无法读取，请检查 {PASSPHRASE_FILE} 或命令里的路径", "passphrase_file"
        ) from error


@contextlib.contextmanager
def way_to_gateway(
    home: Home,
    url: str,
    now: datetime | None,
    pace: float | None = None,
    patience: float | None = None,
    trust: Trust | None = None,
) -> Iterator[Gateway]:
    """Give the gateway at ``url``, or start the built-in one; raises InsecureAddress, GatewayNotStarted.

    ``now`` sets the built-in gateway's clock (None: the machine's), ``pace`` its seconds from stage to stage.
    ``patience`` is how many seconds somebody waits for the whole: no single call may take longer.
    """
    with contextlib.ExitStack() as stack:
        name = ""
        if not url:
            url = stack.enter_context(embedded.start(home.gateway, now, pace=pace, script=_script(home))).url
            name = EMBEDDED
        longest = TOTAL_SECONDS if patience is None else min(max(patience, _SHORTEST_CALL), TOTAL_SECONDS)
        gateway = HttpGateway(url, name=name, trust=trust, total_seconds=longest)
        stack.callback(gateway.close)
        yield gateway


def _script(home: Home) -> str | None:
    """Return the file that tells the built-in gateway how to behave, where somebody laid one beside its data."""
    file = home.gateway / "script.json"
    return str(file) if file.exists() else None


def delivery(
    home: Home,
    database: Database,
    gateway: Gateway,
    clock: Clock,
    patience: Patience | None = None,
    trust: Trust | None = None,
    signer: Signer | None = None,
) -> Delivery:
    """Return the home's way out, to be recovered before use; without a ``signer`` one of its own is made.

    Where ``trust`` names a certificate for receipts, none is believed that it did not sign.
    """
    with database.reading() as connection:
        relied_on = profile_told(connection)
    profile = replace(relied_on, receipt_certificate=trust.receipt_certificate if trust is not None else None)

    def free() -> int:
        return shutil.disk_usage(home.folder).free

    signs = signer or signing(home, database, clock)
    watch = ClockWatch(database, clock) if isinstance(clock, SystemClock) else None  # else a person told the time
    return Delivery(database, gateway, signs, clock, profile=profile, patience=patience, room=free, watch=watch)


def signing(home: Home, database: Database, clock: Clock) -> SigningSession:
    """Return the home's signer; the helper process it works in starts with the first signature."""
    return SigningSession(database, clock, home.keys, pin_file=_pin())


def _pin() -> Callable[[], str] | None:
    """Return how to read the PIN told by the environment, None where none is."""
    file = os.environ.get(PIN_FILE)
    return None if not file else lambda: Path(file).read_text(encoding="utf-8").splitlines()[0]
