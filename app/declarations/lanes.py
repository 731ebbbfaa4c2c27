"""两段准入 as two lanes: what happened at the port and at the destination, and what may be done now; no I/O.

海关总署公告2019年第160号: 提离 is not 放行. The first lane answers whether the goods may leave the port, the second
whether they may be sold or used; the second answer is never better than the authority's release.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.core.draft import Draft, Mode
from app.declarations.receipts import STATUS_OF_CHANNEL
from app.declarations.status import PROGRESS, Status

PORT, DESTINATION = "port", "destination"
MAY_LEAVE, MAY_NOT_LEAVE = "可以提离", "还不能提离"
MAY_SELL, MAY_NOT_SELL = "可以销售使用", "还不能卖"
STORE_ONLY, SELLABLE, AT_PORT = "只可存放", "可销售", "未提离"
_DESTINATION_WORDS = ("目的地", "属地")
_LABORATORY_WORDS = ("实验室", "检测结果", "送检", "抽样")
_PASSED_WORDS = ("合格", "完成", "相符")
COMPLETING = "完整申报"
_SENT_BACK = frozenset({Status.REJECTED, Status.CANCELLED})
_SECOND_STEP = _SENT_BACK | {Status.ACCEPTED, Status.REVIEWED, Status.TAX, Status.RELEASED, Status.CLOSED}


class StepState(StrEnum):
    """How far one step is."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Notice:
    """What a receipt says to the lanes."""

    channel: str
    at: datetime | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """Where the goods lie, as far as the lanes need to know."""

    place: str
    arrived_at: datetime | None
    sold_on: str = ""


