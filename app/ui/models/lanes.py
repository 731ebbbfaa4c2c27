"""两段准入 in words: what may be done with the goods now, step by step in both lanes; only what receipts said counts.

提离 is not 放行: nothing here is green for the whole shipment before the release came (海关总署公告2019年第160号).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from app.declarations.status import CHINESE, PROGRESS, Status
from app.ui.models.wording import moment
from app.ui.pages.lifecycle import Expiry, LaneGoods, TwoLane
from app.ui.theme import Icon, Tone
from app.ui.widgets import Progress, Rest, Step

REMIND_BEFORE = timedelta(days=3)
OUT = frozenset({Status.RELEASED, Status.CLOSED})
MAY_LEAVE = OUT | {Status.CONDITIONAL}
OVER = frozenset({Status.REJECTED, Status.CANCELLED})
PORT_OFFICE, INLAND_OFFICE, US = "口岸海关", "属地海关", "本企业"


@dataclass(frozen=True, slots=True)
class Truth:
    """What holds of the whole shipment, as strictly as it is."""

    title: str
    sentence: str
    tone: Tone
    icon: Icon


@dataclass(frozen=True, slots=True)
class LaneStep:
    """One step with who has to take it."""

    step: Step
    who: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: its steps and the plain answer at its end."""

    title: str
    place: str
    icon: Icon
    steps: tuple[LaneStep, ...]
    answer: str
    tone: Tone
    sign: Icon

    @property
    def share(self) -> float:
        """How much of it is done."""
        done = sum(one.step.progress is Progress.DONE for one in self.steps)
        return done / len(self.steps) if self.steps else 0.0


@dataclass(frozen=True, slots=True)
class GoodsState:
    """One goods line: both bars with their words, and what may be done with it now."""

    goods: LaneGoods
    port_share: float
    port_words: str
    port_tone: Tone
    inland_share: float
    inland_words: str
    inland_tone: Tone
    allowed: str
    tone: Tone
    icon: Icon


@dataclass(frozen=True, slots=True)
class Reminder:
    """One day to keep in mind."""

    day: date
    title: str
    note: str
    tone: Tone


def truth(status: Status) -> Truth:
    """Return the strictest thing that can be said of a shipment."""
    if status in OUT:
        return Truth("已放行，可销售使用", "已收到海关放行通知。", Tone.OK, Icon.CIRCLE_CHECK)
    if status is Status.CONDITIONAL:
        sentence = "货物可运往登记的存放地；收到放行通知前不得销售、加工、使用或换地方。"
        return Truth("可提离，不得销售使用", sentence, Tone.WARN, Icon.LOCK)
    if status in OVER:
        return Truth("不得提离", f"这一票{CHINESE[status]}，货物须留在口岸监管区。", Tone.ERR, Icon.CIRCLE_X)
    return Truth("不得提离", "海关还没有允许提离，货物须留在口岸监管区。", Tone.WARN, Icon.LOCK)


def lanes(shown: TwoLane, now: datetime) -> tuple[Lane, Lane]:
    """Return both lanes."""
    times = _times(shown)
    return _port_lane(shown, times, now), _inland_lane(shown, times, now)


def goods_states(shown: TwoLane, now: datetime) -> tuple[GoodsState, ...]:
    """Return every goods line; receipts speak of the whole, so that each line is where the whole is."""
    port, inland = lanes(shown, now)
    may_leave, out = shown.status in MAY_LEAVE, shown.status in OUT
    inspected = Status.INSPECTION in _times(shown)
    port_words = ("合格" if inspected else "无口岸检查") if may_leave else _waits(port, "等审结")
    inland_words = "已放行" if out else _waits(inland, "未到") if may_leave else "未提离"
    allowed, tone, icon = ("可销售", Tone.OK, Icon.CIRCLE_CHECK) if out else ("只可存放", Tone.WARN, Icon.LOCK)
    if not may_leave:
        allowed = "不可提离"
    return tuple(
        GoodsState(
            goods,
            port.share,
            port_words,
            Tone.OK if may_leave else Tone.VIO,
            inland.share if may_leave else 0.0,
            inland_words,
            Tone.OK if out else Tone.VIO,
            allowed,
            tone,
            icon,
        )
        for goods in shown.goods
    )


