"""What comes next for a declaration, in the words of its button; read in the store thread, nothing is begun."""

from datetime import date

from app.core.draft import Mode, Purpose
from app.declarations.deadline import WorkCalendar, deadline
from app.declarations.stage_facts import ENTRY_DAY, PLANNED_ARRIVAL, day_of
from app.declarations.status import Status
from app.declarations.version import REQUESTS
from app.store.drafts import load_draft
from app.store.engine import Connection
from app.ui.desk.needs import awaits_completion
from app.ui.pages.lifecycle import Next, NextStep

_TAKEN_IN = frozenset(
    {Status.ACCEPTED, Status.REVIEWED, Status.TAX, Status.INSPECTION, Status.CONDITIONAL, Status.RELEASED}
)
_LANES = frozenset({Status.CONDITIONAL, Status.RELEASED, Status.CLOSED})
_WORDS = {NextStep.ARRIVE: "确认进境日", NextStep.RETRY: "新建一版重报", NextStep.AMEND: "修改、撤销"}


def next_of(connection: Connection, draft_id: str, calendar: WorkCalendar, today: date) -> Next:
    """Return what Shift+F10 does for a declaration now; raises LookupError."""
    stored = load_draft(connection, draft_id)
    row, draft = stored.row, stored.draft
    lanes = row.status in _LANES
    if row.kind in REQUESTS and draft.purpose is not Purpose.DECLARE and row.editable:
        return Next(NextStep.REQUEST, "看申请")
    planned, entered = day_of(draft.facts, PLANNED_ARRIVAL), day_of(draft.facts, ENTRY_DAY)
    if row.status in _TAKEN_IN and entered is None and planned is not None and planned <= today:
        return Next(NextStep.ARRIVE, _WORDS[NextStep.ARRIVE], lanes)
    if row.mode in (Mode.SUMMARY, Mode.COMPLETE) and awaits_completion(row, draft):
        clock = deadline(entered, today, calendar)
        return Next(NextStep.COMPLETE, completion_words(clock.days_left), lanes)
    if row.status is Status.REJECTED:
        return Next(NextStep.RETRY, _WORDS[NextStep.RETRY])
    step = NextStep.AMEND if row.status in _TAKEN_IN else NextStep.NONE
    return Next(step, _WORDS.get(step, ""), lanes)


def completion_words(left: int | None) -> str:
    """Return the words of the button that leads to the second step, with the days left where they are known."""
    if left is None:
        return "完整申报"
    return f"完整申报 剩 {left} 天" if left > 0 else "完整申报 今天截止" if not left else f"完整申报 逾期 {-left} 天"
