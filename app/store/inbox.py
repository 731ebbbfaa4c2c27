"""What waits for the clerk among all declarations, and the arrivals to be confirmed; it sends and files nothing."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, or_, select

from app.core.draft import Mode
from app.declarations.actions import PAPERS, asks_clerk, completion, request_status
from app.declarations.deadline import Deadline, Stage, WorkCalendar, deadline
from app.declarations.inbox import CHANNEL_NEEDS, WORDS, Need, NeedKind, silence_level, supplement_due
from app.declarations.outbox import State
from app.declarations.receipts import STATUS_OF_CHANNEL
from app.declarations.status import Status
from app.declarations.version import Kind
from app.store.deeds import Deeds, Notice, deeds_of
from app.store.drafts import load_draft, load_row
from app.store.lineage import children_of
from app.store.stage_tables import requests
from app.store.storage import expiries_of
from app.store.tables import drafts, outbox, receipts, submissions
from app.store.told import tell
from forms.facts import day as day_of

CONTRADICTED = "先收到结关，后收到退单；两份都已保存，状态仍按结关，请向海关核实"
_STORAGE_AHEAD = timedelta(days=3)
_CLOSED, _BACK = receipts.alias("closed"), receipts.alias("back")


def inbox(connection: Connection, now: datetime, workdays: WorkCalendar) -> list[Need]:
    """Return everything that waits for a person, the most urgent first."""
    asked = submissions.c.id.in_(select(outbox.c.decl_id).join(requests, requests.c.message_id == outbox.c.message_id))
    query = (
        select(submissions)
        .join(drafts, drafts.c.id == submissions.c.draft_id)
        .where(or_(submissions.c.final.is_(False), submissions.c.status == Status.REJECTED.value, asked))
        .where(drafts.c.deleted.is_(False))
    )
    found = [need for row in connection.execute(query).all() for need in _needs(connection, row, now, workdays)]
    found += _contradicted(connection)
    found += _expiring(connection, now)
    return sorted(found, key=lambda need: need.place)


def completion_clock(connection: Connection, draft_id: str, today: date, workdays: WorkCalendar) -> Deadline:
    """Return the 14-day clock of a two-step declaration; it stops on the day the 完整 was accepted."""
    draft = load_draft(connection, draft_id).draft
    found = connection.execute(select(submissions.c.id).where(submissions.c.draft_id == draft_id)).scalars().all()
    deeds = deeds_of(connection, found[-1]) if found else Deeds(())
    return deadline(day_of(draft.facts.get("entry_day")), today, workdays, _completed_on(deeds))


def awaiting_arrival(connection: Connection) -> list[tuple[str, date | None]]:
    """Return the drafts filed in advance whose goods are not known to have entered, with the day they were expected."""
    query = (
        select(submissions.c.draft_id)
        .where(submissions.c.final.is_(False), submissions.c.draft_id.is_not(None))
        .where(submissions.c.mode.in_([Mode.ADVANCE.value, Mode.SUMMARY.value]))
        .order_by(submissions.c.id)
    )
    found = []
    for draft_id in connection.execute(query).scalars():
        facts = load_draft(connection, str(draft_id)).draft.facts
        if day_of(facts.get("entry_day")) is None:
            found.append((str(draft_id), day_of(facts.get("planned_arrival"))))
    return found


def confirm_arrival(connection: Connection, draft_id: str, entry_day: date, now: datetime) -> None:
    """Take a person's word that the vehicle was declared to have entered on a day; rates and clocks follow it."""
    tell(connection, draft_id, {"entry_day": entry_day.isoformat(), "goods_arrived": True}, "人工确认", now)


def _needs(connection: Connection, row: Any, now: datetime, workdays: WorkCalendar) -> Iterator[Need]:
    deeds = deeds_of(connection, row.id)
    if not deeds.all:
        return
    status = Status(row.status)

    def need(kind: NeedKind, since: datetime, due: date | None = None, note: str = "", level: int = 0) -> Need:
        return Need(kind, row.draft_id, row.id, since, WORDS[kind], due, note, level)

    if status is Status.PARKED:
        yield need(NeedKind.PARKED, deeds.current.message.updated_at)
    elif status is Status.REJECTED:
        if not children_of(connection, row.draft_id, Kind.RETRY):
            notice = _newest(deeds)
            since = deeds.current.message.updated_at if notice is None else notice.noticed_at or row.created_at
            yield need(NeedKind.REJECTED, since, note="" if notice is None else notice.note)
    elif not row.final:
        yield from _asked(deeds, workdays, need)
        yield from _second_step(connection, row, deeds, now, workdays, need)
        yield from _silent(deeds, now, need)
        yield from _arrival(connection, row, now, need)
    yield from _requests(connection, deeds, need)