def missing(shown: TwoLane, now: datetime) -> tuple[LaneStep, ...]:
    """Return the steps still to be taken, in their order."""
    if shown.status in OVER | OUT:
        return ()
    return tuple(one for lane in lanes(shown, now) for one in lane.steps if one.step.progress is not Progress.DONE)


def reminders(expiries: Sequence[Expiry], today: date) -> tuple[Reminder, ...]:
    """Return the days of a record with the reminder three days before each, in their order."""
    found = []
    for one in expiries:
        before = one.day - REMIND_BEFORE
        if today < before:
            found.append(Reminder(before, f"剩 3 天提醒：{one.name}", "工作台“需要我”", Tone.NEU))
        left = (one.day - today).days
        tone = Tone.ERR if left < 0 else Tone.WARN if left <= REMIND_BEFORE.days else Tone.NEU
        note = one.note or ("已过期" if left < 0 else "今天到期" if not left else f"剩 {left} 天")
        found.append(Reminder(one.day, one.name, note, tone))
    return tuple(sorted(found, key=lambda one: (one.day, one.title)))


def nearest(expiries: Sequence[Expiry], today: date) -> Rest | None:
    """Return what is left to the next day of a record, None where there is none."""
    days = [one.day for one in expiries]
    if not days:
        return None
    day = min(days)
    left = (day - today).days
    return Rest(max(left, 0), f"{day:%m-%d} 24:00", overdue=left < 0)


def _times(shown: TwoLane) -> Mapping[Status, datetime]:
    times: dict[Status, datetime] = {}
    for event in sorted(shown.events, key=lambda one: one.at):
        if event.status is not None:
            times.setdefault(event.status, event.at)
    return MappingProxyType(times)


def _reached(shown: TwoLane, times: Mapping[Status, datetime], status: Status) -> bool:
    known = [PROGRESS.index(one) for one in (shown.status, *times) if one in PROGRESS]
    return max(known, default=-1) >= PROGRESS.index(status)


def _port_lane(shown: TwoLane, times: Mapping[Status, datetime], now: datetime) -> Lane:
    steps = [
        _plain("申报", Status.SENT, shown, times, now, US),
        _plain("审结", Status.REVIEWED, shown, times, now, PORT_OFFICE),
    ]
    leave_at = times.get(Status.CONDITIONAL) or times.get(Status.RELEASED)
    inspected_at = times.get(Status.INSPECTION)
    if inspected_at is not None and (leave_at is None or inspected_at <= leave_at):
        name = "口岸合并检查" if shown.merged else "转场检查" if shown.transfer else "口岸检查"
        is_done = shown.status in MAY_LEAVE
        note = moment(inspected_at, now) if is_done else "进行中"
        progress = Progress.DONE if is_done else Progress.NOW
        steps.append(LaneStep(Step(name, note, progress, Tone.VIO), PORT_OFFICE))
    may_leave = shown.status in MAY_LEAVE
    note = moment(leave_at, now) if leave_at and may_leave else ""
    if shown.asked and may_leave and shown.status not in OUT:
        note = f"{note}  附条件".strip()
    steps.append(LaneStep(Step("允许提离", note, Progress.DONE if may_leave else Progress.TODO), PORT_OFFICE))
    answer, tone, sign = ("可以提离", Tone.TEAL, Icon.TRUCK) if may_leave else ("还不能提离", Tone.WARN, Icon.LOCK)
    return Lane("口岸段", f"{shown.port}  口岸海关".strip(), Icon.MAP_PIN, tuple(steps), answer, tone, sign)


