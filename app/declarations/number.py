"""Numbers we give ourselves: local ids and the filer's own declaration number; nothing is stored here."""

import secrets
import uuid
from collections.abc import Callable
from datetime import datetime

# No 0/O, 1/I: the number is read out over the telephone.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_id(now: datetime, after: str = "") -> str:
    """Return a UUIDv7: unique, and in the order of creation, so that lists page by it.

    It comes behind the id ``after`` even where the clock was set back in between.
    """
    milliseconds = int(now.timestamp() * 1000) & (1 << 48) - 1
    if after:
        milliseconds = max(milliseconds, (uuid.UUID(after).int >> 80) + 1)
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def new_message_id() -> str:
    """Return a UUIDv4: the idempotency key of one revision of one message."""
    return str(uuid.uuid4())


def new_client_seq_no(now: datetime, pick: Callable[[str], str] = secrets.choice) -> str:
    """Return 18 characters: the moment, and four random ones so that a restored backup cannot reuse a number."""
    return f"PD{now:%y%m%d%H%M%S}{''.join(pick(_LETTERS) for _ in range(4))}"
