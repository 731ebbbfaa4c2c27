"""How much room the disk must have before anything leaves: a sending that cannot be recorded must not happen."""

from collections.abc import Callable

from app.store.engine import StoreTrouble

LEAST_FREE = 200 * 1024 * 1024
WARN_FREE = 1024 * 1024 * 1024
NO_ROOM = "no_room"
Room = Callable[[], int]
"""Returns the free bytes where the database lies; raises OSError where nobody can tell."""


class NoRoom(StoreTrouble):
    """The disk is nearly full; nothing was sent, and drafts can still be saved."""

    def __init__(self) -> None:
        sentence = "磁盘剩余空间不足 200 MB，暂停发送；单证仍在发送队列中，清出空间后自动继续（E-DISK-01）"
        super().__init__(sentence, NO_ROOM)


def require_room(room: Room) -> None:
    """Raise NoRoom if too little is free; a disk that does not tell is taken to have enough."""
    try:
        free = room()
    except OSError:
        return
    if free < LEAST_FREE:
        raise NoRoom


def unbounded() -> int:
    """Stand for a disk nobody needs to look at."""
    return LEAST_FREE