def _inland_lane(shown: TwoLane, times: Mapping[Status, datetime], now: datetime) -> Lane:
    out, may_leave = shown.status in OUT, shown.status in MAY_LEAVE
    steps = [LaneStep(_stored(shown, now, out, may_leave), US)]
    left_at, inspected = times.get(Status.CONDITIONAL), _inland_inspection(shown)
    if inspected is not None or not (shown.merged or out):
        steps.append(LaneStep(_inspected(inspected, out, may_leave, now), INLAND_OFFICE))
    if shown.asked:
        waited = f"已等 {_hours(left_at, now)}" if left_at and may_leave and not out else ""
        progress = Progress.DONE if out else Progress.NOW if may_leave else Progress.TODO
        steps.append(LaneStep(Step("实验室结果", waited, progress, Tone.VIO), INLAND_OFFICE))
    judged = Progress.DONE if out else Progress.TODO
    steps.append(LaneStep(Step("合格评定", "", judged), INLAND_OFFICE))
    note = moment(times[Status.RELEASED], now) if Status.RELEASED in times and out else "放行后可销售使用"
    steps.append(LaneStep(Step("放行", note, Progress.DONE if out else Progress.TODO), "海关发通知，本机自动收"))
    answer, tone, sign = ("可销售使用", Tone.OK, Icon.CIRCLE_CHECK) if out else ("还不能卖", Tone.WARN, Icon.LOCK)
    place = f"{shown.destination}  属地海关".strip()
    return Lane("目的地段", place, Icon.WAREHOUSE, tuple(steps), answer, tone, sign)


def _plain(
    title: str, status: Status, shown: TwoLane, times: Mapping[Status, datetime], now: datetime, who: str
) -> LaneStep:
    done = shown.status not in OVER and _reached(shown, times, status)
    note = moment(times[status], now) if status in times else ""
    return LaneStep(Step(title, note, Progress.DONE if done else Progress.TODO), who)


def _stored(shown: TwoLane, now: datetime, out: bool, may_leave: bool) -> Step:
    storage = shown.storage
    if storage is not None and storage.arrived_at is not None:
        return Step("运抵存放地", f"{moment(storage.arrived_at, now)}  已登记", Progress.DONE)
    if out:
        return Step("运抵存放地", "未登记")
    if may_leave:
        return Step("运抵存放地", "等您登记到库", Progress.NOW, Tone.WARN)
    return Step("运抵存放地")


def _inspected(at: datetime | None, out: bool, may_leave: bool, now: datetime) -> Step:
    if out:
        return Step("目的地检查", moment(at, now) if at else "", Progress.DONE)
    if at is not None:
        return Step("目的地检查", f"{moment(at, now)} 起", Progress.NOW, Tone.VIO)
    return Step("目的地检查", "等属地海关通知" if may_leave else "")


def _inland_inspection(shown: TwoLane) -> datetime | None:
    """Return when an inspection was told after the goods were allowed to leave."""
    left_at = min((one.at for one in shown.events if one.status is Status.CONDITIONAL), default=None)
    later = [one.at for one in shown.events if one.status is Status.INSPECTION and left_at and one.at > left_at]
    return min(later, default=None)


def _waits(lane: Lane, otherwise: str) -> str:
    now = next((one.step for one in lane.steps if one.step.progress is Progress.NOW), None)
    if now is None:
        later = next((one.step for one in lane.steps if one.step.progress is Progress.TODO), None)
        return f"等{later.title}" if later is not None else otherwise
    return f"等{now.title}" if not now.title.startswith("运抵") else "未登记到库"


def _hours(since: datetime, now: datetime) -> str:
    hours = max(int((now - since).total_seconds() // 3600), 0)
    return f"{hours // 24} 天" if hours >= 48 else f"{hours} 小时" if hours else "不到 1 小时"
