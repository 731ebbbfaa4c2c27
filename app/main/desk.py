"""One home folder opened for work: its database, its signer and its way to the gateway. No Qt here."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.clock import Clock
from app.gateway import embedded
from app.reference import FILE
from app.signing.demo_key import SoftwareSigner
from app.store.encrypt import encrypt, is_plain
from app.store.engine import Connection, Database
from app.store.key_slots import FILE as KEY_SLOTS
from app.store.key_slots import KeyTrouble, Secret, SystemKeyring, create, unlock
from app.store.settings import get_setting
from app.store.upgrade import open_database
from app.transport.gateway import Gateway
from app.transport.http import TOTAL_SECONDS, HttpGateway
from app.work.deliver import Delivery
from app.work.doctor import Place
from app.work.patience import Patience

EMBEDDED = "embedded"
"""Name under which the built-in gateway's receipts are remembered: its address is another one at each start."""

PASSPHRASE_FILE = "PORTDESK_PASSPHRASE_FILE"
"""Environment variable naming the file whose first line opens a real profile where nobody can be asked."""

_SHORTEST_CALL = 2.0


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
def opened(home: Home) -> Iterator[Database]:
    """Give the home's database, created or brought up to date; raises StoreTrouble."""
    with open_database(home.database, data_key(home)) as database:
        yield database


def data_key(home: Home) -> bytes:
    """Return the key of the home's data, made where nothing stands yet; raises StoreTrouble.

    A plain file of an early release is encrypted on the way. Where data stand but no slots, no key is made up.
    """
    ring = SystemKeyring()
    plain = is_plain(home.database)
    fresh = plain or not home.database.exists()
    if fresh and not home.key_slots.exists():
        key = create(home.folder, ring, _passphrase())
    else:
        key = unlock(home.folder, ring, _passphrase())
    if plain:
        encrypt(home.database, key)
    return key


def key_of_folder(folder: Path) -> bytes:
    """Return the data key through the slots lying in a folder (a backup's, say); raises KeyTrouble."""
    return unlock(folder, SystemKeyring(), _passphrase())


def _passphrase() -> Secret | None:
    """Return how to read the passphrase told by the environment, None where none is."""
    file = os.environ.get(PASSPHRASE_FILE)
    if not file:
        return None

    def first_line() -> str:
        try:
            return Path(file).read_text(encoding="utf-8").splitlines()[0]
        except (OSError, UnicodeDecodeError, IndexError) as error:
            raise KeyTrouble(f"口令文件 {file} 无法读取，请检查 {PASSPHRASE_FILE}", "passphrase_file") from error

    return first_line


@contextlib.contextmanager
def way_to_gateway(
    home: Home, url: str, now: datetime | None, pace: float | None = None, patience: float | None = None
) -> Iterator[Gateway]:
    """Give the gateway at ``url``, or start the built-in one; raises InsecureAddress, GatewayNotStarted.

    ``now`` sets the built-in gateway's clock (None: the machine's), ``pace`` its seconds from stage to stage.
    ``patience`` is how many seconds somebody waits for the whole: no single call may take longer.
    """
    with contextlib.ExitStack() as stack:
        name = ""
        if not url:
            url = stack.enter_context(embedded.start(home.gateway, now, pace=pace)).url
            name = EMBEDDED
        longest = TOTAL_SECONDS if patience is None else min(max(patience, _SHORTEST_CALL), TOTAL_SECONDS)
        gateway = HttpGateway(url, name=name, total_seconds=longest)
        stack.callback(gateway.close)
        yield gateway


def delivery(
    home: Home, database: Database, gateway: Gateway, clock: Clock, patience: Patience | None = None
) -> Delivery:
    """Return the home's way out, to be recovered before use; raises SignerUnavailable."""
    signer = SoftwareSigner.open(home.keys)
    return Delivery(
        database, gateway, signer, clock, patience=patience, room=lambda: shutil.disk_usage(home.folder).free
    )
