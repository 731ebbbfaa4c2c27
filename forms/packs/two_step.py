"""What a rule pack of 两步申报 says: its questions and its marks in 单据类型; the packs stand in profiles.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.core.draft import Mode

YES, NO = "1", "0"


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One data item as the announcement counts them, with the fields that hold it and facts no element carries."""

    words: str
    fields: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One question answered before 概要: the fact that keeps the answer, and the items a yes adds."""

    id: str
    question: str
    fact: str
    items: tuple[AskedItem, ...]

    @property
    def adds(self) -> tuple[str, ...]:
        """Return the patterns of the fields a yes brings to 概要."""
        return tuple(field for item in self.items for field in item.fields)

    def answer(self, facts: Mapping[str, object]) -> bool | None:
        """Return what was answered, None if nothing was."""
        value = facts.get(self.fact)
        return value if isinstance(value, bool) else None


@dataclass(frozen=True, slots=True)
class TwoStepPack:
    """One profile of the interface from a day on.

    basic, logistics, carried: the 9 items of every 概要, the 2 that are confirmed, and what the message carries anyway.
    groups: what 概要 may ask beyond them, and on what ground.  confirmed: whether the three grounds are
    answered by the operator (else they follow from the goods).  steps: position 3 of 单据类型 by mode.
    """

    id: str
    profile: str
    title: str
    version: str
    since: date
    until: date | None
    updated: date
    source: str
    confidence: str
    basic: tuple[AskedItem, ...]
    logistics: tuple[AskedItem, ...]
    carried: tuple[AskedItem, ...]
    groups: tuple[Confirmation, ...]
    confirmed: bool
    steps: Mapping[Mode, str]

    @property
    def confidence_words(self) -> str:
        """Say how sure the content of the pack is."""
        return {"S": "可靠", "F": "待核", "U": "未证实"}[self.confidence]

    @property
    def confirmations(self) -> tuple[Confirmation, ...]:
        """Return the questions the operator is asked; none where the pack has no tick boxes."""
        return self.groups if self.confirmed else ()

    def holds_on(self, day: date) -> bool:
        """Tell whether the pack is in force."""
        return self.since <= day and (self.until is None or day <= self.until)

    def answered(self, facts: Mapping[str, object]) -> bool:
        """Tell whether every question of this pack has its answer."""
        return all(one.answer(facts) is not None for one in self.confirmations)

    def applies(self, group: str, facts: Mapping[str, object]) -> bool | None:
        """Tell whether a ground (涉证, 涉检, 涉税) applies; None where it was not answered."""
        return next(one.answer(facts) for one in self.groups if one.id == group)

    def type_code(self, mode: Mode, facts: Mapping[str, object]) -> str:
        """Return position 3 and what follows it for a mode; "" for one without a mark or with open questions."""
        step = self.steps.get(mode, "")
        if not step or not self.answered(facts):
            return ""
        return step + "".join(YES if one.answer(facts) else NO for one in self.confirmations)