def _asked(deeds: Deeds, workdays: WorkCalendar, need: Any) -> Iterator[Need]:
    """What the newest receipt asks for, unless it was answered."""
    notice = _newest(deeds)
    kind = None if notice is None else CHANNEL_NEEDS.get(notice.channel)
    if notice is None or kind is None:
        return
    if notice.channel == "Sp1" and not asks_clerk(deeds.actions):
        return
    due = None
    if kind is NeedKind.SUPPLEMENT and notice.noticed_at is not None:
        due = supplement_due(notice.noticed_at.date(), workdays)
    yield need(kind, notice.noticed_at or deeds.current.message.created_at, due, notice.note)


def _second_step(
    connection: Connection, row: Any, deeds: Deeds, now: datetime, workdays: WorkCalendar, need: Any
) -> Iterator[Need]:
    waits = row.mode == Mode.SUMMARY and completion(deeds.actions) is None and row.entry_id
    if not waits:
        return
    clock = completion_clock(connection, row.draft_id, now.date(), workdays)
    late = clock.stage in (Stage.LATE, Stage.GRACE)
    kind = NeedKind.OVERDUE if late else NeedKind.COMPLETE
    yield need(kind, row.created_at, clock.last_day, clock.late_from_words if late else clock.stage.value)


def _silent(deeds: Deeds, now: datetime, need: Any) -> Iterator[Need]:
    current = deeds.current
    level = silence_level(current.message.updated_at, now)
    if current.state is State.ACKED and not current.notices and level:
        yield need(NeedKind.SILENT, current.message.updated_at, level=level)


def _arrival(connection: Connection, row: Any, now: datetime, need: Any) -> Iterator[Need]:
    if row.mode != Mode.ADVANCE or row.final:
        return
    facts = load_draft(connection, row.draft_id).draft.facts
    planned = day_of(facts.get("planned_arrival"))
    if day_of(facts.get("entry_day")) is None and planned is not None and planned <= now.date():
        yield need(NeedKind.ARRIVAL, row.created_at, planned)


def _requests(connection: Connection, deeds: Deeds, need: Any) -> Iterator[Need]:
    """A request that was refused, or wants something, until it is sent again, another follows or it is binned."""
    for draft_id, deed in deeds.requests.items():
        if load_row(connection, draft_id).deleted:
            continue
        status = request_status(deed.action)
        since = deed.message.updated_at
        asked: Mapping[str, str] = {notice.channel: notice.note for notice in deed.notices}
        kind = NeedKind.REFUSED if status is Status.REJECTED else None
        kind = NeedKind.PAPERS if status is Status.ACCEPTED and PAPERS in asked else kind
        kind = NeedKind.PARKED if status is Status.PARKED else kind
        if kind is not None and deed.message.revision == deeds.all[-1].message.revision:
            one = need(kind, since, note=asked.get("RqE", "") or asked.get(PAPERS, ""))
            yield Need(one.kind, draft_id, one.submission_id, one.since, one.words, one.due, one.note, one.level)


def _contradicted(connection: Connection) -> Iterator[Need]:
    """A declaration that was closed and then sent back: both receipts stay, and somebody has to ask customs.

    By the table of letters it stays closed (rules.md §5.2a); it waits here until the contradiction was read.
    """
    closed, back = _CLOSED, _BACK
    query = (
        select(submissions.c.draft_id, submissions.c.id, back.c.noticed_at, back.c.received_at)
        .join(outbox, outbox.c.decl_id == submissions.c.id)
        .join(closed, closed.c.local_message_id == outbox.c.message_id)
        .join(back, back.c.local_message_id == outbox.c.message_id)
        .where(closed.c.channel.in_(_letters(Status.CLOSED)), back.c.channel.in_(_letters(Status.REJECTED)))
        .where(back.c.noticed_at >= closed.c.noticed_at, back.c.seen_at.is_(None), submissions.c.draft_id.is_not(None))
    )
    for row in connection.execute(query):
        since = row.noticed_at or row.received_at
        yield Need(NeedKind.PARKED, str(row.draft_id), row.id, since, "回执互相矛盾", None, CONTRADICTED)


def _letters(status: Status) -> list[str]:
    return [letter for letter, brought in STATUS_OF_CHANNEL.items() if brought is status]


def _expiring(connection: Connection, now: datetime) -> Iterator[Need]:
    for one in expiries_of(connection, until=now.date() + _STORAGE_AHEAD):
        words = f"{WORDS[NeedKind.STORAGE]}：{one.name}"
        yield Need(NeedKind.STORAGE, one.draft_id, "", now, words, one.day, one.note)


def _newest(deeds: Deeds) -> Notice | None:
    return deeds.declaring[-1] if deeds.declaring else None


def _completed_on(deeds: Deeds) -> date | None:
    """Return the day customs accepted the second step (or the only one)."""
    second = deeds.second
    moments = [one.noticed_at for one in (second.notices if second else ()) if one.channel in ("L", "J", "P", "R")]
    known = [moment for moment in moments if moment is not None]
    return min(known).date() if known else None
