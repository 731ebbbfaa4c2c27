"""How often a PIN was tried in vain, per key: counted before the card sees it, so that no crash forgets a try."""

from datetime import datetime

from sqlalchemy import Connection

from app.store.audit import record
from app.store.settings import get_setting, put_setting

MOST = 3
_KEY = "signer.tries"
_ACTOR = "本机"


def tried(connection: Connection, name: str) -> int:
    """Return the tries of a key since its PIN was last right."""
    kept = get_setting(connection, _KEY, {})
    return int(kept.get(name, 0)) if isinstance(kept, dict) else 0


def note_tries(connection: Connection, name: str, tries: int, now: datetime) -> None:
    """Keep how many tries a key has had; the last one allowed is written into the audit chain."""
    kept = get_setting(connection, _KEY, {})
    counted = dict(kept) if isinstance(kept, dict) else {}
    if tries == MOST and counted.get(name) != MOST:
        record(connection, now, _ACTOR, "signer.pin_stopped", name)
    counted[name] = tries
    put_setting(connection, _KEY, {key: value for key, value in counted.items() if value}, now)


def allow_again(connection: Connection, name: str, now: datetime) -> None:
    """Let a key be tried again: a person has seen to its PIN elsewhere; that goes into the audit chain."""
    note_tries(connection, name, 0, now)
    record(connection, now, _ACTOR, "signer.pin_allowed", name)
