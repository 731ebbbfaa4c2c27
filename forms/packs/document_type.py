"""单据类型 put together: the family of the document, the step of its filing, and what the sender wrote behind them."""

from collections.abc import Mapping
from datetime import date

from app.core.draft import Mode
from forms.packs import PACKS, pack_of

ORDINARY = "  "
BONDED_LIST = "ML"
BONDED_REGIMES = frozenset({"1233", "5015", "5033", "6033"})
"""监管方式 filed on a 备案清单: a public code table of 2018 (待核), [F]."""

_FAMILY, _STEP, _LAST = slice(0, 2), slice(2, 6), slice(6, 7)
_MARKS = frozenset(step for pack in PACKS for step in pack.steps.values())


def step_of(type_text: str) -> str:
    """Return position 3: the step of a filing in two, or a blank."""
    return type_text[2:3]


def is_two_step_mark(type_text: str) -> bool:
    """Tell whether a 单据类型 says 两步申报, under whichever pack."""
    return step_of(type_text) in _MARKS


def type_for(typed: str, mode: Mode, regime: str, facts: Mapping[str, object], day: date | None = None) -> str:
    """Return the 单据类型 of a filing; what was typed stays where the stage and the regime say nothing of it."""
    family = typed[_FAMILY].ljust(2)
    if family == ORDINARY and regime in BONDED_REGIMES:
        family = BONDED_LIST
    code = pack_of(facts, day).type_code(mode, facts)
    if not code and not is_two_step_mark(typed):
        return family + typed[2:]
    last = typed[_LAST].strip()
    return (family + code.ljust(4) + last) if last else family + code
