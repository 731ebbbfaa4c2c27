"""The two lanes as they look: signs, tones and the words beside them; what may be done is decided elsewhere.

提离 is not 放行: nothing here is green for the whole shipment before the release came (海关总署公告2019年第160号).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.declarations.lanes import COMPLETING, StepState
from app.declarations.lanes import Lane as KnownLane
from app.declarations.lanes import LaneStep as KnownStep
from app.declarations.status import CHINESE, Status
from app.ui.models.wording import moment
from app.ui.pages.lifecycle import Expiry, LaneGoods, TwoLane
from app.ui.theme import Icon, Tone
from app.ui.widgets import Progress, Rest, Step

REMIND_BEFORE = timedelta(days=3)
OVER = frozenset({Status.REJECTED, Status.CANCELLED})
_PROGRESS = {StepState.DONE: Progress.DONE, StepState.NOW: Progress.NOW, StepState.AHEAD: Progress.TODO}
STORED = "运抵存放地"
_OURS = {"申报": "本企业", STORED: "本企业", COMPLETING: "本企业"}
_SENT = {"放行": "海关发通知，本机自动收"}


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


def truth(shown: TwoLane) -> Truth:
    """Return the strictest thing that can be said of a shipment."""
    if shown.status in OVER:
        return Truth("不得提离", f"这一票{CHINESE[shown.status]}，货物须留在口岸监管区。", Tone.ERR, Icon.CIRCLE_X)
    known = shown.lanes
    if known.may_sell:
        return Truth(known.banner, known.banner_detail, Tone.OK, Icon.CIRCLE_CHECK)
    return Truth(known.banner, known.banner_detail, Tone.WARN, Icon.LOCK)


def lanes(shown: TwoLane, now: datetime) -> tuple[Lane, Lane]:
    """Return both lanes; a declaration that was sent back may do neither."""
    port, inland = shown.lanes.port, shown.lanes.destination
    is_over = shown.status in OVER
    leave = port.allowed and not is_over
    sell = inland.allowed and not is_over
    first = Lane(
        port.title,
        f"{shown.port}  口岸海关".strip(),
        Icon.MAP_PIN,
        _steps(port, now, "口岸海关"),
        port.answer if not is_over else "不得提离",
        Tone.TEAL if leave else Tone.WARN,
        Icon.TRUCK if leave else Icon.LOCK,
    )
    second = Lane(
        inland.title,
        f"{shown.destination}  属地海关".strip(),
        Icon.WAREHOUSE,
        _steps(inland, now, "属地海关"),
        inland.answer if not is_over else "不得销售",
        Tone.OK if sell else Tone.WARN,
        Icon.CIRCLE_CHECK if sell else Icon.LOCK,
    )
    return first, second


def goods_states(shown: TwoLane, now: datetime) -> tuple[GoodsState, ...]:
    """Return every goods line; receipts speak of the whole, so that each line is where the whole is."""
    port, inland = lanes(shown, now)
    leave, sell = port.tone is Tone.TEAL, inland.tone is Tone.OK
    found = []
    for goods, known in zip(shown.goods, shown.lanes.goods, strict=False):
        found.append(
            GoodsState(
                goods,
                known.port,
                "可以提离" if leave else _waits(port),
                Tone.OK if leave else Tone.VIO,
                known.destination if leave else 0.0,
                "已放行" if sell else _waits(inland) if leave else "未提离",
                Tone.OK if sell else Tone.VIO,
                known.may if shown.status not in OVER else "不可提离",
                Tone.OK if sell else Tone.WARN,
                Icon.CIRCLE_CHECK if sell else Icon.LOCK,
            )
        )
    return tuple(found)


def missing(shown: TwoLane, now: datetime) -> tuple[LaneStep, ...]:
    """Return the steps still to be taken, in their order."""
    if shown.status in OVER or shown.lanes.may_sell:
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
        tone = Rest(max(left, 0), "", overdue=left < 0).tone  # as the ring of the banner has it
        note = one.note or ("已过期" if left < 0 else "今天到期" if not left else f"剩 {left} 天")
        found.append(Reminder(one.day, one.name, note, Tone.NEU if tone is Tone.INFO else tone))
    return tuple(sorted(found, key=lambda one: (one.day, one.title)))


def nearest(expiries: Sequence[Expiry], today: date) -> Rest | None:
    """Return what is left to the next day of a record, None where there is none."""
    days = [one.day for one in expiries]
    if not days:
        return None
    day = min(days)
    left = (day - today).days
    return Rest(max(left, 0), f"{day:%m-%d} 24:00", overdue=left < 0)


def _steps(lane: KnownLane, now: datetime, office: str) -> tuple[LaneStep, ...]:
    return tuple(LaneStep(_step(one, now), _OURS.get(one.title, _SENT.get(one.title, office))) for one in lane.steps)


def _step(one: KnownStep, now: datetime) -> Step:
    at = moment(one.at, now) if one.at is not None else ""
    waits = "等待" if one.state is StepState.NOW else ""
    if one.title == STORED:
        return Step(one.title, _stored_words(one, at), _PROGRESS[one.state], Tone.WARN)
    detail = one.detail if one.state is StepState.DONE or one.title not in _SENT else f"放行后{one.detail}"
    words = f"{at}  {detail}".strip() if at or detail else waits
    return Step(one.title, words, _PROGRESS[one.state], Tone.VIO)


def _stored_words(one: KnownStep, at: str) -> str:
    """Return how far the way to the place is; the place itself stands beside the lanes."""
    if one.state is StepState.DONE:
        return f"{at}  已登记".strip()
    return ("已登记，等到库" if one.detail else "等您登记") if one.state is StepState.NOW else ""


def _waits(lane: Lane) -> str:
    order = (Progress.NOW, Progress.TODO)
    steps = [one.step for wanted in order for one in lane.steps if one.step.progress is wanted]
    if not steps:
        return ""
    ours = {STORED: "等您登记到库", COMPLETING: f"等您{COMPLETING}"}
    return ours.get(steps[0].title, f"等{steps[0].title}")
