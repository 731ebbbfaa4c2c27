"""That the file was put back from a backup, and what of it nobody has asked the gateway for since; it moves nothing."""

import uuid
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, func, literal, or_, select

from app.declarations.outbox import State
from app.declarations.status import ELSEWHERE
from app.store.attempts import AttemptKind
from app.store.settings import get_setting, put_setting
from app.store.tables import attempts, history, outbox

ASKED = "reconcile"
"""The event under which a message of a restored file is put in doubt."""

_RESTORED = "store.restored_at"
_MADE_AT = "store.restored_from"
_GENERATION = "store.generation"


def mark(connection: Connection, now: datetime, made_at: datetime) -> None:
    """Write down that the file was put back at ``now`` from a backup of ``made_at``: another life of it begins."""
    put_setting(connection, _RESTORED, now.isoformat(), now)
    put_setting(connection, _MADE_AT, made_at.isoformat(), now)
    put_setting(connection, _GENERATION, str(uuid.uuid4()), now)


def restored_at(connection: Connection) -> datetime | None:
    """Return when the file was last put back from a backup, None if never."""
    told = get_setting(connection, _RESTORED)
    return None if told is None else datetime.fromisoformat(str(told))


def made_at(connection: Connection) -> datetime | None:
    """Return when the backup was made from which the file was last put back, None if it never was."""
    told = get_setting(connection, _MADE_AT)
    return None if told is None else datetime.fromisoformat(str(told))


def generation(connection: Connection) -> str:
    """Return which life of the file this is, empty for the first."""
    return str(get_setting(connection, _GENERATION, ""))


def waiting(connection: Connection) -> int:
    """Return how many messages of a restored file still have to be asked for; 0 where none was restored."""
    restored = restored_at(connection)
    if restored is None:
        return 0
    return connection.execute(select(func.count()).select_from(outbox).where(_unasked(restored))).scalar_one()


def may_leave(connection: Connection) -> ColumnElement[bool]:
    """Tell of a row whether the restore lets it leave: a newer one waits until all older were asked for."""
    restored = restored_at(connection)
    if restored is None or not waiting(connection):
        return literal(True)
    return outbox.c.created_at <= restored


def _unasked(restored: datetime) -> ColumnElement[bool]:
    doubted = exists().where(
        history.c.message_id == outbox.c.message_id, history.c.event == ASKED, history.c.at >= restored
    )
    queried = exists().where(
        attempts.c.message_id == outbox.c.message_id,
        attempts.c.kind == AttemptKind.QUERY.value,
        attempts.c.started_at >= restored,
    )
    unsent = and_(outbox.c.state.in_([State.SIGNED.value, State.READY.value]), ~doubted.correlate(outbox))
    unknown = and_(outbox.c.state.in_([State.SENDING.value, State.IN_DOUBT.value]), ~queried.correlate(outbox))
    here = outbox.c.last_error_code != ELSEWHERE  # what another gateway may hold, nobody can ask this one
    return and_(outbox.c.created_at <= restored, here, or_(unsent, unknown))
