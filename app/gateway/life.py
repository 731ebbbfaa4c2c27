"""Plans the receipts of one message from its step, behaviour and findings; it keeps no time and writes nothing down."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.gateway.finding import Finding
from app.gateway.script import Behaviour, Rule

# CHANNEL → NOTE, in the words real receipts use (message.md §3.3); Rq… are letters of our own (schemas/SOURCE.md).
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
    "D": "海关删单",
    "SpL": "概要申报入库成功",
    "SpJ": "概要申报审结",
    "SpC": "概要申报查验通知，请联系监管场所安排口岸检查",
    "SpK": "提货放行，货物可以提离，放行前不得销售使用",
    "SpE": "概要申报退单",
    "Sp1": "要求补充申报",
    "RqL": "申请已受理",
    "RqB": "请补充证明材料",
    "RqP": "海关同意",
    "RqE": "海关不同意",
}
REFUSED = "RqE"
AGREED = "RqP"
REJECTED = frozenset({"E", "Y", "Z", "SpE"})
FINAL = REJECTED | {"R", "D", "A", AGREED, REFUSED}


class Step(StrEnum):
    """What a message is to the declaration."""

    WHOLE = "whole"  # 一次申报
    SUMMARY = "summary"  # 概要
    COMPLETE = "complete"  # 完整
    REQUEST = "request"  # 修改, 补充申报
    WITHDRAWAL = "withdrawal"  # 撤销
    RESIDENTS = "residents"  # 互市


_Lives = Mapping[Behaviour | None, tuple[str, ...]]


def _lives(default: str, **others: str) -> _Lives:
    known: dict[Behaviour | None, tuple[str, ...]] = {
        Behaviour(name): tuple(life.split()) for name, life in others.items()
    }
    return {None: tuple(default.split()), Behaviour.SILENCE: (), **known}


_LIVES: Mapping[Step, _Lives] = {
    Step.WHOLE: _lives(
        "7 L J P R", reject="7 E", inspection="7 L J C P R", tax="7 L T J P R", hold="7 L H", released="7 L J P"
    ),
    Step.SUMMARY: _lives(
        "7 SpL SpJ SpK",
        reject="7 SpE",
        inspection="7 SpL SpJ SpC SpK",
        hold="7 SpL H",
        supplement="7 SpL Sp1 SpJ SpK",
    ),
    Step.COMPLETE: _lives("L J P R", reject="E", inspection="L J C P R", tax="L T J P R", hold="L H", released="L J P"),
    Step.REQUEST: _lives("7 RqL RqP", reject="7 RqL RqE", hold="7 RqL"),
    Step.RESIDENTS: _lives("7 L P", reject="7 E", inspection="7 L C P", hold="7 L H"),
    Step.WITHDRAWAL: _lives("7 RqL RqP D", reject="7 RqL RqE", hold="7 RqL"),
}
_ENTERING = frozenset({"L", "SpL"})
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


def plan(
    rule: Rule, findings: Sequence[Finding], shuffle: random.Random | None = None, step: Step = Step.WHOLE
) -> list[Stage]:
    """The receipts of a message in delivery order; `shuffle` mixes that order up.

    Findings of the gateway's own rules end every life but silence with a rejection that names them.
    """
    behaviours, lives = rule.behaviour, _LIVES[step]
    life = next(
        (lives[behaviour] for behaviour in Behaviour if behaviour in behaviours and behaviour in lives), lives[None]
    )
    pointers, note = tuple(findings), None
    if pointers and life:
        life = lives[Behaviour.REJECT]
    elif life == lives[Behaviour.REJECT]:
        pointers, note = tuple(Finding(**pointer.model_dump()) for pointer in rule.pointers), rule.note
    known = step not in (Step.WHOLE, Step.SUMMARY, Step.RESIDENTS)
    stages = [_stage(place, life, known, pointers, note) for place in range(len(life))]
    delivered = _in_delivery_order(stages, behaviours, shuffle)
    factor = _SLOW_FACTOR if Behaviour.SLOW in behaviours else 1.0
    twice = Behaviour.DUPLICATE in behaviours
    return [
        replace(stage, step=step_number * factor, last=step_number == len(delivered) - 1, twice=twice)
        for step_number, stage in enumerate(delivered)
    ]


def _stage(place: int, life: tuple[str, ...], known: bool, pointers: tuple[Finding, ...], note: str | None) -> Stage:
    """One receipt; `known`: the declaration has its 海关编号 from an earlier message."""
    channel = life[place]
    entered = known or bool(_ENTERING & set(life[: place + 1]))
    if channel not in REJECTED and channel != REFUSED:
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
