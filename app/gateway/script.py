"""Decides how the gateway behaves towards each declaration, as a script says; it carries nothing out itself."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from app.gateway.settings import Manifest


class Behaviour(StrEnum):
    """What can be scripted: first the lives of a declaration, then the ways answers and receipts travel."""

    ACCEPT = "accept"  # 7 L J P R
    REJECT = "reject"  # 7 E, with pointers
    INSPECTION = "inspection"  # 7 L J C P R
    TAX = "tax"  # 7 L T J P R
    HOLD = "hold"  # 7 L H, then nothing
    SILENCE = "silence"  # taken in, then no receipt at all
    RELEASED = "released"  # 7 L J P: released and not yet closed, as long as amendments are possible
    SUPPLEMENT = "supplement"  # a 概要 is asked for a 补充申报 (Sp1), anything else is accepted

    DUPLICATE = "duplicate"  # every receipt comes twice
    REORDER = "reorder"  # receipts overtake each other
    SLOW = "slow"  # the answer takes delay_ms, every stage three times as long
    UNAVAILABLE = "unavailable"  # 503, `times` times, before anything is taken in
    ANSWER_LOST = "answer_lost"  # taken in, the connection dies unanswered, `times` times
    GARBAGE = "garbage"  # taken in, the answer is cut off, `times` times


# The trick of other authorities' stubs: the first letter of ClientSeqNo selects the behaviour.
FIRST_LETTERS: Mapping[str, Behaviour] = {
    "E": Behaviour.REJECT,
    "C": Behaviour.INSPECTION,
    "T": Behaviour.TAX,
    "H": Behaviour.HOLD,
    "P": Behaviour.RELEASED,
    "S": Behaviour.SILENCE,
    "D": Behaviour.DUPLICATE,
    "O": Behaviour.REORDER,
    "W": Behaviour.SLOW,
    "U": Behaviour.UNAVAILABLE,
    "L": Behaviour.ANSWER_LOST,
    "G": Behaviour.GARBAGE,
}
FIRST_LETTER_SCRIPT = "first-letter"
"""`--script first-letter` switches the trick on without a file."""

# Control characters cannot stand in the XML of a receipt.
_PLAIN = r"^[^\x00-\x1f]*$"


class ScriptUnreadable(ValueError):
    """The script cannot be read; the text says why, in Chinese."""


class Pointer(BaseModel):
    """What a scripted rejection points at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str = "GATEWAY"
    element: str = Field(description='e.g. "DecHead/BillNo"')
    item: int | None = None
    message: str = Field(pattern=_PLAIN)


class Rule(BaseModel):
    """One line of a script: every pattern given (shell style, * and ?) must match; none given matches all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    client_seq_no: str | None = None
    contract_no: str | None = None
    bill_no: str | None = None
    action: str | None = Field(default=None, description="declare, complete, amend, withdraw, supplement")
    behaviour: frozenset[Behaviour] = Field(description="one behaviour or several")
    pointers: tuple[Pointer, ...] = ()
    note: str | None = Field(default=None, pattern=_PLAIN, description="NOTE of a scripted rejection")
    times: int = Field(default=1, ge=0, description="how often unavailable, answer_lost and garbage strike a message")
    delay_ms: int = Field(default=2000, ge=0, le=600_000, description="how long slow holds the answer back")

    @field_validator("behaviour", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value

    def matches(self, facts: Facts) -> bool:
        """Whether the rule speaks of this declaration."""
        pairs = (
            (self.client_seq_no, facts.client_seq_no),
            (self.contract_no, facts.contract_no),
            (self.bill_no, facts.bill_no),
            (self.action, facts.action),
        )
        return all(pattern is None or fnmatchcase(text, pattern) for pattern, text in pairs)


class Facts(BaseModel):
    """What a script may look at."""

    model_config = ConfigDict(frozen=True)

    client_seq_no: str
    contract_no: str = ""
    bill_no: str = ""
    action: str = "declare"


class Script(BaseModel):
    """All rules in force; the first that matches decides."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: tuple[Rule, ...] = ()
    manifests: tuple[Manifest, ...] = Field(default=(), description="manifests the gateway holds from the start")
    first_letter: bool = Field(default=False, description="let the first letter of ClientSeqNo select the behaviour")

    def rule_for(self, facts: Facts) -> Rule:
        """The rule for a declaration; plain acceptance where none matches."""
        for rule in self.rules:
            if rule.matches(facts):
                return rule
        letter = facts.client_seq_no[:1] if self.first_letter else ""
        return Rule(behaviour=frozenset({FIRST_LETTERS.get(letter, Behaviour.ACCEPT)}))


def read_script(source: str) -> Script:
    """The script in a JSON file, or the built-in one named "first-letter". Raises ScriptUnreadable."""
    if source == FIRST_LETTER_SCRIPT:
        return Script(first_letter=True)
    try:
        return Script.model_validate_json(Path(source).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ScriptUnreadable(f"脚本文件无法读取：{source}") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ScriptUnreadable(f"脚本文件内容有误：{source}（{place} {first['msg']}）") from error
