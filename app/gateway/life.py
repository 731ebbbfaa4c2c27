"""Plans the receipts of one declaration from its behaviour and findings; it keeps no time and writes nothing down."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.gateway.finding import Finding
from app.gateway.script import Behaviour, Rule

# CHANNEL → NOTE, in the words real receipts use (message.md §3.3).
NOTES = {
    "7": "直接申报成功",
    "L": "成功入海关预录入库",
    "T": "需交税费",
    "J": "海关已接受申报，通关无纸化审结",
    "C": "查验通知，请联系监管场所安排查验",
    "P": "报关单已放行",
    "R": "报关单已结关",
    "H": "报关单挂起，请与审单中心联系",
    "E": "退单",
}
REJECTED = frozenset({"E", "Y", "Z"})
FINAL = REJECTED | {"R", "D", "A"}

_LIVES = {
    Behaviour.REJECT: "7E",
    Behaviour.INSPECTION: "7LJCPR",
    Behaviour.TAX: "7LTJPR",
    Behaviour.HOLD: "7LH",
    Behaviour.SILENCE: "",
}
_DEFAULT_LIFE = "7LJPR"
_SLOW_FACTOR = 3.0


@dataclass(frozen=True, slots=True)
class Stage:
    """One receipt to come: its place in the life, when it is delivered (in stages after intake) and what it says."""

    place: int
    step: float
    channel: str
    note: str
    entered: bool
    """Whether the declaration has its 海关编号 by then (from L on)."""
    pointers: tuple[Finding, ...] = ()
    last: bool = False
    """Whether no other receipt is delivered after it."""
    twice: bool = False


def plan(rule: Rule, findings: Sequence[Finding], shuffle: random.Random | None = None) -> list[Stage]:
    """The receipts of a declaration in delivery order; `shuffle` mixes that order up.

    Findings of the gateway's own rules end every life but silence with a rejection that names them.
    """
    behaviours = rule.behaviour
    life = next((_LIVES[behaviour] for behaviour in _LIVES if behaviour in behaviours), _DEFAULT_LIFE)
    pointers, note = tuple(findings), None
    if pointers and life:
        life = _LIVES[Behaviour.REJECT]
    elif life == _LIVES[Behaviour.REJECT]:
        pointers, note = tuple(Finding(**pointer.model_dump()) for pointer in rule.pointers), rule.note
    stages = [_stage(place, channel, life, pointers, note) for place, channel in enumerate(life)]
    delivered = _in_delivery_order(stages, behaviours, shuffle)
    factor = _SLOW_FACTOR if Behaviour.SLOW in behaviours else 1.0
    twice = Behaviour.DUPLICATE in behaviours
    return [
        replace(stage, step=step * factor, last=step == len(delivered) - 1, twice=twice)
        for step, stage in enumerate(delivered)
    ]


def _stage(place: int, channel: str, life: str, pointers: tuple[Finding, ...], note: str | None) -> Stage:
    entered = "L" in life[: place + 1]
    if channel not in REJECTED:
        return Stage(place, place, channel, NOTES[channel], entered)
    reasons = note or "；".join(f"{pointer.message}[{pointer.rule}]" for pointer in pointers)
    text = f"{NOTES[channel]}：{reasons}" if reasons else f"{NOTES[channel]}：海关不受理"
    return Stage(place, place, channel, text, entered, pointers)


def _in_delivery_order(
    stages: list[Stage], behaviours: frozenset[Behaviour], shuffle: random.Random | None
) -> list[Stage]:
    order = list(stages)
    if Behaviour.REORDER in behaviours:
        # Neighbours change places: 7 L J P R arrives as L 7 P J R.
        for first in range(0, len(order) - 1, 2):
            order[first], order[first + 1] = order[first + 1], order[first]
    if shuffle is not None:
        shuffle.shuffle(order)
    return order
