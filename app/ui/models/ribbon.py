"""The way of a declaration as arrow steps by its filing mode, with its clock; made from events and days alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from app.core.draft import Mode
from app.declarations.deadline import Deadline
from app.declarations.status import CHINESE, Status
from app.ui.models.wording import moment
from app.ui.pages.services import Event
from app.ui.widgets.ribbon import Progress, Stage
from app.ui.widgets.ring import Rest

TASK = "天内完成完整申报"
_OUT = frozenset({Status.QUEUED, Status.SENDING, Status.UNKNOWN, Status.SENT, Status.PARKED})
_TAKEN = (Status.ACCEPTED, Status.REVIEWED, Status.TAX, Status.INSPECTION, Status.CONDITIONAL)
_END = (Status.RELEASED, Status.CLOSED)
TWO_STEPS = frozenset({Mode.SUMMARY, Mode.COMPLETE})


@dataclass(frozen=True, slots=True)
class Way:
    """What a ribbon is drawn from: mode, where it stands, its events, and whether the goods are known to be there."""

    mode: Mode
    status: Status
    events: Sequence[Event]
    now: datetime
    arrived: bool = False
    expected: date | None = None  # the day on which the goods are planned to arrive

    def first(self, *wanted: Status) -> datetime | None:
        """Return when any of some statuses was first reached."""
        return min((one.at for one in self.events if one.status in wanted), default=None)

    def time(self, *wanted: Status) -> str:
        """Return that time in words, empty if it was never reached."""
        at = self.first(*wanted)
        return moment(at, self.now) if at is not None else ""


def stages(way: Way) -> tuple[Stage, ...]:
    """Return the four steps of a way."""
    if way.mode in TWO_STEPS:
        return _two_steps(way)
    names = {Mode.ADVANCE: ("提前申报", "海关接受", "运抵报告", "放行")}.get(
        way.mode, ("申报", "海关接受", "审结", "放行")
    )
    is_taken = way.status in (*_TAKEN, *_END)
    is_free = way.status in _END
    third_done = is_free or (way.arrived if way.mode is Mode.ADVANCE else way.status in _TAKEN[1:])
    third_time = "" if way.mode is Mode.ADVANCE else way.time(Status.REVIEWED)
    third_waits = "场站发送" if way.mode is Mode.ADVANCE else "待海关"
    planned = f"预计 {way.expected:%m-%d}" if way.expected is not None and way.mode is Mode.ADVANCE else ""
    return (
        _first(names[0], way, is_taken),
        _later(names[1], is_taken, way.time(Status.ACCEPTED), "" if way.status not in _OUT else "待海关"),
        _later(names[2], is_taken and third_done, third_time, third_waits if is_taken else planned),
        _later(names[3], is_free, way.time(*_END), "待海关" if is_taken else ""),
    )


def clock_of(found: Deadline, now: datetime, expected: date | None) -> Rest:
    """Return the ring of a two-step declaration; while the entry is not known it says so and what is expected."""
    if found.last_day is None or found.days_left is None:
        return Rest.waiting(expected)
    until = f"{found.last_day:%m-%d} 24:00"
    hours = None
    if found.days_left == 0:
        end = datetime.combine(found.last_day, time.max, now.tzinfo)
        hours = max(int((end - now).total_seconds() // 3600), 0)
    return Rest(max(found.days_left, 0), until, hours, overdue=found.days_left < 0)


def is_over(status: Status) -> bool:
    """Tell whether no clock runs any more."""
    return status in (*_END, Status.CANCELLED)


def _two_steps(way: Way) -> tuple[Stage, ...]:
    second = way.mode is Mode.COMPLETE
    lifted = second or way.status in (Status.CONDITIONAL, *_END)
    free = second and way.status in _END
    lift_time = way.time(Status.CONDITIONAL)
    summary = _first("概要申报", way, lifted)
    waits = "待海关" if way.status in (*_OUT, *_TAKEN) or way.status is Status.DRAFT else ""
    complete = Stage("完整申报", "进境后 14 日内")
    if second:
        complete = Stage("完整申报", way.time(*_END), Progress.DONE) if free else _second(way)
    return (
        summary,
        _later("允许提离", lifted, lift_time, waits),
        complete,
        _later("放行", free, way.time(*_END), "待海关" if second else ""),
    )


def _second(way: Way) -> Stage:
    if way.status is Status.REJECTED:
        return Stage("完整申报", f"退单 {way.time(Status.REJECTED)}".strip(), Progress.FAILED)
    note = CHINESE[way.status] if way.status in _OUT else "进行中"
    return Stage("完整申报", note, Progress.NOW)


def _first(name: str, way: Way, done: bool) -> Stage:
    if done:
        return Stage(name, way.time(Status.SENT), Progress.DONE)
    if way.status is Status.REJECTED:
        return Stage(name, f"退单 {way.time(Status.REJECTED)}".strip(), Progress.FAILED)
    if way.status is Status.CANCELLED:
        return Stage(name, CHINESE[way.status], Progress.FAILED)
    note = CHINESE[way.status] if way.status is not Status.DRAFT else "填写中"
    return Stage(name, note, Progress.NOW)


def _later(name: str, done: bool, at: str, waits: str) -> Stage:
    return Stage(name, at, Progress.DONE) if done else Stage(name, waits)
