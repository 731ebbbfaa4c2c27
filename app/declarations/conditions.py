"""What must be so before a request may be made: one line each, read from where the declaration stands; no I/O."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.draft import Purpose
from app.declarations.actions import DECLARING, Action, in_flight, request_pending
from app.declarations.amendment import Change, Way
from app.declarations.status import Status

_TAKEN_IN = frozenset(
    {
        Status.ACCEPTED,
        Status.REVIEWED,
        Status.TAX,
        Status.INSPECTION,
        Status.CONDITIONAL,
        Status.RELEASED,
    }
)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: met or not, in words; one that is not met and ``blocks`` keeps the request from being sent."""

    id: str
    met: bool
    words: str
    blocks: bool = True


def conditions(
    purpose: Purpose, status: Status, actions: Sequence[Action], reason_code: str, note: str, changes: Sequence[Change]
) -> tuple[Condition, ...]:
    """Return the conditions of a request about a declaration that stands at ``status``, in the order they are shown."""
    found = [_taken_in(status), _nothing_under_way(actions), _pending(actions)]
    if purpose is not Purpose.SUPPLEMENT:
        found.insert(1, _inspection(status, actions))
        found.append(_given("reason", reason_code, "已选原因", "未选原因，请从原因表中选一项"))
    else:
        found.append(_given("reason", reason_code, "已选补充申报的内容", "未选补充申报的内容，请选价格、归类或原产地"))
    found.append(_given("note", note.strip(), "已写明情况", "未写明情况，请在说明栏写清事由"))
    if purpose is Purpose.AMEND:
        found += _changes(changes)
    return tuple(found)


def refusal(found: Sequence[Condition]) -> str:
    """Return the sentence of the first condition that keeps the request back, "" where none does."""
    return next((one.words for one in found if one.blocks and not one.met), "")


def _taken_in(status: Status) -> Condition:
    if status is Status.CLOSED:
        return Condition("open", False, "已结关，不能再由本机申请，请与现场海关联系")
    if status not in _TAKEN_IN:
        return Condition("open", False, "海关尚未入库或单证已失效，不需要申请，可直接改正")
    return Condition("open", True, "已入库、未结关，可以申请")


def _inspection(status: Status, actions: Sequence[Action]) -> Condition:
    """An inspection ordered and not yet followed by anything further is pending (令220号: no changes meanwhile)."""
    facts = [fact for action in actions if action.purpose in DECLARING for fact in action.receipts]
    newest = max(facts, key=lambda fact: fact.noticed_at.timestamp() if fact.noticed_at else 0.0, default=None)
    held = status is Status.INSPECTION or (newest is not None and newest.channel == "H")
    return Condition("inspection", not held, "查验或布控未了结，了结后才能申请" if held else "无未结查验、布控")


def _nothing_under_way(actions: Sequence[Action]) -> Condition:
    busy = in_flight(actions)
    return Condition("flight", not busy, "这一票还有报文在途，收到结果后再申请" if busy else "没有在途的报文")


def _pending(actions: Sequence[Action]) -> Condition:
    busy = request_pending(actions)
    return Condition("pending", not busy, "上一份申请海关还在审，答复后再申请" if busy else "没有未答复的申请")


def _given(name: str, text: str, met: str, unmet: str) -> Condition:
    return Condition(name, bool(text), met if text else unmet)


def _changes(changes: Sequence[Change]) -> list[Condition]:
    refile = [change for change in changes if change.way is Way.REFILE]
    words = f"{len(changes)} 处不同" if changes else "与现行版本没有不同，无需申请"
    found = [Condition("changes", bool(changes), words)]
    if refile:
        labels = "、".join(dict.fromkeys(change.label for change in refile))
        found.append(Condition("refile", False, f"{labels}不能在修改单里改，请移出这一处，或全部改走撤销重报"))
    return found
