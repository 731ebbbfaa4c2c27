"""What waits for a person in the words of the window, with the days left; read in the store thread, nothing changes."""

from datetime import datetime

import forms
from app.core.check import Checker
from app.core.draft import Draft, Mode, Purpose
from app.core.tables import CodeTables
from app.declarations.deadline import WorkCalendar
from app.declarations.inbox import Need as Known
from app.declarations.inbox import NeedKind
from app.declarations.stage_facts import ENTRY_DAY, day_of
from app.declarations.status import Mark, Status
from app.store.drafts import DraftRow, load_draft
from app.store.engine import Connection
from app.store.inbox import inbox
from app.ui.models.wording import goods_words
from app.ui.pages.lifecycle import Need

SOON = 3  # days; what has no day waits behind what is due this soon
_DONE = frozenset({Status.RELEASED, Status.CLOSED, Status.CANCELLED, Status.REJECTED})
_STEPS = frozenset({NeedKind.COMPLETE, NeedKind.OVERDUE})


def needs_of(connection: Connection, tables: CodeTables, calendar: WorkCalendar, now: datetime) -> list[Need]:
    """Return what waits for a person: what is late or due soon first, then by urgency."""
    found = []
    for known in inbox(connection, now, calendar):
        stored = load_draft(connection, known.draft_id)
        if known.kind is NeedKind.STORAGE and (stored.row.status in _DONE or stored.row.deleted):
            continue
        found.append((known, _need(known, stored.row, stored.draft, tables, now)))
    order = sorted(found, key=lambda one: (one[1].left if one[1].left is not None else SOON, *one[0].place))
    return [need for _, need in order]


def awaits_completion(row: DraftRow, draft: Draft) -> bool:
    """Tell whether the second step of a two-step declaration is still to be filed."""
    is_open = row.mark is Mark.OPEN and draft.purpose is Purpose.COMPLETE
    return is_open or (row.mode is Mode.SUMMARY and row.status not in _DONE and bool(row.entry_id))


def _need(known: Known, row: DraftRow, draft: Draft, tables: CodeTables, now: datetime) -> Need:
    summary, today = row.summary, now.date()
    steps = known.kind in _STEPS
    return Need(
        draft_id=row.id,
        wants=known.kind,
        goods=goods_words(summary),
        trader=summary.trade_name,
        number=row.entry_id or row.seq_no or summary.client_seq_no,
        port=summary.port,
        traffic_mode=summary.traffic_mode,
        sentence=_sentence(known),
        at=known.since,
        day=known.due,
        left=(known.due - today).days if known.due is not None else None,
        began=day_of(draft.facts, ENTRY_DAY) if steps else None,
        lacking=_lacking(draft, tables, now) if steps else None,
    )


def _sentence(known: Known) -> str:
    match known.kind:
        case NeedKind.COMPLETE | NeedKind.OVERDUE if known.due is not None:
            return f"{known.due:%m-%d} 24:00 截止"
        case NeedKind.COMPLETE:
            return "进境日未确认，14 天未起算"
        case NeedKind.ARRIVAL if known.due is not None:
            return f"计划 {known.due:%m-%d} 到港，请确认进境日"
        case NeedKind.STORAGE if known.due is not None:
            return f"{known.words.partition('：')[2]} {known.due:%m-%d}"
        case _:
            return known.note or known.words


def _lacking(draft: Draft, tables: CodeTables, now: datetime) -> int:
    """Return how many things the second step still needs."""
    after = draft.copy()
    after.mode = Mode.COMPLETE
    problems = Checker(forms.load(draft.form), after, tables, now.date()).problems()
    return sum(problem.blocks for problem in problems)