@dataclass(frozen=True, slots=True)
class LaneStep:
    """One step: its name, how far it is, when it was done, and a few words."""

    title: str
    state: StepState
    at: datetime | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane with its plain answer; ``allowed`` is the answer as a value."""

    id: str
    title: str
    steps: tuple[LaneStep, ...]
    answer: str
    allowed: bool


@dataclass(frozen=True, slots=True)
class GoodsState:
    """One goods line: how much of each lane is done (0 to 1) and what may be done with it now."""

    number: int
    port: float
    destination: float
    may: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """Both lanes, the banner (the strictest truth about the whole lot), and the lines."""

    port: Lane
    destination: Lane
    banner: str
    banner_detail: str
    goods: tuple[GoodsState, ...]
    missing: tuple[str, ...]

    @property
    def may_sell(self) -> bool:
        """Whether the goods may be sold or used: the lock of R144."""
        return self.destination.allowed


def lanes(draft: Draft, notices: Sequence[Notice], stored: Stored | None = None) -> Lanes:
    """Return the two lanes of a declaration; order and repetition of receipts cannot matter."""
    told = sorted(notices, key=lambda one: (one.at.timestamp() if one.at else 0.0, one.channel))
    reached = _reached(told)
    released = _has(reached, Status.RELEASED)
    left = released or _has(reached, Status.CONDITIONAL)
    port = Lane(PORT, "口岸段", _port_steps(told, reached, left), MAY_LEAVE if left else MAY_NOT_LEAVE, left)
    steps = _destination_steps(draft, told, stored, left, released)
    destination = Lane(DESTINATION, "目的地段", steps, MAY_SELL if released else MAY_NOT_SELL, released)
    may = SELLABLE if released else STORE_ONLY if left else AT_PORT
    shares = _share(port.steps), _share(destination.steps)
    goods = tuple(GoodsState(number + 1, *shares, may) for number in range(draft.rows("items")))
    missing = tuple(step.title for step in (*port.steps, *steps) if step.state is not StepState.DONE)
    return Lanes(port, destination, *_banner(left, released), goods, missing)


def _banner(left: bool, released: bool) -> tuple[str, str]:
    if released:
        return "已放行，可以销售使用", "海关已发放行通知。"
    if left:
        return "可提离，不得销售使用", "货物可运往登记的存放地；收到放行通知前不得销售、加工、使用或换地方。"
    return "还不能提离", "货物仍在口岸监管区，收到提离或放行通知后才能运走。"


def _reached(notices: Iterable[Notice]) -> frozenset[Status]:
    return frozenset(STATUS_OF_CHANNEL[one.channel] for one in notices if one.channel in STATUS_OF_CHANNEL)


def _has(reached: frozenset[Status], status: Status) -> bool:
    """Tell whether a state or one beyond it was reached."""
    return any(one in PROGRESS and PROGRESS.index(one) >= PROGRESS.index(status) for one in reached)


def _first(notices: Iterable[Notice], status: Status) -> Notice | None:
    return next((one for one in notices if STATUS_OF_CHANNEL.get(one.channel) is status), None)


def _step(title: str, done: bool, notice: Notice | None, now: bool, detail: str = "") -> LaneStep:
    state = StepState.DONE if done else StepState.NOW if now else StepState.AHEAD
    return LaneStep(title, state, notice.at if notice and done else None, detail)


def _port_steps(told: Sequence[Notice], reached: frozenset[Status], left: bool) -> tuple[LaneStep, ...]:
    accepted, reviewed = _has(reached, Status.ACCEPTED), _has(reached, Status.REVIEWED)
    check = next((one for one in told if _is_inspection(one) and not _names(one, _DESTINATION_WORDS)), None)
    steps = [
        _step("申报", accepted, _first(told, Status.ACCEPTED) or _first(told, Status.SENT), bool(told)),
        _step("审结", reviewed, _first(told, Status.REVIEWED), accepted),
    ]
    if check is not None:
        steps.append(_step("口岸检查", left, check, reviewed, "" if left else "等待检查结果"))
    leave = _first(told, Status.CONDITIONAL) or _first(told, Status.RELEASED) or _first(told, Status.CLOSED)
    steps.append(_step("允许提离", left, leave, reviewed and check is None))
    return tuple(steps)


def _destination_steps(
    draft: Draft, told: Sequence[Notice], stored: Stored | None, left: bool, released: bool
) -> tuple[LaneStep, ...]:
    arrived = stored is not None and stored.arrived_at is not None
    arrival = Notice("", stored.arrived_at) if stored is not None else None
    place = stored.place if stored is not None else ""
    steps = [_step("运抵存放地", arrived or released, arrival, left, place)]
    check = next((one for one in told if _is_inspection(one) and _names(one, _DESTINATION_WORDS)), None)
    done = next((one for one in told if _names(one, _DESTINATION_WORDS) and _names(one, _PASSED_WORDS)), None)
    if check is not None:
        steps.append(_step("目的地检查", released or done is not None, done or check, left))
    if any(_names(one, _LABORATORY_WORDS) for one in told) or _is_conditional(draft):
        result = next((one for one in told if _names(one, _LABORATORY_WORDS) and _names(one, _PASSED_WORDS)), None)
        waiting = left and all(step.state is StepState.DONE for step in steps)
        steps.append(_step("实验室结果", released or result is not None, result, waiting))
    if draft.mode in (Mode.SUMMARY, Mode.COMPLETE):
        completed = _completing(told)
        done_already = released or completed is not None
        steps.append(_step(COMPLETING, done_already, completed, left, "" if done_already else "进境后 14 日内"))
    ready = left and all(step.state is StepState.DONE for step in steps)
    assessed = _is_conditional(draft) or check is not None
    if assessed:
        steps.append(_step("合格评定", released, _first(told, Status.RELEASED), ready))
    release = _first(told, Status.RELEASED) or _first(told, Status.CLOSED)
    steps.append(_step("放行", released, release, ready and not assessed, "可销售使用"))
    return tuple(steps)


def _completing(told: Sequence[Notice]) -> Notice | None:
    """Return the notice that took the second step in: only what came after the leave can be of it.

    None where there is none, or where the second step was sent back since.
    """
    statuses = [STATUS_OF_CHANNEL.get(one.channel) for one in told]
    after = statuses.index(Status.CONDITIONAL) + 1 if Status.CONDITIONAL in statuses else len(told)
    heard = [one for one in told[after:] if STATUS_OF_CHANNEL.get(one.channel) in _SECOND_STEP]
    if not heard or STATUS_OF_CHANNEL[heard[-1].channel] in _SENT_BACK:
        return None
    return next(one for one in heard if STATUS_OF_CHANNEL[one.channel] not in _SENT_BACK)


def _is_inspection(notice: Notice) -> bool:
    return STATUS_OF_CHANNEL.get(notice.channel) is Status.INSPECTION


def _names(notice: Notice, words: Iterable[str]) -> bool:
    return any(word in notice.note for word in words)


def _is_conditional(draft: Draft) -> bool:
    """Tell whether 附条件提离 was applied for: the release then waits for the laboratory."""
    return draft.get("access.conditional") == "1"


def _share(steps: Sequence[LaneStep]) -> float:
    return sum(step.state is StepState.DONE for step in steps) / len(steps)
