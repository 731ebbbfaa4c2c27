"""The way of a declaration as dots, and its life as a column, made from the events; it keeps and asks nothing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from app.declarations.status import CHINESE, PROGRESS, Status
from app.ui.models.filing_words import ENQUEUE
from app.ui.models.status_look import look_of, sign_of
from app.ui.models.wording import moment
from app.ui.pages.services import Event
from app.ui.theme import Icon, Tone
from app.ui.widgets import Entry, Progress, Step

_ALWAYS = (Status.SENT, Status.ACCEPTED, Status.REVIEWED, Status.RELEASED, Status.CLOSED)
_WAITS = frozenset({Status.TAX, Status.INSPECTION})  # nothing goes on until the office acts
_BEFORE = frozenset({Status.QUEUED, Status.SENDING, Status.UNKNOWN, Status.PARKED})
_NAMES = {Status.SENT: "申报"}
# What this computer did, by the words it is told with; anything else of ours is a pencil.
OWN_SIGNS = {
    "建立草稿": Icon.FILE_PLUS,
    "内容定稿": Icon.LOCK,
    "签名": Icon.ID_CARD,
    ENQUEUE: Icon.CLOCK,
    "开始发送": Icon.SEND,
    "用同一编号再次发送": Icon.SEND,
    "单一窗口已接收": Icon.CLOUD_CHECK,
    "单一窗口早已接收": Icon.CLOUD_CHECK,
}


def steps(status: Status, events: Sequence[Event], now: datetime) -> tuple[Step, ...]:
    """Return the stages of a declaration that stands at ``status``: those always passed, and those it met."""
    times = _times(events)
    reached = _reached(status, times)
    shown = [one for one in PROGRESS if one in _ALWAYS or one in times or one is status]
    made = [_step(one, status, reached, times, now) for one in shown]
    if status in (Status.REJECTED, Status.CANCELLED):
        return (*_passed(made), _branch(status, times, now))
    return tuple(made)


def entries(events: Iterable[Event]) -> tuple[Entry, ...]:
    """Return the events as lines, newest first as they came."""
    return tuple(_entry(event) for event in events)


def _entry(event: Event) -> Entry:
    icon, tone = sign_of(event.status)
    if not event.receipt_id:
        icon, tone = (OWN_SIGNS.get(event.title, Icon.PENCIL) if event.status is None else icon), Tone.NEU
    elif tone is Tone.NEU and event.status in PROGRESS:
        tone = Tone.OK  # a step that is done
    clock, day = f"{event.at:%H:%M:%S}", f"{event.at:%m-%d}"
    return Entry(clock, day, event.title, event.detail, event.mark, icon, tone)


def _times(events: Sequence[Event]) -> Mapping[Status, datetime]:
    """Return when each status was first reached."""
    times: dict[Status, datetime] = {}
    for event in sorted(events, key=lambda one: one.at):
        if event.status is not None:
            times.setdefault(event.status, event.at)
    return times


def _reached(status: Status, times: Mapping[Status, datetime]) -> int:
    """Return the place of the furthest stage reached, -1 before the first."""
    known = [one for one in (status, *times) if one in PROGRESS]
    return max((PROGRESS.index(one) for one in known), default=-1)


def _step(stage: Status, status: Status, reached: int, times: Mapping[Status, datetime], now: datetime) -> Step:
    name = _NAMES.get(stage, CHINESE[stage])
    time = moment(times[stage], now) if stage in times else ""
    place = PROGRESS.index(stage)
    if stage is status and stage in _WAITS:
        return Step(name, "进行中", Progress.NOW, look_of(stage).tone)
    if place <= reached:
        return Step(name, time, Progress.DONE)
    if stage is Status.SENT and status in _BEFORE:
        return Step(name, CHINESE[status], Progress.NOW, look_of(status).tone)
    return Step(name)


def _passed(made: Sequence[Step]) -> tuple[Step, ...]:
    return tuple(one for one in made if one.progress is Progress.DONE)


def _branch(status: Status, times: Mapping[Status, datetime], now: datetime) -> Step:
    time = moment(times[status], now) if status in times else ""
    return Step(CHINESE[status], time, Progress.FAILED)
