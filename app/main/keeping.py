"""A home opened for the window: alone, looked through, its keys and copies kept; damaged data to read only. No Qt."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.core.clock import Clock
from app.main.desk import Home, key_of_folder, open_home, rescue_home
from app.store.backup import KeyOf
from app.store.engine import Database, StoreTrouble
from app.store.key_slots import KeyTrouble, SystemKeyring
from app.store.one_window import alone
from app.store.unsafe_folder import require_safe
from app.work.safety import Safety
from app.work.vault import Vault

_ALREADY_OPEN = "口岸申报台已经打开了这个数据文件夹{who}，请切换到已打开的窗口；命令行可以同时使用"


@dataclass(frozen=True, slots=True)
class Kept:
    """An open home with what keeps it; ``safety.trouble`` tells where it may only be read."""

    database: Database
    vault: Vault
    safety: Safety


class ToldKey:
    """The data key as a person's passphrase gave it, until it is forgotten: from then on the vault alone has it."""

    def __init__(self, key: bytes) -> None:
        self._key: bytes | None = key

    def __call__(self, folder: Path) -> bytes:
        """Return the key; raises KeyTrouble once it is forgotten."""
        if self._key is None:
            raise KeyTrouble("数据已锁定，请先解锁", "locked")
        return self._key

    def forget(self) -> None:
        """Keep it no longer."""
        self._key = None


@contextlib.contextmanager
def kept_home(home: Home, clock: Clock, told: ToldKey | None = None) -> Iterator[Kept]:
    """Give the home to one window; raises StoreTrouble (AlreadyOpen where another window has it).

    ``told`` opens it where a person had to be asked; it is forgotten then.
    """
    require_safe(home.folder)
    with alone(home.folder, _ALREADY_OPEN):
        database, key, trouble = _opened(home, clock, told or key_of_folder)
        with database:
            ring = SystemKeyring()
            vault = Vault(home.folder, home.database, ring, key, database, clock.now)
            del key  # a lock of the vault must leave it nowhere
            if told is not None:
                told.forget()
            safety = Safety(database, vault, home.folder, home.backups, ring, clock.now, trouble)
            yield Kept(database, vault, safety)
            with contextlib.suppress(StoreTrouble):
                safety.put_heads_outside()  # what fails here is told by the self-check


def _opened(home: Home, clock: Clock, key_of: KeyOf) -> tuple[Database, bytes, str]:
    try:
        return *open_home(home, clock.now(), key_of), ""
    except StoreTrouble as trouble:
        if trouble.code != "damaged":
            raise
    rescued = rescue_home(home, key_of)
    return rescued, key_of(home.folder), rescued.sentence
