"""Writes down what came of one try, fenced by its lease; an answer that comes late still proves what it proves."""

from datetime import datetime, timedelta

from app.declarations.finding import to_json
from app.declarations.outbox import Event, State
from app.store import attempts, outbox
from app.store.engine import Connection
from app.store.outbox import Changes, OutboxRow
from app.store.receipts import KEY_REUSE
from app.transport.outcome import Acked, AuthHold, Duplicate, KeyReuse, NotSent, Outcome, Refused, RetryAfter, Unknown


def record_outcome(
    connection: Connection, claim: OutboxRow, attempt_id: str, outcome: Outcome, wait: timedelta, now: datetime
) -> OutboxRow:
    """Close the attempt and move the row (T5a–T5h); ``wait`` is when to look at it again if it is not settled."""
    status = None if isinstance(outcome, NotSent) else outcome.status
    answer = None if isinstance(outcome, NotSent) else outcome.answer
    attempts.finish(connection, attempt_id, outcome.name, status, answer, now)
    row = outbox.get(connection, claim.message_id)
    if row is None:
        raise LookupError(claim.message_id)
    if row.state is State.SENDING and row.lease_epoch == claim.lease_epoch:
        event, changes = _meaning(outcome, row, now + wait)
        return outbox.move(connection, row, event, now, detail=outcome.name, **changes)
    if row.state is State.IN_DOUBT and isinstance(outcome, Acked | Duplicate):
        # Another process took the row for lost while this answer was under way: it is the best answer there is.
        return outbox.move(connection, row, Event.FOUND, now, detail=outcome.name, gateway_no=outcome.seq_no)
    return row


def _meaning(outcome: Outcome, row: OutboxRow, later: datetime) -> tuple[Event, Changes]:
    match outcome:
        case Acked():
            return Event.ACKNOWLEDGED, Changes(gateway_no=outcome.seq_no, last_error_code="")
        case Duplicate():
            return Event.DUPLICATE, Changes(gateway_no=outcome.seq_no, last_error_code="")
        case KeyReuse():
            return Event.KEY_REUSE, Changes(last_error_code=KEY_REUSE)
        case Refused():
            return Event.REFUSED, _refused(outcome, later)
        case NotSent():
            return Event.NOT_SENT, Changes(not_before=later, last_error_code=outcome.code)
        case AuthHold():
            # Not the message's fault, so not one of its attempts.
            return Event.AUTH_HOLD, Changes(not_before=later, last_error_code=outcome.code, attempts=row.attempts - 1)
        case RetryAfter():
            return Event.RETRY_AFTER, Changes(not_before=later, last_error_code=outcome.name)
        case Unknown():
            return Event.NO_ANSWER, Changes(not_before=later, last_error_code=outcome.code)


def _refused(outcome: Refused, later: datetime) -> Changes:
    return Changes(problems=to_json(outcome.findings), last_error_code=outcome.name, not_before=later)
