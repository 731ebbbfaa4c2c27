"""Asks for the passphrase before the window, where nothing else at this computer opens the data."""

import os
from pathlib import Path

from app.main.desk import PASSPHRASE_FILE, Home
from app.main.keeping import ToldKey
from app.store.engine import StoreTrouble
from app.store.key_slots import PASSPHRASE, KeySlots, SystemKeyring
from app.ui.desk.application import application
from app.ui.desk.front_door import FrontDoor
from app.work.vault import can_open

_WRONG = "口令不对，数据未打开，请重新输入"


def is_needed(home: Home) -> bool:
    """Tell whether somebody has to be asked: there is a passphrase, and nothing opens the data without it."""
    if os.environ.get(PASSPHRASE_FILE) or not home.key_slots.exists():
        return False
    try:
        kinds = KeySlots.read(home.key_slots).kinds()
    except StoreTrouble:
        return False  # opening tells what is wrong
    return PASSPHRASE in kinds and not can_open(home.folder, SystemKeyring())


def ask(home: Home) -> ToldKey | None:
    """Ask until the passphrase is right; returns the key it gave, None where somebody went away.

    Only the loop begun here is ended. To quit the application, which closing its last window does too, would leave
    a quit event behind: the next loop, that of the window itself, would end with it.
    """
    keys: list[bytes] = []
    asking = application()
    door = FrontDoor(lambda passphrase: _key(home.key_slots, passphrase))
    door.passed.connect(keys.append)
    for end in (door.passed, door.left):
        end.connect(lambda *_: asking.exit())
    asking.setQuitOnLastWindowClosed(False)
    door.show()
    asking.exec()  # no loop runs yet: the window's own begins when this one has ended
    door.hide()
    asking.setQuitOnLastWindowClosed(True)
    door.deleteLater()
    return ToldKey(keys.pop()) if keys else None


def _key(slots: Path, passphrase: str) -> bytes:
    try:
        key = KeySlots.read(slots).opened_by(passphrase)
    except StoreTrouble as trouble:
        raise ValueError(str(trouble)) from trouble
    if key is None:
        raise ValueError(_WRONG)
    return key
