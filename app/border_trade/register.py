"""What is kept of a border resident, and what of it lets him take a share on a day; pure, it stores nothing."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

SOON = 30
"""Days before an end from which a clerk is told."""


class Mandate(StrEnum):
    """What a resident has agreed to; the value is stored."""

    FILING = "filing"  # a group files for him
    DATA = "data"  # his personal data may be used
    PROCESSING = "processing"  # trade for local processing


MANDATE_WORDS = {
    Mandate.FILING: "委托互助组代办申报",
    Mandate.DATA: "个人信息使用同意",
    Mandate.PROCESSING: "落地加工交易委托",
}


@dataclass(frozen=True, slots=True)
class Person:
    """A resident as typed or read in; numbers in full, so never shown, logged or put into a title."""

    name: str
    id_number: str = field(repr=False)
    record_number: str = ""
    id_until: date | None = None
    record_until: date | None = None
    county: str = ""
    sex: str = ""
    nation: str = ""
    phone: str = field(default="", repr=False)
    card: str = field(default="", repr=False)
    note: str = ""


class Standing(StrEnum):
    """Whether a resident may take a share today; the value is the word for it."""

    FIT = "可参加"
    EXPIRED = "已过期"
    NO_MANDATE = "缺委托书"
    INACTIVE = "停用"


@dataclass(frozen=True, slots=True)
class Fitness:
    """A resident's standing on a day, why, and how many days are left where an end is near."""

    standing: Standing
    why: str = ""
    days_left: int | None = None

    @property
    def fit(self) -> bool:
        """Tell whether he may take a share."""
        return self.standing is Standing.FIT


def fitness(
    day: date, id_until: date | None, record_until: date | None, *, active: bool, mandated: bool | None
) -> Fitness:
    """Judge a resident for a day; ``mandated`` None = he files for himself and needs no group."""
    if not active:
        return Fitness(Standing.INACTIVE, "已停用，启用后才能参加")
    ends = [(end, word) for end, word in ((id_until, "边民证"), (record_until, "备案")) if end is not None]
    if ends:
        end, word = min(ends, key=lambda one: one[0])
        left = (end - day).days
        if left < 0:
            return Fitness(Standing.EXPIRED, f"{word}已于 {end} 到期，请换证后重新读证", left)
        near = left if left <= SOON else None
    else:
        near, word, end = None, "", day
    if mandated is False:
        return Fitness(Standing.NO_MANDATE, "没有有效的委托书，请签署后再参加", near)
    return Fitness(Standing.FIT, f"{word} {end:%m-%d} 到期，剩 {near} 天" if near is not None else "", near)
